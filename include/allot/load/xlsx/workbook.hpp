#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/cells/table.hpp"

namespace allot::load {

/// Whether the bytes begin as a spreadsheet does: a ZIP, or the container of .xls and of encrypted
/// files.
bool is_spreadsheet(std::string_view bytes);

struct SheetName {
  std::string name;     ///< without control characters
  bool hidden = false;  ///< in the file `hidden` or `veryHidden`

  friend bool operator==(const SheetName&, const SheetName&) = default;
};

/// Cells or rows of which something is to be noted.
struct Noted {
  std::uint32_t count = 0;
  std::uint32_t first_row = 0;

  void add(std::uint32_t row) { first_row = count++ == 0 ? row : first_row; }
  void add_if(bool applies, std::uint32_t row) {
    if (applies) {
      add(row);
    }
  }
  friend bool operator==(const Noted&, const Noted&) = default;
};

struct SheetColumn {
  bool filled = false;  ///< some cell is
  bool hidden = false;
  Noted rounded;        ///< numbers that had more than 15 significant digits
  Noted shown_shorter;  ///< numbers of which the format shows fewer decimals than they have
  Noted shown_scaled;   ///< numbers that the format shows in thousands or millions
  Noted without_value;  ///< formulas that were saved without their value
};

/// A sheet as text: line n is row n, its cells between tabs, without quotes, up to the last filled
/// one. Tabs and line breaks within a cell are blanks. Numbers have the digits that the file has:
///
///     1234.5      a number, with all its decimals whatever its format shows; at most 15 digits
///     12.5 %      a number whose format is a percentage
///     08111       a number whose format is zeros, as offices keep ids
///     2025-01-31  a date; with a time 2025-01-31 12:30:00, a time alone 12:30:00
///     TRUE        FALSE
///     #N/A        an error
///     =SUM(B2:B9) a formula that was saved without its value
struct SheetText {
  std::string text;
  SheetCells cells;
  Noted hidden_rows;                 ///< of those with filled cells
  std::vector<SheetColumn> columns;  ///< up to the last with a filled cell
};

/// An Excel workbook (.xlsx, .xlsm), read as a stream: nothing is kept but the texts of its cells.
/// No part of it inflates to, and no text made of it takes, more than 256 times the bytes of the
/// file (64 MiB where that is less, 1 GiB where it is more); else it is refused as a bomb. So the
/// shared texts of the workbook, and each sheet read, take twice as much memory at the most. Of the
/// XML no more than some MiB is in memory at a time.
class Workbook {
 public:
  /// `bytes` outlive it. Nothing where it is none that can be read, which is then reported.
  static std::optional<Workbook> open(std::string_view bytes, FileId file, Problems& problems);

  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  /// In the order of their tabs, at least one. Charts are no sheets.
  [[nodiscard]] const std::vector<SheetName>& sheets() const;
  /// Whether it is as `allot` wrote it: then its first sheet is the table of the result.
  [[nodiscard]] bool is_result() const;
  /// `file` is the workbook: where something is wrong its name and the cell's are said.
  [[nodiscard]] std::optional<SheetText> read(std::size_t sheet, FileId file,
                                              Problems& problems) const;

 private:
  struct Parts;
  explicit Workbook(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace allot::load
