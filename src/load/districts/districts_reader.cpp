#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>

#include "load/districts/tables.hpp"
#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// A misspelt value would leave its districts out, and their money to the others.
void report_unknown_texts(const Table& table, std::size_t column, const YamlNode& list,
                          Problems& problems) {
  std::unordered_set<std::string_view> absent;
  for (const YamlNode& item : list.items) {
    absent.insert(item.text);
  }
  for (std::size_t row = 0; row < table.row_count() && !absent.empty(); ++row) {
    absent.erase(table.cell(row, column));
  }
  for (const YamlNode& item : list.items) {
    if (item.is_scalar() && absent.contains(item.text)) {
      problems.add({.code = Code::kUnknownName,
                    .where = item.where,
                    .message = fmt::format("no row has {} in column {}", quoted(item.text),
                                           quoted(table.header()[column])),
                    .label = "keeps nobody",
                    .help = {"correct it, or take it out of the list"}});
    }
  }
}

/// The rows that pass `where: {land: [Hessen, Saarland]}`, which may be null. Nothing where a
/// condition is wrong, which is reported: the others would keep rows that nobody meant.
std::optional<std::vector<std::uint32_t>> kept_rows(const Table& table, const YamlNode* where,
                                                    Problems& problems) {
  std::vector<std::uint32_t> rows = all_rows(table);
  bool good = true;
  for (std::size_t i = 0; where != nullptr && i < where->entries.size(); ++i) {
    const YamlNode::Entry& entry = where->entries[i];
    const YamlNode& value = entry.value;
    const auto column = require_column(table, entry.key, entry.key_where, problems);
    const Field text{.name = entry.key, .type = FieldType::kText};
    std::unordered_set<std::string_view> kept;
    for (const YamlNode& item : value.is_list() ? std::span{value.items} : std::span{&value, 1}) {
      if (kind_fits(text, item, &problems)) {
        kept.insert(item.text);
      }
    }
    if (column && value.is_list()) {
      report_unknown_texts(table, *column, value, problems);
    }
    good = good && column && !kept.empty();
    if (good) {
      const std::size_t index = *column;
      std::erase_if(rows,
                    [&](std::uint32_t row) { return !kept.contains(table.cell(row, index)); });
    }
  }
  return good ? std::optional{std::move(rows)} : std::nullopt;
}

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

void report_nobody(const Table& table, const YamlNode* filter, const YamlNode& path,
                   Problems& problems) {
  const bool filtered = filter != nullptr && table.row_count() > 0;
  problems.add({.code = Code::kNoDistricts,
                .where = filtered ? filter->where : path.where,
                .message = filtered ? fmt::format("no row of {} passes `where`", quoted(path.text))
                                    : fmt::format("{} has no rows", quoted(path.text)),
                .label = "nobody can receive",
                .help = {filtered ? "texts are compared as they are written, with case and accents"
                                  : "add a line for each district"}});
}

/// What only districts have.
const YamlNode* find_of_districts(const Draft& draft, const FieldReader& fields,
                                  std::string_view name) {
  return draft.is_groups ? nullptr : fields.find(name);
}

std::vector<const YamlNode*> table_paths(const Draft& draft, const FieldReader& fields) {
  const YamlNode* single = fields.find("table");
  const YamlNode* list = find_of_districts(draft, fields, "tables");
  if (!fields.form() || (single == nullptr && list == nullptr)) {
    return {};
  }
  if (single != nullptr) {
    return {single};
  }
  std::vector<const YamlNode*> paths;
  const Field item{.name = "tables", .type = FieldType::kPath};
  for (const YamlNode& path : list->items) {
    if (kind_fits(item, path, &draft.problems)) {
      paths.push_back(&path);
    }
  }
  return paths.size() == list->items.size() ? paths : std::vector<const YamlNode*>{};
}

/// The columns of a table that say who the districts are.
struct TextColumns {
  std::size_t id;
  std::optional<std::size_t> name, group;
};

std::optional<TextColumns> text_columns(Draft& draft, const Table& table,
                                        const FieldReader& fields) {
  Problems& problems = draft.problems;
  const auto named = [&](const YamlNode* node) -> std::optional<std::size_t> {
    return node == nullptr ? std::nullopt
                           : require_column(table, node->text, node->where, problems);
  };
  const auto id = fields.has("id") ? named(fields.find("id"))
                                   : require_column(table, "id", fields.where(), problems);
  const auto name = fields.has("name") ? named(fields.find("name")) : table.find_column("name");
  const YamlNode* group_node = find_of_districts(draft, fields, "group");
  draft.group_column = group_node == nullptr ? std::string{} : group_node->text;
  const auto group = named(group_node);
  return id ? std::optional{TextColumns{*id, name, group}} : std::nullopt;
}

