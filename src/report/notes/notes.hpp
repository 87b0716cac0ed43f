#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "allot/report/run_report.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// What the notes say besides the facts of the result.
struct Shown {
  std::size_t rows = 0, rows_in_all = 0;  ///< after `--top`, and before
  bool shares = false;                    ///< percentages of a whole are shown
  bool elsewhere = false;                 ///< money that goes to no district is
  std::optional<RowsBy> shifts_of = {};   ///< the rows whose shifts are shown
  bool exact_amounts = false;             ///< else as many decimals as budgets have
};

/// What stands below the table: who contributed, what the rules did, how each pot was rounded, who
/// got the left-over units, the ties that mattered, where money stayed that nobody got, and what is
/// not shown.
std::vector<Sentence> notes(const RunView& view, const Shown& shown, const Words& words);

/// Of amounts of a prior year without a rule: what in `prior:` would tell the causes apart.
std::vector<Sentence> how_causes_are_told(const RunView& view, const Words& words);

/// What the tables were taken for where they might be taken for something else.
std::vector<Sentence> reading_notes(const Scenario& scenario, const Words& words);

// Parts of it, of one pot.

/// One sentence for each rule of a pot that did something, in their order.
std::vector<Sentence> effect_notes(const RunView& view, std::size_t pot, bool exact_amounts,
                                   const Words& words);

/// Who contributed to a pot, in cash and in kind, and its tranches.
/// What budgets are split by: "district", or as the file calls them.
std::string split_words(SplitBy by, const Districts& districts, const Words& words);
std::vector<Sentence> contribution_notes(const RunView& view, std::size_t pot, const Words& words);

/// Money that came from outside the pot, and money that no district got.
std::vector<Sentence> money_notes(const RunView& view, std::size_t pot, const Words& words);

/// The rounding rule of a pot in words, and who got the units that rounding down left.
Sentence rounding_note(const RunView& view, std::size_t pot, const Words& words);
/// What floors took that hold in whole units, where somebody has another number of units by them.
Sentence moved_by_floors_note(const RunView& view, std::size_t pot, const Words& words);

/// One sentence for each tie that mattered, at most ten, and then how many more there are.
std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const Words& words);

using TieTeller =
    std::function<void(const engine::TieAbout& about, const std::vector<std::string_view>& tied,
                       const std::vector<std::string_view>& chosen)>;
/// All ties of a pot, with the ids of who was tied.
void each_tie(const Scenario& scenario, const engine::PotResult& result, const TieTeller& tell);

/// As in JSON.
std::string_view tie_word(engine::TieOf of);
std::string_view stake_word(engine::Stake stake);

/// "by largest key, then id": what decides a tie of the pot.
std::string tie_rule_words(const Scenario& scenario, const Pot& pot, const engine::TieAbout& about,
                           const Words& words);

}  // namespace allot::report
