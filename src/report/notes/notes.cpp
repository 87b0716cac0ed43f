#include "report/notes/notes.hpp"

#include <algorithm>

#include "report/columns/figures.hpp"
#include "report/columns/run_table.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report {
namespace {

using enum Text;

/// Of pots that not all take part in; of a single pot the title says it.
std::vector<Sentence> participation_notes(const RunView& view, std::size_t pot,
                                          const Words& words) {
  const std::vector<bool>& takes_part = view.result.pots[pot].takes_part;
  if (view.result.pots.size() == 1 || takes_part.empty()) {
    return {};
  }
  const auto count = static_cast<std::size_t>(std::ranges::count(takes_part, true));
  return {words.sentence(kTakePart, {words.count(count),
                                     words.districts(view.scenario.districts, takes_part.size())})};
}

/// Of one year: how the envelope was shared and rounded is said where it is shown.
std::vector<Sentence> year_notes(const RunView& view, std::size_t pot, const Words& words) {
  const engine::PotResult& result = view.result.pots[pot];
  const std::vector<std::string>& years = view.scenario.pots[pot].tranches->years;
  const std::vector<std::string_view> all(years.begin(), years.end());
  std::vector<Sentence> sentences{
      words.sentence(kOneOfYears, {view.year, words.list(all, all.size())})};
  const Money elsewhere = result.amount - result.budget;
  if (elsewhere != Money{}) {
    sentences.push_back(words.sentence(
        kToNoDistrict, {amount_text(elsewhere, view.scenario.decimals, words.numbers)}));
  }
  return sentences;
}

std::vector<Sentence> pot_notes(const RunView& view, std::size_t pot, bool exact_amounts,
                                const Words& words) {
  std::vector<Sentence> sentences = participation_notes(view, pot, words);
  if (!view.year.empty()) {
    append(sentences, year_notes(view, pot, words));
    return sentences;
  }
  append(sentences, contribution_notes(view, pot, words));
  append(sentences, effect_notes(view, pot, exact_amounts, words));
  sentences.push_back(rounding_note(view, pot, words));
  if (view.result.pots[pot].by_floors.units > 0) {
    sentences.push_back(moved_by_floors_note(view, pot, words));
  }
  append(sentences, tie_notes(view, pot, words));
  append(sentences, money_notes(view, pot, words));
  return sentences;
}

/// What the causes cannot tell.
std::vector<Sentence> cause_notes(const RunView& view, const Words& words) {
  std::vector<Sentence> sentences;
  if (view.causes == nullptr) {
    return sentences;
  }
  if (view.causes->causes.amounts_only) {
    sentences.push_back(
        words.sentence(kCausesOfAmountsOnly, {prior_year(view.result.prior->label)}));
    append(sentences, how_causes_are_told(view, words));
  }
  if (!causes_have_sums(view.causes->causes)) {
    sentences.push_back(words.sentence(kNoCauseSums));
  } else if (!has_cause_sums(view)) {
    sentences.push_back(words.sentence(kNoCauseSumsOfNew));
  }
  return sentences;
}

/// "24 of 36 districts take no part; they had 123.00 in 2024."
std::vector<Sentence> absence_notes(const RunView& view, const Words& words) {
  const Figures figures = district_figures(view);
  std::size_t absent = 0;
  Money prior;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!figures.participates(i)) {
      ++absent;
      prior += figures.prior(i).value_or(Money{});
    }
  }
  if (absent == 0) {
    return {};
  }
  const TextArgument count = words.count(absent);
  const TextArgument all = words.districts(view.scenario.districts, figures.size());
  if (prior == Money{}) {
    return {words.sentence(kTakeNoPart, {count, all})};
  }
  return {words.sentence(kTakeNoPartHad,
                         {count, all, amount_text(prior, view.scenario.decimals, words.numbers),
                          prior_year(view.result.prior->label)})};
}

/// The shift of the sum is that of the totals: a new district counts with all that it gets, and so
/// does a group of new ones.
std::vector<Sentence> new_rows_notes(const RunView& view, RowsBy by, const Words& words) {
  const bool groups = by == RowsBy::kGroup;
  if (!view.result.prior || (by != RowsBy::kDistrict && !groups)) {
    return {};
  }
  const GroupRows of_groups = groups ? group_rows(view) : GroupRows{};
  const Figures figures = groups ? of_groups.figures() : district_figures(view);
  std::size_t count = 0;
  Money budget;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!figures.prior(i) && figures.budgets[i] != Money{}) {
      ++count;
      budget += figures.budgets[i];
    }
  }
  if (count == 0) {
    return {};
  }
  return {
      words.sentence(groups ? kNewGroups : kNewDistricts,
                     {groups ? words.count(count) : words.districts(view.scenario.districts, count),
                      amount_text(budget, view.scenario.decimals, words.numbers, Sign::kAlways)})};
}

/// What the table shows, and what it does not.
std::vector<Sentence> table_notes(const RunView& view, const Shown& shown, const Words& words) {
  std::vector<Sentence> sentences;
  if (shown.shifts_of) {
    append(sentences, new_rows_notes(view, *shown.shifts_of, words));
  }
  if (shown.elsewhere) {
    sentences.push_back(words.sentence(kElsewhere));
  }
  if (shown.shares) {
    sentences.push_back(words.sentence(kSharesNeedNotAdd));
  }
  if (shown.rows < shown.rows_in_all) {
    sentences.push_back(
        words.sentence(kShowing, {words.count(shown.rows), words.count(shown.rows_in_all)}));
  }
  return sentences;
}

Text text_of(LeftOut::What what) {
  switch (what) {
    case LeftOut::What::kNoContributors:
      return kLeftOutNoContributors;
    case LeftOut::What::kNoTranches:
      return kLeftOutNoTranches;
    case LeftOut::What::kNotOfYear:
      return kLeftOutNotOfYear;
    case LeftOut::What::kTopUp:
      break;
  }
  return kLeftOutTopUp;
}

}  // namespace

std::vector<Sentence> how_causes_are_told(const RunView& view, const Words& words) {
  const std::string year = prior_year(view.result.prior->label);
  if (view.scenario.pots.size() != 1) {
    return {words.sentence(kCausesByScenario, {year})};
  }
  const RoundingRule& rounding = view.scenario.pots.front().rounding;
  const NumberFormat plain{"_", '.', "-"};
  return {
      words.sentence(kCausesByRule, {year}),
      {"`amount: " + amount_text(view.result.prior->total, view.scenario.decimals, plain) + "`"},
      {"`steps: [{share: {by: COLUMN}}]`"},
      {"`rounding: {unit: " +
       fraction_text(rounding.unit, rounding.unit.decimals().value_or(0), plain) + "}`"}};
}

std::vector<Sentence> notes(const RunView& view, const Shown& shown, const Words& words) {
  std::vector<Sentence> sentences;
  for (const LeftOut& left_out : view.left_out) {
    sentences.push_back(
        words.sentence(text_of(left_out.what), {pot_name(view, left_out.pot), view.year}));
  }
  for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
    for (Sentence& sentence : pot_notes(view, pot, shown.exact_amounts, words)) {
      if (view.result.pots.size() > 1) {
        sentence.insert(sentence.begin(),
                        words(kPotNamed, {view.scenario.pots[pot].id}) + words(kColon));
      }
      sentences.push_back(std::move(sentence));
    }
  }
  append(sentences, cause_notes(view, words));
  append(sentences, absence_notes(view, words));
  append(sentences, reading_notes(view.scenario, words));
  append(sentences, table_notes(view, shown, words));
  return sentences;
}

}  // namespace allot::report
