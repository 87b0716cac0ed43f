#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

/// One value of a table. A text is a view into what the table was made from.
struct Cell {
  enum class Kind : std::uint8_t { kBlank, kUndefined, kText, kNumber };

  static Cell of(std::string_view text) { return {Kind::kText, 0, text}; }
  static Cell of(int128 number) { return {Kind::kNumber, number, {}}; }
  static Cell of(Money amount) { return of(int128{amount.minor()}); }
  template <class Number>
  static Cell of(const std::optional<Number>& number) {
    return number ? of(*number) : undefined();
  }
  static Cell undefined() { return {Kind::kUndefined, 0, {}}; }

  Kind kind = Kind::kBlank;
  int128 number = 0;  ///< in units of 10^-decimals of the column
  std::string_view text = {};
};

enum class Align : std::uint8_t { kLeft, kRight };

/// A column says where its cells come from; nothing is stored for a row.
struct TableColumn {
  std::string name = {};    ///< in CSV, and for `--columns`
  std::string header = {};  ///< in tables for people; empty: as the language calls the name
  std::function<Cell(std::size_t row)> cell = {};
  Cell total = {};
  std::vector<Cell> below = {};  ///< further rows below the totals; as many in all columns, or none
  Align align = Align::kRight;
  int decimals = 0;
  Sign sign = Sign::kMinusOnly;  ///< kAlways: gains and losses
  bool is_shift = false;         ///< amounts that `--bars` draws
  bool bars = false;             ///< its numbers are drawn
  // Where the table is too wide for the page.
  bool shrinks = false;  ///< a text that is broken into lines
  bool stub = false;     ///< names the row: in each part of the table
  bool joins = false;    ///< stays beside the column before it
  /// How a spreadsheet computes its cells, which have the value all the same; see WorkSheet.
  std::string formula = {};
};

/// What a result looks like before a format makes text of it.
struct Table {
  std::string caption = {};  ///< of a page; empty: the heading above says it
  std::vector<TableColumn> columns;
  std::vector<std::uint32_t> rows;        ///< those to be shown, in their order
  std::size_t rows_in_all = 0;            ///< before `--top`
  std::size_t before_gap = 0;             ///< rows before a line `…`; 0: there is none
  bool totals = true;                     ///< a last row with the sums
  std::shared_ptr<const void> kept = {};  ///< what the columns read, where nobody else keeps it
  std::string sheet = {};                 ///< what a workbook calls it
};

}  // namespace allot::report
