#include "allot/engine/column_pairs.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <variant>

namespace allot::engine {

namespace {

using Pairs = std::vector<std::optional<ColumnId>>;

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

class ColumnPairing {
 public:
  ColumnPairing(const Scenario& scenario, const Scenario& other)
      : scenario_{scenario}, other_{other}, pairs_(scenario.columns.size()) {}

  /// Of keys that the file names: `three_years` of 2021 to 2023 says that 2021 became 2022, though
  /// both years have a column 2022. Columns that are keys under their own name come later.
  void by_keys() {
    for (const Key& key : scenario_.keys) {
      const auto same = std::ranges::find(other_.keys, key.name, &Key::name);
      if (same != other_.keys.end() && !is_bare_column(key)) {
        pair(key, *same);
      }
    }
  }

  void by_names() {
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const auto same = std::ranges::find(other_.columns, scenario_.columns[i].name, &Column::name);
      if (same != other_.columns.end()) {
        pair(static_cast<ColumnId>(i), static_cast<ColumnId>(same - other_.columns.begin()));
      }
    }
  }

  /// Only what is the same but for the year: a step that has another key is another rule.
  void by_steps() {
    only_alike_ = true;
    for (std::size_t pot = 0; pot < scenario_.pots.size(); ++pot) {
      if (const auto partner = paired_pot(scenario_, pot, other_)) {
        pair(scenario_.pots[pot].steps, other_.pots[*partner].steps);
      }
    }
    only_alike_ = false;
  }

  Pairs take() {
    release(scenario_.prior);
    for (const Pot& pot : scenario_.pots) {
      release(pot.prior);
    }
    return std::move(pairs_);
  }

 private:
  [[nodiscard]] bool is_bare_column(const Key& key) const {
    const auto* rule = std::get_if<ColumnKey>(&key.rule);
    return rule != nullptr && scenario_.column(rule->column).name == key.name;
  }

  void pair(ColumnId column, ColumnId with) {
    if (only_alike_ &&
        without_year(scenario_.column(column).name) != without_year(other_.column(with).name)) {
      return;
    }
    auto& known = pairs_[index_of(column)];
    known = known.value_or(with);
  }

  void pair(KeyId key, KeyId with) { pair(scenario_.key(key), other_.key(with)); }

  void pair(const std::vector<WeightedKey>& parts, const std::vector<WeightedKey>& with) {
    for (std::size_t i = 0; i < std::min(parts.size(), with.size()); ++i) {
      pair(parts[i].of, with[i].of);
    }
  }

  /// Keys of the same make; others have no columns in common.
  void pair(const Key& key, const Key& with) {
    std::visit(
        [&](const auto& rule) {
          if (const auto* same = std::get_if<std::remove_cvref_t<decltype(rule)>>(&with.rule)) {
            pair_rules(rule, *same);
          }
        },
        key.rule);
  }

  void pair_rules(const ColumnKey& rule, const ColumnKey& with) { pair(rule.column, with.column); }
  void pair_rules(const SharesKey& rule, const SharesKey& with) { pair(rule.column, with.column); }
  void pair_rules(const BlendKey& rule, const BlendKey& with) { pair(rule.parts, with.parts); }
  void pair_rules(const SumKey& rule, const SumKey& with) { pair(rule.parts, with.parts); }
  void pair_rules(const AverageKey& rule, const AverageKey& with) {
    pair(rule.periods, with.periods);
  }

  void pair(const std::vector<Step>& steps, const std::vector<Step>& with) {
    for (std::size_t i = 0; i < std::min(steps.size(), with.size()); ++i) {
      if (steps[i].kind != with[i].kind) {
        return;
      }
      for (const Argument& argument : steps[i].arguments) {
        if (const Argument* same = with[i].find(argument.name)) {
          pair(argument.value, same->value);
        }
      }
    }
  }

  void pair(const ArgumentValue& value, const ArgumentValue& with) {
    const auto* key = std::get_if<KeyId>(&value);
    const auto* other_key = std::get_if<KeyId>(&with);
    const auto* column = std::get_if<ColumnId>(&value);
    const auto* other_column = std::get_if<ColumnId>(&with);
    if (key != nullptr && other_key != nullptr) {
      pair(*key, *other_key);
    } else if (column != nullptr && other_column != nullptr) {
      pair(*column, *other_column);
    }
  }

  void release(const std::optional<Prior>& prior) {
    const auto* column = prior ? std::get_if<PriorColumn>(&prior->from) : nullptr;
    if (column != nullptr) {
      pairs_[index_of(column->column)].reset();
    }
  }

  const Scenario& scenario_;
  const Scenario& other_;
  Pairs pairs_;
  bool only_alike_ = false;
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

std::vector<std::optional<ColumnId>> paired_columns(const Scenario& scenario, const Scenario& other,
                                                    bool by_steps) {
  ColumnPairing pairing{scenario, other};
  if (by_steps) {
    pairing.by_steps();
  }
  pairing.by_keys();
  pairing.by_names();
  pairing.by_steps();
  return pairing.take();
}

}  // namespace allot::engine
