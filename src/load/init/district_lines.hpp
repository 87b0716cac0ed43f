#pragma once

#include "load/init/survey/table_survey.hpp"
#include "load/init/template_text.hpp"

namespace allot::load {

/// `districts:` of a scenario for tables, with a comment for each guess.
void put_districts(const TableSurvey& survey, CommentedLines& out);

/// A name within a comment.
std::string name_in_comment(std::string_view name);

/// "the column of the ids", or that it was guessed.
std::string chosen_as(const TableSurvey& survey, ColumnRole role, std::string_view what);

/// What the numbers of a column are multiplied by.
Fraction times_of(const ColumnFacts& facts);

/// The year after the one that the name of a column has.
std::optional<int> year_after(std::string_view name);

}  // namespace allot::load
