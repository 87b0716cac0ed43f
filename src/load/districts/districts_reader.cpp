#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>

#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/readings.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

const Section& item_section(const Draft& draft) {
  return section(draft.is_groups ? "groups[]" : "districts[]");
}

/// `id`, `name` and `group` are texts; every other field is a column.
void add_columns(Draft& draft, const YamlNode& list) {
  const auto texts = item_section(draft).fields;
  for (const YamlNode& item : list.items) {
    for (std::size_t i = 0; i < item.entries.size(); ++i) {
      const YamlNode::Entry& entry = item.entries[i];
      if (is_cut_number(entry)) {
        report_cut_number(entry, draft.problems);
      } else if (find_field(texts, entry.key) == nullptr) {
        draft.columns.add({.name = entry.key, .index = i, .where = entry.key_where});
      }
    }
  }
}

/// In the order of their ids, each id once.
void sort_items(std::vector<const YamlNode*>& items, Problems& problems) {
  const auto id_of = [](const YamlNode* item) -> const YamlNode& { return *item->find("id"); };
  std::ranges::stable_sort(items, {}, [&](const YamlNode* item) { return id_of(item).text; });
  const auto same = [&](const YamlNode* first, const YamlNode* again) {
    const YamlNode& id = id_of(again);
    if (id_of(first).text != id.text) {
      return false;
    }
    problems.add({.code = Code::kDuplicateDistrict,
                  .where = id.where,
                  .message = fmt::format("the id {} is there twice", quoted(id.text)),
                  .label = "again",
                  .help = {"ids are unique: delete one of the two"},
                  .related = {{id_of(first).where, "first used here"}}});
    return true;
  };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

/// What only districts have.
const YamlNode* find_of_districts(const Draft& draft, const FieldReader& fields,
                                  std::string_view name) {
  return draft.is_groups ? nullptr : fields.find(name);
}

/// Each is a path or a map of fields.
std::vector<const YamlNode*> table_nodes(const Draft& draft, const FieldReader& fields) {
  const YamlNode* single = fields.find("table");
  const YamlNode* list = find_of_districts(draft, fields, "tables");
  if (!fields.form() || (single == nullptr && list == nullptr)) {
    return {};
  }
  if (single != nullptr) {
    return {single};
  }
  std::vector<const YamlNode*> tables;
  const Field item{.name = "tables", .type = FieldType::kTable};
  for (const YamlNode& table : list->items) {
    if (kind_fits(item, table, &draft.problems)) {
      tables.push_back(&table);
    }
  }
  return tables.size() == list->items.size() ? tables : std::vector<const YamlNode*>{};
}

/// The columns of a table that say who the districts are.
struct TextColumns {
  std::size_t id;
  std::optional<std::size_t> name, group;
};

std::optional<TextColumns> text_columns(Draft& draft, const OpenTable& open,
                                        const TableSpec& spec) {
  bool good = true;
  const auto named = [&](const YamlNode* node) -> std::optional<std::size_t> {
    const auto column = node == nullptr
                            ? std::nullopt
                            : require_column(open.table, node->text, node->where, draft.problems);
    good = good && (node == nullptr || column);
    return column;
  };
  const YamlNode* name_node = spec.find("name");
  const auto name = name_node == nullptr ? open.table.find_column("name") : named(name_node);
  const YamlNode* group_node = draft.is_groups ? nullptr : spec.find("group");
  const auto group = named(group_node);
  return good ? std::optional{TextColumns{open.id, name, group}} : std::nullopt;
}

void fill_districts(Draft& draft, const TextColumns& columns) {
  Districts& districts = draft.scenario.districts;
  const auto& csv = draft.columns.files.front().csv;
  const auto& rows = draft.columns.files.front().rows;
  districts.texts = csv.texts();
  districts.ids.reserve(rows.size());
  districts.places.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    districts.ids.push_back(csv.cell(row, columns.id));
    districts.places.push_back(csv.where(row, columns.id));
  }
  const auto texts = [&](std::string_view column) {
    const TextCells cells{draft, *draft.columns.find(column)};
    std::vector<std::string_view> all;
    all.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      all.push_back(cells.at(i));
    }
    return all;
  };
  districts.names = districts.ids;
  if (columns.name) {
    draft.columns.name_column = csv.header()[*columns.name];
    districts.names = texts(draft.columns.name_column);
    for (std::size_t i = 0; i < districts.size(); ++i) {
      districts.names[i] = districts.names[i].empty() ? districts.ids[i] : districts.names[i];
    }
  }
  if (columns.group) {
    draft.group_column = csv.header()[*columns.group];
    districts.groups = texts(draft.group_column);
  }
}

