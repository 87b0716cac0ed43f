#pragma once

#include <string>
#include <vector>

#include "allot/engine/keys/keys.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// The tie with the ids of `districts`, which may be groups.
NamedTie named_tie(const Tie& tie, TieOf of, std::string name, const Districts& districts);

/// The ties in rounded keys, each key once: of those that are added, and of what they are made of.
class KeyTies {
 public:
  /// `of`: kKey, or kGroupKey of the scenario of the groups.
  KeyTies(const Scenario& scenario, const Keys& keys, TieOf of)
      : scenario_{scenario}, keys_{keys}, of_{of}, seen_(scenario.keys.size()) {}

  void add(KeyId key);
  std::vector<NamedTie> take() { return std::move(ties_); }

 private:
  const Scenario& scenario_;
  const Keys& keys_;
  TieOf of_;
  std::vector<bool> seen_;
  std::vector<NamedTie> ties_;
};

/// Those of the districts' keys that the steps of a pot use.
std::vector<NamedTie> ties_of_keys(const Scenario& scenario, const Keys& keys, const Pot& pot);

}  // namespace allot::engine
