#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "allot/engine/audit/audit.hpp"
#include "allot/model/printed_table.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

/// The numbers and names of a published table, as a report on it shows them. Made once for a table:
/// it looks at all of its cells.
class FiguresOfTable {
 public:
  FiguresOfTable(const PrintedTable& table, const NumberFormat& format);

  /// In backticks.
  [[nodiscard]] std::string column(std::size_t column) const;
  [[nodiscard]] std::string row(std::size_t row) const;

  /// With the decimals that the column is printed with, or up to two more, if it has them.
  /// Percentages as such.
  [[nodiscard]] std::string number(std::size_t column, const Fraction& value,
                                   Sign sign = Sign::kMinusOnly) const;
  [[nodiscard]] std::string cell(std::size_t column, std::size_t row) const;
  /// A number of no column: all its decimals, or the fraction.
  [[nodiscard]] std::string exact(const Fraction& value) const;
  /// Its ends, with as many decimals as tell them apart, and both within it. One, if it is one
  /// number.
  [[nodiscard]] std::vector<std::string> ends(const engine::Range& range) const;

 private:
  [[nodiscard]] bool is_percentage(std::size_t column) const;
  [[nodiscard]] int decimals_of(std::size_t column) const;

  const PrintedTable& table_;
  const NumberFormat& format_;
  std::vector<int> decimals_;  ///< of each column
};

}  // namespace allot::report
