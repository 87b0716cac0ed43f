#include "load/text_cells.hpp"

#include <algorithm>

#include "load/adjust.hpp"
#include "load/messages.hpp"
#include "load/values.hpp"

namespace allot::load {

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
  for (const CellChange& change : draft.cell_changes) {
    const auto district =
        change.column == name ? draft.scenario.districts.find(change.district) : std::nullopt;
    if (!district) {
      continue;
    }
    std::string& cell = cells_[index_of(*district)];
    std::string value = change.assignment->value;
    if (change.assignment->kind == Assignment::Kind::kAdjust) {
      const auto number = changed_number(*change.assignment, cell, draft.problems);
      good = good && number;
      value = number ? number->text : cell;
    }
    record_change(draft, change.change, *change.assignment, cell, value);
    cell = std::move(value);
    changed_.emplace_back(index_of(*district), change.assignment->value_where);
  }
  return good;
}

Location TextCells::where(std::size_t district) const {
  const auto changed =
      std::ranges::find(changed_, district, &std::pair<std::size_t, Location>::first);
  if (changed != changed_.end()) {
    return changed->second;
  }
  return table_ == nullptr ? places_[district] : table_->csv.where(table_->rows[district], column_);
}

}  // namespace allot::load
