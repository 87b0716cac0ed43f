#include "load/path.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"
#include "allot/engine/steps.hpp"
#include "load/fields.hpp"
#include "load/messages.hpp"

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
  const std::string_view beside = text_of(item, "label");
  YamlNode::Entry* step = inside_of_step(item);
  return beside.empty() && step != nullptr ? text_of(step->value, "label") : beside;
}

/// Below these the user's own ids stand in the file as keys, and a new one may be added.
bool takes_new_names(std::string_view format_path, bool last) {
  if (format_path == "expect.budgets" || format_path == "expect.key" ||
      format_path.starts_with("expect.key.") || format_path == "pots[].amount.by_date") {
    return true;
  }
  if (format_path == "pots[].participation.from" || format_path == "pots[].participation.until") {
    return last;
  }
  // A new name with a whole map; one field alone is more likely a slip in the name.
  const bool named_maps = format_path == "keys" || format_path == "sources";
  return (named_maps && last) || (format_path == "districts.columns" && !last);
}

/// A column of a list that this district, or group, lacks and another has.
bool is_listed_column(const YamlNode& root, std::string_view format_path, std::string_view name) {
  for (const std::string_view field : {"districts", "recipients", "groups"}) {
    const YamlNode* list = root.find(field);
    if (list != nullptr && path_below("", field) + "[]" == format_path &&
        std::ranges::any_of(list->items, [&](const YamlNode& item) {
          return item.is_map() && item.find(name) != nullptr;
        })) {
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

}  // namespace

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

PathTarget PathWalker::follow(Problems& problems) {
  node_ = &root_;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const std::vector<std::string_view> known = known_fields(format_path_);
    const bool of_groups = format_path_ == "groups";
    const bool cell = (of_groups || format_path_ == "districts") && node_->is_map() &&
                      i + 2 == segments_.size() &&
                      std::ranges::find(known, segments_[i]) == known.end();
    if (cell) {
      return {.is_cell = true, .of_groups = of_groups};
    }
    if (!enter(segments_[i], i + 1 == segments_.size())) {
      report(i, problems);
      undo_creation();
      return {};
    }
  }
  return {.node = node_, .created = created_in_ != nullptr};
}

bool PathWalker::enter(const std::string& name, bool last) {
  if (node_->is_list()) {
    return enter_item(name);
  }
  if (node_->is_scalar()) {
    return false;
  }
  node_->kind = YamlNode::Kind::kMap;
  return enter_field(name, last);
}

bool PathWalker::enter_item(const std::string& name) {
  auto& items = node_->items;
  const auto by_id = std::ranges::find_if(
      items, [&](const YamlNode& item) { return text_of(item, "id") == name; });
  const auto by_label =
      std::ranges::find_if(items, [&](YamlNode& item) { return label_of(item) == name; });
  const auto is_step = [&](YamlNode& item) {
    const YamlNode::Entry* step = inside_of_step(item);
    return step != nullptr && step->key == name;
  };
  const auto by_step = std::ranges::find_if(items, is_step);
  std::size_t position = 0;
  for (std::size_t i = 1; i <= items.size(); ++i) {
    position = std::to_string(i) == name ? i : position;
  }
  if (!name.empty() && by_id != items.end()) {
    node_ = &*by_id;
  } else if (!name.empty() && by_label != items.end()) {
    node_ = &*by_label;
  } else if (by_step != items.end()) {
    ambiguous_ = std::ranges::count_if(items, is_step) > 1;
    if (ambiguous_) {
      return false;
    }
    node_ = &inside_of_step(*by_step)->value;
    format_path_ = fmt::format("{}{}", kStepPath, name);
    return true;
  } else if (position > 0) {
    node_ = &items[position - 1];
  } else {
    return false;
  }
  format_path_ += "[]";
  return true;
}

bool PathWalker::enter_field(const std::string& name, bool last) {
  if (YamlNode* value = node_->find(name)) {
    const bool step = find_step(name) != nullptr && format_path_ == "pots[].steps[]";
    format_path_ = step ? fmt::format("{}{}", kStepPath, name) : path_below(format_path_, name);
    node_ = value;
    return true;
  }
  // `steps.2.amount`: the name of the step may be left out.
  YamlNode::Entry* step = inside_of_step(*node_);
  if (format_path_ == "pots[].steps[]" && step != nullptr) {
    format_path_ = fmt::format("{}{}", kStepPath, step->key);
    node_ = &step->value;
    return enter(name, last);
  }
  return create(name, last);
}

bool PathWalker::create(const std::string& name, bool last) {
  const auto known = known_fields(format_path_);
  const bool possible = std::ranges::find(known, name) != known.end() ||
                        takes_new_names(format_path_, last) ||
                        is_listed_column(root_, format_path_, name);
  if (!possible) {
    return false;
  }
  created_in_ = created_in_ == nullptr ? node_ : created_in_;
  node_->entries.push_back({.key = name, .key_quoted = true, .key_where = where_, .value = {}});
  node_ = &node_->entries.back().value;
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
  const auto add = [&](std::string_view name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
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
  if (!node_->is_list()) {
    for (const std::string_view field : known_fields(format_path_)) {
      add(field);
    }
  }
  return names;
}

void PathWalker::report(std::size_t failed, Problems& problems) const {
  std::string before;
  for (std::size_t i = 0; i < failed; ++i) {
    before += segments_[i] + ".";
  }
  const std::vector<std::string> names = names_here();
  const std::vector<std::string_view> known(names.begin(), names.end());
  std::vector<std::string> help;
  if (ambiguous_) {
    help.push_back(
        fmt::format("several are called {}: name it by its label, or by its position: "
                    "`{}1`",
                    quoted(segments_[failed]), before));
  } else if (const auto near = nearest(segments_[failed], known)) {
    std::string path = before + std::string{*near};
    for (std::size_t i = failed + 1; i < segments_.size(); ++i) {
      path += "." + segments_[i];
    }
    help.push_back(fmt::format("did you mean {}?", quoted(path)));
  } else if (!known.empty()) {
    help.push_back(fmt::format("there is {}", listed_words(known)));
  } else {
    help.push_back(fmt::format("{} has no parts of its own",
                               quoted(before.substr(0, before.size() - (failed > 0 ? 1 : 0)))));
  }
  problems.add({.code = Code::kPathNotFound,
                .where = where_,
                .message = fmt::format("nothing is called {}", quoted(path_)),
                .label = fmt::format("no {} here", quoted(segments_[failed])),
                .help = std::move(help)});
}

}  // namespace allot::load
