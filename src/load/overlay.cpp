#include "load/overlay.hpp"

#include <fmt/core.h>

#include <optional>
#include <string>
#include <utility>

#include "allot/load/bytes.hpp"
#include "load/edit.hpp"
#include "load/layers.hpp"

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
  const bool as_it_is =
      assignment.kind == Assignment::Kind::kAdjust || assignment.value.find_first_of("{[\"'") != 0;
  if (as_it_is) {
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

void apply_overlay_file(Draft& draft, YamlNode& tree, const Assignment& assignment) {
  constexpr FileId kCommandLine = 0;
  const auto file =
      draft.session.open(assignment.path, kCommandLine, assignment.where, draft.problems);
  const auto overlay = file ? read_layer(draft, *file) : std::nullopt;
  if (overlay) {
    apply_overlay(draft, tree, *overlay, *file);
  }
}

void apply_value(Draft& draft, YamlNode& tree, const Assignment& assignment) {
  const FileId file = assignment.where.file;
  if (file != 0 && !prepare_text(draft.session.files, file, Encoding::kUtf8, draft.problems)) {
    return;
  }
  auto value = parse_value(draft, assignment);
  if (!value) {
    return;
  }
  apply_edit(draft, tree,
             {.kind = assignment.kind == Assignment::Kind::kAdjust ? Edit::Kind::kAdjust
                                                                   : Edit::Kind::kSet,
              .path = assignment.path,
              .value = std::move(*value),
              .where = assignment.where,
              .typed = true});
}

}  // namespace

void apply_assignments(Draft& draft, YamlNode& tree, const std::vector<Assignment>& assignments) {
  for (const Assignment& assignment : assignments) {
    if (assignment.kind == Assignment::Kind::kOverlay) {
      apply_overlay_file(draft, tree, assignment);
    } else {
      apply_value(draft, tree, assignment);
    }
  }
}

}  // namespace allot::load
