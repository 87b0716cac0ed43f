#include "engine/contributions.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <variant>

#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

/// What contributors give that does not depend on the whole; each link of a chain of matches is
/// followed once.
class OwnContributions {
 public:
  explicit OwnContributions(const std::vector<Contributor>& contributors)
      : contributors_{contributors}, known_(contributors.size()) {}

  const Fraction& of(std::size_t index) {
    std::vector<std::size_t> chain;
    for (std::size_t i = index; !known_[i];) {
      invariant(chain.size() < known_.size(), "no chain of matches is a circle");
      const auto* match = std::get_if<Match>(&contributors_[i].cash);
      if (match == nullptr) {
        const auto* fixed = std::get_if<Fraction>(&contributors_[i].cash);
        known_[i] = fixed != nullptr ? *fixed : Fraction{};
      } else {
        chain.push_back(i);
        i = match->of;
      }
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      const Match& match = std::get<Match>(contributors_[*link].cash);
      const Fraction amount = match.ratio * *known_[match.of];
      known_[*link] = match.at_most ? std::min(amount, *match.at_most) : amount;
    }
    return *known_[index];
  }

 private:
  const std::vector<Contributor>& contributors_;
  std::vector<std::optional<Fraction>> known_;
};

Fraction percentage_of(const Contributor& contributor) {
  const auto* percent = std::get_if<PercentOfWhole>(&contributor.cash);
  return percent != nullptr ? percent->share : Fraction{};
}

std::vector<Fraction> exact_contributions(const std::vector<Contributor>& contributors) {
  std::vector<Fraction> exact;
  Fraction own;
  Fraction percentages;
  OwnContributions own_contributions{contributors};
  for (std::size_t i = 0; i < contributors.size(); ++i) {
    exact.push_back(own_contributions.of(i));
    own += exact.back();
    percentages += percentage_of(contributors[i]);
  }
  invariant(percentages < Fraction{1}, "percentages leave something to the others");
  const Fraction whole = own / (Fraction{1} - percentages);
  for (std::size_t i = 0; i < contributors.size(); ++i) {
    exact[i] += percentage_of(contributors[i]) * whole;
  }
  return exact;
}

/// Whole numbers that add up to the rounded sum: rounded down, then one each to the largest
/// remainders, the first of equals first. Half up gives no more than there are remainders.
std::vector<Fraction> in_whole_units(const std::vector<Fraction>& quotas, const Fraction& units) {
  std::vector<Fraction> given;
  Fraction left = units;
  for (const Fraction& quota : quotas) {
    given.emplace_back(quota.rounded(Rounding::kDown));
    left -= given.back();
  }
  std::vector<std::pair<Fraction, std::size_t>> remainders;
  for (std::size_t i = 0; i < quotas.size(); ++i) {
    remainders.emplace_back(quotas[i] - given[i], i);
  }
  std::ranges::stable_sort(remainders, std::ranges::greater{},
                           &std::pair<Fraction, std::size_t>::first);
  for (auto next = remainders.begin(); left.sign() > 0; left -= 1, ++next) {
    invariant(next != remainders.end() && next->first.sign() > 0,
              "there are no more units than remainders");
    given[next->second] += 1;
  }
  return given;
}

}  // namespace

Contributions contributions(const Pot& pot) {
  const Fraction& unit = pot.rounding.unit;
  Contributions result;
  result.exact = exact_contributions(pot.contributors);
  std::vector<Fraction> quotas;
  Fraction sum;
  for (const Fraction& amount : result.exact) {
    quotas.push_back(amount / unit);
    sum += quotas.back();
  }
  const Fraction units{sum.rounded(Rounding::kHalfUp)};
  for (const Fraction& whole : in_whole_units(quotas, units)) {
    result.rounded.push_back(whole * unit);
  }
  result.amount = units * unit;
  return result;
}

}  // namespace allot::engine
