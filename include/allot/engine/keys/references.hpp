#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "allot/model/scenario.hpp"

// What pots, values of fields and keys refer to. A new kind of value does not compile until it is
// said here what it counts by.

namespace allot::engine {

/// Of which table a column or a key is.
enum class Table : std::uint8_t { kDistricts, kGroups };

/// Tells apart what one value of a field counts by.
struct Place {
  std::string_view name;
  Table table = Table::kDistricts;
  std::size_t member = 0;  ///< of several bounds the one, counted in the order of the file
  bool operator==(const Place&) const = default;
};

template <class Value, class... Of>
constexpr bool kIsOneOf = (std::is_same_v<std::remove_const_t<Value>, Of> || ...);

/// Calls `use(place, id)` for each column or key that the value of a field, or a bound, counts by.
template <class Value, class Use>
void for_each_count(Value& value, const Use& use, std::size_t member = 0) {
  std::visit(
      [&](auto& held) {
        using Held = std::remove_reference_t<decltype(held)>;
        if constexpr (kIsOneOf<Held, KeyId, ColumnId>) {
          use(Place{}, held);
        } else if constexpr (kIsOneOf<Held, Bound>) {
          for_each_count(held, use, member);
        } else if constexpr (kIsOneOf<Held, RateBound>) {
          use(Place{"per", Table::kDistricts, member}, held.per);
        } else if constexpr (kIsOneOf<Held, ColumnBound>) {
          use(Place{"column", Table::kDistricts, member}, held.column);
        } else if constexpr (kIsOneOf<Held, PriorColumnBound>) {
          use(Place{"percent", Table::kDistricts, member}, held.percent);
        } else if constexpr (kIsOneOf<Held, SeveralBounds>) {
          std::size_t at = member;
          for (auto& one : held.members) {
            for_each_count(one.bound, use, at);
            for_each_single(one.bound, [&](const Bound&) { ++at; });
          }
        } else if constexpr (kIsOneOf<Held, std::vector<Tier>>) {
          for (auto& tier : held) {  // the groups with a table are those of one column
            use(tier.upper.empty() ? Place{tier.group} : Place{{}, Table::kGroups}, tier.by);
          }
        } else {
          static_assert(kIsOneOf<Held, Fraction, std::string, DistrictId, Payer, Released,
                                 std::optional<Prorate>, FactorRounding, FixedBound, PriorBound,
                                 PotBound, Where, Within>);
        }
      },
      value);
}

/// The same for the claims and the steps of a pot.
template <class Use>
void for_each_count_in(const Pot& pot, const Use& use) {
  if (pot.claims) {
    use(Place{}, *pot.claims);
  }
  for (const Step& step : pot.steps) {
    for (const Argument& argument : step.arguments) {
      for_each_count(argument.value, use);
    }
  }
}

/// Which columns and keys of a scenario have been reached.
class Reached {
 public:
  explicit Reached(const Scenario& scenario)
      : scenario_{scenario}, columns_(scenario.columns.size()), keys_(scenario.keys.size()) {}

  [[nodiscard]] bool has(ColumnId id) const { return columns_[index_of(id)]; }
  [[nodiscard]] bool has(KeyId id) const { return keys_[index_of(id)]; }

  /// Calls `use(column)` or `use(key)` for it and all that it is made of, each once.
  template <class Use>
  void add(ColumnId id, const Use& use) {
    if (!has(id)) {
      columns_[index_of(id)] = true;
      use(scenario_.column(id));
    }
  }
  template <class Use>
  void add(KeyId id, const Use& use) {
    if (has(id)) {
      return;
    }
    keys_[index_of(id)] = true;
    const Key& key = scenario_.key(id);
    use(key);
    if (key.column) {
      add(*key.column, use);
    }
    for (const WeightedKey& part : key.parts) {
      add(part.of, use);
    }
  }

 private:
  const Scenario& scenario_;
  std::vector<bool> columns_, keys_;
};

}  // namespace allot::engine
