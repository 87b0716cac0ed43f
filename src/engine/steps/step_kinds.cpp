#include "allot/engine/steps/step_kinds.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace allot::engine {

// Each is the end of its file.
extern const StepKind kShare, kEqualise, kFlat, kRate, kTopSlice, kLimit, kHoldHarmless, kGainCap,
    kDropBelow, kPhaseIn;

std::span<const StepKind> step_kinds() {
  static const std::array kinds{kShare, kEqualise,     kFlat,    kRate,      kTopSlice,
                                kLimit, kHoldHarmless, kGainCap, kDropBelow, kPhaseIn};
  return kinds;
}

std::span<const Field> common_step_fields() {
  static constexpr std::array kFields{
      Field{.name = kLabelOfStep,
            .summary = "what reports call the step; it may stand beside the name of the step, too"},
      Field{.name = kWhere,
            .type = FieldType::kWhere,
            .fallback = "all who take part",
            .summary =
                "for whom the step is: those whose text in the column is this, or is in this "
                "list, and of several columns in each: `{typ: kreisfrei}`. They are alone in "
                "the pot for it: a share gives them all that is left, and only they pay and "
                "receive; what the others have stays, and so do their bounds. Texts are as "
                "written, `1` is not `01`, and no cell of the column may be empty. "
                "`percent_of_pot` is of the whole pot. Not with `top_slice`"},
      kRoundOfStep,
  };
  return kFields;
}

std::span<const Field> fields_of(const StepKind& kind) {
  static const std::vector<std::vector<Field>> all = [] {
    std::vector<std::vector<Field>> fields;
    for (const StepKind& one : step_kinds()) {
      std::vector<Field>& of_kind = fields.emplace_back(one.fields.begin(), one.fields.end());
      std::ranges::copy(common_step_fields(), std::back_inserter(of_kind));
    }
    return fields;
  }();
  const auto at = std::ranges::find(step_kinds(), kind.name, &StepKind::name);
  return all[static_cast<std::size_t>(at - step_kinds().begin())];
}

bool makes_claims(const Step& step) {
  const StepKind& kind = step_kinds()[step.kind];
  return kind.claims || (!kind.claims_by.empty() && step.get<Fraction>(kind.claims_by) != nullptr);
}

std::optional<ChainLink> chain_link(const Step& step) {
  const auto link = step_kinds()[step.kind].link;
  return link == nullptr || step.find(kRoundOfStep.name) != nullptr ? std::nullopt : link(step);
}

const KeyId* only_key(const Pot& pot) {
  if (pot.steps.size() != 1 || !step_kinds()[pot.steps.front().kind].proportional ||
      pot.steps.front().arguments.size() != 1) {
    return nullptr;
  }
  return pot.steps.front().get<KeyId>("by");
}

bool reads_prior(const Step& step) {
  const StepKind& kind = step_kinds()[step.kind];
  bool reads = kind.needs_prior || (kind.reads_prior != nullptr && kind.reads_prior(step));
  for (const Argument& argument : step.arguments) {
    if (const auto* bound = std::get_if<Bound>(&argument.value)) {
      for_each_single(*bound, [&](const Bound& single) { reads = reads || is_of_prior(single); });
    }
  }
  return reads;
}

std::optional<Bound> floor_of(const Step& step) {
  constexpr std::string_view kOfPrior = "percent_of_prior";
  if (const auto* share = step.get<Fraction>(kOfPrior)) {
    return PriorBound{*share};
  }
  if (const auto* column = step.get<ColumnId>(kOfPrior)) {
    return PriorColumnBound{*column};
  }
  const auto* floor = step.get<Bound>("floor");
  return floor == nullptr ? std::nullopt : std::optional{*floor};
}

}  // namespace allot::engine
