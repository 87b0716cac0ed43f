#include "load/districts/invisible.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "allot/core/text.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "load/districts/district_checks.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

class Warnings {
 public:
  explicit Warnings(Problems& problems) : found_{problems, "more texts with such characters"} {}

  /// `place` gives where it is.
  template <class Place>
  void look_at(std::string_view thing, std::string_view text, TextUse use, Place place) {
    if (first_unseen(text, use)) {
      found_.add([&] { return *unseen_character(thing, text, use, place()); });
    }
  }

  void finish() { found_.finish(); }

 private:
  FirstTen found_;
};

void look_at_name(const YamlNode::Entry& entry, Warnings& warnings) {
  warnings.look_at("the name of a field", entry.key, TextUse::kId, [&] { return entry.key_where; });
}

void look_at_value(const YamlNode::Entry& entry, Warnings& warnings) {
  if (entry.value.is_scalar() && entry.key != "note") {
    warnings.look_at(quoted(entry.key), entry.value.text,
                     entry.key == "id" ? TextUse::kId : TextUse::kText,
                     [&] { return entry.value.where; });
  }
}

/// `told`: the texts of its items are looked at elsewhere.
void look_at_tree(const YamlNode& node, std::span<const std::string_view> told,
                  Warnings& warnings) {
  for (const YamlNode::Entry& entry : node.entries) {
    look_at_name(entry, warnings);
    if (std::ranges::find(told, entry.key) == told.end()) {
      look_at_value(entry, warnings);
    }
    look_at_tree(entry.value, {}, warnings);
  }
  for (const YamlNode& item : node.items) {
    if (item.is_scalar()) {
      warnings.look_at("an item of a list", item.text, TextUse::kText, [&] { return item.where; });
    }
    look_at_tree(item, told, warnings);
  }
}

/// What `warn_of_invisible_districts` tells of the items of a list.
std::span<const std::string_view> told_of(const YamlNode::Entry& list) {
  static constexpr std::array<std::string_view, 3> kTold{"id", "name", "group"};
  if (!list.value.is_list()) {
    return {};
  }
  return list.key == "districts" || list.key == "recipients" ? std::span{kTold}
         : list.key == "groups"                              ? std::span{kTold}.first(2)
                                                             : std::span<const std::string_view>{};
}

}  // namespace

void warn_of_invisible(const YamlNode& root, Problems& problems) {
  Warnings warnings{problems};
  for (const YamlNode::Entry& entry : root.entries) {
    look_at_name(entry, warnings);
    look_at_value(entry, warnings);
    look_at_tree(entry.value, told_of(entry), warnings);
  }
  warnings.finish();
}

void warn_of_invisible_value(const YamlNode& value, Problems& problems) {
  Warnings warnings{problems};
  if (value.is_scalar()) {
    warnings.look_at("the value", value.text, TextUse::kText, [&] { return value.where; });
  }
  look_at_tree(value, {}, warnings);
  warnings.finish();
}

void warn_of_invisible_districts(const Draft& draft, const DistrictTexts& texts) {
  const Districts& districts = draft.scenario.districts;
  Warnings warnings{draft.problems};
  const auto look_at_cell = [&](std::string_view thing, std::string_view text, TextUse use,
                                std::string_view column, std::size_t district) {
    if (first_unseen(text, use)) {
      const Location where = place_of_cell(draft, column, district);
      if (where.file ==
          districts.places[district].file) {  // a change is looked at where it is made
        warnings.look_at(thing, text, use, [&] { return where; });
      }
    }
  };
  std::unordered_set<std::string_view> groups;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string_view id = districts.ids[i];
    if (!has_unseen_end(id)) {
      warnings.look_at("an id", id, TextUse::kId, [&] { return districts.places[i]; });
    }
    if (districts.names[i].data() != id.data()) {
      look_at_cell("a name", districts.names[i], TextUse::kText, texts.name, i);
    }
    // The same text in a thousand rows is one mistake.
    if (!districts.groups.empty() && first_unseen(districts.groups[i], TextUse::kId) &&
        groups.insert(districts.groups[i]).second) {
      look_at_cell("a group", districts.groups[i], TextUse::kId, texts.group, i);
    }
  }
  warnings.finish();
}

void warn_of_invisible_columns(const CsvTable& table, Problems& problems) {
  Warnings warnings{problems};
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    warnings.look_at("the name of a column", table.header()[i], TextUse::kId,
                     [&] { return table.where_header(i); });
  }
  warnings.finish();
}

}  // namespace allot::load
