#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "allot/core/date.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/compare/compare_report.hpp"
#include "report/compare/step_pairs.hpp"
#include "report/rules/rule_words.hpp"
#include "report/words/name_told_apart.hpp"

namespace allot::report {
namespace {

using enum Text;
using Lines = std::vector<std::string>;

bool is_missing(const Column& column, std::size_t row) {
  return !column.missing.empty() && column.missing[row];
}

bool surely_the_same(const Column& before, const Column& after) {
  return before.missing == after.missing && before.values.narrow() != nullptr &&
         after.values.narrow() != nullptr && *before.values.narrow() == *after.values.narrow() &&
         before.values.denominator() == after.values.denominator();
}

Fraction magnitude(const Fraction& value) { return value.sign() < 0 ? -value : value; }

/// How many cells of a column differ, and the one that differs most.
class ColumnDifference {
 public:
  ColumnDifference(const Scenario& scenario, const Column& before, const Column& after)
      : scenario_{scenario}, before_{before}, after_{after} {
    for (std::size_t row = 0; row < before.values.size(); ++row) {
      add(row);
    }
  }

  [[nodiscard]] std::size_t cells() const { return cells_; }

  [[nodiscard]] std::string text(const Words& words) const {
    const Districts& districts = scenario_.districts;
    return words(kCellsDiffer, {after_.name, words.count(cells_),
                                name_told_apart(districts.ids, districts.names, most_),
                                cell_text(before_, words), cell_text(after_, words)});
  }

 private:
  void add(std::size_t row) {
    const Fraction change = magnitude(after_.values.at(row) - before_.values.at(row));
    if (change.sign() == 0 && is_missing(before_, row) == is_missing(after_, row)) {
      return;
    }
    if (cells_ == 0 || change > largest_) {
      most_ = row;
      largest_ = change;
    }
    ++cells_;
  }

  [[nodiscard]] std::string cell_text(const Column& column, const Words& words) const {
    return is_missing(column, most_)
               ? words(kEmptyCell)
               : fraction_text(column.values.at(most_), column.decimals, words.numbers);
  }

  const Scenario& scenario_;
  const Column& before_;
  const Column& after_;
  std::size_t cells_ = 0, most_ = 0;
  Fraction largest_;
};

const Column* same_name(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.columns, name, &Column::name);
  return found == scenario.columns.end() ? nullptr : &*found;
}

/// What the districts' numbers differ in: the columns with the same name.
void add_column_differences(const Scenario& before, const Scenario& after, const Words& words,
                            Lines& lines) {
  if (before.districts.ids != after.districts.ids) {
    return;
  }
  for (const Column& column : before.columns) {
    const Column* other = same_name(after, column.name);
    if (other == nullptr) {
      lines.push_back(words(kColumnNotUsed, {column.name}));
    } else if (!surely_the_same(column, *other)) {
      const ColumnDifference difference{after, column, *other};
      if (difference.cells() > 0) {
        lines.push_back(difference.text(words));
      }
    }
  }
  for (const Column& column : after.columns) {
    if (same_name(before, column.name) == nullptr) {
      lines.push_back(words(kColumnUsedNow, {column.name}));
    }
  }
}

/// What one thing is in both, a line for each field that differs.
class Differences {
 public:
  Differences(std::string thing, Lines& lines, const Words& words)
      : thing_{std::move(thing)}, lines_{lines}, words_{words} {}

  void field(std::string_view name, const std::string& before, const std::string& after) {
    differ(fmt::format("`{}` ", name), before, after);
  }
  void differ(std::string_view what, const std::string& before, const std::string& after) {
    if (before != after) {
      say(fmt::format("{}{}", what, words_(kOldAndNew, {before, after})));
    }
  }
  void say(std::string_view what) {
    lines_.push_back(
        fmt::format("{}{}{}", thing_, thing_.empty() ? "" : words_(kColon) + " ", what));
  }

