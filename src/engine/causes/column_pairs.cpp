#include "allot/engine/causes/column_pairs.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/keys/references.hpp"

namespace allot::engine {

namespace {

/// Words that set two years apart where names have no digits for it.
constexpr std::array<std::string_view, 14> kYearWords{
    "before", "then",  "old", "last", "previous", "prior",   "current",
    "now",    "today", "new", "alt",  "neu",      "vorjahr", "aktuell"};

/// `intake_2025`, `intake_2024` and `Intake old`: a name without what sets years apart.
std::string without_year(std::string_view name) {
  std::string rest;
  std::string word;
  const auto end_word = [&] {
    rest += std::ranges::find(kYearWords, word) == kYearWords.end() ? word : "";
    word.clear();
  };
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      word += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (c < '0' || c > '9') {
      end_word();
    }
  }
  end_word();
  return rest;
}

bool alike(std::string_view name, std::string_view other) {
  return name == other || without_year(name) == without_year(other);
}

/// Of the groups: nothing where the scenario has none.
const Scenario& scenario_of(const Scenario& scenario, Table table) {
  static const Scenario none;
  return table == Table::kDistricts ? scenario : scenario.groups ? *scenario.groups : none;
}

/// The keys and columns of a table that the pots of a scenario use.
class UsedCounts {
 public:
  UsedCounts(const Scenario& scenario, Table table)
      : scenario_{scenario_of(scenario, table)}, reached_{scenario_} {
    for (const Pot& pot : scenario.pots) {
      for_each_count_in(pot, [&](const Place& place, auto id) {
        if (place.table == table) {
          reached_.add(id, [](const auto& /*used*/) {});
        }
      });
    }
  }

  [[nodiscard]] std::optional<ColumnId> column(std::string_view name) const {
    return find<ColumnId>(scenario_.columns, name);
  }
  [[nodiscard]] std::optional<KeyId> key(std::string_view name) const {
    return find<KeyId>(scenario_.keys, name);
  }

 private:
  template <class Id, class Named>
  [[nodiscard]] std::optional<Id> find(const std::vector<Named>& all, std::string_view name) const {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto id = static_cast<Id>(i);
      if (reached_.has(id) && all[i].name == name) {
        return id;
      }
    }
    return std::nullopt;
  }

  const Scenario& scenario_;
  Reached reached_;
};

bool is_bare_column(const Scenario& scenario, const Key& key) {
  return key.column && scenario.column(*key.column).name == key.name;
}

/// Pairs the columns and keys of one table, use by use.
class TablePairing {
 public:
  /// `used_by_other`: of the table of the same kind.
  TablePairing(const Scenario& scenario, const Scenario& other, UsedCounts used_by_other)
      : given_{scenario},
        other_{other},
        used_by_other_{std::move(used_by_other)},
        uses_of_keys_(scenario.keys.size()) {
    result_.scenario = scenario;
    for (std::size_t i = 0; i < scenario.columns.size(); ++i) {
      result_.columns.push_back({.column = static_cast<ColumnId>(i), .partner = {}});
    }
  }

  ColumnId paired(ColumnId column, std::optional<ColumnId> in_place) {
    return paired(column, partner_of(column, {}, in_place), true);
  }

  KeyId paired(KeyId key, std::optional<KeyId> in_place) {
    return paired(key, UseOfKey{.named = {}, .in_place = in_place});
  }

  [[nodiscard]] PairedScenario& result() { return result_; }

 private:
  struct UseOfKey {
    std::optional<KeyId> named;     ///< the other's key of the same name, or a part of it
    std::optional<KeyId> in_place;  ///< what the other has in this place of a step
    bool complete = true;
    bool operator==(const UseOfKey&) const = default;
  };
  struct PairedKey {
    UseOfKey use;
    KeyId key;
  };

  [[nodiscard]] std::optional<ColumnId> partner_of(ColumnId column, std::optional<ColumnId> named,
                                                   std::optional<ColumnId> in_place) const {
    const std::string& name = given_.column(column).name;
    return named                                                    ? named
           : in_place && alike(name, other_.column(*in_place).name) ? in_place
                                                                    : used_by_other_.column(name);
  }

