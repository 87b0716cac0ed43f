#include "engine/pot/pot_state.hpp"

#include <fmt/core.h>

#include <utility>

namespace allot::engine {

ExactAmounts PotState::take_exact() {
  const std::size_t districts = ledger.so_far().size();
  return blocks.empty() ? ExactAmounts{ledger.take_so_far()}
                        : ExactAmounts{districts, std::move(blocks)};
}

bool nothing_is_left(const PotState& state) {
  return !state.gave_rest.empty() && state.ledger.left().sign() == 0;
}

void report_nothing_left(const StepInput& input, const PotState& state, Problems& problems) {
  problems.add({.code = Code::kStepAfterShare,
                .where = input.step.where,
                .message = fmt::format("nothing of pot `{}` is left for this step: the `{}` before "
                                       "it hands out all of it",
                                       input.pot.id, state.gave_rest),
                .label = "nothing is left for it",
                .help = {fmt::format("put fixed amounts before the {0}, and only one {0} in a pot",
                                     state.gave_rest)}});
}

}  // namespace allot::engine
