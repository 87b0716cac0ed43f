#include "load/changes/editor.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "load/changes/adjust.hpp"
#include "load/changes/close_ranks.hpp"
#include "load/changes/layers.hpp"
#include "load/changes/named_files.hpp"
#include "load/changes/operations.hpp"
#include "load/changes/path.hpp"
#include "load/fields/field_reader.hpp"
#include "load/fields/thousands.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Of the place of a field of the scenario, its name.
std::string field_of(const std::string& place) { return place.substr(1); }

struct NestedChange {
  std::string path, value;
};

/// The changes that are meant where a path goes on in maps: `pots: {im: {amount: 5}}`.
std::vector<NestedChange> nested_changes(const std::string& path, const YamlNode& value) {
  if (!value.is_map() || is_operation(value)) {
    return {{path, flow_text(value)}};
  }
  std::vector<NestedChange> changes;
  for (const YamlNode::Entry& entry : value.entries) {
    auto of_entry = nested_changes(path + "." + as_segment(entry.key), entry.value);
    std::ranges::move(of_entry, std::back_inserter(changes));
  }
  return changes;
}

/// One change, and where its path leads.
class Editor {
 public:
  Editor(Layers& layers, YamlNode& tree, const Edit& edit)
      : layers_{layers},
        tree_{tree},
        edit_{edit},
        walker_{tree, layers.index, edit.path, edit.where} {}

  std::string apply() {
    if (report_fixed()) {
      return {};
    }
    target_ =
        walker_.follow(edit_.typed ? Code::kPathNotFound : Code::kChangeNotFound, layers_.problems);
    if (report_no_item()) {
      walker_.undo_creation();
    } else if (target_.is_cell) {
      note_cell();
    } else if (target_.node != nullptr) {
      change();
      if (!made_) {
        walker_.undo_creation();
      }
    }
    return edit_.kind == Edit::Kind::kInsert ? target_.holder_place : target_.place;
  }

 private:
  /// Whether it is one of the fields that say how the file is read.
  bool report_fixed() {
    const std::string& name = walker_.segments().front();
    const bool version = name == "allot";
    if (!version && name != "base" && name != "change") {
      return false;
    }
    layers_.problems.add(
        {.code = edit_.typed ? Code::kPathNotFound : Code::kChangeNotFound,
         .where = edit_.where,
         .message = fmt::format("{} cannot be changed: it {}", quoted(name),
                                version ? "is the version of the format"
                                        : "says which scenario the file changes, or how"),
         .label = "no field of the scenario",
         .help = {version       ? "leave it out: the program reads version 1 only"
                  : edit_.typed ? "`--overlay FILE` makes the changes of a file; for "
                                  "another base write another file"
                                : "write the changes themselves as paths: "
                                  "`pots.im.amount: 100`"}});
    return true;
  }

  void report_wrong_kind(std::string message, std::string label, std::string help) {
    layers_.problems.add({.code = Code::kWrongKind,
                          .where = edit_.value.where,
                          .message = std::move(message),
                          .label = std::move(label),
                          .help = {std::move(help)}});
  }

  /// Whether the change speaks of an item of a list, and there is no list; that is then reported.
  bool report_no_item() {
    const bool found = target_.is_cell || target_.node != nullptr;
    if (edit_.list.empty() || !found || (target_.holder != nullptr && target_.holder->is_list())) {
      return false;
    }
    const bool removes = edit_.kind == Edit::Kind::kRemove;
    layers_.problems.add(
        {.code = Code::kWrongKind,
         .where = edit_.where,
         .message = fmt::format("{} is no list: nothing can be {}", quoted(edit_.list),
                                removes ? "taken out of it by `remove`" : "inserted"),
         .label = "not an item",
         .help = {removes
                      ? fmt::format("an empty value takes away a field: write `{}:`", edit_.path)
                      : "write the new value itself"}});
    return true;
  }