void fill_districts(Draft& draft, const TextColumns& columns) {
  Districts& districts = draft.scenario.districts;
  const auto& [csv, rows, id] = draft.columns.files.front();
  districts.texts = csv.texts();
  districts.ids.reserve(rows.size());
  districts.places.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    districts.ids.push_back(csv.cell(row, id));
    districts.places.push_back(csv.where(row, id));
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

void close_columns(Draft& draft, std::string_view id_column, const YamlNode* where) {
  close_column(draft, id_column, "a row is found by its id", "write the new id into the table");
  for (std::size_t i = 0; where != nullptr && i < where->entries.size(); ++i) {
    if (where->entries[i].key != id_column) {
      close_column(draft, where->entries[i].key, "`where` has chosen the rows by this column",
                   "change `districts.where`, or write the new value into the table");
    }
  }
}

/// The rows of a further table, one for each district: both lists are in the order of ids.
std::optional<std::vector<std::uint32_t>> joined_rows(const Draft& draft, const Table& table,
                                                      std::size_t id_column, const YamlNode& path) {
  const Districts& districts = draft.scenario.districts;
  std::vector<std::uint32_t> wanted = all_rows(table);
  std::erase_if(wanted,
                [&](std::uint32_t row) { return !districts.find(table.cell(row, id_column)); });
  const auto sorted = sorted_by_id(table, id_column, std::move(wanted), draft.problems);
  if (sorted.size() == districts.size()) {
    return sorted;
  }
  FirstTen absent{draft.problems,
                  fmt::format("more districts that are not in {}", quoted(path.text))};
  auto row = sorted.begin();
  for (std::size_t i = 0; i < districts.size(); ++i) {
    if (row != sorted.end() && table.cell(*row, id_column) == districts.ids[i]) {
      ++row;
      continue;
    }
    absent.add([&] {
      return Diagnostic{.code = Code::kDistrictNotInTable,
                        .where = districts.places[i],
                        .message = fmt::format("{} ({}) is not in {}", quoted(districts.ids[i]),
                                               districts.names[i], quoted(path.text)),
                        .label = "in the first table only",
                        .help = {"add a row for it, or filter it out with `where`"},
                        .related = {{path.where, "joined by id here"}}};
    });
  }
  absent.finish();
  return std::nullopt;
}

void add_file(Draft& draft, DistrictTable::File file) {
  const std::size_t id_column = file.id;
  draft.columns.files.push_back(std::move(file));
  const std::size_t last = draft.columns.files.size() - 1;
  const Table& table = draft.columns.files[last].csv;
  warn_of_invisible_columns(table, draft.problems);
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    if (table.header()[i].empty() || (last > 0 && i == id_column)) {
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
           .help = {"rename it in one of them"},
           .related = {{draft.columns.find(column.name)->where, "first here"}}});
    }
  }
}

bool join_table(Draft& draft, const FieldReader& fields, const YamlNode& path) {
  auto table = open_table(draft, path);
  if (!table) {
    return false;
  }
  const std::string id_name = fields.has("id") ? fields.text("id") : "id";
  const auto id = require_column(*table, id_name, path.where, draft.problems);
  if (!id) {
    return false;
  }
  auto rows = joined_rows(draft, *table, *id, path);
  if (!rows) {
    return false;
  }
  add_file(draft, {std::move(*table), std::move(*rows), *id});
  return true;
}

bool read_first_table(Draft& draft, const FieldReader& fields, const YamlNode& path) {
  auto table = open_table(draft, path);
  if (!table) {
    return false;
  }
  const auto columns = text_columns(draft, *table, fields);
  const YamlNode* where = find_of_districts(draft, fields, "where");
  auto kept = kept_rows(*table, where, draft.problems);
  if (!columns || !kept) {
    return false;
  }
  if (kept->empty()) {
    report_nobody(*table, where, path, draft.problems);
    return false;
  }
  auto rows = sorted_by_id(*table, columns->id, *std::move(kept), draft.problems);
  if (rows.empty()) {
    return false;  // none has an id
  }
  add_file(draft, {std::move(*table), std::move(rows), columns->id});
  fill_districts(draft, *columns);
  close_columns(draft, draft.columns.files.front().csv.header()[columns->id], where);
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
  if (!draft.is_groups) {
    if (const auto decimal = fields.choice_index("decimal")) {
      draft.decimal = *decimal == 0 ? DecimalMark::kPoint : DecimalMark::kComma;
    }
    draft.encoding = fields.choice<Encoding>("encoding").value_or(Encoding::kUtf8);
  }
  const auto paths = table_paths(draft, fields);
  bool complete = !paths.empty() && read_first_table(draft, fields, *paths.front());
  for (std::size_t i = 1; i < paths.size() && !draft.scenario.districts.ids.empty(); ++i) {
    complete = join_table(draft, fields, *paths[i]) && complete;
  }
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
