#include "load/districts/text_cells.hpp"

#include "load/changes/adjust.hpp"
#include "load/districts/columns.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// What a change makes of a text; only `{times: …}` and the like can be wrong.
std::optional<std::string> changed_text(const Edit& edit, std::string_view old_text,
                                        Problems& problems) {
  if (edit.kind == Edit::Kind::kSet || edit.kind == Edit::Kind::kRemove) {
    return edit.value.text;
  }
  auto number = changed_number(edit, old_text, problems);
  return number ? std::optional{std::move(number->text)} : std::nullopt;
}

}  // namespace

Location place_of_cell(const Draft& draft, std::string_view column, std::size_t district) {
  const CellEdit* edit = draft.columns.last_edit(column, draft.scenario.districts.ids[district]);
  return edit == nullptr ? draft.columns.where(column, district) : edit->edit.value.where;
}

std::optional<TextCells> TextCells::of_column(Draft& draft, std::string_view name,
                                              const Location& where) {
  AvailableColumn* column = require_available(draft, name, where);
  std::optional<TextCells> cells;
  if (column != nullptr && !cells.emplace(draft, *column).good_) {
    cells.reset();
  }
  return cells;
}

TextCells::TextCells(Draft& draft, AvailableColumn& column) : draft_{&draft}, name_{column.name} {
  column.used_as_text = true;
  if (draft.columns.files.empty()) {
    read_items(column);
    return;
  }
  const DistrictTable::File& file = draft.columns.files[column.file];
  cells_.reserve(file.rows.size());
  for (const std::uint32_t row : file.rows) {
    cells_.push_back(file.csv.cell(row, column.index));
  }
  change();
}

Location TextCells::where(std::size_t district) const {
  const DistrictTable& table = draft_->columns;
  return table.files.empty() && at(district).empty() ? table.items[district]->where
                                                     : place_of_cell(*draft_, name_, district);
}

void TextCells::read_items(const AvailableColumn& column) {
  for (std::size_t i = 0; i < draft_->columns.items.size(); ++i) {
    const YamlNode* cell = draft_->columns.item_cell(column, i);
    const bool empty = cell == nullptr || cell->is_empty();
    good_ = (empty || is_value(*cell, quoted(name_), draft_->problems)) && good_;
    cells_.push_back(empty ? std::string_view{} : cell->text);
  }
}

void TextCells::change() {
  for (const CellEdit* change : draft_->columns.edits_of(name_)) {
    const auto district = draft_->scenario.districts.find(change->id);
    if (!district) {
      continue;
    }
    std::string_view& cell = cells_[index_of(*district)];
    auto value = changed_text(change->edit, cell, draft_->problems);
    good_ = good_ && value;
    if (value) {
      record_change(draft_->layers, change->row, change->edit, {.text = std::string{cell}},
                    {.text = *value});
      cell = draft_->scenario.districts.texts->emplace_back(std::move(*value));
    }
  }
}

}  // namespace allot::load
