#include "load/fields/fields.hpp"

#include <algorithm>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"

namespace allot::load {

const Section* find_section(std::string_view path) {
  const auto at = std::ranges::find(sections(), path, &Section::path);
  return at == sections().end() ? nullptr : &*at;
}

const Section& section(std::string_view path) {
  const Section* found = find_section(path);
  invariant(found != nullptr, "a section that is read is in the table of the format");
  return *found;
}

namespace {

/// `step limit` and `minimum`: the section of what the field of the step may hold.
std::string below_step(std::string_view path, std::string_view name) {
  const auto kinds = engine::step_kinds();
  const auto kind =
      std::ranges::find(kinds, path.substr(kStepPath.size()), &engine::StepKind::name);
  if (kind != kinds.end()) {
    const Field* field = find_field(engine::fields_of(*kind), name);
    const auto type = field == nullptr ? FieldType::kText : field->type;
    switch (type) {
      case FieldType::kBound:
        return "bound";
      case FieldType::kPriorPart:
        return "bound.percent_of_prior";
      case FieldType::kPayer:
        return "paid_by";
      case FieldType::kReleased:
        return "released";
      case FieldType::kProrate:
        return "pots[].prorate";
      case FieldType::kTiers:
        return "tiers";
      case FieldType::kWhere:
        return "districts.where";
      case FieldType::kRound:
        return "pots[].steps[].round";
      case FieldType::kBase:
      case FieldType::kRateRounding:
        return "rate_rounding";
      default:
        break;
    }
  }
  return std::string{path}.append(".").append(name);
}

}  // namespace

std::string path_below(std::string_view path, std::string_view name) {
  if (path.empty() || path == "overlay") {
    return std::string{name == "recipients" ? "districts" : name};
  }
  if (path == "pots[]" && name == "prior") {
    return "prior";
  }
  if (path == "prior" && (name == "rounding" || name == "steps")) {
    return path_below("pots[]", name);
  }
  if (path == "groups" && name == "columns") {
    return path_below("districts", name);
  }
  if (name == "table" && (path == "districts" || path == "groups" || path == "prior")) {
    return std::string{kTablePath};
  }
  if (path == "pots[].participation" && name == "where") {
    return path_below("districts", name);
  }
  if (path.starts_with(kStepPath)) {
    return below_step(path, name);
  }
  for (const std::string_view placeholder : {".NAME", ".ID"}) {
    std::string named = std::string{path}.append(placeholder);
    if (find_section(named) != nullptr) {
      return named;
    }
  }
  return std::string{path}.append(".").append(name);
}

std::string path_of_item(std::string_view path) {
  const bool of_bounds = path == "bound.greatest_of" || path == "bound.least_of";
  return of_bounds ? "bound" : std::string{path}.append("[]");
}

std::vector<std::string_view> steps_of_open_pots() {
  std::vector<std::string_view> names;
  for (const engine::StepKind& kind : engine::step_kinds()) {
    if (kind.in_open_pot) {
      names.push_back(kind.name);
    }
  }
  return names;
}

std::vector<std::string_view> choices_of(const Field& field) {
  std::vector<std::string_view> words;
  std::string_view rest = field.choices;
  for (std::size_t end = rest.find(", "); end != std::string_view::npos; end = rest.find(", ")) {
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 2);
  }
  words.push_back(rest);
  return words;
}

}  // namespace allot::load