/// A column by which rows are found before a cell of it could be changed.
void close_column(Draft& draft, std::string_view name, std::string_view why,
                  std::string_view way_out) {
  draft.columns.find(name)->used_as_text = true;
  for (const CellEdit* change : draft.columns.edits_of(name)) {
    const Edit& edit = change->edit;
    draft.problems.add({.code = edit.typed ? Code::kPathNotFound : Code::kChangeNotFound,
                        .where = edit.where,
                        .message = fmt::format("{} cannot be changed: {}", quoted(edit.path), why),
                        .label = "fixed",
                        .help = {std::string{way_out}}});
  }
}

/// A column by whose texts `field`, `where` or `except`, has chosen the rows.
struct ChosenBy {
  std::size_t column;
  std::string_view field;
};

std::vector<ChosenBy> columns_of(const Table& table, const RowConditions& conditions) {
  std::vector<ChosenBy> columns;
  const auto add = [&](const YamlNode* condition, std::string_view field) {
    for (std::size_t i = 0; condition != nullptr && i < condition->entries.size(); ++i) {
      columns.push_back({table.find_column(condition->entries[i].key).value(), field});
    }
  };
  add(conditions.where, "where");
  add(conditions.except, "except");
  return columns;
}

void close_columns(Draft& draft, std::size_t id, const std::vector<ChosenBy>& of_conditions) {
  const auto& names = draft.columns.files.front().csv.header();
  close_column(draft, names[id], "a row is found by its id", "write the new id into the table");
  for (const auto& [column, field] : of_conditions) {
    if (column != id) {
      close_column(
          draft, names[column], fmt::format("{} has chosen the rows by this column", quoted(field)),
          fmt::format("change `districts.{}`, or write the new value into the table", field));
    }
  }
}

/// The districts that are not in a further table, of which `sorted` are the rows, each of a
/// district.
void report_absent(Draft& draft, const OpenTable& open, const std::vector<std::uint32_t>& sorted,
                   const TableSpec& spec) {
  const Districts& districts = draft.scenario.districts;
  std::vector<std::size_t> absent;
  auto row = sorted.begin();
  for (std::size_t i = 0; i < districts.size(); ++i) {
    if (row != sorted.end() && open.table.cell(*row, open.id) == districts.ids[i]) {
      ++row;
    } else {
      absent.push_back(i);
    }
  }
  std::vector<std::string_view> missing;
  std::vector<std::string_view> there;
  for (const std::size_t i : absent) {
    missing.push_back(districts.ids[i]);
  }
  for (const std::uint32_t other : open.rows) {
    there.push_back(open.table.cell(other, open.id));
  }
  if (report_other_ids(missing, there, spec.where(), draft.problems)) {
    return;
  }
  const std::string_view path = spec.file()->text;
  report_first_ten(
      draft.problems, fmt::format("more districts that are not in {}", quoted(path)), absent,
      [](std::size_t) { return true; },
      [&](std::size_t i) {
        Diagnostic diagnostic{
            .code = Code::kDistrictNotInTable,
            .where = districts.places[i],
            .message = fmt::format("{} ({}) is not in {}", quoted(districts.ids[i]),
                                   districts.names[i], quoted(path)),
            .label = "in the first table only",
            .help = {"add a row for it, or filter it out with `where`"},
            .related = {{spec.where(), "joined by id here"}}};
        const auto same = std::ranges::find_if(open.rows, [&](std::uint32_t other) {
          return nearly_same_id(open.table.cell(other, open.id), districts.ids[i]);
        });
        if (same != open.rows.end()) {
          diagnostic.related.push_back(
              {open.table.where(*same, open.id), "differs by zeros or blanks only"});
        }
        return diagnostic;
      });
}

