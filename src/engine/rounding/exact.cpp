// No rounding at all: for seats, posts and amounts that a law gives out in whole units.

#include <fmt/core.h>

#include "engine/problems/wording.hpp"
#include "engine/rounding/each.hpp"
#include "engine/rounding/methods.hpp"

namespace allot::engine {

namespace {

constexpr int kShownDecimals = 6;

void report(const RoundingTask& task, std::size_t first, std::size_t count, Problems& problems) {
  problems.add(
      {.code = Code::kNotExact,
       .where = task.where,
       .message = fmt::format("{} would get {} units, not a whole number{}",
                              district_text(task.scenario, in_scenario(task.members, first)),
                              amount_text(task.quotas.at(first), kShownDecimals),
                              count > 1 ? fmt::format(" (and {} more)", count - 1) : ""),
       .label = "`exact` refuses any rounding",
       .help = {"choose another method, such as `largest_remainder`, or a smaller unit"}});
}

}  // namespace

RoundingOutcome exact(const RoundingTask& task, Problems& problems) {
  std::size_t first = 0;
  std::size_t count = 0;
  for (std::size_t i = task.quotas.size(); i-- > 0;) {
    if (!task.quotas.at(i).is_whole()) {
      first = i;
      ++count;
    }
  }
  if (count > 0) {
    report(task, first, count, problems);
    return {};
  }
  return round_each(task, Rounding::kExact);
}

}  // namespace allot::engine
