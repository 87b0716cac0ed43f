#pragma once

#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "allot/load/csv/csv.hpp"

namespace allot::load {

using Cells = std::vector<std::string>;

/// A table read from a text, with all that its views point into.
class ReadTable {
 public:
  explicit ReadTable(std::string text)
      : file_{files_.add("t.csv", std::move(text))},
        table_{read_csv(files_, file_, {}, problems_)} {}

  [[nodiscard]] bool ok() const { return table_.has_value() && problems_.empty(); }
  [[nodiscard]] const Table& table() const { return *table_; }
  [[nodiscard]] const std::vector<Diagnostic>& problems() const { return problems_.list(); }
  [[nodiscard]] const Diagnostic& problem() const { return problems_.list().front(); }

  [[nodiscard]] Cells header() const { return {table_->header().begin(), table_->header().end()}; }
  [[nodiscard]] Cells row(std::size_t row) const {
    Cells cells;
    for (std::size_t column = 0; column < table_->column_count(); ++column) {
      cells.emplace_back(table_->cell(row, column));
    }
    return cells;
  }
  std::optional<NumericColumn> numbers(const std::string& column,
                                       DecimalMark mark = DecimalMark::kFind) {
    std::vector<std::uint32_t> rows(table_->row_count());
    std::iota(rows.begin(), rows.end(), 0U);
    return read_numbers(*table_, *table_->find_column(column), rows, mark, problems_);
  }

 private:
  SourceFiles files_;
  Problems problems_;
  FileId file_;
  std::optional<Table> table_;
};

/// `line:column+length`.
inline std::string place(const Location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.column) + "+" +
         std::to_string(where.length);
}

}  // namespace allot::load