/// The rows of a further table, one for each district: both lists are in the order of ids.
std::optional<std::vector<std::uint32_t>> joined_rows(Draft& draft, const OpenTable& open,
                                                      const TableSpec& spec) {
  const Districts& districts = draft.scenario.districts;
  std::vector<std::uint32_t> wanted = open.rows;
  std::erase_if(wanted,
                [&](std::uint32_t row) { return !districts.find(open.table.cell(row, open.id)); });
  if (wanted.size() < open.rows.size() && !draft.columns.is_chosen) {
    std::vector<std::uint32_t> others = open.rows;
    std::erase_if(others, [&](std::uint32_t row) {
      return districts.find(open.table.cell(row, open.id)).has_value();
    });
    tell_reading(draft, TableReading::Kind::kOtherIds, open.table, {}, others,
                 quoted(open.table.cell(others.front(), open.id)));
  }
  auto sorted = sorted_by_id(open.table, open.id, std::move(wanted), draft.problems);
  if (sorted.size() == districts.size()) {
    return sorted;
  }
  report_absent(draft, open, sorted, spec);
  return std::nullopt;
}

void add_file(Draft& draft, DistrictTable::File file, const TextColumns& columns) {
  draft.columns.files.push_back(std::move(file));
  const std::size_t last = draft.columns.files.size() - 1;
  const Table& table = draft.columns.files[last].csv;
  warn_of_invisible_columns(table, draft.problems);
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    const bool says_who = last > 0 && (i == columns.id || i == columns.name);
    if (table.header()[i].empty() || says_who) {
      continue;
    }
    const AvailableColumn column{
        .name = table.header()[i], .file = last, .index = i, .where = table.where_header(i)};
    if (!draft.columns.add(column)) {
      draft.problems.add(
          {.code = Code::kDuplicateColumn,
           .where = column.where,
           .message = fmt::format("the column {} is in two tables", quoted(column.name)),
           .label = "again",
           .help = {"rename it in one of them, or give one a `prefix`: `{file: …, prefix: "
                    "\"2024_\"}`"},
           .related = {{draft.columns.find(column.name)->where, "first here"}}});
    }
  }
}

DistrictTable::File file_of(OpenTable& open, const TableSpec& spec,
                            std::vector<std::uint32_t> rows) {
  return {.csv = std::move(open.table),
          .rows = std::move(rows),
          .skipped = std::move(open.skipped),
          .decimal = spec.decimal,
          .din_signs = spec.din_signs,
          .has_sums = spec.has_sums,
          .id = open.id,
          .id_digits = spec.id_digits};
}

/// The names of its columns, with `prefix` but for those that say who a row is of.
void name_columns(OpenTable& open, const TableSpec& spec, const TextColumns& columns) {
  if (const YamlNode* prefix = spec.find_own("prefix")) {
    open.table.prefix_names(prefix->text, {columns.id, columns.name.value_or(columns.id)});
  }
}

bool join_table(Draft& draft, const TableSpec& spec) {
  const RowConditions conditions = RowConditions::own(spec);
  auto open = open_table(draft, spec, conditions);
  if (!open) {
    return false;
  }
  if (open->rows.empty()) {
    report_no_rows(*open, conditions, *spec.file(), "no district has a row", draft.problems);
    return false;
  }
  const YamlNode* own_name = spec.find_own("name");
  const std::string_view name =
      own_name == nullptr ? draft.columns.name_column : std::string_view{own_name->text};
  const TextColumns columns{.id = open->id, .name = open->table.find_column(name), .group = {}};
  auto rows = joined_rows(draft, *open, spec);
  if (!rows) {
    return false;
  }
  name_columns(*open, spec, columns);
  add_file(draft, file_of(*open, spec, *std::move(rows)), columns);
  return true;
}

