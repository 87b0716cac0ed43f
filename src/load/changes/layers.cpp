#include "load/changes/layers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/load/text/bytes.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "load/changes/adjust.hpp"
#include "load/changes/editor.hpp"
#include "load/changes/place_map.hpp"
#include "load/changes/unseen_texts.hpp"
#include "load/fields/field_reader.hpp"
#include "load/fields/fields.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kMostBases = 64;

void report_version(const YamlNode& version, Problems& problems) {
  problems.add(
      {.code = Code::kNotAScenario,
       .where = version.where,
       .message =
           fmt::format("the format version is {}, and this program knows 1", quoted(version.text)),
       .label = "write 1",
       .help = {"a later format needs a later `allot`: `allot --version` tells what this one "
                "knows"}});
}

/// Whether it is a scenario of this format at all: if not, all else would be noise.
bool is_scenario(const YamlNode& root, Problems& problems) {
  constexpr std::array kSigns{"allot", "pots", "base", "change"};
  const YamlNode* version = root.find("allot");
  if (std::ranges::none_of(kSigns, [&](auto sign) { return root.find(sign) != nullptr; })) {
    problems.add({.code = Code::kNotAScenario,
                  .where = root.where,
                  .message = "the file does not begin with `allot: 1`",
                  .label = "not a scenario",
                  .help = {"a scenario begins with the line `allot: 1`"}});
    return false;
  }
  if (version != nullptr && root.entries.front().key != "allot") {
    problems.add({.code = Code::kNotAScenario,
                  .where = root.entries.front().key_where,
                  .message = fmt::format("the first field is {}, not `allot`",
                                         quoted(root.entries.front().key)),
                  .label = "`allot: 1` comes first",
                  .help = {"move `allot: 1` to the first line"}});
  }
  if (version != nullptr && version->is_scalar() && version->text != "1") {
    report_version(*version, problems);
    return false;
  }
  return true;
}

bool is_overlay(const YamlNode& root) {
  return root.find("base") != nullptr || root.find("change") != nullptr;
}

/// Fields of a whole scenario, which a difference to one cannot have. Returns the others.
YamlNode without_clashes(const YamlNode& overlay, Problems& problems) {
  const auto is_field_of = [](std::string_view path, const YamlNode::Entry& entry) {
    return find_field(section(path).fields, entry.key) != nullptr;
  };
  YamlNode rest = overlay;
  std::erase_if(rest.entries, [&](const YamlNode::Entry& entry) {
    const bool clash = is_field_of("", entry) && !is_field_of("overlay", entry);
    if (clash) {
      const bool has_base = overlay.find("base") != nullptr;
      problems.add(
          {.code = Code::kFieldsClash,
           .where = entry.key_where,
           .message = fmt::format("{} stands beside {}", quoted(entry.key),
                                  has_base ? "`base`" : "`change`"),
           .label = has_base ? "the base has it" : "of a whole scenario",
           .help = {has_base ? fmt::format("write it as a change: `change: {{{}: …}}`", entry.key)
                             : "put `change` into a file of its own, with `base: FILE`"}});
    }
    return clash;
  });
  return rest;
}

void put(YamlNode& tree, std::string_view name, const YamlNode& value) {
  if (YamlNode* old = tree.find(name)) {
    *old = value;
    return;
  }
  tree.entries.push_back(
      {.key = std::string{name}, .key_quoted = false, .key_where = value.where, .value = value});
}

/// What a file says of itself in the place of its base. The year decides on amounts: it is among
/// the changes.
void put_head(Layers& layers, YamlNode& tree, const YamlNode& overlay) {
  for (const std::string_view name : {"title", "year", "note", "language"}) {
    const YamlNode* value = overlay.find(name);
    if (value == nullptr) {
      continue;
    }
    if (name == "year") {
      const YamlNode* old = tree.find(name);
      const std::size_t row = layers.log.add(name, std::string{kPlaceSeparator}.append(name));
      layers.log.record(row, {.text = old == nullptr ? std::string{} : old->text},
                        {.text = value->text});
    }
    put(tree, name, *value);
  }
}

