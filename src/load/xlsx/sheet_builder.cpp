#include "load/xlsx/sheet_builder.hpp"

#include <utility>

namespace allot::load::xlsx {

namespace {

/// More than these would take the table that is made of them gigabytes: it has as many cells in
/// each row as the widest row has.
constexpr std::uint64_t kMostCells = std::uint64_t{1} << 27U;

}  // namespace

void SheetBuilder::begin_row(std::uint32_t row, bool hidden) {
  row_ = row;
  row_is_hidden_ = hidden;
}

void SheetBuilder::add_text(std::uint32_t column, std::string_view text) {
  if (text.find_first_not_of(' ') != std::string_view::npos && go_to(column, text.size())) {
    made_.text += text;
  }
}

void SheetBuilder::add_number(std::uint32_t column, std::string_view text) {
  if (go_to(column, text.size())) {
    made_.cells.numbers.push_back(static_cast<std::uint32_t>(made_.text.size()));
    made_.text += text;
  }
}

SheetColumn& SheetBuilder::column(std::uint32_t column) {
  if (made_.columns.size() < column) {
    made_.columns.resize(column);
  }
  return made_.columns[column - 1];
}

bool SheetBuilder::go_to(std::uint32_t column, std::size_t bytes) {
  if (last_filled_ != row_) {
    last_filled_ = row_;
    last_column_ = 1;
    ++filled_rows_;
    made_.hidden_rows.add_if(row_is_hidden_, row_);
  }
  const std::size_t lines = row_ - line_;
  const std::size_t tabs = column - last_column_;
  if (made_.text.size() + lines + tabs + bytes > limit_) {
    fault_ = Fault::kText;
    return false;
  }
  made_.text.append(lines, '\n');
  made_.text.append(tabs, '\t');
  line_ = row_;
  last_column_ = column;
  this->column(column).filled = true;
  if (filled_rows_ * made_.columns.size() > kMostCells) {
    fault_ = Fault::kCells;
  }
  return fault_ == Fault::kNone;
}

SheetText SheetBuilder::finish(const HiddenColumns& hidden) {
  if (!made_.text.empty()) {
    made_.text += '\n';
  }
  std::uint32_t number = 0;
  for (SheetColumn& column : made_.columns) {
    column.hidden = hidden.has(++number);
  }
  return std::move(made_);
}

}  // namespace allot::load::xlsx
