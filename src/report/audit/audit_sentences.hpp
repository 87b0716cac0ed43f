#pragma once

#include <functional>
#include <string>
#include <vector>

#include "allot/report/audit.hpp"
#include "report/audit/figures_of_table.hpp"
#include "report/words/sentences.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// How a place is said.
using PlaceText = std::function<std::string(Location where)>;

/// A finding in sentences, the first of which says what it is about; each can be recomputed.
/// `figures` are those of the table.
std::vector<Sentence> sentences_of(const engine::AuditFinding& finding, const Audited& audited,
                                   const FiguresOfTable& figures, const PlaceText& place,
                                   const Words& words);

}  // namespace allot::report
