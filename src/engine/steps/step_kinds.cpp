#include "allot/engine/steps/step_kinds.hpp"

#include <algorithm>
#include <array>

namespace allot::engine {

// Each is the end of its file.
extern const StepKind kShare, kEqualise, kFlat, kRate, kTopSlice, kLimit, kHoldHarmless, kGainCap,
    kPhaseIn;

std::span<const StepKind> step_kinds() {
  static const std::array kinds{kShare, kEqualise,     kFlat,    kRate,   kTopSlice,
                                kLimit, kHoldHarmless, kGainCap, kPhaseIn};
  return kinds;
}

bool makes_claims(const Step& step) {
  const StepKind& kind = step_kinds()[step.kind];
  return kind.claims || (!kind.claims_by.empty() && step.get<Fraction>(kind.claims_by) != nullptr);
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
  return step_kinds()[step.kind].needs_prior ||
         std::ranges::any_of(step.arguments, [](const Argument& argument) {
           const auto* bound = std::get_if<Bound>(&argument.value);
           return bound != nullptr && std::holds_alternative<PriorBound>(*bound);
         });
}

}  // namespace allot::engine
