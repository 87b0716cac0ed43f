#include "report/columns/run_table.hpp"
#include "report/formats/formats.hpp"
#include "report/writers/delimited.hpp"

namespace allot::report {

void write_run_as_csv(const RunView& view, const RunOptions& options, Writer& out) {
  write_delimited(run_table(view, options, Audience::kPrograms), Dialect{}, out);
}

}  // namespace allot::report
