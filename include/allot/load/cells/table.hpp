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

#include "allot/core/diagnostic.hpp"
#include "allot/core/quantities.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

/// A table read in one pass over its text: a cell is a place in the text (or, where quotes were
/// doubled, in a small store beside it), eight bytes for each. Every row and cell knows its place.
/// Dialects: `,` `;` or tab, whichever the header has most of; RFC 4180 quotes; LF or CRLF.
class Table {
 public:
  /// The text is prepared (see bytes.hpp). Reports unclosed quotes, text after a closing quote,
  /// rows with too few or too many cells (first ten), a column without a name that is used,
  /// duplicate column names (both places), a separator that is none of the three, an empty file, a
  /// file of 2 GiB or more. Blank lines are skipped.
  static std::optional<Table> read(const SourceFiles& files, FileId file, Problems& problems);

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
  [[nodiscard]] std::uint32_t line_of(std::size_t row) const { return lines_[row]; }
  /// For messages: it looks for the ends of the line.
  [[nodiscard]] Location where(std::size_t row, std::size_t column) const;
  [[nodiscard]] const Location& where_header(std::size_t column) const {
    return header_places_[column];
  }

 private:
  class Reader;

  struct Cell {
    std::uint32_t begin;   ///< offset in the text, or index into `texts_` and `in_text_`
    std::uint32_t length;  ///< in bytes; kStored: it is in `texts_`
  };
  static constexpr std::uint32_t kStored = std::uint32_t{1} << 31U;

  [[nodiscard]] std::string_view text_of(Cell cell) const {
    if ((cell.length & kStored) != 0) [[unlikely]] {
      return (*texts_)[cell.begin];
    }
    return {text_.data() + cell.begin, cell.length};
  }
  /// The same cell as a place in the text.
  [[nodiscard]] Cell in_text(Cell cell) const;
  [[nodiscard]] Location where(Cell first_of_row, Cell cell, std::uint32_t line) const;

  FileId file_ = 0;
  std::string_view text_;
  std::vector<std::string_view> header_;
  std::vector<Location> header_places_;
  std::unordered_map<std::string_view, std::size_t> by_name_;  // the first column of each name
  std::vector<Cell> cells_;                                    // row by row
  std::vector<std::uint32_t> lines_;                           // of each row, where it begins
  // Of cells with doubled quotes; shared: `header_` may have views into it.
  std::shared_ptr<std::deque<std::string>> texts_ = std::make_shared<std::deque<std::string>>();
  std::vector<Cell> in_text_;  // behind the opening quote
};

/// The separator that the header has most of, outside quotes; `,` where it has none.
char find_separator(std::string_view header);

enum class DecimalMark { kFind, kPoint, kComma };

/// A column of a table as numbers.
struct NumericColumn {
  Quantities values;          ///< 0 where the cell is empty
  std::vector<bool> missing;  ///< empty vector: no cell is empty
  int decimals = 0;           ///< the most decimals printed in a cell
  bool negative = false;      ///< some value is below 0
};

/// Reads the cells of `rows` (indices, in any order) as numbers. With `kFind` the mark is what
/// allows one reading of every cell: `1.034,5` and `12,5` decide for the comma, `0.5` for the
/// point; `1.034` and `2.117` alone are ambiguous: an error that names the field
/// `districts.decimal` and shows both readings. Grouping marks are accepted where they group by
/// three (`1.234.567,8`, `1,234.5`, `1 234`, `1'234`, U+00A0 and U+202F too), `%` and everything
/// else is an error at the cell (first ten, then a count). With point as mark a plain `1034.5` is
/// the fast path: digits straight into a scaled int64.
std::optional<NumericColumn> read_numbers(const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows, DecimalMark mark,
                                          Problems& problems);

}  // namespace allot::load