/// Of another result the base expects nothing.
void put_expectations(Layers& layers, YamlNode& tree, const YamlNode& overlay) {
  const auto old = std::ranges::find(tree.entries, "expect", &YamlNode::Entry::key);
  if (old != tree.entries.end()) {
    layers.dropped = {.where = old->key_where, .overlay = overlay.where};
    tree.entries.erase(old);
    layers.index.clear();
  } else if (layers.dropped) {
    layers.dropped->overlay = overlay.where;
  }
  if (const YamlNode* expect = overlay.find("expect")) {
    put(tree, "expect", *expect);
  }
}

void make_changes(Layers& layers, YamlNode& tree, const YamlNode& overlay) {
  put_head(layers, tree, overlay);
  put_expectations(layers, tree, overlay);
  const YamlNode* changes = overlay.find("change");
  if (changes != nullptr && changes->is_map()) {
    apply_changes(layers, tree, *changes);
  }
  if (tree.find("expect") != nullptr) {
    layers.dropped.reset();
  }
  // What the file expects of its own result is no change of what the base expects.
  layers.log.forget(std::string{kPlaceSeparator}.append("expect"));
}

bool can_be_base(Layers& layers, FileId file, const YamlNode& path) {
  if (std::ranges::find(layers.files, file) != layers.files.end()) {
    layers.problems.add({.code = Code::kBaseCycle,
                         .where = path.where,
                         .message = "the bases go round in a circle: " +
                                    chain_text(layers.session.files, layers.files, file),
                         .label = "the circle closes here",
                         .help = {"one of them is a whole scenario, without `base`"}});
    return false;
  }
  if (layers.files.size() > kMostBases) {
    layers.problems.add({.code = Code::kTooDeep,
                         .where = path.where,
                         .message = fmt::format("more than {} bases in a chain", kMostBases),
                         .label = "too deep",
                         .help = {"write some of the changes into one file"}});
    return false;
  }
  return true;
}

/// `change` without `base`, in a whole scenario or alone.
void report_no_base(const YamlNode& root, bool whole, Problems& problems) {
  const auto change = std::ranges::find(root.entries, "change", &YamlNode::Entry::key);
  problems.add(
      {.code = whole ? Code::kFieldsClash : Code::kMissingField,
       .where = change->key_where,
       .message = whole ? "`change` stands in a whole scenario"
                        : "`change` has no `base`: nothing is there to be changed",
       .label = "changes of what?",
       .help = {whole ? "write the values in their places, or put `change` into a file of its own, "
                        "with `base: FILE`"
                      : "add `base: FILE`, or use the file with `--overlay`"}});
}

/// Nothing, or the scenario that the file is in spite of its `change`.
std::optional<YamlNode> without_base(YamlNode root, Problems& problems) {
  const bool whole = root.find("pots") != nullptr;
  report_no_base(root, whole, problems);
  std::erase_if(root.entries, [](const YamlNode::Entry& entry) { return entry.key == "change"; });
  return whole ? std::optional{std::move(root)} : std::nullopt;
}

/// The file that `base` names, where it can be one.
std::optional<FileId> open_base(Layers& layers, const YamlNode& path) {
  const auto file = open_named(layers, path);
  return file && can_be_base(layers, *file, path) ? file : std::nullopt;
}

/// Whether the scenario that is changed is the one that the overlay was made for. If it cannot be
/// opened, it is not.
bool is_made_for(Layers& layers, const YamlNode& base) {
  Problems ignored;
  const auto file = layers.session.open(base.text, base.where.file, base.where, ignored);
  return file && std::ranges::find(layers.files, *file) != layers.files.end();
}

void warn_of_other_base(const Layers& layers, const YamlNode& base) {
  layers.problems.add(
      {.code = Code::kOtherBase,
       .where = base.where,
       .message = fmt::format("the overlay was made for {}, and changes {} here", quoted(base.text),
                              quoted(layers.session.files.name(layers.file))),
       .label = "not read",
       .help = {"its changes alone are used; to use its base too, run the file itself"}});
}

