#include "engine/pot/pot_state.hpp"

#include <fmt/core.h>

#include <utility>

namespace allot::engine {

ExactAmounts PotState::take_exact() {
  const std::size_t districts = ledger.so_far().size();
  return blocks.empty() ? ExactAmounts{ledger.take_so_far()}
                        : ExactAmounts{districts, std::move(blocks)};
}

void report_nothing_left(const StepInput& input, Problems& problems) {
  problems.add(
      {.code = Code::kStepAfterShare,
       .where = input.step.where,
       .message = fmt::format("nothing of pot `{}` is left for this step: the `share` before "
                              "it hands out all of it",
                              input.pot.id),
       .label = "nothing is left for it",
       .help = {"put fixed amounts before the share, and only one share in a pot"}});
}

}  // namespace allot::engine
