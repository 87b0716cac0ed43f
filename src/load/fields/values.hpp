#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/date.hpp"
#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/load/numbers/number.hpp"
#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {

// Scalars of the scenario file, typed. Each takes what messages call the value ("`amount`"),
// reports what is wrong with it, and returns nothing then.

/// What `read` makes of each item; nothing where one is wrong.
template <class Item, class Read>
auto read_all(const std::vector<Item>& items, Read read)
    -> std::optional<std::vector<typename decltype(read(items.front()))::value_type>> {
  std::vector<typename decltype(read(items.front()))::value_type> values;
  for (const Item& item : items) {
    if (auto value = read(item)) {
      values.push_back(std::move(*value));
    }
  }
  return values.size() == items.size() ? std::optional{std::move(values)} : std::nullopt;
}

/// No text, no item, no field.
bool is_nothing(const YamlNode& value);

/// A scalar that is not empty.
bool is_value(const YamlNode& node, std::string_view what, Problems& problems);

/// A value, or those of a list; reports a list that has none.
std::span<const YamlNode> one_or_several(const YamlNode& node, std::string_view what,
                                         Problems& problems);

/// Any number.
std::optional<Number> read_number(const YamlNode& node, std::string_view what, Problems& problems);

/// Money: >= 0, no percentage, with decimals that end.
std::optional<Fraction> read_amount(const YamlNode& node, std::string_view what,
                                    Problems& problems);

/// A multiplier of counts: >= 0, no percentage; any exact number, also a fraction.
std::optional<Fraction> read_rate(const YamlNode& node, std::string_view what, Problems& problems);

/// Carries `%` or is a fraction; `95` alone may be 95 % or 9500 %.
std::optional<Fraction> read_percentage(const YamlNode& node, std::string_view what,
                                        Problems& problems);

/// A whole number from `low` to `high`.
std::optional<std::int64_t> read_integer(const YamlNode& node, std::string_view what,
                                         std::int64_t low, std::int64_t high, Problems& problems);

/// Index of the word in `choices`. Where the value may be more than a word, `forms` says what.
std::optional<std::size_t> read_choice(const YamlNode& node, std::string_view what,
                                       const std::vector<std::string_view>& choices,
                                       Problems& problems, std::string_view forms = {});

/// A day of the calendar, 2025-01-31.
std::optional<Date> read_date(const YamlNode& node, std::string_view what, Problems& problems);
/// The same of a cell, or of a key of a map.
std::optional<Date> read_date(std::string_view text, const Location& where, std::string_view what,
                              Problems& problems);

/// Whether a number, which `node` holds, is 0 or more; reports it where it is not.
bool not_negative(const Fraction& value, const YamlNode& node, std::string_view what,
                  Problems& problems);

/// Ids are text: other programs read an unquoted `08111` as a number.
void warn_if_unquoted_id(std::string_view id, bool was_quoted, const Location& where,
                         Problems& problems);

/// Weights relative to each other, one for each of `count` parts, not all 0. `has` says how many
/// there are, `part` is one of them; `right` reports what else a weight must not be.
std::optional<std::vector<Fraction>> read_weights(
    const YamlNode& list, std::size_t count, std::string_view has, std::string_view part,
    std::string_view of, const std::function<bool(const Fraction&, const YamlNode&)>& right,
    Problems& problems);

}  // namespace allot::load