  void note_cell() {
    const bool value =
        edit_.kind == Edit::Kind::kRemove ||
        (edit_.kind != Edit::Kind::kAppend && (edit_.value.is_scalar() || edit_.value.is_empty()));
    if (!value) {
      report_wrong_kind(fmt::format("{} is one cell of a table", quoted(edit_.path)),
                        "not a single value", "write a single value");
      return;
    }
    const auto& segments = walker_.segments();
    layers_.cells[field_of(target_.holder_place)].push_back(
        {.id = segments[segments.size() - 2],
         .column = segments.back(),
         .edit = edit_,
         .row = layers_.log.add(edit_.path, target_.place)});
  }

  void change() {
    switch (edit_.kind) {
      case Edit::Kind::kAppend:
      case Edit::Kind::kPrepend:
        append();
        return;
      case Edit::Kind::kInsert:
        if (has_items("insert")) {
          wait_to_insert(*target_.holder, target_.holder_place, target_.position, edit_.list);
        }
        return;
      case Edit::Kind::kRemove:
        remove();
        return;
      case Edit::Kind::kSet:
        if (!report_nested()) {
          set(edit_.value);
        }
        return;
      default:
        break;
    }
    if (adds_thousands()) {
      return;
    }
    auto number = changed_number(edit_, flow_text(*target_.node), layers_.problems);
    if (number) {
      YamlNode value = scalar(std::move(number->text), edit_.value.where);
      value.computed = true;
      set(std::move(value));
    }
  }

  /// Whether `25.000` is added to money; that is then reported.
  bool adds_thousands() {
    const std::string& by = edit_.value.text;
    if (edit_.kind == Edit::Kind::kTimes || !looks_like_thousands(by) ||
        !is_money(target_.format_path) || pays_thousandths(tree_)) {
      return false;
    }
    report_thousands(by, edit_.value.where, edit_.typed ? "the adjustment" : "`plus`",
                     layers_.problems);
    return true;
  }

  /// Whether the reader would refuse the map in the place of what is there: it lacks a field, or
  /// has names that are none.
  [[nodiscard]] bool is_no_replacement() const {
    if (target_.node->is_map() && edit_.value.find("id") != nullptr) {
      return false;  // a whole item, though it may be wrong
    }
    const std::vector<std::string_view> known = known_fields(target_.format_path);
    const auto is_unknown = [&](const YamlNode::Entry& entry) {
      return !known.empty() && std::ranges::find(known, entry.key) == known.end();
    };
    const auto is_lost = [&](const YamlNode::Entry& entry) {
      return is_required(target_.format_path, entry.key) && edit_.value.find(entry.key) == nullptr;
    };
    return target_.node->is_list() || std::ranges::any_of(edit_.value.entries, is_unknown) ||
           std::ranges::any_of(target_.node->entries, is_lost);
  }

  [[nodiscard]] bool leads_somewhere(const std::string& path) {
    PathWalker walker{tree_, layers_.index, path, edit_.where};
    Problems ignored;
    const PathTarget target = walker.follow(Code::kChangeNotFound, ignored);
    walker.undo_creation();
    return target.is_cell || target.node != nullptr;
  }

  bool report_nested() {
    constexpr std::size_t kMostShown = 3;
    if (!edit_.value.is_map() || edit_.value.entries.empty() || target_.created ||
        !is_no_replacement()) {
      return false;
    }
    const std::vector<NestedChange> meant = nested_changes(edit_.path, edit_.value);
    const bool found = target_.node->is_list()
                           ? std::ranges::all_of(
                                 edit_.value.entries,
                                 [&](const YamlNode::Entry& entry) {
                                   return leads_somewhere(edit_.path + "." + as_segment(entry.key));
                                 })
                           : std::ranges::all_of(meant, [&](const NestedChange& one) {
                               return leads_somewhere(one.path);
                             });
    if (!found) {
      return false;
    }
    std::vector<std::string> help;
    for (std::size_t i = 0; i < std::min(meant.size(), kMostShown); ++i) {
      help.push_back(
          fmt::format("write `{}{}{}`", meant[i].path, edit_.typed ? "=" : ": ", meant[i].value));
    }
    layers_.problems.add(
        {.code = Code::kWrongKind,
         .where = edit_.value.where,
         .message = fmt::format("the path {} goes on in a map", quoted(edit_.path)),
         .label = "paths are whole, with dots between the names",
         .help = std::move(help)});
    return true;
  }

