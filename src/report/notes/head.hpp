#pragma once

#include <span>
#include <vector>

#include "allot/report/compare.hpp"
#include "report/document/json_writer.hpp"
#include "report/words/words.hpp"

namespace allot::report {

/// "changed `pots.im.amount`: 58_000_000 → 61_000_000".
Sentence change_sentence(const Change& change, const Words& words);

/// "+500 000.00 (+5.26 %)".
std::string change_text(Money after, Money before, int decimals, const NumberFormat& numbers);

/// One for each change.
std::vector<Sentence> change_sentences(const std::vector<Change>& changes, const Words& words);

/// "Zuweisung · 2026 · 1 pot · 12 of 36 districts · EUR".
Sentence title_sentence(const RunView& view, const Words& words);

/// The total, what it is against the prior year, how many of those listed gain and lose, and who
/// most.
Sentence headline(const RunView& view, const RunOptions& options, const Words& words);
/// The same without who most: for the end of a long table.
Sentence verdict(const RunView& view, const RunOptions& options, const Words& words);

/// The weakest status in use, where there is any.
std::vector<Sentence> status_sentences(const RunView& view, const Words& words);

/// Of so many districts those that take part; where there are no flags all of them.
std::size_t participants(const std::vector<bool>& takes_part, std::size_t districts);

/// The id of a pot that a result speaks of.
const std::string& pot_name(const RunView& view, PotId pot);

/// What the file says of the scenario and of its pots.
std::vector<Sentence> file_notes(const Scenario& scenario, const Words& words);

/// "estimated"; empty where it is not known.
std::string_view status_words(const std::optional<Status>& status, const Words& words);
/// The same for programs.
std::string_view status_name(const std::optional<Status>& status);

// For programs. Title, year and currency; with a result its status and the changes, too.
void tell_scenario(JsonWriter& json, const Scenario& scenario);
void tell_result(JsonWriter& json, const RunView& view);
void tell_changes(JsonWriter& json, const std::vector<Change>& changes, const JsonLayout& layout);
/// Prior, budget, shift and its percentage.
void tell_shift(JsonWriter& json, Money budget, const std::optional<Money>& prior);
/// How many gain or lose, how much in all, and who most.
void tell_movement(JsonWriter& json, std::size_t count, Money amount, std::string_view most,
                   Money largest);
/// What each cause did to a row of its amounts.
void tell_causes(JsonWriter& json, const engine::Causes& causes, std::size_t row);

}  // namespace allot::report
