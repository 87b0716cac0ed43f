#pragma once

#include <string>
#include <vector>

#include "allot/model/scenario.hpp"
#include "allot/report/compare.hpp"
#include "report/document/table.hpp"
#include "report/words/words.hpp"

namespace allot::report {

// Parts of the report.

/// The rows and columns that the options ask for. It reads `comparison` whenever a cell is asked
/// for.
Table compare_table(const Comparison& comparison, const CompareOptions& options, Audience audience,
                    const Words& words);

/// The rows in the order that the options ask for: `budget` is that of the second, `shift` its
/// difference to the first.
std::vector<std::uint32_t> compare_rows(const Comparison& comparison, const RunOptions& options);

/// How many rows there are before `--top`.
std::size_t compared_rows(const Comparison& comparison, const RunOptions& options);

/// Whether people see the differences besides the budgets: of many they would not fit.
bool shows_differences(const Comparison& comparison);

/// What one of those compared is called besides its letter; empty: nothing.
std::string label_of(const Compared& side, const Words& words);

/// What a cause did to all who gain, or to all who lose.
struct CauseSum {
  std::string name;   ///< for programs
  std::string words;  ///< for people
  Money amount;
};

/// They add up to what all who gain (or lose) have more (or less). `against` has causes.
std::vector<CauseSum> cause_sums(const Against& against, bool winners, const Words& words);

/// Who is A, who is B, and what was changed in them on the command line.
std::vector<Sentence> side_sentences(const Comparison& comparison, const Words& words);

/// One against the first: the totals, winners and losers, the money that moved and, where asked
/// for, why.
std::vector<Sentence> against_sentences(const Comparison& comparison, std::size_t side,
                                        const Words& words);

/// What the inputs differ in, or why that is not known.
std::vector<Sentence> input_sentences(const Comparison& comparison, std::size_t side,
                                      const Words& words);

/// What stands below the table.
std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const Words& words);

/// Half of all that is given and taken, where the totals are equal; else nothing.
std::optional<Money> moved_money(const Against& against);

/// What the inputs of two scenarios differ in, a line for each: "pot `im`: amount 58 000 000 →
/// 61 000 000".
std::vector<std::string> input_differences(const Scenario& before, const Scenario& after,
                                           const Words& words);

}  // namespace allot::report
