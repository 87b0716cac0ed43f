#pragma once

#include "report/formats/table/layout.hpp"

namespace allot::report {

/// A table in columns of text, with a rule above the sums.
void write_text_table(const Table& table, const Page& page, Writer& out);

}  // namespace allot::report
