#pragma once

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::cli {

/// One line for each code.
void write_codes(report::Writer& out);
/// One line for each kind of step.
void write_steps(report::Writer& out);
/// One line for each rounding method.
void write_methods(report::Writer& out);
/// A step with its fields.
void write_step(const engine::StepKind& step, report::Writer& out);
void write_method(const engine::RoundingMethod& method, report::Writer& out);

}  // namespace allot::cli