  void record(LoggedChange change) {
    made_ = true;
    record_change(layers_, layers_.log.add(edit_.path, target_.place), edit_,
                  std::move(change.before), std::move(change.after));
  }

  void set(YamlNode value) {
    record(logged_change(layers_, *target_.node, value, target_.format_path));
    if (target_.key_where != nullptr && value.is_map()) {
      *target_.key_where = edit_.where;  // what the map lacks, it lacks here
    }
    *target_.node = std::move(value);
    layers_.cells.erase(field_of(target_.place));
    layers_.index.changed(target_.place);
  }

  /// Whether there is a list of new items; what else is there is reported.
  bool has_items(std::string_view operation) {
    if (!edit_.value.is_list()) {
      report_wrong_kind(fmt::format("`{}` wants a list", operation), "not a list",
                        fmt::format("write `{{{}{}: […]}}`",
                                    operation == "insert" ? "before: NAME, " : "", operation));
      return false;
    }
    if (edit_.value.items.empty()) {
      layers_.problems.add(
          {.code = Code::kChangeWithoutEffect,
           .where = edit_.value.where,
           .message = fmt::format("nothing is {} {}",
                                  operation == "insert" ? "inserted before" : "added to",
                                  quoted(edit_.path)),
           .label = "an empty list"});
    }
    return true;
  }

  void append() {
    YamlNode& list = *target_.node;
    const bool first = edit_.kind == Edit::Kind::kPrepend;
    if (!has_items(first ? "prepend" : "append")) {
      return;
    }
    if (!list.is_list() && !list.is_empty()) {
      report_wrong_kind(fmt::format("{} is no list: nothing can be {}", quoted(edit_.path),
                                    first ? "put before it" : "appended"),
                        first ? "before what?" : "appended to what?", "write the new value itself");
      return;
    }
    list.where = list.is_list() ? list.where : edit_.value.where;
    list.kind = YamlNode::Kind::kList;
    if (first) {
      wait_to_insert(list, target_.place, 0, edit_.path);
      return;
    }
    made_ = true;
    for (const YamlNode& item : edit_.value.items) {
      append_item(list, item);
    }
  }

  void wait_to_insert(const YamlNode& list, const std::string& place, std::size_t position,
                      const std::string& path) {
    made_ = true;
    Insertion insertion{
        .list = place, .position = position, .path = path, .items = edit_.value.items, .rows = {}};
    const std::string format_path = list.is_list() && edit_.kind == Edit::Kind::kInsert
                                        ? target_.format_path
                                        : path_of_item(target_.format_path);
    for (const YamlNode& item : insertion.items) {
      const std::size_t row =
          layers_.log.add(path, fmt::format("{}{}+{}.{}", place, kPlaceSeparator,
                                            layers_.insertions.size(), insertion.rows.size()));
      layers_.log.record(row, {}, logged_value(layers_, item, format_path));
      insertion.rows.push_back(row);
    }
    layers_.insertions.push_back(std::move(insertion));
  }

  void append_item(YamlNode& list, const YamlNode& item) {
    const std::size_t index = list.items.size();
    const std::size_t row =
        layers_.log.add(fmt::format("{}.{}", edit_.path, index + 1),
                        fmt::format("{}{}#{}", target_.place, kPlaceSeparator, index));
    layers_.log.record(row, {}, logged_value(layers_, item, path_of_item(target_.format_path)));
    list.items.push_back(item);
    layers_.insertions.push_back(
        {.list = target_.place, .position = index, .path = edit_.path, .items = {}, .rows = {row}});
  }

