#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "allot/core/int128.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report::workbook {

/// What a spreadsheet keeps of a number; with more it is a text.
inline constexpr int kMostDigits = 15;
/// Whether `number` counts no more of its last digits than that.
bool is_kept(int128 number);

/// A text as a cell or an attribute of a workbook has it: in XML, controls and what looks like an
/// escape as `_x000D_`.
std::string workbook_text(std::string_view text);

/// Lines that a text takes in a column of that width.
std::size_t lines_of(std::string_view text, std::size_t width);

/// The rows of a sheet, cell by cell, from left to right.
class CellWriter {
 public:
  explicit CellWriter(Writer& out) : out_{out} {}

  /// As high as so many lines; the usual one has no height of its own.
  void begin_row(std::size_t lines = 1);
  void end_row() { out_.put("</row>"); }
  /// Of the row that was begun last; the first is 1.
  [[nodiscard]] std::size_t row() const { return row_; }

  void text(std::size_t column, std::string_view text, std::size_t style);
  /// In units of 10^-decimals.
  void number(std::size_t column, int128 number, int decimals, std::size_t style);
  /// With the value that it has; without `=`.
  void formula(std::size_t column, std::string_view formula, int128 value, int decimals,
               std::size_t style);

 private:
  void begin(std::size_t column, std::size_t style, std::string_view type);

  Writer& out_;
  std::size_t row_ = 0;
  std::string row_name_;
};

}  // namespace allot::report::workbook