void report_no_overlay(const YamlNode& root, Problems& problems) {
  problems.add({.code = Code::kMissingField,
                .where = root.where,
                .message = "the file is no overlay: it has no `change`",
                .label = "a whole scenario",
                .help = {"an overlay holds `allot: 1` and `change: {PATH: VALUE}`"}});
}

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
bool is_text(Layers& layers, const std::string& text, const Location& where) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; })) {
    return true;
  }
  SourceFiles& files = layers.session.files;
  Problems found;
  const bool good = prepare_text(files, files.add({}, text), Encoding::kUtf8, found);
  add_at(where, found, layers.problems);
  return good;
}

/// A value of the command line: a text as it is, or YAML in braces, brackets or quotes.
std::optional<YamlNode> parse_value(Layers& layers, const Assignment& assignment) {
  const Location where = assignment.value_where;
  const bool as_it_is =
      assignment.kind == Assignment::Kind::kAdjust || assignment.value.find_first_of("{[\"'") != 0;
  if (as_it_is) {
    return scalar(assignment.value, where);
  }
  SourceFiles& files = layers.session.files;
  const FileId file = files.add(assignment.path, fmt::format("value: {}", assignment.value));
  Problems found;
  auto tree = parse_yaml(files, file, found);
  add_at(where, found, layers.problems);
  YamlNode* value = tree ? tree->find("value") : nullptr;
  if (value == nullptr) {
    return std::nullopt;
  }
  move_to(*value, where);
  return std::move(*value);
}

