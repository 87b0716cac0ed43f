#include "engine/keys/named_ties.hpp"

#include <type_traits>
#include <utility>

#include "allot/engine/keys/references.hpp"

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
  for (const WeightedKey& part : key.parts) {
    add(part.of);
  }
  if (const KeyValues* values = keys_.find(id)) {
    for (const Tie& tie : values->ties) {
      ties_.push_back(named_tie(tie, of_, key.name, scenario_.districts));
    }
  }
}

std::vector<NamedTie> ties_of_keys(const Scenario& scenario, const Keys& keys, const Pot& pot) {
  KeyTies ties{scenario, keys, TieOf::kKey};
  for_each_count_in(pot, [&](const Place& place, auto id) {
    if constexpr (std::is_same_v<decltype(id), KeyId>) {
      if (place.table == Table::kDistricts) {
        ties.add(id);
      }
    }
  });
  return ties.take();
}

}  // namespace allot::engine
