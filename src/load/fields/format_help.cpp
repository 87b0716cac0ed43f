#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/format_examples.hpp"

namespace allot::load {

namespace {

/// The fields of a map: of a section, or of a step; none where there is none.
std::span<const Field> fields_at(std::string_view path) {
  if (path.starts_with(kStepPath)) {
    const auto kinds = engine::step_kinds();
    const auto kind =
        std::ranges::find(kinds, path.substr(kStepPath.size()), &engine::StepKind::name);
    return kind == kinds.end() ? std::span<const Field>{} : kind->fields;
  }
  const Section* found = find_section(path);
  return found == nullptr ? std::span<const Field>{} : found->fields;
}

/// Of all sections and steps.
std::vector<std::string> all_paths() {
  std::vector<std::string> paths;
  for (const Section& one : sections()) {
    paths.emplace_back(one.path);
  }
  for (const engine::StepKind& kind : engine::step_kinds()) {
    paths.push_back(std::string{kStepPath}.append(kind.name));
  }
  return paths;
}

std::vector<std::string> written(std::string_view path,
                                 const std::vector<std::string_view>& lines) {
  std::vector<std::string> texts;
  for (const std::string_view line : lines) {
    texts.push_back(as_written(path, line));
  }
  return texts;
}

/// Where the field may be a map, the path of that: an item of a list, or what goes by a name.
std::string map_below(std::string_view path, const Field& field) {
  const std::string below = field.type == FieldType::kTiers    ? "tiers"
                            : field.type == FieldType::kBounds ? "bound"
                                                               : path_below(path, field.name);
  for (const std::string& at : {below, below + "[]", path_below(below, "x")}) {
    if (!fields_at(at).empty()) {
      return at;
    }
  }
  return {};
}

/// `rounding.unit` is `pots[].rounding` and `unit`; `unit` is any; brackets may be left out.
bool means(std::string_view topic, std::string_view path, std::string_view name) {
  std::string whole = path.empty() ? "" : std::string{path}.append(".");
  whole.append(name);
  const auto is_end = [&](const std::string& text) {
    const std::size_t before = text.size() - topic.size();
    return text.ends_with(topic) && (before == 0 || text[before - 1] == '.' ||
                                     (text[before - 1] == ' ' && text.starts_with(kStepPath)));
  };
  std::string bare = whole;
  for (std::size_t at = bare.find("[]"); at != std::string::npos; at = bare.find("[]")) {
    bare.erase(at, 2);
  }
  return is_end(whole) || is_end(bare);
}

}  // namespace

std::vector<FormatField> fields_named(std::string_view name) {
  std::vector<FormatField> found;
  for (const std::string& path : all_paths()) {
    const Section* part = find_section(path);
    const std::span<const Field> fields = fields_at(path);
    const std::size_t own = fields.size() - (part == nullptr ? 0 : part->of_tables);
    for (const Field& field : fields.first(own)) {
      if (means(name, path, field.name)) {
        constexpr std::size_t kMostExamples = 3;
        auto lines = with_field(examples_of(path), field.name);
        lines.resize(std::min(lines.size(), kMostExamples));
        found.push_back({.path = path,
                         .field = field,
                         .value = form_of(field.type).words,
                         .examples = written(path, lines),
                         .below = map_below(path, field)});
      }
    }
  }
  return found;
}

FormatMap map_at(std::string_view path) {
  const Section* part = find_section(path);
  return {.path = std::string{path},
          .summary = part == nullptr ? std::string_view{} : part->summary,
          .fields = fields_at(path),
          .examples = written(path, examples_of(path))};
}

std::vector<std::string> names_in_format() {
  std::vector<std::string> names = all_paths();
  std::erase(names, "");
  for (const std::string& path : all_paths()) {
    for (const Field& field : fields_at(path)) {
      names.emplace_back(field.name);
    }
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace allot::load
