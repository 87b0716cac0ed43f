#include "load/text_cells.hpp"

#include <algorithm>

#include "load/adjust.hpp"
#include "load/messages.hpp"
#include "load/values.hpp"

namespace allot::load {

namespace {

std::optional<std::string> changed_text(const Edit& edit, std::string_view old_text,
                                        Problems& problems) {
  if (edit.kind == Edit::Kind::kSet || edit.kind == Edit::Kind::kRemove) {
    return edit.value.text;
  }
  auto number = changed_number(edit, old_text, problems);
  return number ? std::optional{std::move(number->text)} : std::nullopt;
}

}  // namespace

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
    auto value = changed_text(change.edit, cell, draft.problems);
    good = good && value;
    if (value) {
      record_change(draft, change.row, change.edit, cell, *value);
      cell = std::move(*value);
    }
    changed_.emplace_back(index_of(*district), change.edit.value.where);
  }
  return good;
}

Location TextCells::where(std::size_t district) const {
  const auto changed = std::find_if(changed_.rbegin(), changed_.rend(),
                                    [&](const auto& cell) { return cell.first == district; });
  if (changed != changed_.rend()) {
    return changed->second;
  }
  return table_ == nullptr ? places_[district] : table_->csv.where(table_->rows[district], column_);
}

}  // namespace allot::load
