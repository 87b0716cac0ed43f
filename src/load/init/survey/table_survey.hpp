#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "load/init/survey/role_guess.hpp"
#include "load/init/survey/row_choice.hpp"
#include "load/init/survey/table_opening.hpp"

namespace allot::load {

/// A table with what its scenario is going to say of it.
struct SurveyedTable {
  std::string path;
  Location where;  ///< where it was named
  FoundTable found;
  std::vector<std::uint32_t> typical = {};      ///< rows that say what the columns are
  std::vector<ColumnFacts> typical_facts = {};  ///< of those rows
  std::size_t id = 0;
  RowChoice choice = {};
  std::string prefix = {};
  std::optional<std::size_t> fill_down = {};
  bool has_signs = false;
  DecimalMark mark = DecimalMark::kPoint;  ///< how numbers that can be read in two ways are read
  const ColumnFacts* ambiguous = nullptr;  ///< a chosen column that has such numbers
};

/// All that a scenario is going to say of its tables.
struct TableSurvey {
  std::vector<SurveyedTable> tables;  ///< the first says who there is
  std::vector<ColumnFacts> facts;     ///< of the rows of districts
  ChosenColumns columns = {};
  std::string currency = {};
  std::deque<std::string> names = {};  ///< of columns with a prefix

  [[nodiscard]] const ColumnFacts* column(ColumnRole role) const {
    return chosen(columns, role).facts;
  }
  [[nodiscard]] bool is_chosen(const ColumnFacts& column_facts) const;
  /// Its numbers as they are going to be read.
  [[nodiscard]] const ColumnReading& reading(const ColumnFacts& column_facts) const {
    return column_facts.reading(tables[column_facts.table].mark);
  }
  [[nodiscard]] std::size_t district_count() const { return tables.front().choice.rows.size(); }
};

/// Reads the tables and chooses their rows and columns. There is an id and a key then.
std::optional<TableSurvey> survey_tables(SourceFiles& files, const TablesOnHand& on_hand,
                                         Problems& problems);

}  // namespace allot::load