  /// The column itself in the first of its uses, and in those that pair in the same way.
  ColumnId paired(ColumnId column, std::optional<ColumnId> partner, bool complete) {
    std::vector<PairedColumn>& columns = result_.columns;
    const auto same = std::ranges::find_if(result_.counted, [&](ColumnId known) {
      return columns[index_of(known)].column == column &&
             columns[index_of(known)].partner == partner;
    });
    if (same != result_.counted.end()) {
      columns[index_of(*same)].complete = columns[index_of(*same)].complete || complete;
      return *same;
    }
    ColumnId result = column;
    if (std::ranges::find(result_.counted, column) != result_.counted.end()) {
      result = static_cast<ColumnId>(columns.size());
      columns.emplace_back();
      result_.scenario.columns.push_back(given_.column(column));
    }
    columns[index_of(result)] = {.column = column, .partner = partner, .complete = complete};
    result_.counted.push_back(result);
    return result;
  }

  KeyId paired(KeyId id, UseOfKey use) {
    if (!is_bare_column(given_, given_.key(id))) {
      const auto same = used_by_other_.key(given_.key(id).name);
      use.named = same ? same : use.named;
    }
    const auto& known = uses_of_keys_[index_of(id)];
    const auto same = std::ranges::find(known, use, &PairedKey::use);
    return same == known.end() ? added(id, use) : same->key;
  }

  KeyId added(KeyId id, const UseOfKey& use) {
    Key key = given_.key(id);
    pair(key, use);
    std::vector<PairedKey>& known = uses_of_keys_[index_of(id)];
    std::vector<Key>& keys = result_.scenario.keys;
    const KeyId result = known.empty() ? id : static_cast<KeyId>(keys.size());
    if (known.empty()) {
      keys[index_of(id)] = std::move(key);
    } else {
      keys.push_back(std::move(key));
    }
    known.push_back({use, result});
    return result;
  }

  void pair(Key& key, const UseOfKey& use) {
    // Keys of another make have no columns in common.
    const auto same_make = [&](std::optional<KeyId> with) {
      return with && other_.key(*with).kind == key.kind ? &other_.key(*with) : nullptr;
    };
    const Key* named = same_make(use.named);
    const Key* in_place = same_make(use.in_place);
    const auto column_in = [](const Key* with) {
      return with == nullptr ? std::nullopt : with->column;
    };
    if (key.column) {
      key.column =
          paired(*key.column, partner_of(*key.column, column_in(named), column_in(in_place)),
                 use.complete);
    }
    const bool complete = empty_cells(key) == EmptyCells::kError;
    const std::vector<WeightedKey> given = key.parts;
    for (std::size_t i = 0; i < given.size(); ++i) {
      key.parts[i].of = paired(given[i].of, UseOfKey{.named = part_in(named, given, i),
                                                     .in_place = part_in(in_place, given, i),
                                                     .complete = complete});
    }
  }

  /// The part of the other key that is what part `i` is here. The years 2021, 2022, 2023 became
  /// 2022, 2023, 2024, each by its place, though two names are in both.
  [[nodiscard]] std::optional<KeyId> part_in(const Key* with, const std::vector<WeightedKey>& parts,
                                             std::size_t i) const {
    if (with == nullptr) {
      return std::nullopt;
    }
    const std::vector<WeightedKey>& others = with->parts;
    const auto name_here = [&](const WeightedKey& part) { return given_.key(part.of).name; };
    const auto name_there = [&](const WeightedKey& part) { return other_.key(part.of).name; };
    const std::string name = name_here(parts[i]);
    const auto here = [&](const WeightedKey& part) {
      return std::ranges::find(parts, name_there(part), name_here) != parts.end();
    };
    const auto there = [&](const WeightedKey& part) {
      return std::ranges::find(others, name_here(part), name_there) != others.end();
    };
    const bool same_names = std::ranges::all_of(parts, there) || std::ranges::all_of(others, here);
    const WeightedKey* in_place = i < others.size() ? &others[i] : nullptr;
    if (in_place != nullptr && !same_names && alike(name, name_there(*in_place))) {
      return in_place->of;
    }
    if (there(parts[i])) {
      return std::ranges::find(others, name, name_there)->of;
    }
    return in_place != nullptr && !here(*in_place) ? std::optional{in_place->of} : std::nullopt;
  }

