#include "allot/engine/pot_state.hpp"

#include <fmt/core.h>

#include "allot/core/error.hpp"

namespace allot::engine {

PotState::PotState(std::size_t districts, const std::optional<Fraction>& pot_amount)
    : open{!pot_amount.has_value()},
      amount{pot_amount.value_or(Fraction{})},
      left{amount},
      so_far{Quantities::constant(districts, 0)},
      claims{Quantities::constant(districts, 0)} {}

void PotState::claim(const Quantities& amounts) {
  claims = claims.is_zero() ? amounts : claims.plus(amounts);
}

void PotState::give(const Quantities& amounts, const Fraction& sum) {
  so_far = so_far.is_zero() ? amounts : so_far.plus(amounts);
  left -= sum;
}

void PotState::assert_closed() const {
  Fraction sum = left + not_assigned + so_far.total();
  for (const ExactReserve& reserve : reserves) {
    sum += reserve.amount;
  }
  invariant(sum == amount, "what goes into a step comes out of it or is named as left over");
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
