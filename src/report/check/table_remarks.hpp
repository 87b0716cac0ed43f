#pragma once

#include "allot/report/check.hpp"
#include "report/words/sentences.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// In the words of the language.
Sentence sentence_of(const TableRemark& remark, const Words& words);

/// How the printed figure may have come from the right one.
Sentence slip_sentence(const WrongFigure& figure, const Words& words);

}  // namespace allot::report
