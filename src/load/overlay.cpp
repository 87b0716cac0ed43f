#include "load/overlay.hpp"

#include <fmt/core.h>

#include "allot/load/bytes.hpp"
#include "load/adjust.hpp"
#include "load/path.hpp"

namespace allot::load {

namespace {

void move_to(YamlNode& node, const Location& where) {
  node.where = where;
  for (YamlNode& item : node.items) {
    move_to(item, where);
  }
  for (YamlNode::Entry& entry : node.entries) {
    entry.key_where = where;
    move_to(entry.value, where);
  }
}

YamlNode scalar(std::string text, const Location& where) {
  YamlNode node;
  node.kind = text.empty() ? YamlNode::Kind::kEmpty : YamlNode::Kind::kScalar;
  node.text = std::move(text);
  node.quoted = true;  // the shell has taken the quotes
  node.where = where;
  return node;
}

/// A value of the command line: a text as it is, or YAML in braces, brackets or quotes.
std::optional<YamlNode> parse_value(Draft& draft, const Assignment& assignment) {
  const Location where = assignment.value_where;
  if (assignment.value.find_first_of("{[\"'") != 0) {
    return scalar(assignment.value, where);
  }
  SourceFiles& files = draft.session.files;
  const FileId file = files.add(assignment.path, fmt::format("value: {}", assignment.value));
  Problems found;
  auto tree = prepare_text(files, file, Encoding::kUtf8, found) ? parse_yaml(files, file, found)
                                                                : std::nullopt;
  for (Diagnostic problem : found.list()) {
    problem.where = where;
    problem.related.clear();
    draft.problems.add(std::move(problem));
  }
  YamlNode* value = tree ? tree->find("value") : nullptr;
  if (value == nullptr) {
    return std::nullopt;
  }
  move_to(*value, where);
  return std::move(*value);
}

/// A value in one line, for the list of changes.
std::string flow_text(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kScalar:
      return node.text;
    case YamlNode::Kind::kEmpty:
      return {};
    case YamlNode::Kind::kList: {
      std::string text;
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + flow_text(item);
      }
      return "[" + text + "]";
    }
    case YamlNode::Kind::kMap:
      break;
  }
  std::string text;
  for (const YamlNode::Entry& entry : node.entries) {
    text += (text.empty() ? "" : ", ") + entry.key + ": " + flow_text(entry.value);
  }
  return "{" + text + "}";
}

std::optional<YamlNode> new_value(Draft& draft, const Assignment& assignment, const YamlNode& old) {
  if (assignment.kind == Assignment::Kind::kSet) {
    return parse_value(draft, assignment);
  }
  const auto number = changed_number(assignment, flow_text(old), draft.problems);
  return number ? std::optional{scalar(number->text, assignment.value_where)} : std::nullopt;
}

void apply(Draft& draft, YamlNode& tree, const Assignment& assignment) {
  PathWalker walker{tree, assignment.path, assignment.where};
  const PathTarget target = walker.follow(draft.problems);
  if (target.node == nullptr && !target.is_cell) {
    return;
  }
  const std::size_t change = draft.scenario.changes.size();
  draft.scenario.changes.push_back({assignment.path, {}, assignment.value});
  if (target.is_cell) {
    const auto& segments = walker.segments();
    draft.cell_changes.push_back({.district = segments[segments.size() - 2],
                                  .column = segments.back(),
                                  .of_groups = target.of_groups,
                                  .assignment = &assignment,
                                  .change = change});
    return;
  }
  const std::string old_text = flow_text(*target.node);
  auto value = new_value(draft, assignment, *target.node);
  if (!value) {
    return;
  }
  record_change(draft, change, assignment, old_text, flow_text(*value));
  *target.node = std::move(*value);
}

}  // namespace

void apply_assignments(Draft& draft, YamlNode& tree, const std::vector<Assignment>& assignments) {
  for (const Assignment& assignment : assignments) {
    const FileId file = assignment.where.file;
    if (file == 0 || prepare_text(draft.session.files, file, Encoding::kUtf8, draft.problems)) {
      apply(draft, tree, assignment);
    }
  }
}

}  // namespace allot::load
