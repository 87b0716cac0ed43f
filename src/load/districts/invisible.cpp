#include "load/districts/invisible.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "load/districts/district_checks.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

class Warnings {
 public:
  explicit Warnings(Problems& problems) : found_{problems, "more texts with such characters"} {}

  void look_at(std::string_view thing, std::string_view text, const Location& where) {
    if (has_invisible(text)) {
      found_.add([&] {
        return Diagnostic{
            .code = Code::kInvisibleCharacter,
            .where = where,
            .message = fmt::format("{} has a character that is not seen: {}", thing,
                                   quoted(with_code_points(shortened(text, kWidest)))),
            .label = "looks like another text",
            .help = {"take it away: texts are compared byte by byte"}};
      });
    }
  }

  void finish() { found_.finish(); }

 private:
  static constexpr std::size_t kWidest = 60;
  FirstTen found_;
};

void look_at_tree(const YamlNode& node, bool of_districts, Warnings& warnings) {
  constexpr std::array<std::string_view, 2> kTold{"id", "name"};
  for (const YamlNode::Entry& entry : node.entries) {
    warnings.look_at("the name of a field", entry.key, entry.key_where);
    const bool told = of_districts && std::ranges::find(kTold, entry.key) != kTold.end();
    if (entry.value.is_scalar() && entry.key != "note" && !told) {
      warnings.look_at(quoted(entry.key), entry.value.text, entry.value.where);
    }
    look_at_tree(entry.value, false, warnings);
  }
  for (const YamlNode& item : node.items) {
    if (item.is_scalar()) {
      warnings.look_at("an item of a list", item.text, item.where);
    }
    look_at_tree(item, of_districts, warnings);
  }
}

}  // namespace

void warn_of_invisible(const YamlNode& root, Problems& problems) {
  constexpr std::array<std::string_view, 3> kDistricts{"districts", "recipients", "groups"};
  Warnings warnings{problems};
  for (const YamlNode::Entry& entry : root.entries) {
    warnings.look_at("the name of a field", entry.key, entry.key_where);
    if (entry.value.is_scalar() && entry.key != "note") {
      warnings.look_at(quoted(entry.key), entry.value.text, entry.value.where);
    }
    look_at_tree(
        entry.value,
        entry.value.is_list() && std::ranges::find(kDistricts, entry.key) != kDistricts.end(),
        warnings);
  }
  warnings.finish();
}

void warn_of_invisible_districts(const Districts& districts, Problems& problems) {
  Warnings warnings{problems};
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string_view id = districts.ids[i];
    if (!has_invisible_end(id)) {
      warnings.look_at("an id", id, districts.places[i]);
      if (districts.names[i].data() != id.data()) {
        warnings.look_at("a name", districts.names[i], districts.places[i]);
      }
    }
    if (!districts.groups.empty()) {
      warnings.look_at("a group", districts.groups[i], districts.places[i]);
    }
  }
  warnings.finish();
}

void warn_of_invisible_columns(const CsvTable& table, Problems& problems) {
  Warnings warnings{problems};
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    warnings.look_at("the name of a column", table.header()[i], table.where_header(i));
  }
  warnings.finish();
}

}  // namespace allot::load
