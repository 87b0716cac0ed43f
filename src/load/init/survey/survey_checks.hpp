#pragma once

#include <span>
#include <vector>

#include "load/init/survey/table_survey.hpp"

namespace allot::load {

// What makes tables useless, and columns that they do not have. Each reports what is wrong; false
// then.

/// Each sheet that was named is in some workbook.
bool check_sheets(const SourceFiles& files, const TablesOnHand& on_hand, Problems& problems);

/// Without a row, or without a head: the first district would be lost, and nobody would see it.
bool check_table(const SurveyedTable& table, std::span<const MappedColumn> mapped,
                 Problems& problems);

/// Gives the mapped columns their roles.
bool take_mapped(TableSurvey& survey, std::span<const MappedColumn> mapped, Problems& problems);

/// There is an id and a key.
bool require_roles(const TableSurvey& survey, Problems& problems);

/// "no column of the table looks like numbers to share by".
void report_no_role(std::span<const ColumnFacts> facts, ColumnRole role, const Location& where,
                    Problems& problems);

/// No scalar of a scenario may have a carriage return: the name would have to be written as
/// another.
bool check_names(const TableSurvey& survey, Problems& problems);

}  // namespace allot::load
