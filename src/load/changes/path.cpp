#include "load/changes/path.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "load/fields/fields.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

const engine::StepKind* find_step(std::string_view name) {
  const auto kinds = engine::step_kinds();
  const auto at = std::ranges::find(kinds, name, &engine::StepKind::name);
  return at == kinds.end() ? nullptr : &*at;
}

/// The map below the name of a step: `{by: intake}` of `- share: {by: intake}`.
YamlNode::Entry* inside_of_step(YamlNode& item) {
  if (!item.is_map()) {
    return nullptr;
  }
  const auto at = std::ranges::find_if(
      item.entries, [](const YamlNode::Entry& entry) { return find_step(entry.key) != nullptr; });
  return at == item.entries.end() ? nullptr : &*at;
}

std::string_view text_of(const YamlNode& map, std::string_view field) {
  const YamlNode* value = map.is_map() ? map.find(field) : nullptr;
  return value != nullptr && value->is_scalar() ? std::string_view{value->text}
                                                : std::string_view{};
}

std::string_view label_of(YamlNode& item) {
  const std::string_view beside = text_of(item, engine::kLabelOfStep);
  YamlNode::Entry* step = inside_of_step(item);
  return beside.empty() && step != nullptr ? text_of(step->value, engine::kLabelOfStep) : beside;
}

/// A position from 1 in a list, written without leading zeros; 0 where it is none.
std::size_t position_in(std::string_view text, std::size_t size) {
  constexpr std::size_t kMostDigits = 9;
  if (text.empty() || text.front() == '0' || text.size() > kMostDigits ||
      !std::ranges::all_of(text, is_digit)) {
    return 0;
  }
  std::size_t position = 0;
  for (const char c : text) {
    position = position * 10 + static_cast<std::size_t>(c - '0');
  }
  return position <= size ? position : 0;
}

/// Whether the user's own ids stand there as keys, and a new one may be added.
bool takes_new_names(std::string_view format_path, bool last) {
  if (format_path == "expect.budgets" || format_path == "expect.key" ||
      format_path.starts_with("expect.key.") || format_path == "pots[].amount.by_date" ||
      format_path == "districts.where" || format_path == "districts.columns" ||
      format_path == "keys.NAME.brackets.from") {
    return true;
  }
  if (format_path == "pots[].participation.from" || format_path == "pots[].participation.until") {
    return last;
  }
  // A new name with a whole map; one field alone is more likely a slip in the name.
  return last && (format_path == "keys" || format_path == "sources");
}

/// What the table of the format, or that of steps, has there. In a list of steps an item has the
/// name of its kind, below which its fields are.
std::span<const Field> fields_at(std::string_view format_path) {
  if (format_path == kEveryStepPath) {
    return {};
  }
  if (const Section* known = find_section(format_path)) {
    return known->fields;
  }
  const auto* step = format_path.starts_with(kStepPath)
                         ? find_step(format_path.substr(kStepPath.size()))
                         : nullptr;
  return step == nullptr ? std::span<const Field>{} : engine::fields_of(*step);
}

/// `districts` and `recipients` are the same field: the one that the file has.
std::string_view name_in_file(const YamlNode& map, std::string_view format_path,
                              std::string_view name) {
  const std::string_view other = name == "districts"    ? "recipients"
                                 : name == "recipients" ? "districts"
                                                        : std::string_view{};
  const bool synonym = format_path.empty() && !other.empty() && map.find(name) == nullptr;
  return synonym ? other : name;
}

}  // namespace

std::string as_segment(std::string_view name) {
  return name.find('.') == std::string_view::npos ? std::string{name} : fmt::format("\"{}\"", name);
}

std::vector<std::string_view> known_fields(std::string_view format_path) {
  return texts_of(fields_at(format_path), &Field::name);
}

