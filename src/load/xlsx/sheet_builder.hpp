#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "allot/load/xlsx/workbook.hpp"
#include "load/xlsx/sheet_columns.hpp"

namespace allot::load::xlsx {

/// Makes the text of a sheet of its cells, in their order. Rows and columns count from 1.
class SheetBuilder {
 public:
  enum class Fault : std::uint8_t {
    kNone,
    kText,   ///< more text than `limit` bytes
    kCells,  ///< the widest row makes too many cells of all rows
  };

  explicit SheetBuilder(std::size_t limit) : limit_{limit} {}

  void begin_row(std::uint32_t row, bool hidden);
  /// A cell of blanks is empty.
  void add_text(std::uint32_t column, std::string_view text);
  void add_number(std::uint32_t column, std::string_view text);
  /// For what is to be noted.
  SheetColumn& column(std::uint32_t column);
  [[nodiscard]] Fault fault() const { return fault_; }

  /// Once all cells were added: where there is no fault then.
  SheetText finish(const HiddenColumns& hidden);

 private:
  /// Ends the lines and cells before it. False where that is too much.
  bool go_to(std::uint32_t column, std::size_t bytes);

  std::size_t limit_;
  Fault fault_ = Fault::kNone;
  SheetText made_;
  std::uint32_t row_ = 0;
  bool row_is_hidden_ = false;
  std::uint32_t line_ = 1;         // of the text
  std::uint32_t last_filled_ = 0;  // row
  std::uint32_t last_column_ = 1;  // of the line
  std::uint64_t filled_rows_ = 0;
};

}  // namespace allot::load::xlsx
