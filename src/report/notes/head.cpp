#include "report/notes/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "report/columns/figures.hpp"
#include "report/notes/wording.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202F";

/// How the districts fare against the prior year.
struct Shifts {
  std::size_t gains = 0, losses = 0, unchanged = 0, undefined = 0;
  std::size_t most_gained = 0, most_lost = 0;  ///< districts, where there are gains and losses
  Money largest_gain, largest_loss;

  void add(std::size_t district, Money shift) {
    if (shift > Money{}) {
      ++gains;
      if (shift > largest_gain) {
        largest_gain = shift;
        most_gained = district;
      }
    } else if (shift < Money{}) {
      ++losses;
      if (shift < largest_loss) {
        largest_loss = shift;
        most_lost = district;
      }
    } else {
      ++unchanged;
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

std::string total_against_prior(const RunView& view, const NumberFormat& numbers) {
  const int decimals = view.scenario.decimals;
  const Money total = view.result.total;
  const Money prior = view.result.prior->total;
  std::string text = amount_text(total, decimals, numbers);
  text += ", ";
  if (total == prior) {
    text += "unchanged";
  } else {
    text += amount_text(total - prior, decimals, numbers, Sign::kAlways);
    if (const std::optional<int128> percent = percent_change(total, prior, 2)) {
      text += fmt::format(" ({}{}%)", NumberText{*percent, 2, numbers, Sign::kAlways}.text(),
                          kNarrowNoBreakSpace);
    }
  }
  return text + " against " + prior_text(view.result.prior->label) + ":";
}

std::string counts_text(const Shifts& shifts, const NumberFormat& numbers) {
  std::string text;
  const auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) {
      text += text.empty() ? "" : ", ";
      text += counted(count, one, many, numbers);
    }
  };
  add(shifts.gains, "gains", "gain");
  add(shifts.losses, "loses", "lose");
  add(shifts.unchanged, "unchanged", "unchanged");
  add(shifts.undefined, "new", "new");
  return text;
}

std::string most_text(const RunView& view, const Shifts& shifts, const NumberFormat& numbers) {
  const int decimals = view.scenario.decimals;
  std::string text;
  const auto add = [&](std::size_t district, Money shift) {
    text += text.empty() ? "most: " : ", ";
    text += view.scenario.districts.names[district];
    text += ' ';
    text += amount_text(shift, decimals, numbers, Sign::kAlways);
  };
  if (shifts.gains > 0) {
    add(shifts.most_gained, shifts.largest_gain);
  }
  if (shifts.losses > 0) {
    add(shifts.most_lost, shifts.largest_loss);
  }
  return text;
}

std::size_t participants(const RunView& view) {
  const std::vector<bool>& takes_part = view.result.takes_part;
  return takes_part.empty()
             ? view.scenario.districts.size()
             : static_cast<std::size_t>(std::count(takes_part.begin(), takes_part.end(), true));
}

/// "5 districts", or "12 of 36 districts" where not all are counted.
std::string of_all(const RunView& view, std::size_t count, std::size_t all,
                   const NumberFormat& numbers) {
  const std::string text = districts_text(view.scenario.districts, all, numbers);
  return count == all ? text : fmt::format("{} of {}", count_text(count, numbers), text);
}

Sentence headline_without_prior(const RunView& view, bool all, const NumberFormat& numbers) {
  const std::vector<Money>& budgets = view.result.budgets;
  const auto paid = static_cast<std::size_t>(std::count_if(
      budgets.begin(), budgets.end(), [](Money budget) { return budget != Money{}; }));
  Sentence sentence;
  if (!view.year.empty()) {
    sentence.push_back(fmt::format("tranche of {}:", view.year));
  }
  sentence.push_back(amount_text(view.result.total, view.scenario.decimals, numbers) + " for");
  sentence.push_back(of_all(view, paid, all ? budgets.size() : participants(view), numbers));
  return sentence;
}

/// "estimated; only the year 2025 is published".
std::string status_and_note(const Provenance& provenance) {
  std::string text{provenance.status ? status_name(*provenance.status) : std::string_view{}};
  text += text.empty() || provenance.note.empty() ? "" : "; ";
  return text + provenance.note;
}

}  // namespace

