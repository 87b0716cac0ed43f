#pragma once

#include <string_view>

#include "allot/report/run_report.hpp"
#include "allot/report/words/writer.hpp"
#include "report/writers/table.hpp"

namespace allot::report {

/// A kind of CSV.
struct Dialect {
  char separator = ',';
  std::string_view line_end = "\n";
  NumberFormat numbers = kMachineNumbers;
  bool neutralise = false;  ///< texts that a spreadsheet would take for a formula
};

/// A header and the rows; no totals, because whoever adds up a column would count them twice.
void write_delimited(const Table& table, const Dialect& dialect, Writer& out);

/// As a German Excel opens it by double click, unless `--numbers` says otherwise.
void write_for_excel(const Table& table, const RunOptions& options, Writer& out);

}  // namespace allot::report
