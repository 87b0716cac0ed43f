#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "allot/report/run_report.hpp"
#include "report/columns/figures.hpp"
#include "report/pictures/pictures.hpp"

namespace allot::report::pictures {

// What rows have, and what they had: of a run against its prior year, of one scenario against
// another.

/// Rows that are listed, by id: `--sort` and `--top` are of the table.
std::vector<std::uint32_t> all_listed(const Figures& figures, const RunOptions& options);

/// Some rows of figures, and what charts call things.
struct Shown {
  const Figures& figures;
  std::span<const std::uint32_t> rows;
  const RowNames& names;
  std::string unit;        ///< of the amounts
  int decimals = 0;        ///< of the amounts
  bool districts = false;  ///< they are such, not pots or groups
  bool called_recipients = false;
};

/// Each row with its shift in percent, as the tables for people have it; nothing where there is
/// none, or where it had nothing before.
std::vector<charts::Row> percent_shifts(const Shown& shown);

/// The shift of each row that had something to compare with.
Values shifts_of(const Shown& shown);
/// How many have not. Who takes no part is not new.
std::size_t new_rows(const Shown& shown);

/// A map of the shifts in percent.
Chart percent_map(const Shown& shown, const std::string& title, const MapShapes& map,
                  const Words& words);

/// Shifts as bars, before and after, shifts in percent, and of many rows how they are distributed.
/// None where nothing shifts.
void add_shifts(const Shown& shown, const std::string& title, const Measure& budgets,
                const std::vector<std::string>& series, const Words& words,
                std::vector<Chart>& charts);

/// Budgets as bars, and of many rows how they are distributed.
void add_budgets(const Shown& shown, const std::string& title, const Words& words,
                 std::vector<Chart>& charts);

}  // namespace allot::report::pictures