 private:
  std::string thing_;
  Lines& lines_;
  const Words& words_;
};

std::string period_text(const std::optional<Period>& period, const Words& words) {
  return period ? words(kFromUntil,
                        {words.date(date_text(period->from)), words.date(date_text(period->until))})
                : "";
}

class Inputs {
 public:
  Inputs(const Scenario& before, const Scenario& after, const Words& words)
      : before_{before},
        after_{after},
        words_{words},
        old_words_{before, std::max(before.decimals, after.decimals), words},
        new_words_{after, std::max(before.decimals, after.decimals), words} {}

  Lines lines() {
    scenario_fields();
    pots();
    keys();
    if (before_.groups && after_.groups) {
      add_column_differences(*before_.groups, *after_.groups, words_, lines_);
    }
    add_column_differences(before_, after_, words_, lines_);
    return std::move(lines_);
  }

 private:
  void scenario_fields() {
    Differences scenario{"", lines_, words_};
    scenario.field("year", before_.year, after_.year);
    scenario.field("currency", before_.currency, after_.currency);
    scenario.field("period", period_text(before_.period, words_),
                   period_text(after_.period, words_));
    scenario.field("prior", old_words_.prior(before_.prior), new_words_.prior(after_.prior));
  }

  /// Of the same id, or where each has one.
  [[nodiscard]] const Pot* partner(const Pot& pot, const Scenario& in, const Scenario& of) const {
    const auto same = std::ranges::find(in.pots, pot.id, &Pot::id);
    if (same != in.pots.end()) {
      return &*same;
    }
    return in.pots.size() == 1 && of.pots.size() == 1 ? &in.pots.front() : nullptr;
  }

  void pots() {
    for (const Pot& pot : before_.pots) {
      if (const Pot* other = partner(pot, after_, before_)) {
        both(pot, *other);
      } else {
        lines_.push_back(words_(kPotGone, {pot.id, old_words_.amount(pot.amount)}));
      }
    }
    for (const Pot& pot : after_.pots) {
      if (partner(pot, before_, after_) == nullptr) {
        lines_.push_back(words_(kPotNew, {pot.id, new_words_.amount(pot.amount)}));
      }
    }
  }

  void both(const Pot& before, const Pot& after) {
    Differences pot{words_(kPotNamed, {after.id}), lines_, words_};
    pot.field("id", before.id, after.id);
    pot.field("amount", old_words_.amount(before.amount), new_words_.amount(after.amount));
    pot.field("contributors", old_words_.contributors(before), new_words_.contributors(after));
    steps(before, after, pot);
    rounding(before.rounding, after.rounding, pot);
    pot.field("prior", old_words_.prior(before.prior), new_words_.prior(after.prior));
    pot.field("prorate", old_words_.prorate(before.prorate), new_words_.prorate(after.prorate));
    pot.field("if_claims_exceed", before.reduce_claims ? "`reduce_pro_rata`" : "`error`",
              after.reduce_claims ? "`reduce_pro_rata`" : "`error`");
    pot.field("unclaimed", old_words_.unclaimed(before), new_words_.unclaimed(after));
    pot.field("tranches", old_words_.tranches(before), new_words_.tranches(after));
    pot.field("settle", old_words_.settlement(before), new_words_.settlement(after));
    whom(before, after, pot);
    participation(before, after, pot);
  }

