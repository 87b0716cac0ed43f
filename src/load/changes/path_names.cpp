#include "load/changes/path_names.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "load/fields/fields.hpp"

namespace allot::load {

std::string as_segment(std::string_view name) {
  return name.find('.') == std::string_view::npos ? std::string{name} : fmt::format("\"{}\"", name);
}

const engine::StepKind* find_step(std::string_view name) {
  const auto kinds = engine::step_kinds();
  const auto at = std::ranges::find(kinds, name, &engine::StepKind::name);
  return at == kinds.end() ? nullptr : &*at;
}

bool takes_new_names(std::string_view format_path, bool last) {
  if (format_path == "expect.budgets" || format_path == "expect.key" ||
      format_path.starts_with("expect.key.") || format_path == "pots[].amount.by_date" ||
      format_path == "districts.where" || format_path == "districts.columns") {
    return true;
  }
  if (format_path == "pots[].participation.from" || format_path == "pots[].participation.until") {
    return last;
  }
  // A new name with a whole map; one field alone is more likely a slip in the name.
  return last && (format_path == "keys" || format_path == "sources");
}

bool is_listed_column(const YamlNode& root, PartIndex& columns, std::string_view format_path,
                      const std::string& name) {
  for (const std::string_view field : {"districts", "recipients", "groups"}) {
    const YamlNode* list = root.find(field);
    if (list == nullptr || path_below("", field) + "[]" != format_path) {
      continue;
    }
    const auto fields_of = [&](std::size_t i, const auto& add) {
      for (const YamlNode::Entry& entry : list->items[i].entries) {
        add(entry.key);
      }
    };
    const auto has_it = [&](std::size_t i) { return list->items[i].find(name) != nullptr; };
    if (columns.find(std::string{kPlaceSeparator}.append(field), list->items.size(), name,
                     fields_of, has_it)) {
      return true;
    }
  }
  return false;
}

std::vector<std::string_view> known_fields(std::string_view format_path) {
  std::vector<std::string_view> names;
  if (const Section* known = find_section(format_path)) {
    for (const Field& field : known->fields) {
      names.push_back(field.name);
    }
  } else if (const auto* step = format_path.starts_with(kStepPath)
                                    ? find_step(format_path.substr(kStepPath.size()))
                                    : nullptr) {
    for (const Field& field : step->fields) {
      names.push_back(field.name);
    }
    names.emplace_back("label");
  }
  return names;
}

bool is_required(std::string_view format_path, std::string_view name) {
  const auto in = [&](std::span<const Field> fields) {
    const auto at = std::ranges::find(fields, name, &Field::name);
    return at != fields.end() && at->required;
  };
  if (const Section* known = find_section(format_path)) {
    return in(known->fields);
  }
  const auto* step = format_path.starts_with(kStepPath)
                         ? find_step(format_path.substr(kStepPath.size()))
                         : nullptr;
  return step != nullptr && in(step->fields);
}

std::string_view name_in_file(const YamlNode& map, std::string_view format_path,
                              std::string_view name) {
  const std::string_view other = name == "districts"    ? "recipients"
                                 : name == "recipients" ? "districts"
                                                        : std::string_view{};
  const bool synonym = format_path.empty() && !other.empty() && map.find(name) == nullptr;
  return synonym ? other : name;
}

}  // namespace allot::load
