#include "load/changes/overlay.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "allot/load/text/bytes.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "load/changes/editor.hpp"
#include "load/changes/layers.hpp"
#include "load/districts/invisible.hpp"
#include "load/draft/edit.hpp"
#include "load/draft/place_map.hpp"
#include "load/problems/messages.hpp"

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

/// Takes over what was found in a copy of a text of the command line.
void add_at(const Location& where, const Problems& found, Problems& problems) {
  for (Diagnostic problem : found.list()) {
    problem.where = where;
    problem.related.clear();
    if (problem.code == Code::kNotUtf8) {
      problem.help = {"the terminal, or the script, writes another encoding than UTF-8"};
    }
    problems.add(std::move(problem));
  }
}

/// Checks the bytes as those of a file: a shell passes any.
bool is_text(Draft& draft, const std::string& text, const Location& where) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; })) {
    return true;
  }
  SourceFiles& files = draft.session.files;
  Problems found;
  const bool good = prepare_text(files, files.add({}, text), Encoding::kUtf8, found);
  add_at(where, found, draft.problems);
  return good;
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
  auto tree = parse_yaml(files, file, found);
  add_at(where, found, draft.problems);
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

/// The place that was changed (see PathTarget).
std::string apply_value(Draft& draft, YamlNode& tree, const Assignment& assignment) {
  const bool path_good = is_text(draft, assignment.path, assignment.where);
  if (!is_text(draft, assignment.value, assignment.value_where) || !path_good) {
    return {};
  }
  auto value = parse_value(draft, assignment);
  if (!value) {
    return {};
  }
  warn_of_invisible_value(*value, draft.problems);
  std::string place =
      apply_edit(draft, tree,
                 {.kind = assignment.kind == Assignment::Kind::kAdjust ? Edit::Kind::kAdjust
                                                                       : Edit::Kind::kSet,
                  .path = assignment.path,
                  .value = std::move(*value),
                  .where = assignment.where,
                  .typed = true});
  auto warning = unseen_character("the path", assignment.path, TextUse::kId, assignment.where);
  if (!place.empty() && warning) {  // else it is what is wrong with the path
    draft.problems.add(*std::move(warning));
  }
  return place;
}

/// Finds two `--vary` of the same field, or of a field and a part of it: the first of them would
/// have no effect.
class VariedTwice {
 public:
  explicit VariedTwice(Problems& problems) : problems_{problems} {}

  void add(const Assignment& assignment, const std::string& place) {
    if (place.empty() || !assignment.varied) {
      return;
    }
    const auto report = [&](const Assignment* other) { report_twice(assignment, *other); };
    if (const Assignment* const* same = seen_.find(place)) {
      report(*same);
    }
    seen_.visit_above(place, report);
    seen_.visit_below(place, report);
    seen_.set(place, &assignment);
  }

 private:
  void report_twice(const Assignment& assignment, const Assignment& other) {
    problems_.add({.code = Code::kUsage,
                   .where = assignment.where,
                   .message = fmt::format("{} is varied by {} too", quoted(assignment.path),
                                          quoted(other.path)),
                   .label = "the same field",
                   .help = {"vary it once, with all values"},
                   .related = {{other.where, "varied here"}}});
  }

  Problems& problems_;
  PlaceMap<const Assignment*> seen_;
};

}  // namespace

void apply_assignments(Draft& draft, YamlNode& tree, const std::vector<Assignment>& assignments) {
  VariedTwice varied{draft.problems};
  for (const Assignment& assignment : assignments) {
    if (assignment.kind == Assignment::Kind::kOverlay) {
      apply_overlay_file(draft, tree, assignment);
    } else {
      varied.add(assignment, apply_value(draft, tree, assignment));
    }
  }
}

}  // namespace allot::load
