#include "load/changes/path.hpp"

#include <fmt/core.h>

#include <algorithm>
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
  const std::string_view beside = text_of(item, "label");
  YamlNode::Entry* step = inside_of_step(item);
  return beside.empty() && step != nullptr ? text_of(step->value, "label") : beside;
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

}  // namespace

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

namespace {

/// What the table of the format, or that of steps, has there.
std::span<const Field> fields_at(std::string_view format_path) {
  if (const Section* known = find_section(format_path)) {
    return known->fields;
  }
  const auto* step = format_path.starts_with(kStepPath)
                         ? find_step(format_path.substr(kStepPath.size()))
                         : nullptr;
  return step == nullptr ? std::span<const Field>{} : step->fields;
}

}  // namespace

std::vector<std::string_view> known_fields(std::string_view format_path) {
  auto names = texts_of(fields_at(format_path), &Field::name);
  if (!names.empty() && format_path.starts_with(kStepPath)) {
    names.emplace_back("label");
  }
  return names;
}

bool is_required(std::string_view format_path, std::string_view name) {
  const auto fields = fields_at(format_path);
  const auto at = std::ranges::find(fields, name, &Field::name);
  return at != fields.end() && at->required;
}

std::string_view name_in_file(const YamlNode& map, std::string_view format_path,
                              std::string_view name) {
  const std::string_view other = name == "districts"    ? "recipients"
                                 : name == "recipients" ? "districts"
                                                        : std::string_view{};
  const bool synonym = format_path.empty() && !other.empty() && map.find(name) == nullptr;
  return synonym ? other : name;
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
  node_ = &root_;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const std::vector<std::string_view> known = known_fields(format_path_);
    const bool cell = (format_path_ == "groups" || format_path_ == "districts") &&
                      node_->is_map() && i + 2 == segments_.size() &&
                      std::ranges::find(known, segments_[i]) == known.end();
    if (cell) {
      std::string place = place_;
      add_part(place, segments_[i]);
      add_part(place, segments_[i + 1]);
      return {.is_cell = true, .holder_place = place_, .place = std::move(place)};
    }
    if (!enter(segments_[i], i + 1 == segments_.size())) {
      report(i, not_found, problems);
      undo_creation();
      return {};
    }
  }
  return target();
}

PathTarget PathWalker::target() const {
  return {.node = node_,
          .created = created_in_ != nullptr,
          .required = required_,
          .holder = holder_,
          .position = position_,
          .holder_place = holder_place_,
          .part_place = part_place_,
          .place = place_,
          .key_where = key_where_,
          .format_path = format_path_};
}

void PathWalker::go_to(YamlNode& part, YamlNode& holder, std::size_t position,
                       std::string_view name) {
  node_ = &part;
  holder_ = &holder;
  position_ = position;
  holder_place_ = place_;
  add_part(place_, name);
  part_place_ = place_;
}

bool PathWalker::enter(const std::string& name, bool last) {
  if (node_->is_list()) {
    required_ = false;
    return enter_item(name);
  }
  if (node_->is_scalar()) {
    return false;
  }
  node_->kind = YamlNode::Kind::kMap;
  return enter_field(name, last);
}

bool PathWalker::enter_item(const std::string& name) {
  YamlNode& list = *node_;
  const auto enter_at = [&](std::size_t index) {
    go_to(list.items[index], list, index, fmt::format("#{}", index));
    key_where_ = nullptr;
  };
  const bool of_steps = format_path_.ends_with("steps");  // no other items have labels
  const auto names_of = [&](std::size_t i, const auto& add) {
    add(text_of(list.items[i], "id"));
    if (of_steps) {
      add(label_of(list.items[i]));
    }
    if (const YamlNode::Entry* step = of_steps ? inside_of_step(list.items[i]) : nullptr) {
      add(step->key);
    }
  };
  const std::string place = place_;
  const auto find = [&](const auto& is_named, std::size_t begin) {
    return index_.parts.find(
        place, list.items.size(), name, names_of,
        [&](std::size_t i) { return is_named(list.items[i]); }, begin);
  };
  const auto enter_if = [&](const auto& is_named) {
    const auto at = name.empty() ? std::nullopt : find(is_named, 0);
    if (at) {
      enter_at(*at);
    }
    return at.has_value();
  };
  const auto enter_only = [&](const auto& is_named) {
    const bool entered = enter_if(is_named);
    ambiguous_ = entered && find(is_named, position_ + 1);
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
    enter_step(*inside_of_step(*node_));
    return !ambiguous_;
  } else if (const std::size_t position = position_in(name, list.items.size()); position > 0) {
    enter_at(position - 1);
  } else {
    return false;
  }
  format_path_ += "[]";
  return !ambiguous_;
}

/// From the item of the list to what it says; to take it away is to take away the item.
void PathWalker::enter_step(YamlNode::Entry& step) {
  add_part(place_, step.key);
  format_path_ = fmt::format("{}{}", kStepPath, step.key);
  node_ = &step.value;
  key_where_ = &step.key_where;
}

bool PathWalker::enter_field(const std::string& name, bool last) {
  YamlNode& map = *node_;
  const std::string key{name_in_file(map, format_path_, name)};
  const auto position = index_.parts.find(
      place_, map.entries.size(), key,
      [&](std::size_t i, const auto& add) { add(map.entries[i].key); },
      [&](std::size_t i) { return map.entries[i].key == key && !is_taken_out(map.entries[i]); });
  if (position) {
    YamlNode::Entry& entry = map.entries[*position];
    required_ = is_required(format_path_, name);
    const bool step = find_step(name) != nullptr && format_path_ == "pots[].steps[]";
    format_path_ = step ? fmt::format("{}{}", kStepPath, name) : path_below(format_path_, name);
    go_to(entry.value, map, *position, entry.key);
    key_where_ = &entry.key_where;
    return true;
  }
  // `steps.2.amount`: the name of the step may be left out.
  YamlNode::Entry* step = format_path_ == "pots[].steps[]" ? inside_of_step(map) : nullptr;
  if (step != nullptr) {
    enter_step(*step);
    return enter(name, last);
  }
  return create(name, last);
}

bool PathWalker::create(const std::string& name, bool last) {
  const auto known = known_fields(format_path_);
  const bool possible = std::ranges::find(known, name) != known.end() ||
                        takes_new_names(format_path_, last) ||
                        is_listed_column(root_, index_.columns, format_path_, name);
  if (!possible) {
    return false;
  }
  YamlNode& map = *node_;
  created_in_ = created_in_ == nullptr ? &map : created_in_;
  map.entries.push_back({.key = name, .key_quoted = true, .key_where = where_, .value = {}});
  go_to(map.entries.back().value, map, map.entries.size() - 1, name);
  key_where_ = &map.entries.back().key_where;
  node_->where = where_;
  format_path_ = path_below(format_path_, name);
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
  for (YamlNode& item : node_->items) {
    add(text_of(item, "id"));
    add(label_of(item));
    const YamlNode::Entry* step = inside_of_step(item);
    add(step == nullptr ? std::string_view{} : std::string_view{step->key});
  }
  for (const YamlNode::Entry& entry : node_->entries) {
    add(entry.key);
  }
  if (!node_->is_list() && !node_->is_scalar()) {
    for (const std::string_view field : known_fields(format_path_)) {
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
