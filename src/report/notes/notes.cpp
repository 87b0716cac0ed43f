#include "report/notes/notes.hpp"

#include <algorithm>
#include <functional>

#include "report/columns/figures.hpp"
#include "report/columns/run_table.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/name_told_apart.hpp"

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

/// "North −3.00, South −1.00"; the first ten.
std::string names_with_amounts(const RunView& view, const std::vector<std::size_t>& rows,
                               const std::function<Money(std::size_t)>& amount, Sign sign,
                               const Words& words) {
  constexpr std::size_t kMostNames = 10;
  const Districts& districts = view.scenario.districts;
  std::vector<std::string> items;
  for (std::size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    items.push_back(name_told_apart(districts.ids, districts.names, rows[i]) + " " +
                    amount_text(amount(rows[i]), view.scenario.decimals, words.numbers, sign));
  }
  return words.list(std::vector<std::string_view>(items.begin(), items.end()), rows.size());
}

/// What is paid besides the budgets, and who has to pay back.
std::vector<Sentence> settlement_notes(const RunView& view, const Words& words) {
  if (!view.result.settlements) {
    return {};
  }
  const Figures figures = district_figures(view);
  Money to, from;
  std::size_t receivers = 0, payers = 0;
  std::vector<std::size_t> pay_back, absent;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Money settled = figures.settlement(i);
    (settled > Money{} ? to : from) += settled;
    receivers += settled > Money{} ? 1U : 0U;
    payers += settled < Money{} ? 1U : 0U;
    if (figures.payable(i) < Money{}) {
      pay_back.push_back(i);
    }
    if (settled != Money{} && !figures.participates(i)) {
      absent.push_back(i);
    }
  }
  const Districts& districts = view.scenario.districts;
  const auto amount = [&](Money money, Sign sign) {
    return amount_text(money, view.scenario.decimals, words.numbers, sign);
  };
  std::string items;
  const auto add = [&](Text text, Money money, std::size_t count) {
    add_item(items, count == 0 ? ""
                               : words(text, {amount(money, Sign::kAlways),
                                              words.districts(districts, count)}));
  };
  add(kSettledTo, to, receivers);
  add(kSettledFrom, from, payers);
  const std::string_view label = settlement_label(view.scenario);
  std::vector<Sentence> sentences{words.sentence(
      kSettled, {label.empty() ? words.named(NamesOf::kColumn, "settlement") : label,
                 items.empty() ? words(kNone) : items,
                 amount(view.result.total + view.result.settlements->total, Sign::kMinusOnly)})};
  if (!pay_back.empty()) {
    sentences.push_back(words.sentence(
        kPayBack, {words.districts(districts, pay_back.size()),
                   names_with_amounts(
                       view, pay_back, [&](std::size_t i) { return figures.payable(i); },
                       Sign::kMinusOnly, words)}));
  }
  if (!absent.empty()) {
    sentences.push_back(
        words.sentence(kSettledWithoutPart,
                       {words.districts(districts, absent.size()),
                        names_with_amounts(
                            view, absent, [&](std::size_t i) { return figures.settlement(i); },
                            Sign::kAlways, words)}));
  }
  return sentences;
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
  append(sentences, settlement_notes(view, words));
  append(sentences, absence_notes(view, words));
  append(sentences, reading_notes(view.scenario, words));
  append(sentences, table_notes(view, shown, words));
  return sentences;
}

}  // namespace allot::report
