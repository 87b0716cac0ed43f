#include "report/notes/notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/columns/figures.hpp"
#include "report/columns/run_table.hpp"
#include "report/notes/wording.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report {
namespace {

/// Of pots that not all take part in; of a single pot the title says it.
std::vector<Sentence> participation_notes(const RunView& view, std::size_t pot,
                                          const NumberFormat& numbers) {
  const std::vector<bool>& takes_part = view.result.pots[pot].takes_part;
  if (view.result.pots.size() == 1 || takes_part.empty()) {
    return {};
  }
  const auto count =
      static_cast<std::size_t>(std::count(takes_part.begin(), takes_part.end(), true));
  return {{fmt::format("{} of {} {} part.", count_text(count, numbers),
                       districts_text(view.scenario.districts, takes_part.size(), numbers),
                       count == 1 ? "takes" : "take")}};
}

/// Of one year: how the envelope was shared and rounded is said where it is shown.
std::vector<Sentence> year_notes(const RunView& view, std::size_t pot,
                                 const NumberFormat& numbers) {
  const engine::PotResult& result = view.result.pots[pot];
  const std::vector<std::string>& years = view.scenario.pots[pot].tranches->years;
  const std::vector<std::string_view> all(years.begin(), years.end());
  std::vector<Sentence> sentences{
      {fmt::format("{} is one of the years {};", view.year, first_ten(all, all.size())),
       "the rules and the rounding of the whole are shown without `--year`."}};
  const Money elsewhere = result.amount - result.budget;
  if (elsewhere != Money{}) {
    sentences.push_back({"to no district (reserved, passed on, not assigned or left over):",
                         amount_text(elsewhere, view.scenario.decimals, numbers) + "."});
  }
  return sentences;
}

std::vector<Sentence> pot_notes(const RunView& view, std::size_t pot, const Words& words) {
  const NumberFormat& numbers = words.numbers;
  std::vector<Sentence> sentences = participation_notes(view, pot, numbers);
  if (!view.year.empty()) {
    append(sentences, year_notes(view, pot, numbers));
    return sentences;
  }
  append(sentences, contribution_notes(view, pot, numbers));
  append(sentences, effect_notes(view, pot, words));
  sentences.push_back(rounding_note(view, pot, words));
  append(sentences, tie_notes(view, pot, numbers));
  append(sentences, money_notes(view, pot, numbers));
  return sentences;
}

/// What the causes cannot tell.
std::vector<Sentence> cause_notes(const RunView& view) {
  std::vector<Sentence> sentences;
  if (view.causes == nullptr) {
    return sentences;
  }
  if (view.causes->causes.amounts_only) {
    sentences.push_back(
        {fmt::format("causes: of {} there are only amounts,", prior_text(view.result.prior->label)),
         "so that counts, rules and who takes part cannot be told apart:",
         "all of them are the share."});
  }
  if (!causes_have_sums(view.causes->causes)) {
    sentences.push_back(no_cause_sums());
  } else if (!has_cause_sums(view)) {
    sentences.push_back({"causes have no sums where a district is new:", "it has none."});
  }
  return sentences;
}

/// "24 of 36 districts take no part; they had 123.00 in 2024."
std::vector<Sentence> absence_notes(const RunView& view, const NumberFormat& numbers) {
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
  Sentence sentence{fmt::format("{} of {} {} no part", count_text(absent, numbers),
                                districts_text(view.scenario.districts, figures.size(), numbers),
                                absent == 1 ? "takes" : "take")};
  if (prior != Money{}) {
    sentence.back() += ';';
    sentence.push_back(fmt::format("{} had {} in {}", absent == 1 ? "it" : "they",
                                   amount_text(prior, view.scenario.decimals, numbers),
                                   prior_text(view.result.prior->label)));
  }
  sentence.back() += '.';
  return {std::move(sentence)};
}

/// The shift of the sum is that of the totals: a new district counts with all that it gets, and so
/// does a group of new ones.
std::vector<Sentence> new_rows_notes(const RunView& view, RowsBy by, const NumberFormat& numbers) {
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
  return {{fmt::format("the shift of the sum counts {} that {} new, with {}.",
                       groups ? counted(count, "group", "groups", numbers)
                              : districts_text(view.scenario.districts, count, numbers),
                       count == 1 ? "is" : "are",
                       amount_text(budget, view.scenario.decimals, numbers, Sign::kAlways))}};
}

/// What the table shows, and what it does not.
std::vector<Sentence> table_notes(const RunView& view, const Shown& shown,
                                  const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  if (shown.shifts_of) {
    append(sentences, new_rows_notes(view, *shown.shifts_of, numbers));
  }
  if (shown.elsewhere) {
    sentences.push_back({"elsewhere: reserved, passed on, not assigned or left over by rounding."});
  }
  if (shown.shares) {
    sentences.push_back({"displayed percentages need not add to 100."});
  }
  if (shown.rows < shown.rows_in_all) {
    sentences.push_back(
        {fmt::format("showing {} of {}; the sum is over all.", count_text(shown.rows, numbers),
                     count_text(shown.rows_in_all, numbers))});
  }
  return sentences;
}

}  // namespace

std::vector<Sentence> notes(const RunView& view, const Shown& shown, const Words& words) {
  const NumberFormat& numbers = words.numbers;
  std::vector<Sentence> sentences;
  for (const std::string& left_out : view.left_out) {
    sentences.push_back({left_out + "."});
  }
  for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
    for (Sentence& sentence : pot_notes(view, pot, words)) {
      if (view.result.pots.size() > 1) {
        sentence.insert(sentence.begin(), fmt::format("pot `{}`:", view.scenario.pots[pot].id));
      }
      sentences.push_back(std::move(sentence));
    }
  }
  append(sentences, cause_notes(view));
  append(sentences, absence_notes(view, numbers));
  append(sentences, table_notes(view, shown, numbers));
  return sentences;
}

}  // namespace allot::report
