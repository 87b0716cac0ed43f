#include "load/districts/text_cells.hpp"

#include <fmt/core.h>

#include <deque>
#include <memory>

#include "load/districts/columns.hpp"
#include "load/draft/adjust.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

std::optional<std::string> changed_text(const Edit& edit, std::string_view old_text,
                                        Problems& problems) {
  if (edit.kind == Edit::Kind::kSet || edit.kind == Edit::Kind::kRemove) {
    return edit.value.text;
  }
  auto number = changed_number(edit, old_text, problems);
  return number ? std::optional{std::move(number->text)} : std::nullopt;
}

std::optional<TextCells> TextCells::of_column(Draft& draft, std::string_view name,
                                              const Location& where) {
  AvailableColumn* column = require_available(draft, name, where);
  if (column == nullptr) {
    return std::nullopt;
  }
  column->used_as_text = true;
  TextCells cells;
  bool good = true;
  if (draft.columns.tables.empty()) {
    good = cells.read_items(draft, name);
  } else {
    cells.read_table(draft, *column);
  }
  good = cells.apply_changes(draft, name) && good;
  return good ? std::optional{std::move(cells)} : std::nullopt;
}

bool TextCells::read_items(Draft& draft, std::string_view name) {
  bool good = true;
  for (const YamlNode* item : draft.columns.items) {
    const YamlNode* cell = item->find(name);
    const bool empty = cell == nullptr || cell->is_empty();
    good = (empty || is_value(*cell, quoted(name), draft.problems)) && good;
    cells_.push_back(empty ? std::string{} : cell->text);
    places_.push_back(empty ? item->where : cell->where);
  }
  return good;
}

void TextCells::read_table(Draft& draft, const AvailableColumn& column) {
  table_ = &draft.columns.tables[column.table];
  column_ = column.index;
  cells_.reserve(table_->rows.size());
  for (const std::uint32_t row : table_->rows) {
    cells_.emplace_back(table_->csv.cell(row, column_));
  }
}

bool TextCells::apply_changes(Draft& draft, std::string_view name) {
  bool good = true;
  for (const std::size_t at : draft.cell_changes.of_column(name)) {
    const CellChange& change = draft.cell_changes[at];
    const auto district = draft.scenario.districts.find(change.district);
    if (!district) {
      continue;
    }
    std::string& cell = cells_[index_of(*district)];
    auto value = changed_text(change.edit, cell, draft.problems);
    good = good && value;
    if (value) {
      record_change(draft, change.row, change.edit, {.text = cell}, {.text = *value});
      cell = std::move(*value);
    }
    changed_[index_of(*district)] = change.edit.value.where;
  }
  return good;
}

Location place_of_cell(const Draft& draft, std::string_view column, std::size_t district) {
  const Districts& districts = draft.scenario.districts;
  for (const std::size_t at : draft.cell_changes.of_column(column)) {
    const CellChange& change = draft.cell_changes[at];
    if (change.of_groups == draft.is_groups && change.district == districts.ids[district]) {
      return change.edit.value.where;
    }
  }
  if (draft.columns.tables.empty()) {
    const YamlNode* text = draft.columns.items[district]->find(column);
    return text == nullptr ? districts.places[district] : text->where;
  }
  for (const DistrictTable& table : draft.columns.tables) {
    if (const auto index = table.csv.find_column(column)) {
      return table.csv.where(table.rows[district], *index);
    }
  }
  return districts.places[district];
}

Location TextCells::where(std::size_t district) const {
  const auto changed = changed_.find(district);
  if (changed != changed_.end()) {
    return changed->second;
  }
  return table_ == nullptr ? places_[district] : table_->csv.where(table_->rows[district], column_);
}

namespace {

/// Texts that are in no file.
std::deque<std::string>& texts_of(Districts& districts) {
  if (!districts.texts) {
    districts.texts = std::make_shared<std::deque<std::string>>();
  }
  return *districts.texts;
}

/// Changes the names or groups of the table, which are read before all other columns.
void change_texts(Draft& draft, std::string_view column, std::vector<std::string_view>& texts) {
  Districts& districts = draft.scenario.districts;
  for (const std::size_t at : draft.cell_changes.of_column(column)) {
    const CellChange& change = draft.cell_changes[at];
    const bool here = change.of_groups == draft.is_groups;
    const auto district = here ? districts.find(change.district) : std::nullopt;
    if (!district) {
      continue;
    }
    std::string_view& text = texts[index_of(*district)];
    if (auto value = changed_text(change.edit, text, draft.problems)) {
      record_change(draft, change.row, change.edit, {.text = std::string{text}}, {.text = *value});
      text = texts_of(districts).emplace_back(std::move(*value));
    }
  }
}

void change_names_and_groups(Draft& draft, const CsvTable& table, const TextColumns& columns) {
  Districts& districts = draft.scenario.districts;
  if (columns.name) {
    change_texts(draft, table.header()[*columns.name], districts.names);
  }
  if (columns.group && columns.group != columns.name) {
    change_texts(draft, table.header()[*columns.group], districts.groups);
  }
  for (std::size_t i = 0; i < districts.size(); ++i) {
    if (districts.names[i].empty()) {
      districts.names[i] = districts.ids[i];
    }
  }
}

/// By its id, and by the columns of `where`, a row is found before a cell of it can be changed.
void report_fixed_cells(Draft& draft, std::string_view id_column, const YamlNode* where) {
  for (const CellChange& change : draft.cell_changes.all()) {
    const bool id = change.column == id_column;
    const bool filtered = where != nullptr && where->find(change.column) != nullptr;
    if (change.of_groups != draft.is_groups || (!id && !filtered)) {
      continue;
    }
    draft.problems.add(
        {.code = change.edit.typed ? Code::kPathNotFound : Code::kChangeNotFound,
         .where = change.edit.where,
         .message = fmt::format(
             "{} cannot be changed: {}", quoted(change.edit.path),
             id ? "a row is found by its id" : "`where` has chosen the rows by this column"),
         .label = "fixed",
         .help = {id ? "write the new id into the table"
                     : "change `districts.where`, or write the new value into the table"}});
  }
}

}  // namespace

void change_district_texts(Draft& draft, const CsvTable& table, const TextColumns& columns,
                           const YamlNode* where) {
  change_names_and_groups(draft, table, columns);
  report_fixed_cells(draft, table.header()[columns.id], where);
}

void note_district_texts(Draft& draft, const CsvTable& table, const TextColumns& columns,
                         const YamlNode* where) {
  const auto note = [&](std::string_view name) {
    if (AvailableColumn* column = draft.columns.find(name)) {
      column->used_as_text = true;
    }
  };
  note(table.header()[columns.id]);
  for (const auto& column : {columns.name, columns.group}) {
    if (column) {
      note(table.header()[*column]);
    }
  }
  for (std::size_t i = 0; where != nullptr && i < where->entries.size(); ++i) {
    note(where->entries[i].key);
  }
}

}  // namespace allot::load
