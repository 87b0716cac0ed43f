#pragma once

#include "allot/report/compare.hpp"
#include "report/document/table.hpp"

namespace allot::report {

/// The rows and columns that the options ask for. It reads `comparison` whenever a cell is asked
/// for.
Table compare_table(const Comparison& comparison, const CompareOptions& options, Audience audience);

/// The rows in the order that the options ask for: `budget` is that of the second, `shift` its
/// difference to the first.
std::vector<std::uint32_t> compare_rows(const Comparison& comparison, const RunOptions& options);

/// How many rows there are before `--top`.
std::size_t compared_rows(const Comparison& comparison, const RunOptions& options);

/// Whether people see the differences besides the budgets: of many they would not fit.
bool shows_differences(const Comparison& comparison);

/// "B", or what heads the columns of one of those compared.
std::string heading_of_side(const Comparison& comparison, std::size_t side);

}  // namespace allot::report
