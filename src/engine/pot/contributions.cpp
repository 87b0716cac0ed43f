#include "engine/pot/contributions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <variant>

#include "allot/core/error.hpp"
#include "engine/rounding/methods.hpp"
#include "engine/rounding/round_amounts.hpp"

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

}  // namespace

Contributions contributions(const Pot& pot) {
  const Fraction& unit = pot.rounding.unit;
  const std::vector<Contributor>& contributors = pot.contributors;
  Contributions result;
  result.exact = exact_contributions(contributors);
  result.by_id.resize(contributors.size());
  std::iota(result.by_id.begin(), result.by_id.end(), std::size_t{0});
  std::ranges::stable_sort(result.by_id, {}, [&](std::size_t place) -> const std::string& {
    return contributors[place].id;
  });
  std::vector<Fraction> in_units;
  for (const std::size_t place : result.by_id) {
    in_units.push_back(result.exact[place] / unit);
  }
  const Quantities quotas = Quantities::from(in_units);
  const std::int64_t units = units_in(quotas.total(), 1, Rounding::kHalfUp);
  const Scenario none;
  RoundingRule rule;
  rule.ties = {{.by = TieRule::By::kLargestKey}, {.by = TieRule::By::kId}};
  const TieOrder ties{none, rule, quotas};
  Problems problems;
  const RoundingOutcome rounded = largest_remainder({.scenario = none,
                                                     .quotas = quotas,
                                                     .units = units,
                                                     .weights = quotas,
                                                     .ties = ties,
                                                     .minimum = {},
                                                     .maximum = {},
                                                     .where = {}},
                                                    problems);
  result.rounded.resize(contributors.size());
  for (std::size_t i = 0; i < contributors.size(); ++i) {
    result.rounded[result.by_id[i]] = Fraction{rounded.units[i]} * unit;
  }
  const auto ids_of = [&](const std::vector<DistrictId>& tied) {
    std::vector<std::string> ids;
    for (const DistrictId each : tied) {
      ids.push_back(contributors[result.by_id[index_of(each)]].id);
    }
    return ids;
  };
  for (const Tie& tie : rounded.ties) {
    result.ties.push_back({.about = {.of = TieOf::kContributors},
                           .tied = ids_of(tie.tied),
                           .chosen = ids_of(tie.chosen)});
  }
  result.amount = Fraction{units} * unit;
  return result;
}

}  // namespace allot::engine
