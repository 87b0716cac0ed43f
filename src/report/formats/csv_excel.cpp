#include "report/delimited.hpp"
#include "report/formats/formats.hpp"
#include "report/run_table.hpp"

namespace allot::report {

void write_run_as_excel_csv(const RunView& view, const RunOptions& options, Writer& out) {
  const NumberFormat style = number_format(options.numbers.value_or(NumberStyle::kGerman));
  // Excel takes neither groups nor a typographic minus for part of a number.
  const Dialect dialect{.separator = ';',
                        .line_end = "\r\n",
                        .numbers = {.group = "", .mark = style.mark, .minus = "-"},
                        .neutralise = true};
  out.put("\uFEFF");  // without a byte order mark Excel reads umlauts as Windows-1252
  write_delimited(run_table(view, options, Audience::kSpreadsheets), dialect, out);
}

}  // namespace allot::report
