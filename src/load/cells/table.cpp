#include "allot/load/cells/table.hpp"

#include <algorithm>
#include <utility>

#include "allot/core/text.hpp"

namespace allot::load {

std::optional<std::size_t> Table::find_column(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional{found->second};
}

std::string_view Table::stored_text(std::uint32_t index) const { return (*texts_)[index]; }

Table::Cell Table::in_text(Cell cell) const {
  return (cell.length & kStored) == 0 ? Cell{cell.begin, cell.length & ~kNumber}
                                      : in_text_[cell.begin];
}

Table::Cell Table::stored(std::string text, Cell in_text) {
  in_text_.resize(texts_->size());  // the head, and changes, have texts there too
  texts_->push_back(std::move(text));
  in_text_.push_back(in_text);
  return {static_cast<std::uint32_t>(in_text_.size() - 1), kStored};
}

void Table::set_cell(std::size_t row, std::size_t column, std::string text) {
  Cell& cell = cells_[row * header_.size() + column];
  cell = stored(std::move(text), in_text(cell));
}

void Table::name_by_letters() {
  for (std::size_t column = 0; column < header_.size(); ++column) {
    bool has_values = false;
    for (std::size_t row = 0; header_[column].empty() && !has_values && row < row_count(); ++row) {
      has_values = !cell(row, column).empty();
    }
    std::string letters = has_values ? column_letters(column) : std::string{};
    if (has_values && !find_column(letters)) {
      header_[column] = texts_->emplace_back(std::move(letters));
      by_name_.emplace(header_[column], column);
    }
  }
}

void Table::prefix_names(std::string_view prefix, const std::vector<std::size_t>& keep) {
  by_name_.clear();
  for (std::size_t column = 0; column < header_.size(); ++column) {
    const bool kept = std::ranges::find(keep, column) != keep.end();
    if (!kept && !header_[column].empty()) {
      header_[column] = texts_->emplace_back(std::string{prefix}.append(header_[column]));
    }
    by_name_.emplace(header_[column], column);
  }
  by_name_.erase(std::string_view{});
}

Location Table::where(Cell first_of_row, Cell cell, std::uint32_t line) const {
  const Cell first = in_text(first_of_row);
  const Cell meant = in_text(cell);
  // A quoted cell before it may have line breaks.
  const std::string_view before = text_.substr(first.begin, meant.begin - first.begin);
  const auto breaks = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  std::size_t line_begin = breaks == 0 ? first.begin : meant.begin;
  while (line_begin > 0 && text_[line_begin - 1] != '\n') {
    --line_begin;
  }
  return place_on_line(file_, text_, line + breaks, line_begin, meant.begin, meant.length);
}

Location Table::where(std::size_t row, std::size_t column) const {
  const std::size_t first = row * header_.size();
  return where(cells_[first], cells_[first + column], lines_[row]);
}

Location place_on_line(FileId file, std::string_view text, std::uint32_t line,
                       std::size_t line_begin, std::size_t offset, std::size_t length) {
  const std::string_view meant = text.substr(offset, length);
  const auto line_end = std::ranges::find_if(meant, [](char c) { return c == '\r' || c == '\n'; });
  return {
      .file = file,
      .line = line,
      .column = static_cast<std::uint32_t>(offset - line_begin + 1),
      .length = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, line_end - meant.begin()))};
}

}  // namespace allot::load
