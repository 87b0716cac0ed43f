#pragma once

#include "allot/report/check.hpp"
#include "report/words/sentences.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// In the words of the language.
Sentence sentence_of(const TableRemark& remark, const Words& words);

}  // namespace allot::report
