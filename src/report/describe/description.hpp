#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/report/run_report.hpp"
#include "report/charts/chart.hpp"
#include "report/document/table.hpp"
#include "report/rules/rule_words.hpp"
#include "report/words/words.hpp"

namespace allot::report::description {

// What a scenario assumes, in sentences from which its budgets can be computed again by hand.

/// Sentences about one thing.
struct Section {
  std::string_view of;  ///< for programs: "pot", "keys", "prior", …
  std::string id = {};  ///< of the pot
  Sentence heading = {};
  std::vector<Sentence> sentences = {};
};

/// What sentences are made of.
struct Described {
  const RunView& view;
  const Words& words;
  RuleWords rules;

  Described(const RunView& shown, const Words& said)
      : view{shown}, words{said}, rules{shown.scenario, shown.scenario.decimals, said} {}

  [[nodiscard]] const Scenario& scenario() const { return view.scenario; }
};

// Which sentences say what a step does, how a method rounds and what a key is: rows of a table.

/// Of step `number` (from 1) of the pot.
std::vector<Sentence> step_sentences(const Described& what, const Pot& pot, std::size_t number);
/// Whether it keeps amounts within bounds, also when they are rounded.
bool keeps_bounds(const Step& step);
/// How amounts are rounded to multiples of the unit.
Sentence method_sentence(const Described& what, const RoundingRule& rule);
/// `of`: the scenario that has the key, or its groups.
Sentence key_sentence(const Described& what, const Key& key, const Scenario& of);

/// Amount, participation, steps, what is left and rounding of each pot.
std::vector<Section> pot_sections(const Described& what);
/// The same of a rule for the prior year: no participation, and no pots besides it.
std::vector<Sentence> rule_of_prior(const Described& what, const Pot& rule);
/// Part-year factors.
Sentence prorate_sentence(const Described& what, const Prorate& rule);

/// "Status: final. Source: `press`. Note: …": nothing where the file says nothing.
Sentence origin_sentence(const Described& what, const Provenance& provenance);

/// Keys, prior years, columns and sources.
std::vector<Section> input_sections(const Described& what);

/// A row for each district: every column that is used, prior years that are not one, and for people
/// who takes part. Of the groups their columns.
Table district_table(const Described& what, std::size_t most_rows, Audience audience);
Table group_table(const Described& what);
}  // namespace allot::report::description

namespace allot::report::pictures {

/// What share of the only pot each district has by its key.
std::vector<charts::Chart> describe_charts(const RunView& view, const Words& words);

}  // namespace allot::report::pictures
