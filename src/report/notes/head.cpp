#include "report/notes/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "report/columns/figures.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/name_told_apart.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

using enum Text;

using StatusName = std::pair<Status, std::string_view>;

constexpr StatusName kStatuses[] = {{Status::kFinal, "final"},
                                    {Status::kPreliminary, "preliminary"},
                                    {Status::kPlanned, "planned"},
                                    {Status::kEstimated, "estimated"},
                                    {Status::kInvented, "invented"}};

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";

/// How the districts fare against the prior year.
struct Shifts {
  Movement gains = {}, losses = {};
  std::size_t unchanged = 0, undefined = 0;

  void add(std::size_t district, Money shift) {
    if (shift == Money{}) {
      ++unchanged;
    } else {
      (shift > Money{} ? gains : losses).add(district, shift);
    }
  }
};

/// Of the rows that are listed.
Shifts shifts_of(const Figures& figures, bool all) {
  Shifts shifts;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::optional<Money> prior = figures.prior(i);
    if (prior && figures.lists(i, all)) {
      shifts.add(i, figures.budgets[i] - *prior);
    } else if (!prior && figures.participates(i)) {  // who takes no part is not new
      ++shifts.undefined;
    }
  }
  return shifts;
}

Sentence total_against_prior(const RunView& view, const Words& words) {
  const int decimals = view.scenario.decimals;
  const Money total = view.result.total;
  const engine::PriorYear& prior = *view.result.prior;
  const std::string amount = amount_text(total, decimals, words.numbers);
  return total == prior.total
             ? words.sentence(kTotalUnchanged, {amount, prior_year(prior.label)})
             : words.sentence(kTotalChanged,
                              {amount, change_text(total, prior.total, decimals, words.numbers),
                               prior_year(prior.label)});
}

std::string counts_text(const Shifts& shifts, const Words& words) {
  const std::pair<Text, std::size_t> counts[] = {{kGain, shifts.gains.count},
                                                 {kLose, shifts.losses.count},
                                                 {kUnchanged, shifts.unchanged},
                                                 {kNew, shifts.undefined}};
  std::string text;
  for (const auto& [what, count] : counts) {
    if (count > 0) {
      text.append(text.empty() ? "" : ", ").append(words(what, {words.count(count)}));
    }
  }
  return text;
}

/// "5 districts", or "12 of 36 districts" where not all are counted.
std::string of_all(const RunView& view, std::size_t count, std::size_t all, const Words& words) {
  const TextArgument districts = words.districts(view.scenario.districts, all);
  return count == all ? words(kDistricts, {districts})
                      : words(kDistrictsOfAll, {words.count(count), districts});
}

Sentence headline_without_prior(const RunView& view, bool all, const Words& words) {
  const std::vector<Money>& budgets = view.result.budgets;
  const auto paid = static_cast<std::size_t>(std::count_if(
      budgets.begin(), budgets.end(), [](Money budget) { return budget != Money{}; }));
  Sentence sentence = view.year.empty() ? Sentence{} : words.sentence(kTrancheOf, {view.year});
  append(sentence,
         words.sentence(
             kTotalFor,
             {amount_text(view.result.total, view.scenario.decimals, words.numbers),
              of_all(view, paid,
                     all ? budgets.size()
                         : participants(view.result.takes_part, view.scenario.districts.size()),
                     words)}));
  return sentence;
}

/// "most: Köln +536 048.09, München −192 412.50".
std::string most_text(const Shifts& shifts, const Figures& figures, int decimals,
                      const Words& words) {
  std::string most;
  for (const Movement* movement : {&shifts.gains, &shifts.losses}) {
    if (movement->count > 0) {
      add_item(most, name_told_apart(figures.ids, figures.names, movement->most) + " " +
                         amount_text(movement->largest, decimals, words.numbers, Sign::kAlways));
    }
  }
  return most.empty() ? most : words(kMost, {most});
}

Sentence headline_of(const RunView& view, const RunOptions& options, bool with_most,
                     const Words& words) {
  if (!view.result.prior) {
    return headline_without_prior(view, options.all, words);
  }
  const bool groups = options.by == RowsBy::kGroup;
  const GroupRows of_groups = groups ? group_rows(view) : GroupRows{};
  const Figures figures = groups ? of_groups.figures() : district_figures(view);
  const Shifts shifts = shifts_of(figures, options.all);
  Sentence sentence = total_against_prior(view, words);
  sentence.push_back(counts_text(shifts, words));
  const std::string most =
      with_most ? most_text(shifts, figures, view.scenario.decimals, words) : "";
  if (!most.empty()) {
    sentence.back() += words(kSemicolon);
    sentence.push_back(most);
  }
  return sentence;
}

/// "estimated; only the year 2025 is published".
std::string status_and_note(const Provenance& provenance, const Words& words) {
  std::string text{status_words(provenance.status, words)};
  text += text.empty() || provenance.note.empty() ? "" : words(kSemicolon) + " ";
  return text + provenance.note;
}

}  // namespace