/// The place that was changed (see PathTarget).
std::string apply_value(Layers& layers, YamlNode& tree, const Assignment& assignment) {
  const bool path_good = is_text(layers, assignment.path, assignment.where);
  if (!is_text(layers, assignment.value, assignment.value_where) || !path_good) {
    return {};
  }
  auto value = parse_value(layers, assignment);
  if (!value) {
    return {};
  }
  warn_of_invisible_value(*value, layers.problems);
  std::string place =
      apply_edit(layers, tree,
                 {.kind = assignment.kind == Assignment::Kind::kAdjust ? Edit::Kind::kAdjust
                                                                       : Edit::Kind::kSet,
                  .path = assignment.path,
                  .value = std::move(*value),
                  .where = assignment.where,
                  .typed = true});
  auto warning = unseen_character("the path", assignment.path, TextUse::kId, assignment.where);
  if (!place.empty() && warning) {  // else it is what is wrong with the path
    layers.problems.add(*std::move(warning));
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

std::string chain_text(const SourceFiles& files, const std::vector<FileId>& chain, FileId file) {
  std::string text;
  for (auto at = std::ranges::find(chain, file); at != chain.end(); ++at) {
    text += fmt::format("{} → ", quoted(files.name(*at)));
  }
  return text + quoted(files.name(file));
}

FileId named_in(const Layers& layers, const YamlNode& path) {
  if (layers.against != Location{} && path.where == layers.against) {
    return 0;  // it is relative to the working directory
  }
  const FileId file = path.where.file;
  const bool in_a_file = std::ranges::find(layers.files, file) != layers.files.end();
  return in_a_file ? file : layers.file;
}

std::optional<FileId> open_named(const Layers& layers, const YamlNode& path) {
  return layers.session.open(path.text, named_in(layers, path), path.where, layers.problems);
}

std::optional<YamlNode> read_layer(Layers& layers, FileId file) {
  SourceFiles& files = layers.session.files;
  if (!prepare_text(files, file, Encoding::kUtf8, layers.problems)) {
    return std::nullopt;
  }
  auto tree = parse_yaml(files, file, layers.problems);
  if (tree) {
    warn_of_invisible(*tree, layers.problems);
  }
  return tree;
}

std::optional<YamlNode> on_its_base(Layers& layers, YamlNode own, FileId file) {
  layers.files.push_back(file);
  if (!is_scenario(own, layers.problems)) {
    return std::nullopt;
  }
  if (!is_overlay(own)) {
    return own;
  }
  if (own.find("base") == nullptr) {
    return without_base(std::move(own), layers.problems);
  }
  const YamlNode rest = without_clashes(own, layers.problems);
  const FieldReader fields{section("overlay"), rest, layers.problems};
  const YamlNode* path = fields.find("base");
  const auto base = path == nullptr ? std::nullopt : open_base(layers, *path);
  auto tree = base ? read_layer(layers, *base) : std::nullopt;
  tree = tree ? on_its_base(layers, std::move(*tree), *base) : std::nullopt;
  if (tree) {
    make_changes(layers, *tree, rest);
  }
  return tree;
}

namespace {

/// Makes the changes of an overlay that the command line names.
void apply_overlay(Layers& layers, YamlNode& tree, const Assignment& assignment) {
  constexpr FileId kCommandLine = 0;
  const auto file =
      layers.session.open(assignment.path, kCommandLine, assignment.where, layers.problems);
  const auto overlay = file ? read_layer(layers, *file) : std::nullopt;
  if (!overlay || !is_scenario(*overlay, layers.problems)) {
    return;
  }
  if (!is_overlay(*overlay)) {
    report_no_overlay(*overlay, layers.problems);
    return;
  }
  const YamlNode rest = without_clashes(*overlay, layers.problems);
  const FieldReader fields{section("overlay"), rest, layers.problems};
  const YamlNode* base = fields.find("base");
  if (base != nullptr && !is_made_for(layers, *base)) {
    warn_of_other_base(layers, *base);
  }
  layers.files.push_back(*file);
  make_changes(layers, tree, rest);
}

}  // namespace

void apply_assignments(Layers& layers, YamlNode& tree, const std::vector<Assignment>& assignments) {
  VariedTwice varied{layers.problems};
  for (const Assignment& assignment : assignments) {
    if (assignment.kind == Assignment::Kind::kOverlay) {
      apply_overlay(layers, tree, assignment);
    } else {
      varied.add(assignment, apply_value(layers, tree, assignment));
    }
  }
}

namespace {

YamlNode& entry_of(YamlNode& map, std::string_view key, const Location& where) {
  if (YamlNode* found = map.find(key)) {
    return *found;
  }
  YamlNode::Entry& entry = map.entries.emplace_back();
  entry.key = key;
  entry.key_where = where;
  return entry.value;
}

YamlNode node_of(YamlNode::Kind kind, const Location& where, std::string_view text = {}) {
  YamlNode node;
  node.kind = kind;
  node.text = text;
  node.quoted = !text.empty();
  node.where = where;
  return node;
}

/// `4,5` of `--header` is a list, as `[4, 5]` is.
YamlNode value_of(const TableField& field) {
  const std::string_view text = field.value;
  const std::size_t comma = text.find(',');
  if (field.name != "header" || comma == std::string_view::npos) {
    return node_of(YamlNode::Kind::kScalar, field.where, text);
  }
  YamlNode list = node_of(YamlNode::Kind::kList, field.where);
  for (const std::string_view line : {text.substr(0, comma), text.substr(comma + 1)}) {
    list.items.push_back(node_of(YamlNode::Kind::kScalar, field.where, line));
  }
  return list;
}

}  // namespace

void expect_table(Layers& layers, YamlNode& tree, const Against& against) {
  layers.against = against.where;
  YamlNode& expect = entry_of(tree, "expect", against.where);
  if (!expect.is_map()) {
    expect = node_of(YamlNode::Kind::kMap, against.where);
  }
  YamlNode& table = entry_of(expect, "table", against.where);
  table = node_of(YamlNode::Kind::kMap, against.where);
  for (const TableField& field : against.fields) {
    entry_of(table, field.name, field.where) = value_of(field);
  }
}

}  // namespace allot::load