bool is_money(std::string_view format_path) {
  constexpr std::array<std::string_view, 3> kAmounts{"pots[].amount", "prior.amount", "bound"};
  if (std::ranges::find(kAmounts, format_path) != kAmounts.end() ||
      format_path.starts_with("pots[].amount.by_date.") ||
      format_path.starts_with("expect.budgets.")) {
    return true;
  }
  const std::size_t dot = format_path.rfind('.');
  const Field* field =
      dot == std::string_view::npos
          ? nullptr
          : find_field(fields_at(format_path.substr(0, dot)), format_path.substr(dot + 1));
  return field != nullptr && field->type == FieldType::kAmount;
}

bool is_required(std::string_view format_path, std::string_view name) {
  const Field* field = find_field(fields_at(format_path), name);
  return field != nullptr && field->required;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments(1);
  char quote = '\0';
  for (const char c : path) {
    if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        segments.back() += c;
      }
    } else if ((c == '"' || c == '\'') && segments.back().empty()) {
      quote = c;
    } else if (c == '.') {
      segments.emplace_back();
    } else {
      segments.back() += c;
    }
  }
  return segments;
}

PathTarget PathWalker::follow(Code not_found, Problems& problems) {
  at_ = {.node = &root_};
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (is_cell(i)) {
      at_.is_cell = true;
      at_.holder_place = at_.place;
      add_part(at_.place, segments_[i]);
      add_part(at_.place, segments_[i + 1]);
      return at_;
    }
    if (!enter(segments_[i], i + 1 == segments_.size())) {
      report(i, not_found, problems);
      undo_creation();
      return {};
    }
  }
  at_.created = created_in_ != nullptr;
  return at_;
}

bool PathWalker::is_cell(std::size_t segment) const {
  const bool of_table = at_.format_path == "groups" || at_.format_path == "districts";
  return of_table && at_.node->is_map() && segment + 2 == segments_.size() &&
         find_field(fields_at(at_.format_path), segments_[segment]) == nullptr;
}

void PathWalker::go_to(YamlNode& part, std::size_t position, std::string_view name) {
  at_.holder = std::exchange(at_.node, &part);
  at_.position = position;
  at_.holder_place = at_.place;
  add_part(at_.place, name);
  at_.part_place = at_.place;
}

bool PathWalker::enter(const std::string& name, bool last) {
  if (at_.node->is_list()) {
    at_.required = false;
    return enter_item(name);
  }
  if (at_.node->is_scalar()) {
    return false;
  }
  at_.node->kind = YamlNode::Kind::kMap;
  return enter_field(name, last);
}

bool PathWalker::enter_item(const std::string& name) {
  YamlNode& list = *at_.node;
  const std::string place = at_.place;
  const bool of_steps = at_.format_path.ends_with("steps");  // no other items have labels
  const auto names_of = [&](std::size_t i, const auto& add) {
    add(text_of(list.items[i], "id"));
    if (of_steps) {
      add(label_of(list.items[i]));
    }
    if (const YamlNode::Entry* step = of_steps ? inside_of_step(list.items[i]) : nullptr) {
      add(step->key);
    }
  };
  const auto find = [&](const auto& is_named, std::size_t begin) {
    return index_.parts.find(
        place, list.items.size(), name, names_of,
        [&](std::size_t i) { return is_named(list.items[i]); }, begin);
  };
  const auto enter_at = [&](std::size_t index) {
    go_to(list.items[index], index, fmt::format("#{}", index));
    at_.key_where = nullptr;
  };
  const auto enter_if = [&](const auto& is_named) {
    const auto found = name.empty() ? std::nullopt : find(is_named, 0);
    if (found) {
      enter_at(*found);
    }
    return found.has_value();
  };
  const auto enter_only = [&](const auto& is_named) {
    const bool entered = enter_if(is_named);
    ambiguous_ = entered && find(is_named, at_.position + 1);
    return entered;
  };
  const auto by_id = [&](const YamlNode& item) { return text_of(item, "id") == name; };
  const auto by_label = [&](YamlNode& item) { return label_of(item) == name; };
  const auto by_step = [&](YamlNode& item) {
    const YamlNode::Entry* step = inside_of_step(item);
    return step != nullptr && step->key == name;
  };
  if (enter_if(by_id)) {
    // the reader reports two of the same id
  } else if (of_steps && enter_only(by_label)) {
    // named by its label
  } else if (of_steps && find_step(name) != nullptr && enter_only(by_step)) {
    enter_step(*inside_of_step(*at_.node));
    return !ambiguous_;
  } else if (const std::size_t position = position_in(name, list.items.size()); position > 0) {
    enter_at(position - 1);
  } else {
    return false;
  }
  at_.format_path = path_of_item(at_.format_path);
  return !ambiguous_;
}

