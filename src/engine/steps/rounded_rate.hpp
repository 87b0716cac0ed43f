#pragma once

#include <fmt/core.h>

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "engine/pot/pot_state.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

/// What a step works out for each counted unit, and rounds.
struct RoundedRate {
  std::string_view name;  ///< of the field that says how
  Fraction rounded;
};

/// A rule that rounds up, or to the nearest: what is then given is more than there is.
inline void report_rounded_too_high(const StepInput& input, const RoundedRate& rate,
                                    const Fraction& given, const Fraction& left,
                                    Problems& problems) {
  const int decimals = input.scenario.decimals;
  const auto finest = rate.rounded.decimals();
  problems.add(
      {.code = Code::kClaimsExceedPot,
       .where = input.step.find(rate.name)->where,
       .message = fmt::format(
           "`{}` of pot `{}` is rounded to {}, by which {} would be given, and {} is there: short "
           "by {}",
           rate.name, input.pot.id,
           finest ? rate.rounded.to_decimal(*finest) : rate.rounded.to_string(),
           amount_text(given, decimals), amount_text(left, decimals),
           amount_text(given - left, decimals)),
       .label = "rounded to more than is there",
       .help = {"`method: down` never gives more than is left; the rest stays in the pot"}});
}

}  // namespace allot::engine
