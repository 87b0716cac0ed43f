#include "engine/keys/named_ties.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace allot::engine {

namespace {

std::vector<std::string> ids_of(const std::vector<DistrictId>& which, const Districts& districts) {
  std::vector<std::string> ids;
  ids.reserve(which.size());
  for (const DistrictId district : which) {
    ids.emplace_back(districts.ids[index_of(district)]);
  }
  return ids;
}

/// What a key is made of, where it is made of keys.
const std::vector<WeightedKey>* parts_of(const Key& key) {
  if (const auto* blend = std::get_if<BlendKey>(&key.rule)) {
    return &blend->parts;
  }
  if (const auto* sum = std::get_if<SumKey>(&key.rule)) {
    return &sum->parts;
  }
  const auto* average = std::get_if<AverageKey>(&key.rule);
  return average == nullptr ? nullptr : &average->periods;
}

}  // namespace

NamedTie named_tie(const Tie& tie, TieOf of, std::string name, const Districts& districts) {
  return {.about = {.of = of, .name = std::move(name), .stake = tie.stake},
          .tied = ids_of(tie.tied, districts),
          .chosen = ids_of(tie.chosen, districts)};
}

void KeyTies::add(KeyId id) {
  if (seen_[index_of(id)]) {
    return;
  }
  seen_[index_of(id)] = true;
  const Key& key = scenario_.key(id);
  if (const auto* parts = parts_of(key)) {
    for (const WeightedKey& part : *parts) {
      add(part.of);
    }
  }
  if (const KeyValues* values = keys_.find(id)) {
    for (const Tie& tie : values->ties) {
      ties_.push_back(named_tie(tie, of_, key.name, scenario_.districts));
    }
  }
}

std::vector<NamedTie> ties_of_keys(const Scenario& scenario, const Keys& keys, const Pot& pot) {
  KeyTies ties{scenario, keys, TieOf::kKey};
  for (const Step& step : pot.steps) {
    for (const Argument& argument : step.arguments) {
      if (const auto* key = std::get_if<KeyId>(&argument.value)) {
        ties.add(*key);
      } else if (const auto* tiers = std::get_if<std::vector<Tier>>(&argument.value)) {
        for (const Tier& tier : *tiers) {
          if (tier.upper.empty()) {
            ties.add(tier.by);
          }
        }
      }
    }
  }
  return ties.take();
}

}  // namespace allot::engine
