#include "engine/pot/contributions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
/// remainders. Half up gives no more than there are remainders.
class WholeUnits {
 public:
  WholeUnits(const std::vector<Contributor>& contributors, const std::vector<Fraction>& quotas,
             const Fraction& units)
      : contributors_{contributors}, quotas_{quotas} {
    Fraction left = units;
    for (std::size_t i = 0; i < quotas.size(); ++i) {
      given_.emplace_back(quotas[i].rounded(Rounding::kDown));
      remainders_.push_back(quotas[i] - given_.back());
      left -= given_.back();
      order_.push_back(i);
    }
    std::ranges::sort(order_, [&](std::size_t a, std::size_t b) { return before(a, b); });
    const auto count = static_cast<std::size_t>(left.numerator().as_int64().value_or(0));
    invariant(left.sign() >= 0 && count <= order_.size() &&
                  (count == 0 || remainders_[order_[count - 1]].sign() > 0),
              "there are no more units than remainders");
    for (std::size_t place = 0; place < count; ++place) {
      given_[order_[place]] += 1;
    }
    note_tie(count);
  }

  [[nodiscard]] const std::vector<Fraction>& given() const { return given_; }
  [[nodiscard]] const std::vector<NamedTie>& ties() const { return ties_; }

 private:
  [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
    if (remainders_[a] != remainders_[b]) {
      return remainders_[a] > remainders_[b];
    }
    return quotas_[a] != quotas_[b] ? quotas_[a] > quotas_[b]
                                    : contributors_[a].id < contributors_[b].id;
  }

  void note_tie(std::size_t count) {
    if (count == 0 || count == order_.size() ||
        remainders_[order_[count - 1]] != remainders_[order_[count]]) {
      return;
    }
    NamedTie tie{.about = {.of = TieOf::kContributors}, .tied = {}, .chosen = {}};
    for (std::size_t place = 0; place < order_.size(); ++place) {
      if (remainders_[order_[place]] == remainders_[order_[count]]) {
        tie.tied.push_back(contributors_[order_[place]].id);
        if (place < count) {
          tie.chosen.push_back(contributors_[order_[place]].id);
        }
      }
    }
    std::ranges::sort(tie.tied);
    std::ranges::sort(tie.chosen);
    ties_.push_back(std::move(tie));
  }

  const std::vector<Contributor>& contributors_;
  const std::vector<Fraction>& quotas_;
  std::vector<Fraction> given_, remainders_;
  std::vector<std::size_t> order_;  ///< who gets a unit first
  std::vector<NamedTie> ties_;
};

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
  const WholeUnits whole{pot.contributors, quotas, units};
  for (const Fraction& given : whole.given()) {
    result.rounded.push_back(given * unit);
  }
  result.ties = whole.ties();
  result.amount = units * unit;
  return result;
}

}  // namespace allot::engine