std::string change_text(Money after, Money before, int decimals, const NumberFormat& numbers) {
  const std::string change = amount_text(after - before, decimals, numbers, Sign::kAlways);
  const std::optional<int128> percent = percent_change(after, before, 2);
  return percent ? fmt::format("{} ({}{}%)", change,
                               NumberText{*percent, 2, numbers, Sign::kAlways}.text(),
                               kNarrowNoBreakSpace)
                 : change;
}

Sentence change_sentence(const Change& change, const Words& words) {
  return words.sentence(kChanged, {change.path, change.old_value, change.new_value});
}

std::vector<Sentence> change_sentences(const std::vector<Change>& changes, const Words& words) {
  std::vector<Sentence> sentences;
  for (const Change& change : changes) {
    sentences.push_back(change_sentence(change, words));
  }
  return sentences;
}

Sentence title_sentence(const RunView& view, const Words& words) {
  const Scenario& scenario = view.scenario;
  Sentence title{scenario.title};
  // Of one tranche it is still the title of the whole; the next sentence names the tranche's year.
  const std::string& year =
      view.year.empty() || view.whole == nullptr ? scenario.year : view.whole->year;
  if (!year.empty() && scenario.title.find(year) == std::string::npos) {
    title.push_back("· " + year);
  }
  title.push_back("· " + words(kPots, {words.count(scenario.pots.size())}));
  title.push_back("· " +
                  of_all(view, participants(view.result.takes_part, view.scenario.districts.size()),
                         scenario.districts.size(), words));
  if (!scenario.currency.empty()) {
    title.push_back("· " + scenario.currency);
  }
  return title;
}

Sentence headline(const RunView& view, const RunOptions& options, const Words& words) {
  return headline_of(view, options, true, words);
}

Sentence verdict(const RunView& view, const RunOptions& options, const Words& words) {
  return headline_of(view, options, false, words);
}

std::vector<Sentence> status_sentences(const RunView& view, const Words& words) {
  if (!view.result.status) {
    return {};
  }
  return {words.sentence(kWeakestStatus, {status_words(view.result.status, words)})};
}

std::size_t participants(const std::vector<bool>& takes_part, std::size_t districts) {
  return takes_part.empty() ? districts
                            : static_cast<std::size_t>(std::ranges::count(takes_part, true));
}

const std::string& pot_name(const RunView& view, PotId pot) {
  const Scenario& whole = view.whole == nullptr ? view.scenario : *view.whole;
  return whole.pots[index_of(pot)].id;
}

std::vector<Sentence> file_notes(const Scenario& scenario, const Words& words) {
  std::vector<Sentence> sentences;
  const auto add = [&](Text text, std::initializer_list<TextArgument> arguments) {
    sentences.push_back(words.sentence(text, arguments));
  };
  if (!scenario.note.empty()) {
    add(kNote, {scenario.note});
  }
  for (const Pot& pot : scenario.pots) {
    if (!pot.provenance.note.empty()) {
      add(kNoteOfPot, {pot.id, pot.provenance.note});
    }
    if (pot.participation) {
      const std::string text = status_and_note(pot.participation->provenance, words);
      if (!text.empty()) {
        add(kNoteOfParticipation, {pot.id, text});
      }
    }
  }
  return sentences;
}

std::string_view status_words(const std::optional<Status>& status, const Words& words) {
  return status ? words.named(NamesOf::kStatus, status_name(status)) : "";
}

std::string_view status_name(const std::optional<Status>& status) {
  return status ? std::ranges::find(kStatuses, *status, &StatusName::first)->second : "";
}

void tell_scenario(JsonWriter& json, const Scenario& scenario) {
  json.text("title", scenario.title);
  json.text("year", scenario.year);
  json.text("currency", scenario.currency);
}

void tell_result(JsonWriter& json, const RunView& view) {
  tell_scenario(json, view.scenario);
  json.text("status", status_name(view.result.status));
  tell_changes(json, view.scenario.changes, kInLines);
}

void tell_changes(JsonWriter& json, const std::vector<Change>& changes, const JsonLayout& layout) {
  json.objects(
      "changes", changes,
      [&](const Change& change) {
        json.text("path", change.path);
        json.text("old", change.old_value);
        json.text("new", change.new_value);
      },
      layout);
}

void tell_shift(JsonWriter& json, Money budget, const std::optional<Money>& prior) {
  constexpr int kPercentDecimals = 6;
  json.amount("prior", prior);
  json.amount("budget", budget);
  json.amount("shift", prior ? std::optional{budget - *prior} : std::nullopt);
  json.number("shift_percent",
              prior ? percent_change(budget, *prior, kPercentDecimals) : std::nullopt,
              kPercentDecimals);
}

void tell_movement(JsonWriter& json, std::size_t count, Money amount, std::string_view most,
                   Money largest) {
  json.number("count", static_cast<int128>(count));
  json.amount("amount", amount);
  if (count == 0) {
    return json.null("most");
  }
  json.object("most", [&] {
    json.text("id", most);
    json.amount("amount", largest);
  });
}

void tell_causes(JsonWriter& json, const engine::Causes& causes, std::size_t row) {
  json.objects("causes", causes.lines, [&](const engine::CauseLine& line) {
    json.text("factor", cause_name(line));
    json.amount("amount", line.amounts[row]);
    json.text("exact", line.exact(row).to_string());
  });
}

}  // namespace allot::report
