#pragma once

#include <span>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/pot/pot_state.hpp"
#include "allot/model/field.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A step in its pot, for checks that need more than its own fields.
struct StepPlace {
  const Scenario& scenario;
  const Pot& pot;
  std::size_t index;  ///< into Pot::steps

  [[nodiscard]] const Step& step() const { return pot.steps[index]; }
};

/// A kind of step: one row of the table in steps.cpp, one file in steps/.
/// Adding one touches that file and that row; the loader, FORMAT.md, `help` and the common laws in
/// the tests read the table.
struct StepKind {
  std::string_view name;     ///< as in YAML
  std::string_view german;   ///< the field's word in German law
  std::string_view summary;  ///< one sentence, for FORMAT.md and `help`
  std::span<const Field> fields;
  /// Claims of flat and rate: adjacent ones form one block, and they make an open pot.
  bool claims = false;
  /// May be in an open pot, where there is nobody to pay for others.
  bool in_open_pot = false;
  /// Reads the prior year whatever its arguments.
  bool needs_prior = false;
  /// Hands out in proportion to one key, `by`: what divisor methods can round.
  bool proportional = false;
  /// What the fields alone cannot say, checked when the whole scenario has been loaded; may be
  /// null.
  void (*check)(const StepPlace& place, Problems& problems) = nullptr;
  /// Works on what the steps before it left. Infeasible input is added to `problems`.
  void (*apply)(const StepInput& input, PotState& state, Problems& problems) = nullptr;
};

std::span<const StepKind> step_kinds();

/// Whether a step cannot do without a prior year: by its kind, or by a bound.
bool reads_prior(const Step& step);

}  // namespace allot::engine
