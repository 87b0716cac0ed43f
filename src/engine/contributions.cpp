#include "engine/contributions.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

/// What a contributor gives that does not depend on the whole.
Fraction own_contribution(const std::vector<Contributor>& contributors, std::size_t index,
                          std::size_t links = 0) {
  invariant(links <= contributors.size(), "no chain of matches is a circle");
  const Contributor& contributor = contributors[index];
  if (const auto* fixed = std::get_if<Fraction>(&contributor.cash)) {
    return *fixed;
  }
  const auto* match = std::get_if<Match>(&contributor.cash);
  if (match == nullptr) {
    return {};
  }
  const Fraction amount = match->ratio * own_contribution(contributors, match->of, links + 1);
  return match->at_most ? std::min(amount, *match->at_most) : amount;
}

Fraction percentage_of(const Contributor& contributor) {
  const auto* percent = std::get_if<PercentOfWhole>(&contributor.cash);
  return percent != nullptr ? percent->share : Fraction{};
}

std::vector<Fraction> exact_contributions(const std::vector<Contributor>& contributors) {
  std::vector<Fraction> exact;
  Fraction own;
  Fraction percentages;
  for (std::size_t i = 0; i < contributors.size(); ++i) {
    exact.push_back(own_contribution(contributors, i));
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
  for (; left.sign() > 0; left -= 1) {
    std::size_t next = 0;
    for (std::size_t i = 1; i < quotas.size(); ++i) {
      next = quotas[i] - given[i] > quotas[next] - given[next] ? i : next;
    }
    invariant(quotas[next] > given[next], "there are no more units than remainders");
    given[next] += 1;
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