std::string old_and_new(const std::string& old_value, const std::string& new_value) {
  const auto shown = [](const std::string& value) { return value.empty() ? "none" : value; };
  return shown(old_value) + " → " + shown(new_value);
}

Sentence change_sentence(const Change& change) {
  return {fmt::format("changed `{}`:", change.path),
          old_and_new(change.old_value, change.new_value)};
}

std::vector<Sentence> change_sentences(const std::vector<Change>& changes) {
  std::vector<Sentence> sentences;
  for (const Change& change : changes) {
    sentences.push_back(change_sentence(change));
  }
  return sentences;
}

Sentence title_sentence(const RunView& view, const NumberFormat& numbers) {
  const Scenario& scenario = view.scenario;
  Sentence title{scenario.title};
  // Of one tranche it is still the title of the whole; the next sentence names the tranche's year.
  const std::string& year =
      view.year.empty() || view.whole == nullptr ? scenario.year : view.whole->year;
  if (scenario.title.find(year) == std::string::npos) {
    title.push_back(year);
  }
  title.push_back("· " + counted(scenario.pots.size(), "pot", "pots", numbers));
  title.push_back("· " + of_all(view, participants(view), scenario.districts.size(), numbers));
  if (!scenario.currency.empty()) {
    title.push_back("· " + scenario.currency);
  }
  return title;
}

Sentence headline(const RunView& view, const RunOptions& options, const NumberFormat& numbers) {
  if (!view.result.prior) {
    return headline_without_prior(view, options.all, numbers);
  }
  const Shifts shifts = shifts_of(district_figures(view), options.all);
  const std::string most = most_text(view, shifts, numbers);
  const std::string counts = counts_text(shifts, numbers);
  Sentence sentence{total_against_prior(view, numbers), most.empty() ? counts : counts + ";"};
  if (!most.empty()) {
    sentence.push_back(most);
  }
  return sentence;
}

std::vector<Sentence> status_sentences(const RunView& view) {
  if (!view.result.status) {
    return {};
  }
  return {{fmt::format("status: {}", status_name(*view.result.status)),
           "(weakest of the data in use)"}};
}

std::vector<Sentence> file_notes(const Scenario& scenario) {
  std::vector<Sentence> sentences;
  if (!scenario.note.empty()) {
    sentences.push_back({"note: " + scenario.note});
  }
  for (const Pot& pot : scenario.pots) {
    if (!pot.provenance.note.empty()) {
      sentences.push_back({fmt::format("pot `{}`: {}", pot.id, pot.provenance.note)});
    }
    if (pot.participation) {
      const std::string text = status_and_note(pot.participation->provenance);
      if (!text.empty()) {
        sentences.push_back({fmt::format("participation in pot `{}`: {}", pot.id, text)});
      }
    }
  }
  return sentences;
}

std::string_view status_name(Status status) {
  switch (status) {
    case Status::kFinal:
      return "final";
    case Status::kPreliminary:
      return "preliminary";
    case Status::kPlanned:
      return "planned";
    case Status::kEstimated:
      return "estimated";
    case Status::kInvented:
      break;
  }
  return "invented";
}

void tell_scenario(JsonWriter& json, const Scenario& scenario) {
  json.text("title", scenario.title);
  json.text("year", scenario.year);
  json.text("currency", scenario.currency);
}

void tell_result(JsonWriter& json, const RunView& view) {
  tell_scenario(json, view.scenario);
  json.text("status", view.result.status ? status_name(*view.result.status) : std::string_view{});
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

}  // namespace allot::report
