#include "report/columns/run_table.hpp"
#include "report/formats/formats.hpp"
#include "report/writers/delimited.hpp"

namespace allot::report {

void write_run_as_excel_csv(const RunView& view, const RunOptions& options, Writer& out) {
  write_for_excel(run_table(view, options, Audience::kSpreadsheets), options, out);
}

}  // namespace allot::report