/// From the item of the list to what it says; to take it away is to take away the item.
void PathWalker::enter_step(YamlNode::Entry& step) {
  add_part(at_.place, step.key);
  at_.format_path = fmt::format("{}{}", kStepPath, step.key);
  at_.node = &step.value;
  at_.key_where = &step.key_where;
}

bool PathWalker::enter_field(const std::string& name, bool last) {
  YamlNode& map = *at_.node;
  const std::string key{name_in_file(map, at_.format_path, name)};
  const auto position = index_.parts.find(
      at_.place, map.entries.size(), key,
      [&](std::size_t i, const auto& add) { add(map.entries[i].key); },
      [&](std::size_t i) { return map.entries[i].key == key && !is_taken_out(map.entries[i]); });
  if (position) {
    YamlNode::Entry& entry = map.entries[*position];
    at_.required = is_required(at_.format_path, name);
    const bool step = find_step(name) != nullptr && at_.format_path == "pots[].steps[]";
    at_.format_path =
        step ? fmt::format("{}{}", kStepPath, name) : path_below(at_.format_path, name);
    go_to(entry.value, *position, entry.key);
    at_.key_where = &entry.key_where;
    return true;
  }
  // `steps.2.amount`: the name of the step may be left out.
  YamlNode::Entry* step = at_.format_path == "pots[].steps[]" ? inside_of_step(map) : nullptr;
  if (step != nullptr) {
    enter_step(*step);
    return enter(name, last);
  }
  return create(name, last);
}

bool PathWalker::is_listed_column(const std::string& name) {
  for (const std::string_view field : {"districts", "recipients", "groups"}) {
    const YamlNode* list = root_.find(field);
    if (list == nullptr || path_below("", field) + "[]" != at_.format_path) {
      continue;
    }
    const auto fields_of = [&](std::size_t i, const auto& add) {
      for (const YamlNode::Entry& entry : list->items[i].entries) {
        add(entry.key);
      }
    };
    const auto has_it = [&](std::size_t i) { return list->items[i].find(name) != nullptr; };
    if (index_.columns.find(std::string{kPlaceSeparator}.append(field), list->items.size(), name,
                            fields_of, has_it)) {
      return true;
    }
  }
  return false;
}

bool PathWalker::create(const std::string& name, bool last) {
  const auto known = known_fields(at_.format_path);
  const bool possible = std::ranges::find(known, name) != known.end() ||
                        takes_new_names(at_.format_path, last) || is_listed_column(name);
  if (!possible) {
    return false;
  }
  YamlNode& map = *at_.node;
  created_in_ = created_in_ == nullptr ? &map : created_in_;
  YamlNode::Entry& entry = map.entries.emplace_back(
      YamlNode::Entry{.key = name, .key_quoted = true, .key_where = where_, .value = {}});
  go_to(entry.value, map.entries.size() - 1, name);
  at_.key_where = &entry.key_where;
  entry.value.where = where_;
  at_.format_path = path_below(at_.format_path, name);
  return true;
}

void PathWalker::undo_creation() {
  if (created_in_ != nullptr) {
    created_in_->entries.pop_back();
    created_in_ = nullptr;
  }
}

