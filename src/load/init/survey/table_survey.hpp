#pragma once

#include <optional>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/text/bytes.hpp"
#include "load/init/survey/role_guess.hpp"

namespace allot::load {

/// A table with what its scenario is going to say of it.
struct TableSurvey {
  Table csv;
  Encoding encoding;
  std::vector<ColumnFacts> facts;
  ChosenColumns columns;
  DecimalMark mark;              ///< how numbers that can be read in two ways are read
  const ColumnFacts* ambiguous;  ///< a chosen column that has such numbers

  [[nodiscard]] const ColumnFacts* column(ColumnRole role) const {
    return chosen(columns, role).facts;
  }
  [[nodiscard]] bool is_chosen(const ColumnFacts& facts) const;
};

/// Reads the table and chooses its columns. There is an id and a key then.
std::optional<TableSurvey> survey_table(SourceFiles& files, const TableOnHand& table,
                                        Problems& problems);

}  // namespace allot::load
