#include <fmt/core.h>

#include <string>
#include <utility>

#include "allot/engine/rounding/rounding.hpp"
#include "engine/steps/tiers.hpp"

namespace allot::engine {

namespace {

void report_tiers(const Argument& tiers, Code code, std::string message, std::string label,
                  std::string help, Problems& problems) {
  problems.add({.code = code,
                .where = tiers.where,
                .message = std::move(message),
                .label = std::move(label),
                .help = {std::move(help)}});
}

/// What the districts of `where` get in tiers is rounded by itself; what others have of the same
/// pot would have to be rounded beside it.
void check_others_have_nothing(const StepPlace& place, const Argument& tiers, Problems& problems) {
  const auto* where = place.step().get<Where>(kWhere);
  const auto gives_to_others = [&](const Step& step) {
    const auto* whom = step.get<Where>(kWhere);
    for (std::size_t i = 0; i < where->districts.size(); ++i) {
      if (!where->districts[i] && (whom == nullptr || whom->districts[i])) {
        return true;
      }
    }
    return false;
  };
  for (std::size_t at = 0; where != nullptr && at < place.index; ++at) {
    const Step& step = place.pot.steps[at];
    if (!step_kinds()[step.kind].takes_out && gives_to_others(step)) {
      problems.add(
          {.code = Code::kFieldsClash,
           .where = place.step().find(kWhere)->where,
           .message = fmt::format("a share in tiers rounds what its districts get by "
                                  "itself, and pot `{}` has others who get something",
                                  place.pot.id),
           .label = "leaves out somebody who has money of this pot",
           .help = {"give these districts a pot of their own: `participation: {where: …}`"},
           .related = {{step.where, "is also for others"}, {tiers.where, "the tiers"}}});
      return;
    }
  }
}

}  // namespace

void check_tiers(const StepPlace& place, Problems& problems) {
  const Argument& tiers = *place.step().find("tiers");
  const RoundingRule& rounding = place.pot.rounding;
  if (place.index + 1 != place.pot.steps.size()) {
    report_tiers(
        tiers, Code::kStepAfterShare,
        fmt::format("a share in tiers is the last step of pot `{}`, and another one follows",
                    place.pot.id),
        "rounds its tiers, so nothing can come after it", "put the other steps before it",
        problems);
  }
  check_others_have_nothing(place, tiers, problems);
  if (const Argument* of = place.step().find("of")) {
    report_tiers(*of, Code::kFieldsClash, "`of` and `tiers` cannot be in one share",
                 "without meaning here", "remove it: groups without a participant take no part",
                 problems);
  }
  const auto* own = place.step().get<std::optional<Prorate>>("prorate");
  const std::optional<Prorate>& prorate = own == nullptr ? place.pot.prorate : *own;
  if (prorate && prorate->applies_to == Prorate::AppliesTo::kAmount) {
    report_tiers(tiers, Code::kFieldsClash, "a share in tiers cannot be prorated by amount",
                 "every tier closes, so no money is left over",
                 "write `applies_to: key` in `prorate`, or `prorate: none` in this share",
                 problems);
  }
  if (rounding.minimum.index() != 0 || rounding.maximum.index() != 0) {
    report_tiers(tiers, Code::kFieldsClash, "bounds in units cannot be kept in a share in tiers",
                 "which tier would they hold for?", "remove `minimum` and `maximum` of `rounding`",
                 problems);
  }
  const bool one_takes_all = rounding.residual && rounding.residual->to == Residual::To::kDistrict;
  if (one_takes_all && !rounding_methods()[rounding.method].closes) {
    report_tiers(tiers, Code::kFieldsClash,
                 "one district cannot take the difference of every tier and group",
                 "each group is rounded by itself",
                 "write `residual: largest` or `residual: report`, or use `largest_remainder`",
                 problems);
  }
}

}  // namespace allot::engine
