#pragma once

#include <span>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/pot_state.hpp"
#include "allot/model/field.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// A kind of step: one row of the table in steps.cpp, one file in steps/.
/// Adding one touches that file and that row; the loader, FORMAT.md, `help` and the common laws in
/// the tests read the table.
struct StepKind {
  std::string_view name;     ///< as in YAML
  std::string_view german;   ///< the field's word in German law
  std::string_view summary;  ///< one sentence, for FORMAT.md and `help`
  std::span<const Field> fields;
  /// Claims of flat and rate: adjacent ones form one block (SEMANTICS 4); an open pot has only
  /// these.
  bool claims = false;
  /// Hands out in proportion to one key, `by`: what divisor methods can round.
  bool proportional = false;
  /// What the fields alone cannot say, checked when the scenario is loaded; may be null.
  void (*check)(const Step& step, Problems& problems) = nullptr;
  /// Works on what the steps before it left. Infeasible input is added to `problems`.
  void (*apply)(const StepInput& input, PotState& state, Problems& problems) = nullptr;
};

std::span<const StepKind> step_kinds();

}  // namespace allot::engine
