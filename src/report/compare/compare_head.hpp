#pragma once

#include <vector>

#include "allot/report/compare.hpp"
#include "report/words/numbers.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// Who is A, who is B, and what was changed in them on the command line.
std::vector<Sentence> side_sentences(const Comparison& comparison, const NumberFormat& numbers);

/// One against the first: the totals, winners and losers, the money that moved and, where asked
/// for, why.
std::vector<Sentence> against_sentences(const Comparison& comparison, std::size_t side,
                                        const NumberFormat& numbers);

/// What the inputs differ in, or why that is not known.
std::vector<Sentence> input_sentences(const Comparison& comparison, std::size_t side,
                                      const NumberFormat& numbers);

/// What stands below the table.
std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const NumberFormat& numbers);

/// Half of all that is given and taken, where the totals are equal; else nothing.
std::optional<Money> moved_money(const Against& against);

}  // namespace allot::report
