#pragma once

#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/csv/csv.hpp"

namespace allot::load {

using Cells = std::vector<std::string>;

/// A table read from a text, with all that its views point into.
class ReadTable {
 public:
  explicit ReadTable(std::string text, const TableForm& form = {})
      : file_{files_.add("t.csv", std::move(text))},
        table_{read_csv(files_, file_, form, problems_)} {}

  void name_by_letters() { table_->name_by_letters(); }
  void set_cell(std::size_t row, std::size_t column, std::string text) {
    table_->set_cell(row, column, std::move(text));
  }

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
  std::optional<NumericColumn> numbers(const std::string& column, const NumberRules& rules = {}) {
    std::vector<std::uint32_t> rows(table_->row_count());
    std::iota(rows.begin(), rows.end(), 0U);
    return read_numbers(*table_, *table_->find_column(column), rows, rules, problems_);
  }

 private:
  SourceFiles files_;
  Problems problems_;
  FileId file_;
  std::optional<Table> table_;
};

/// A table with the one column `n`, every cell quoted.
inline ReadTable column_of(const Cells& cells) {
  std::string text = "n\n";
  for (const std::string& cell : cells) {
    text += "\"" + cell + "\"\n";
  }
  return ReadTable{text};
}

inline Cells values(const NumericColumn& column) {
  Cells texts;
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    texts.push_back(column.values.at(i).to_string());
  }
  return texts;
}

/// `line:column+length`.
inline std::string place(const Location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.column) + "+" +
         std::to_string(where.length);
}

}  // namespace allot::load