  const Scenario& given_;
  const Scenario& other_;
  UsedCounts used_by_other_;
  PairedScenario result_;
  std::vector<std::vector<PairedKey>> uses_of_keys_;  ///< of each key of the given scenario
};

class ColumnPairing {
 public:
  ColumnPairing(const Scenario& scenario, const Scenario& other)
      : given_{scenario},
        other_{other},
        districts_{table_of(Table::kDistricts)},
        groups_{table_of(Table::kGroups)} {}

  PairedScenario pair() && {
    PairedScenario& result = districts_.result();
    for (std::size_t pot = 0; pot < given_.pots.size(); ++pot) {
      const auto partner = paired_pot(given_, pot, other_);
      pair(result.scenario.pots[pot], partner ? &other_.pots[*partner] : nullptr);
    }
    if (given_.groups) {
      result.groups = std::make_shared<const PairedScenario>(std::move(groups_.result()));
      result.scenario.groups = {result.groups, &result.groups->scenario};
    }
    return std::move(result);
  }

 private:
  [[nodiscard]] TablePairing table_of(Table table) const {
    return {scenario_of(given_, table), scenario_of(other_, table), UsedCounts{other_, table}};
  }

  void pair(Pot& pot, const Pot* with) {
    std::vector<std::optional<std::size_t>> partners(pot.steps.size());
    if (with != nullptr) {
      partners = paired_steps(pot, *with);
    }
    for (std::size_t i = 0; i < pot.steps.size(); ++i) {
      const Step* same_step = partners[i] ? &with->steps[*partners[i]] : nullptr;
      for (Argument& argument : pot.steps[i].arguments) {
        const Argument* same = same_step == nullptr ? nullptr : same_step->find(argument.name);
        for_each_count(argument.value, [&](const Place& place, auto& id) {
          TablePairing& table = place.table == Table::kGroups ? groups_ : districts_;
          id = table.paired(id, same == nullptr ? std::nullopt : in_place(same->value, place, id));
        });
      }
    }
    if (pot.claims) {
      pot.claims = districts_.paired(*pot.claims, with == nullptr ? std::nullopt : with->claims);
    }
  }

  template <class Id>
  static std::optional<Id> in_place(const ArgumentValue& value, const Place& place,
                                    Id /*of_this_type*/) {
    std::optional<Id> found;
    for_each_count(value, [&](const Place& at, auto id) {
      if constexpr (std::is_same_v<decltype(id), Id>) {
        found = at == place ? std::optional{id} : found;
      }
    });
    return found;
  }

  const Scenario& given_;
  const Scenario& other_;
  TablePairing districts_, groups_;
};

}  // namespace

std::optional<std::size_t> paired_pot(const Scenario& scenario, std::size_t pot,
                                      const Scenario& other) {
  const auto same = std::ranges::find(other.pots, scenario.pots[pot].id, &Pot::id);
  if (same != other.pots.end()) {
    return static_cast<std::size_t>(same - other.pots.begin());
  }
  return scenario.pots.size() == 1 && other.pots.size() == 1 ? std::optional<std::size_t>{0}
                                                             : std::nullopt;
}

std::vector<std::optional<std::size_t>> paired_steps(const Pot& pot, const Pot& with) {
  std::vector<std::optional<std::size_t>> partners;
  std::vector<bool> taken(with.steps.size());
  for (const Step& step : pot.steps) {
    std::optional<std::size_t> partner;
    for (std::size_t i = 0; i < taken.size() && !partner; ++i) {
      if (!taken[i] && with.steps[i].kind == step.kind) {
        taken[i] = true;
        partner = i;
      }
    }
    partners.push_back(partner);
  }
  return partners;
}

PairedScenario paired_columns(const Scenario& scenario, const Scenario& other) {
  return ColumnPairing{scenario, other}.pair();
}

}  // namespace allot::engine
