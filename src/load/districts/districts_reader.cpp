#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>

#include "load/districts/similar_ids.hpp"
#include "load/districts/tables.hpp"
#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// `where: {land: [Hessen, Saarland]}`: the texts that a column may have.
struct Filter {
  std::size_t column;
  std::vector<std::string_view> texts;
};

std::vector<std::string_view> filter_texts(const YamlNode::Entry& entry, Problems& problems) {
  const Field text{.name = entry.key, .type = FieldType::kText};
  std::vector<std::string_view> texts;
  if (!entry.value.is_list()) {
    if (kind_fits(text, entry.value, &problems)) {
      texts.push_back(entry.value.text);
    }
    return texts;
  }
  for (const YamlNode& item : entry.value.items) {
    if (kind_fits(text, item, &problems)) {
      texts.push_back(item.text);
    }
  }
  return texts;
}

/// A misspelt value would leave its districts out, and their money to the others.
void report_unknown_texts(const CsvTable& table, std::size_t column, const YamlNode& list,
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

/// The conditions of `where`, which may be null; those that are wrong are reported and left out.
std::vector<Filter> read_filters(const CsvTable& table, const YamlNode* where, Problems& problems) {
  std::vector<Filter> filters;
  if (where == nullptr) {
    return filters;
  }
  for (const YamlNode::Entry& entry : where->entries) {
    const auto column = require_column(table, entry.key, entry.key_where, problems);
    std::vector<std::string_view> texts = filter_texts(entry, problems);
    if (column && entry.value.is_list()) {
      report_unknown_texts(table, *column, entry.value, problems);
    }
    if (column && !texts.empty()) {
      filters.push_back({*column, std::move(texts)});
    }
  }
  return filters;
}

/// The rows that pass all of them.
std::vector<std::uint32_t> kept_rows(const CsvTable& table, const std::vector<Filter>& filters) {
  std::vector<std::uint32_t> rows = all_rows(table);
  for (const Filter& filter : filters) {
    const std::unordered_set<std::string_view> texts(filter.texts.begin(), filter.texts.end());
    std::erase_if(
        rows, [&](std::uint32_t row) { return !texts.contains(table.cell(row, filter.column)); });
  }
  return rows;
}

struct ListedDistrict {
  std::string id, name, group;
  const YamlNode* item;
};

const Section& item_section(const Draft& draft) {
  return section(draft.is_groups ? "groups[]" : "districts[]");
}

std::vector<ListedDistrict> read_items(Draft& draft, const YamlNode& list) {
  std::vector<ListedDistrict> districts;
  for (const YamlNode& item : list.items) {
    const FieldReader fields{item_section(draft), item, draft.problems};
    ListedDistrict district{.id = fields.id("id"),
                            .name = fields.text("name"),
                            .group = draft.is_groups ? std::string{} : fields.text("group"),
                            .item = &item};
    if (!district.id.empty()) {
      districts.push_back(std::move(district));
    }
  }
  return districts;
}

/// `id`, `name` and `group` are texts; every other field is a column.
void add_columns(Draft& draft, const YamlNode& list) {
  const auto texts = item_section(draft).fields;
  for (const YamlNode& item : list.items) {
    for (std::size_t i = 0; i < item.entries.size(); ++i) {
      const YamlNode::Entry& entry = item.entries[i];
      if (is_cut_number(entry)) {
        report_cut_number(entry, draft.problems);
      } else if (std::ranges::find(texts, entry.key, &Field::name) == texts.end()) {
        draft.columns.add({.name = entry.key, .index = i, .where = entry.key_where});
      }
    }
  }
}

void drop_duplicates(Draft& draft, std::vector<ListedDistrict>& districts) {
  const auto same = [&](const ListedDistrict& first, const ListedDistrict& again) {
    if (first.id != again.id) {
      return false;
    }
    draft.problems.add({.code = Code::kDuplicateDistrict,
                        .where = again.item->find("id")->where,
                        .message = fmt::format("the id {} is there twice", quoted(again.id)),
                        .label = "again",
                        .help = {"ids are unique: delete one of the two"},
                        .related = {{first.item->find("id")->where, "first used here"}}});
    return true;
  };
  districts.erase(std::unique(districts.begin(), districts.end(), same), districts.end());
}

std::vector<const YamlNode*> table_paths(const FieldReader& fields, Problems& problems) {
  const YamlNode* single = fields.find("table");
  const YamlNode* list = fields.find("tables");
  if (!fields.form() || (single == nullptr && list == nullptr)) {
    return {};
  }
  if (single != nullptr) {
    return {single};
  }
  std::vector<const YamlNode*> paths;
  const Field item{.name = "tables", .type = FieldType::kPath};
  for (const YamlNode& path : list->items) {
    if (kind_fits(item, path, &problems)) {
      paths.push_back(&path);
    }
  }
  return paths.size() == list->items.size() ? paths : std::vector<const YamlNode*>{};
}

void report_nobody(const CsvTable& table, const YamlNode* filter, const YamlNode& path,
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

/// Views that outlive the tables: into the files, or into a store of their own.
class LastingText {
 public:
  LastingText(std::string_view file, Districts& districts) : file_{file}, districts_{districts} {}

  std::string_view operator()(std::string_view text) {
    const std::less_equal<> not_after;
    if (not_after(file_.data(), text.data()) &&
        not_after(text.data() + text.size(), file_.data() + file_.size())) {
      return text;
    }
    if (!districts_.texts) {
      districts_.texts = std::make_shared<std::deque<std::string>>();
    }
    return districts_.texts->emplace_back(text);
  }

 private:
  std::string_view file_;
  Districts& districts_;
};

/// `group` and `where` are fields of districts; groups have none.
const YamlNode* find_of_districts(const Draft& draft, const FieldReader& fields,
                                  std::string_view name) {
  return draft.is_groups ? nullptr : fields.find(name);
}

/// The columns of a table that say who the districts are.
struct TextColumns {
  std::size_t id;
  std::optional<std::size_t> name, group;
};

std::optional<TextColumns> text_columns(Draft& draft, const CsvTable& table,
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
  const auto& [csv, rows] = draft.columns.files.front();
  LastingText lasting{draft.session.files.text(csv.file()), districts};
  districts.ids.reserve(rows.size());
  districts.places.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    districts.ids.push_back(lasting(csv.cell(row, columns.id)));
    districts.places.push_back(csv.where(row, columns.id));
  }
  const auto texts = [&](std::string_view column) {
    const TextCells cells{draft, *draft.columns.find(column)};
    std::vector<std::string_view> all;
    all.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      all.push_back(lasting(cells.at(i)));
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
std::optional<std::vector<std::uint32_t>> joined_rows(const Draft& draft, const CsvTable& table,
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

void add_file(Draft& draft, DistrictTable::File file, std::size_t id_column) {
  draft.columns.files.push_back(std::move(file));
  const std::size_t last = draft.columns.files.size() - 1;
  const CsvTable& table = draft.columns.files[last].csv;
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
  add_file(draft, {std::move(*table), std::move(*rows)}, *id);
  return true;
}

bool read_first_table(Draft& draft, const FieldReader& fields, const YamlNode& path) {
  auto table = open_table(draft, path);
  if (!table) {
    return false;
  }
  const auto columns = text_columns(draft, *table, fields);
  const YamlNode* where = find_of_districts(draft, fields, "where");
  const std::vector<Filter> filters = read_filters(*table, where, draft.problems);
  // With half of its conditions `where` would keep rows that nobody meant.
  if (!columns || (where != nullptr && filters.size() < where->entries.size())) {
    return false;
  }
  auto rows = kept_rows(*table, filters);
  if (rows.empty()) {
    report_nobody(*table, where, path, draft.problems);
    return false;
  }
  rows = sorted_by_id(*table, columns->id, std::move(rows), draft.problems);
  if (rows.empty()) {
    return false;  // none has an id
  }
  add_file(draft, {std::move(*table), std::move(rows)}, columns->id);
  fill_districts(draft, *columns);
  close_columns(draft, draft.columns.files.front().csv.header()[columns->id], where);
  check_districts(draft);
  return true;
}

}  // namespace

void read_district_list(Draft& draft, const YamlNode& node) {
  if (node.items.empty()) {
    draft.problems.add({.code = Code::kNoDistricts,
                        .where = node.where,
                        .message = fmt::format("the list of {} is empty",
                                               draft.is_groups ? "groups" : "districts"),
                        .label = "nobody can receive",
                        .help = {"add at least one: `- {id: \"01001\", count: 92}`"}});
    return;
  }
  std::vector<ListedDistrict> listed = read_items(draft, node);
  add_columns(draft, node);
  std::ranges::stable_sort(listed, {}, &ListedDistrict::id);
  drop_duplicates(draft, listed);

  Districts& districts = draft.scenario.districts;
  districts.texts = std::make_shared<std::deque<std::string>>();
  const auto keep = [&](std::string text) -> std::string_view {
    return districts.texts->emplace_back(std::move(text));
  };
  const bool grouped =
      std::ranges::any_of(listed, [](const ListedDistrict& d) { return !d.group.empty(); });
  for (ListedDistrict& district : listed) {
    districts.ids.push_back(keep(std::move(district.id)));
    districts.names.push_back(district.name.empty() ? districts.ids.back()
                                                    : keep(std::move(district.name)));
    if (grouped) {
      districts.groups.push_back(keep(std::move(district.group)));
    }
    districts.places.push_back(district.item->find("id")->where);
    draft.columns.items.push_back(district.item);
  }
  draft.columns.name_column = "name";
  draft.group_column = "group";
  check_districts(draft);
  warn_of_similar_columns(draft);
  draft.columns.known = true;
}

void read_district_tables(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("districts"), node, draft.problems};
  draft.columns.facts = fields.find("columns");
  const auto decimal = fields.choice_index("decimal");
  if (decimal) {
    draft.decimal = *decimal == 0 ? DecimalMark::kPoint : DecimalMark::kComma;
  }
  draft.encoding = fields.choice<Encoding>("encoding").value_or(Encoding::kUtf8);
  const auto paths = table_paths(fields, draft.problems);
  bool complete = !paths.empty() && read_first_table(draft, fields, *paths.front());
  for (std::size_t i = 1; i < paths.size() && !draft.scenario.districts.ids.empty(); ++i) {
    complete = join_table(draft, fields, *paths[i]) && complete;
  }
  draft.columns.known = complete;
  warn_of_similar_columns(draft);
}

void read_group_table(Draft& groups, const YamlNode& node) {
  const FieldReader fields{section("groups"), node, groups.problems};
  groups.columns.facts = fields.find("columns");
  const YamlNode* path = fields.find("table");
  groups.columns.known = path != nullptr && read_first_table(groups, fields, *path);
  warn_of_similar_columns(groups);
}

}  // namespace allot::load