std::vector<std::string> PathWalker::names_here() const {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string_view name) {
    if (!name.empty() && seen.emplace(name).second) {
      names.emplace_back(name);
    }
  };
  for (YamlNode& item : at_.node->items) {
    add(text_of(item, "id"));
    add(label_of(item));
    const YamlNode::Entry* step = inside_of_step(item);
    add(step == nullptr ? std::string_view{} : std::string_view{step->key});
  }
  for (const YamlNode::Entry& entry : at_.node->entries) {
    add(entry.key);
  }
  if (!at_.node->is_list() && !at_.node->is_scalar()) {
    for (const std::string_view field : known_fields(at_.format_path)) {
      add(field);
    }
  }
  return names;
}

std::string PathWalker::joined(std::size_t begin, std::size_t end) const {
  std::string path;
  for (std::size_t i = begin; i < end; ++i) {
    path += (i == begin ? "" : ".") + as_segment(segments_[i]);
  }
  return path;
}

/// The path with the name that is meant: the nearest, or one with a dot that cut it in two.
std::optional<std::string> PathWalker::meant(std::size_t failed) const {
  const std::vector<std::string> names = names_here();
  std::string cut = segments_[failed];
  std::size_t end = failed + 1;
  while (end < segments_.size() && std::ranges::find(names, cut) == names.end()) {
    cut += "." + segments_[end++];
  }
  const bool found = end > failed + 1 && std::ranges::find(names, cut) != names.end();
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near =
      found ? std::optional<std::string_view>{cut} : nearest(segments_[failed], known);
  if (!near) {
    return std::nullopt;
  }
  const std::size_t rest = found ? end : failed + 1;
  return (failed > 0 ? joined(0, failed) + "." : "") + as_segment(*near) +
         (rest < segments_.size() ? "." : "") + joined(rest, segments_.size());
}

/// `districts[0].c`, as other programs write it, in our words; empty where it has no brackets. No
/// position is proposed for a number in them: there they count from 0, here from 1.
std::string PathWalker::without_brackets() const {
  std::string path;
  bool found = false;
  for (const std::string& segment : segments_) {
    const std::size_t bracket = segment.find('[');
    const bool item = bracket != std::string::npos && bracket > 0 && segment.ends_with(']');
    const std::string name = item ? segment.substr(0, bracket) : segment;
    path += (path.empty() ? "" : ".") + as_segment(name);
    if (item) {
      const std::string inside = segment.substr(bracket + 1, segment.size() - bracket - 2);
      const std::string unknown = name == "steps" ? "NAME" : "ID";
      path += "." + (std::ranges::all_of(inside, is_digit) ? unknown : as_segment(inside));
    }
    found = found || item;
  }
  return found ? path : std::string{};
}

std::string PathWalker::way_out(std::size_t failed) const {
  const std::vector<std::string> names = names_here();
  const std::string before = joined(0, failed);
  if (const std::string path = without_brackets();
      !path.empty() && segments_[failed].ends_with(']')) {
    return fmt::format("items of lists are named: write {}", quoted(path));
  }
  if (ambiguous_) {
    return fmt::format("several are called {}: name it by its label, or by its position: `{}.1`",
                       quoted(segments_[failed]), before);
  }
  if (const auto path = meant(failed)) {
    return fmt::format("did you mean {}?", quoted(with_unseen_and_blanks(*path)));
  }
  return names.empty()
             ? fmt::format("{} has no parts of its own", quoted(before))
             : fmt::format("there is {}",
                           listed_words(std::vector<std::string_view>(names.begin(), names.end())));
}

void PathWalker::report(std::size_t failed, Code not_found, Problems& problems) const {
  // A way out is looked for among all that is there: ten thousand wrong paths are one mistake.
  constexpr std::size_t kHinted = 10;
  auto help =
      problems.list().size() < kHinted ? std::vector{way_out(failed)} : std::vector<std::string>{};
  problems.add(
      {.code = not_found,
       .where = where_,
       .message = fmt::format("nothing is called {}", quoted(path_)),
       .label = ambiguous_ ? "which one?" : fmt::format("no {} here", quoted(segments_[failed])),
       .help = std::move(help)});
}

}  // namespace allot::load