  void remove() {
    if (target_.created) {
      walker_.undo_creation();
      record({});
    } else if (target_.required) {
      layers_.problems.add(
          {.code = Code::kMissingField,
           .where = edit_.where,
           .message = fmt::format("{} cannot be taken away", quoted(edit_.path)),
           .label = "a required field",
           .help = {"write a value; an empty one takes away a field that need not be there"}});
    } else {
      take_out();
    }
  }

  void take_out() {
    YamlNode& holder = *target_.holder;
    const bool item = holder.is_list();  // of a step, the whole of it
    const YamlNode& out = item ? holder.items[target_.position] : *target_.node;
    record({.before = logged_value(layers_, out, target_.format_path), .after = {}});
    item ? load::take_out(holder.items[target_.position])
         : load::take_out(holder.entries[target_.position]);
    layers_.cells.erase(field_of(target_.place));
    layers_.index.changed(target_.part_place);
    if (layers_.index.parts.count_taken_out(target_.holder_place) ==
        std::max(holder.items.size(), holder.entries.size())) {
      holder.where = edit_.where;  // that nothing is left is wrong here
    }
  }

  Layers& layers_;
  YamlNode& tree_;
  const Edit& edit_;
  PathWalker walker_;
  PathTarget target_;
  bool made_ = false;
};

/// Finds changes of one file that speak of the same field: a map has no order that a reader would
/// rely on.
class Conflicts {
 public:
  explicit Conflicts(Problems& problems) : problems_{problems} {}

  void add(const Edit& edit, const std::string& place) {
    if (const Edit* earlier = seen_.find(place)) {
      report_again(edit, *earlier);
    }
    seen_.visit_above(place, [&](const Edit& earlier) {
      if (earlier.kind == Edit::Kind::kRemove) {
        report_again(edit, earlier);
      }
    });
    if (edit.kind == Edit::Kind::kSet || edit.kind == Edit::Kind::kRemove) {
      seen_.visit_below(place, [&](const Edit& earlier) { report_overwritten(edit, earlier); });
    }
    seen_.set(place, edit);
  }

 private:
  void report_again(const Edit& edit, const Edit& earlier) {
    problems_.add({.code = Code::kDuplicateField,
                   .where = edit.where,
                   .message = fmt::format("{} changes the same as {}", quoted(edit.path),
                                          quoted(earlier.path)),
                   .label = "again",
                   .help = {"keep one of them, or put the other into an overlay of this file"},
                   .related = {{earlier.where, "first changed here"}}});
  }

  void report_overwritten(const Edit& edit, const Edit& earlier) {
    problems_.add({.code = Code::kChangeWithoutEffect,
                   .where = earlier.where,
                   .message = fmt::format("{} has no effect: {} replaces it later",
                                          quoted(earlier.path), quoted(edit.path)),
                   .label = "overwritten",
                   .help = {"write it after the other change"},
                   .related = {{edit.where, "replaced here"}}});
  }

  Problems& problems_;
  PlaceMap<Edit> seen_;
};

}  // namespace

std::string apply_edit(Layers& layers, YamlNode& tree, const Edit& edit) {
  return Editor{layers, tree, edit}.apply();
}

void apply_changes(Layers& layers, YamlNode& tree, const YamlNode& changes) {
  Conflicts conflicts{layers.problems};
  for (const YamlNode::Entry& entry : changes.entries) {
    std::set<std::string> places;  // operations beside each other do not clash
    for (const Edit& edit : edits_of(entry, layers.problems)) {
      std::string place = apply_edit(layers, tree, edit);
      if (!place.empty() && places.insert(place).second) {
        conflicts.add(edit, place);
      }
    }
  }
  close_ranks(layers, tree);
}

}  // namespace allot::load
