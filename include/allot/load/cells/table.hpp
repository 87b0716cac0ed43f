#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/core/source.hpp"

namespace allot::load {

/// Where the names of the columns stand.
struct HeadLines {
  std::uint32_t first = 0;  ///< 0: the first line with more than blanks
  std::uint32_t last = 0;   ///< above it the names begin: `Zugang` / `2024`; 0: one line

  [[nodiscard]] bool is_given() const { return first > 0; }
};

/// How a text is read as a table.
struct TableForm {
  HeadLines head = {};
  /// Lines with one filled cell and no others, titles and footnotes, are rows with empty cells.
  bool notes_are_rows = false;
};

/// A cell whose formula adds up cells of its own column, `first` to `last`; one that adds up
/// several ranges is there once for each. Rows, which are lines of the text, and columns count
/// from 1.
struct SheetSum {
  std::uint32_t row, column;
  std::uint32_t first, last;

  friend bool operator==(const SheetSum&, const SheetSum&) = default;
};

/// What a sheet says of its cells that its text does not (see xlsx).
struct SheetCells {
  std::vector<std::uint32_t> numbers;  ///< offsets in the text, in order: of cells that are
                                       ///< numbers, with a point as mark
  std::vector<SheetSum> sums = {};     ///< in the order of their cells
};

/// A table read in one pass over its text: a cell is a place in the text (or, where quotes were
/// doubled or a cell was given another text, in a small store beside it), eight bytes for each.
/// Every row and cell knows its place.
class Table {
 public:
  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::size_t row_count() const { return lines_.size(); }
  [[nodiscard]] std::size_t column_count() const { return header_.size(); }
  [[nodiscard]] const std::vector<std::string_view>& header() const { return header_; }
  /// What the views are into that are not into the text.
  [[nodiscard]] const std::shared_ptr<std::deque<std::string>>& texts() const { return texts_; }
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  /// Without surrounding blanks where it was not quoted.
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    return text_of(cells_[row * header_.size() + column]);
  }
  /// Whether the cell is a number by its type, with a point as mark: of a sheet only.
  [[nodiscard]] bool is_number(std::size_t row, std::size_t column) const {
    return (cells_[row * header_.size() + column].length & kNumber) != 0;
  }
  /// Gives the cell another text; its place stays.
  void set_cell(std::size_t row, std::size_t column, std::string text);
  /// Calls a column without a name that has values by its letter, `C`, as a spreadsheet does.
  void name_by_letters();
  /// Puts `prefix` before the names of the columns but those that `keep` has.
  void prefix_names(std::string_view prefix, const std::vector<std::size_t>& keep);
  [[nodiscard]] std::uint32_t line_of(std::size_t row) const { return lines_[row]; }
  /// A row that was filled up with empty cells (TableForm::notes_are_rows), and how many it had.
  struct ShortRow {
    std::uint32_t row, cells;
  };
  [[nodiscard]] const std::vector<ShortRow>& short_rows() const { return short_rows_; }
  /// For messages: it looks for the ends of the line.
  [[nodiscard]] Location where(std::size_t row, std::size_t column) const;
  [[nodiscard]] const Location& where_header(std::size_t column) const {
    return header_places_[column];
  }

 private:
  friend class CsvReader;

  struct Cell {
    std::uint32_t begin;   ///< offset in the text, or index into `texts_` and `in_text_`
    std::uint32_t length;  ///< in bytes, with kStored: it is in `texts_`, and kNumber
  };
  static constexpr std::uint32_t kStored = std::uint32_t{1} << 31U;
  static constexpr std::uint32_t kNumber = std::uint32_t{1} << 30U;

  [[nodiscard]] std::string_view text_of(Cell cell) const {
    if ((cell.length & kStored) != 0) [[unlikely]] {
      return stored_text(cell.begin);
    }
    return {text_.data() + cell.begin, cell.length & ~kNumber};
  }
  /// Apart, so that the usual way is short.
  [[nodiscard]] std::string_view stored_text(std::uint32_t index) const;
  /// The same cell as a place in the text.
  [[nodiscard]] Cell in_text(Cell cell) const;
  [[nodiscard]] Cell stored(std::string text, Cell in_text);
  [[nodiscard]] Location where(Cell first_of_row, Cell cell, std::uint32_t line) const;

  FileId file_ = 0;
  std::string_view text_;
  std::vector<std::string_view> header_;
  std::vector<Location> header_places_;
  std::unordered_map<std::string_view, std::size_t> by_name_;  // the first column of each name
  std::vector<Cell> cells_;                                    // row by row
  std::vector<std::uint32_t> lines_;                           // of each row, where it begins
  // Of cells that are not in the text; shared: `header_` may have views into it.
  std::shared_ptr<std::deque<std::string>> texts_ = std::make_shared<std::deque<std::string>>();
  std::vector<Cell> in_text_;  // of each of them, behind the opening quote
  std::vector<ShortRow> short_rows_;
};

/// The place of `length` bytes at `offset`, on a line that begins at `line_begin`; cut at its end.
Location place_on_line(FileId file, std::string_view text, std::uint32_t line,
                       std::size_t line_begin, std::size_t offset, std::size_t length);

}  // namespace allot::load
