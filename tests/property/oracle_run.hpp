#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "allot/model/scenario.hpp"
#include "oracle.hpp"

namespace allot::test {

struct KeyAnswer {
  std::vector<Exact> weights;
  Exact whole;

  [[nodiscard]] Exact share(std::size_t district) const { return weights[district] / whole; }
};

/// Throws Infeasible.
KeyAnswer key_answer(const Scenario& scenario, KeyId key);

/// A pot as SEMANTICS 1, 4, 11, 17 and 18 have it, in the currency.
struct PotAnswer {
  Exact amount;
  std::vector<Exact> exact;  ///< before rounding
  std::vector<Exact> budgets;
  std::map<std::string, Exact> reserves;
  Exact not_assigned, left_over;
  std::optional<CutTie> tie;
  /// Those of equal largest amounts, where one of them takes the difference.
  std::vector<std::size_t> tied_for_rest;
};

/// Throws Infeasible.
PotAnswer pot_answer(const Scenario& scenario, const Pot& pot);

/// Each district's place in the order of a rule's ties.
std::vector<std::size_t> tie_places(const Scenario& scenario, const RoundingRule& rule,
                                    const std::vector<Exact>& key);

/// The district with the largest value; among equals the first by `places`.
std::size_t largest(const std::vector<Exact>& values, const std::vector<std::size_t>& places);

}  // namespace allot::test