bool read_first_table(Draft& draft, const TableSpec& spec) {
  RowConditions conditions = RowConditions::own(spec);
  if (!draft.is_groups) {  // `districts` may have those of the first table
    conditions = {spec.find("where"), spec.find("except")};
  }
  draft.columns.is_chosen = conditions.where != nullptr || conditions.except != nullptr;
  auto open = open_table(draft, spec, conditions);
  const auto columns = open ? text_columns(draft, *open, spec) : std::nullopt;
  if (!columns) {
    return false;
  }
  if (open->rows.empty()) {
    report_no_rows(*open, conditions, *spec.file(), "nobody can receive", draft.problems);
    return false;
  }
  auto rows = sorted_by_id(open->table, columns->id, std::move(open->rows), draft.problems);
  if (rows.empty()) {
    return false;  // none has an id
  }
  const std::vector<ChosenBy> of_conditions = columns_of(open->table, conditions);
  name_columns(*open, spec, *columns);
  add_file(draft, file_of(*open, spec, std::move(rows)), *columns);
  fill_districts(draft, *columns);
  close_columns(draft, columns->id, of_conditions);
  check_districts(draft);
  return true;
}

void read_list(Draft& draft, const YamlNode& node) {
  if (node.items.empty()) {
    draft.problems.add({.code = Code::kNoDistricts,
                        .where = node.where,
                        .message = fmt::format("the list of {} is empty",
                                               draft.is_groups ? "groups" : "districts"),
                        .label = "nobody can receive",
                        .help = {"add at least one: `- {id: \"01001\", count: 92}`"}});
    return;
  }
  auto& items = draft.columns.items;
  for (const YamlNode& item : node.items) {
    const FieldReader fields{item_section(draft), item, draft.problems};
    if (!fields.id("id").empty()) {
      items.push_back(&item);
    }
  }
  add_columns(draft, node);
  sort_items(items, draft.problems);

  Districts& districts = draft.scenario.districts;
  districts.texts = std::make_shared<std::deque<std::string>>();
  const auto text_of = [&](const YamlNode* item, std::string_view field) -> std::string_view {
    const YamlNode* value = item->find(field);
    return value == nullptr ? std::string_view{} : districts.texts->emplace_back(value->text);
  };
  for (const YamlNode* item : items) {
    const std::string_view name = text_of(item, "name");
    districts.ids.push_back(text_of(item, "id"));
    districts.names.push_back(name.empty() ? districts.ids.back() : name);
    districts.groups.push_back(draft.is_groups ? std::string_view{} : text_of(item, "group"));
    districts.places.push_back(item->find("id")->where);
  }
  if (std::ranges::all_of(districts.groups, &std::string_view::empty)) {
    districts.groups.clear();
  }
  draft.columns.name_column = "name";
  draft.group_column = "group";
  check_districts(draft);
  draft.columns.known = true;
}

void read_tables(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section(draft.is_groups ? "groups" : "districts"), node, draft.problems};
  draft.columns.facts = fields.find("columns");
  if (!draft.is_groups) {  // of other tables of the file, too
    if (const auto decimal = fields.choice_index("decimal")) {
      draft.decimal = *decimal == 0 ? DecimalMark::kPoint : DecimalMark::kComma;
    }
    draft.encoding = fields.choice<Encoding>("encoding").value_or(Encoding::kUtf8);
  }
  std::size_t number = 0;
  bool complete = true;
  const auto tables = table_nodes(draft, fields);
  for (const YamlNode* node_of_table : tables) {
    TableSpec spec{draft, *node_of_table, fields};
    spec.is_one_of_several = tables.size() > 1;
    if (draft.is_groups) {
      spec.refuse_own({"group"}, "a table of `groups`", draft.problems);
    } else if (number > 0) {
      spec.refuse_own({"group"}, "a further table: the first says who is in which group",
                      draft.problems);
    }
    complete = (++number == 1 ? read_first_table(draft, spec)
                              : !draft.scenario.districts.ids.empty() && join_table(draft, spec)) &&
               complete;
  }
  complete = complete && number > 0;
  draft.columns.known = complete;
}

}  // namespace

void read_districts(Draft& draft, const YamlNode& node, const std::string& field) {
  draft.columns.change(std::move(draft.layers.cells[field]));
  if (node.is_list()) {
    read_list(draft, node);
  } else {
    read_tables(draft, node);
  }
  warn_of_similar_columns(draft);
}

}  // namespace allot::load
