#include "engine/causes/key_components.hpp"

#include <algorithm>
#include <variant>

#include "allot/engine/keys/references.hpp"

namespace allot::engine {

namespace {

bool mixes_shares(const Key& key) {
  const auto* average = std::get_if<AverageKey>(&key.rule);
  return std::holds_alternative<BlendKey>(key.rule) || (average != nullptr && average->of_shares);
}

bool of_counts(const Scenario& scenario, const Key& key) {
  const auto counts = [&](const WeightedKey& part) {
    return of_counts(scenario, scenario.key(part.of));
  };
  return !key.rounding && !std::holds_alternative<SharesKey>(key.rule) && !mixes_shares(key) &&
         std::ranges::all_of(parts_of(key), counts);
}

class Decomposition {
 public:
  Decomposition(const MixedRun& own, const MixedRun& others, const Participants& participants)
      : own_{own}, others_{others}, participants_{participants} {}

  bool add(KeyId id, const Fraction& weight, bool of_shares) {
    const Key& key = others_.scenario.key(id);
    const KeyValues* own = own_.keys.find(id);
    const KeyValues* others = others_.keys.find(id);
    if (own == nullptr || others == nullptr || key.rounding) {
      return false;
    }
    if (of_counts(others_.scenario, key)) {
      components_.push_back({.weight = weight,
                             .own = &own->weights,
                             .others = &others->weights,
                             .total = others->whole,
                             .participating = participants_.only(others->weights).total(),
                             .of_shares = of_shares});
      return true;
    }
    if (!mixes_shares(key)) {
      return false;
    }
    const auto parts = parts_of(key);
    Fraction sum;
    for (const WeightedKey& part : parts) {
      sum += part.weight;
    }
    return std::ranges::all_of(parts, [&](const WeightedKey& part) {
      return add(part.of, weight * part.weight / sum, true);
    });
  }

  Components take() { return std::move(components_); }

 private:
  const MixedRun& own_;
  const MixedRun& others_;
  const Participants& participants_;
  Components components_;
};

}  // namespace

std::optional<Components> components_of(KeyId key, const MixedRun& own, const MixedRun& others,
                                        const Participants& participants) {
  Decomposition decomposition{own, others, participants};
  return decomposition.add(key, 1, false) ? std::optional{decomposition.take()} : std::nullopt;
}

}  // namespace allot::engine
