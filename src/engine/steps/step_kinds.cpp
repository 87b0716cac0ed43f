#include "allot/engine/steps/step_kinds.hpp"

#include <algorithm>
#include <array>

namespace allot::engine {

// Each is the end of its file.
extern const StepKind kShare, kFlat, kRate, kTopSlice, kLimit, kHoldHarmless, kGainCap, kPhaseIn;

std::span<const StepKind> step_kinds() {
  static const std::array kinds{kShare, kFlat,         kRate,    kTopSlice,
                                kLimit, kHoldHarmless, kGainCap, kPhaseIn};
  return kinds;
}

std::optional<ChainLink> chain_link(const Step& step) {
  const auto link = step_kinds()[step.kind].link;
  return link == nullptr ? std::nullopt : link(step);
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
