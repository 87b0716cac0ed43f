#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/model/scenario.hpp"
#include "allot/report/compare.hpp"
#include "report/charts/chart.hpp"
#include "report/columns/figures.hpp"
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

/// One of those compared, against the first: its budgets, with those of the first for `prior`.
Figures figures_against(const Comparison& comparison, std::size_t side);

/// How many rows there are before `--top`.
std::size_t compared_rows(const Comparison& comparison, const RunOptions& options);

/// Whether people see the differences besides the budgets: of many they would not fit.
bool shows_differences(const Comparison& comparison);

/// "difference_b": the column of one of those compared; of a prior year there is one.
std::string compare_column(const Comparison& comparison, std::string_view what, std::size_t side);

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

/// Its letter; the prior year has its label.
std::string name_of_side(const Comparison& comparison, std::size_t side, const Words& words);

/// Empty where none has one.
std::string currency_of(const Comparison& comparison);

/// "Zuweisung · 2026 · 4 variants · 44 districts · EUR".
Sentence comparison_title(const Comparison& comparison, std::size_t rows, const Words& words);

/// What was changed in all of them before anything was computed, and how where not in the same way.
std::vector<Sentence> compared_changes(const Comparison& comparison, const Words& words);

/// A row for each of those compared: what it is called, its total, how many gain and lose against
/// the first, who most, and the money that moved. It reads `comparison` whenever a cell is asked
/// for.
Table variants_table(const Comparison& comparison, const Words& words);

/// "A · alle anteilig": letter and name of each in the table of variants; instead of a long name
/// its file's.
std::vector<std::string> names_in_charts(const Comparison& comparison, const Words& words);

/// "A: alle anteilig · ratable.yaml": where each comes from. Of variants there is one file.
std::vector<Sentence> sources_compared(const Comparison& comparison, const Words& words);

/// What the inputs differ in, each difference once with all that have it, or why that is not known.
std::vector<Sentence> difference_sentences(const Comparison& comparison, const Words& words);

/// Where asked for: why those gain who do, and those lose.
std::vector<Sentence> why_sentences(const Comparison& comparison, const Words& words);

/// One against the first: the totals, how many gain and lose, and how much.
Sentence verdict_sentence(const Comparison& comparison, std::size_t side, const Words& words);

/// Of the first of them, by letter and name: for the top of a page.
std::vector<Sentence> verdicts_by_name(const Comparison& comparison, const Words& words);

/// What stands below the table; the verdicts are the last, where the head has scrolled away.
std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const Words& words);

/// Half of all that is given and taken, where the totals are equal and nothing is new; else
/// nothing.
std::optional<Money> moved_money(const Against& against);

/// What the inputs of two scenarios differ in, a line for each: "pot `im`: amount 58 000 000 →
/// 61 000 000".
std::vector<std::string> input_differences(const Scenario& before, const Scenario& after,
                                           const Words& words);

namespace pictures {

/// Of two the differences; of more what each district has more or less in each of them. With causes
/// why the totals differ.
std::vector<charts::Chart> compare_charts(const Comparison& comparison,
                                          const CompareOptions& options, const Words& words);

}  // namespace pictures

}  // namespace allot::report
