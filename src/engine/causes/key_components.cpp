#include "engine/causes/key_components.hpp"

#include <algorithm>
#include <variant>

namespace allot::engine {

namespace {

bool of_counts(const Scenario& scenario, const Key& key) {
  if (key.rounding) {
    return false;
  }
  if (const auto* sum = std::get_if<SumKey>(&key.rule)) {
    return std::all_of(sum->parts.begin(), sum->parts.end(), [&](const WeightedKey& part) {
      return of_counts(scenario, scenario.key(part.of));
    });
  }
  if (const auto* average = std::get_if<AverageKey>(&key.rule)) {
    return !average->of_shares && std::all_of(average->periods.begin(), average->periods.end(),
                                              [&](const WeightedKey& part) {
                                                return of_counts(scenario, scenario.key(part.of));
                                              });
  }
  return std::holds_alternative<ColumnKey>(key.rule);
}

const std::vector<WeightedKey>* mixed_shares(const Key& key) {
  if (const auto* blend = std::get_if<BlendKey>(&key.rule)) {
    return &blend->parts;
  }
  const auto* average = std::get_if<AverageKey>(&key.rule);
  return average != nullptr && average->of_shares ? &average->periods : nullptr;
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
    const auto* parts = mixed_shares(key);
    if (parts == nullptr) {
      return false;
    }
    Fraction sum;
    for (const WeightedKey& part : *parts) {
      sum += part.weight;
    }
    return std::all_of(parts->begin(), parts->end(), [&](const WeightedKey& part) {
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
