#pragma once

#include "allot/report/sweep.hpp"
#include "report/document/table.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// A row for each point, or for each district of each point. It reads `sweep` whenever a cell is
/// asked for. It has no totals: points do not add up.
/// Why there are dashes where winners and losers would be; usually nothing.
std::vector<Sentence> sweep_notes(const Sweep& sweep);

Table sweep_table(const Sweep& sweep, Audience audience);

/// Whether some point has no result.
bool has_problems(const Sweep& sweep);

void write_sweep_as_json(const Sweep& sweep, Writer& out);

}  // namespace allot::report
