#pragma once

#include "allot/report/run_report.hpp"
#include "report/document/document.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// What `describe` says of the scenario, for a report on what came of it: the rule in sentences,
/// with all rows of its tables. Of a selection the whole that it is a part of. The files that were
/// read are the report's own.
Document rule_of(const RunView& view, const Words& words);

}  // namespace allot::report
