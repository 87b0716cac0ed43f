#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "allot/model/scenario.hpp"

namespace allot::what_if {

/// A number of a pot that can be changed in a scenario that has been read. All else needs a second
/// reading.
class PotNumber {
 public:
  /// What the path leads to: `pots.ID.amount` that is a number, or a number or percentage of one of
  /// the pot's steps. Nothing: something else.
  static std::optional<PotNumber> find(const Scenario& scenario, std::string_view path);

  /// The number, if there is no doubt that the loader takes it; else nothing.
  [[nodiscard]] std::optional<Fraction> read(std::string_view text) const;

  void set(Scenario& scenario, const Fraction& value) const;

 private:
  std::size_t pot_ = 0;
  std::optional<std::size_t> step_;  ///< none: the pot's amount
  std::size_t argument_ = 0;
  bool percentage_ = false;
  Fraction unit_;  ///< of the pot
};

}  // namespace allot::what_if
