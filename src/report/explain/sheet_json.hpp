#pragma once

#include "allot/report/sheet.hpp"

namespace allot::report::explain {

void write_sheet_as_json(const RunView& view, const Sheet& sheet, Writer& out);

}  // namespace allot::report::explain