  void steps(const Pot& before, const Pot& after, Differences& pot) const {
    Lines old_steps, new_steps;
    for (const Step& step : before.steps) {
      old_steps.push_back(old_words_.step(step));
    }
    for (const Step& step : after.steps) {
      new_steps.push_back(new_words_.step(step));
    }
    if (old_steps == new_steps) {
      return;
    }
    const StepPairs pairs = step_pairs(before.steps, old_steps, after.steps, new_steps);
    std::vector<std::optional<std::size_t>> was(new_steps.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i]) {
        was[*pairs[i]] = i;
      } else {
        pot.say(words_(kStepTakenOut, {old_steps[i]}));
      }
    }
    for (std::size_t i = 0; i < was.size(); ++i) {
      if (!was[i]) {
        pot.say(words_(kStepPutIn, {new_steps[i]}));
      } else if (old_steps[*was[i]] != new_steps[i]) {
        step(before.steps[*was[i]], after.steps[i], i, pot);
      }
    }
    order_of_steps(after, was, new_steps, pot);
  }

  /// Of the steps that both have, from the first to the last that stands elsewhere. By name, where
  /// names tell them apart.
  void order_of_steps(const Pot& after, const std::vector<std::optional<std::size_t>>& was,
                      const Lines& new_steps, Differences& pot) const {
    using Place = std::pair<std::size_t, std::size_t>;  // before, after
    std::vector<Place> now;
    for (std::size_t i = 0; i < was.size(); ++i) {
      if (was[i]) {
        now.emplace_back(*was[i], i);
      }
    }
    std::vector<Place> then = now;
    std::ranges::sort(then);
    while (!now.empty() && now.back() == then.back()) {
      now.pop_back();
      then.pop_back();
    }
    const auto same = std::ranges::mismatch(now, then).in1 - now.begin();
    const auto order = [&](const std::vector<Place>& places, bool in_full) {
      Lines steps;
      for (auto place = places.begin() + same; place != places.end(); ++place) {
        steps.push_back(in_full ? new_steps[place->second]
                                : RuleWords::step_name(after.steps[place->second]));
      }
      return fmt::format("{}", fmt::join(steps, ", "));
    };
    const bool in_full = order(then, false) == order(now, false);
    pot.differ(words_(kOrderOfSteps) + words_(kColon) + " ", order(then, in_full),
               order(now, in_full));
  }

  /// `index`: of the step as it is now.
  void step(const Step& before, const Step& after, std::size_t index, Differences& pot) const {
    const std::string number = std::to_string(index + 1);
    const bool same_fields =
        before.kind == after.kind &&
        std::equal(before.arguments.begin(), before.arguments.end(), after.arguments.begin(),
                   after.arguments.end(),
                   [](const Argument& a, const Argument& b) { return a.name == b.name; });
    if (!same_fields) {
      pot.differ(words_(kStepAt, {number}) + " ", old_words_.step(before), new_words_.step(after));
      return;
    }
    const std::string name = words_(kStepNamed, {number, RuleWords::step_name(after)}) + " ";
    for (std::size_t i = 0; i < before.arguments.size(); ++i) {
      pot.differ(name, old_words_.argument(before, before.arguments[i]),
                 new_words_.argument(after, after.arguments[i]));
    }
  }

  void rounding(const RoundingRule& before, const RoundingRule& after, Differences& pot) const {
    pot.field("rounding.unit", old_words_.amount(before.unit), new_words_.amount(after.unit));
    pot.field("rounding.method", old_words_.method(before), new_words_.method(after));
    pot.field("rounding.residual", old_words_.residual(before), new_words_.residual(after));
    pot.field("rounding.ties", old_words_.ties(before), new_words_.ties(after));
    pot.field("rounding.minimum", old_words_.unit_bound(before.minimum),
              new_words_.unit_bound(after.minimum));
    pot.field("rounding.maximum", old_words_.unit_bound(before.maximum),
              new_words_.unit_bound(after.maximum));
  }

  static bool same_spans(const std::vector<Span>& a, const std::vector<Span>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Span& one, const Span& two) {
      return one.from == two.from && one.until == two.until;
    });
  }

  /// Each in its own period: who takes part all the time in both takes part at the same times.
  [[nodiscard]] bool same_times(const std::vector<Span>& a, const std::vector<Span>& b) const {
    const auto whole = [](const std::vector<Span>& spans, const std::optional<Period>& period) {
      return period && spans.size() == 1 && spans.front().from == period->from &&
             spans.front().until == period->until;
    };
    return same_spans(a, b) || (whole(a, before_.period) && whole(b, after_.period));
  }

  static bool is_dated(const Pot& pot) {
    return pot.participation && !pot.participation->spans.empty();
  }

  /// Steps that say the same of a column that says something else.
  void whom(const Pot& before, const Pot& after, Differences& pot) const {
    const bool comparable =
        before.steps.size() == after.steps.size() && before_.districts.ids == after_.districts.ids;
    for (std::size_t step = 0; comparable && step < after.steps.size(); ++step) {
      const auto* was = before.steps[step].get<Where>(engine::kWhere);
      const auto* is = after.steps[step].get<Where>(engine::kWhere);
      if (was == nullptr || is == nullptr || old_words_.where(*was) != new_words_.where(*is)) {
        continue;
      }
      std::vector<std::string_view> joined, left;
      for (std::size_t i = 0; i < is->districts.size(); ++i) {
        if (was->districts[i] != is->districts[i]) {
          (is->districts[i] ? joined : left).push_back(after_.districts.ids[i]);
        }
      }
      const std::string name =
          words_(kStepNamed, {std::to_string(step + 1), RuleWords::step_name(after.steps[step])}) +
          " ";
      say_who(kTakePartNow, joined, pot, name);
      say_who(kTakeNoPartAnyMore, left, pot, name);
    }
  }

  void participation(const Pot& before, const Pot& after, Differences& pot) const {
    std::vector<std::string_view> joined, left, other_dates;
    const auto& ids = after_.districts.ids;
    if (before_.districts.ids != ids) {
      return;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool was_in = !before.participation || before.participation->takes_part(i);
      const bool is_in = !after.participation || after.participation->takes_part(i);
      if (was_in != is_in) {
        (is_in ? joined : left).push_back(ids[i]);
      } else if (is_in && is_dated(before) && is_dated(after) &&
                 !same_times(before.participation->spans[i], after.participation->spans[i])) {
        other_dates.push_back(ids[i]);
      }
    }
    say_who(kTakePartNow, joined, pot);
    say_who(kTakeNoPartAnyMore, left, pot);
    say_who(kTakePartAtOtherTimes, other_dates, pot);
  }

  void say_who(Text text, const std::vector<std::string_view>& ids, Differences& pot,
               const std::string& of = {}) const {
    if (!ids.empty()) {
      pot.say(of + words_(text, {words_.districts(after_.districts, ids.size()),
                                 words_.list(ids, ids.size())}));
    }
  }

  /// A column that is used as a key is one, of the same name.
  static bool is_plain(const Scenario& scenario, const Key& key) {
    return key.column && !key.rounding && scenario.column(*key.column).name == key.name;
  }

  void keys() {
    for (const Key& key : before_.keys) {
      const auto same = std::ranges::find(after_.keys, key.name, &Key::name);
      if (same != after_.keys.end()) {
        Differences{words_(kKeyNamed, {key.name}), lines_, words_}.differ("", old_words_.key(key),
                                                                          new_words_.key(*same));
      } else if (!is_plain(before_, key)) {
        lines_.push_back(words_(kKeyGone, {key.name}));
      }
    }
    for (const Key& key : after_.keys) {
      const bool known =
          std::ranges::find(before_.keys, key.name, &Key::name) != before_.keys.end();
      if (!known && !is_plain(after_, key)) {
        lines_.push_back(words_(kKeyNew, {key.name, new_words_.key(key)}));
      }
    }
  }

  const Scenario& before_;
  const Scenario& after_;
  const Words& words_;
  RuleWords old_words_, new_words_;
  Lines lines_;
};

}  // namespace

std::vector<std::string> input_differences(const Scenario& before, const Scenario& after,
                                           const Words& words) {
  return Inputs{before, after, words}.lines();
}

}  // namespace allot::report
