// (e) Which rounding methods, units and residuals give exactly what is printed: all that do, by the
// engine's own methods, and never one that does not. SEMANTICS, Checking a printed table.

#include <algorithm>
#include <numeric>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

constexpr std::size_t kMostUnits = 8;
constexpr std::size_t kSampled = 24;

struct Total {
  Fraction value;
  TotalFrom from;
};

void add_unless_there(std::vector<Total>& totals, const Total& total) {
  const auto same = [&](const Total& other) { return other.value == total.value; };
  if (total.value.sign() > 0 && std::ranges::none_of(totals, same)) {
    totals.push_back(total);
  }
}

/// Whether its numbers are parts of 1 or of 100, which they add up to but for rounding.
std::optional<Fraction> published_whole(const PrintedColumn& column) {
  if (column.role == PrintedRole::kPercent) {
    return Fraction{1};
  }
  if (column.role != PrintedRole::kKey) {
    return std::nullopt;
  }
  const ColumnTotal total = total_of(column);
  for (const Fraction& whole : {Fraction{1}, Fraction{100}}) {
    if (total.empty == 0 && magnitude_of(total.sum - whole) <= twice(total.halves) &&
        total.halves * Fraction{10} < whole) {
      return whole;
    }
  }
  return std::nullopt;
}

/// What a rule gives, against what is printed.
struct Trial {
  RuleFound rule;
  std::vector<std::size_t> differing;  ///< indices into the rows, the first few
  std::vector<Fraction> computed;      ///< what it gives to these
};

class RuleSearch {
 public:
  RuleSearch(const AuditTask& task, std::size_t column, std::size_t key)
      : task_{task},
        column_{task.table.columns[column]},
        key_{task.table.columns[key]},
        column_index_{column},
        key_index_{key},
        printed_unit_{unit_of(column_)} {
    std::vector<Fraction> weights;
    for (std::size_t row = 0; row < task.table.rows.size(); ++row) {
      const auto& printed = column_.cells[row];
      const auto& weight = key_.cells[row];
      if (printed && weight) {
        possible_ = possible_ && printed->value.sign() >= 0 && weight->value.sign() >= 0;
        rows_.push_back(row);
        printed_.push_back(&*printed);
        weights.push_back(weight->value);
        printed_sum_ += printed->value;
        coarse_ = coarse_ || twice(printed->half) > printed_unit_;
      }
    }
    all_ = task.table.complete && rows_.size() == task.table.rows.size();
    if (!possible_ || rows_.empty()) {
      return;
    }
    weights_ = Quantities::from(weights);
    weight_sum_ = weights_.total();
    proportions_ = weights_.proportions();
    scenario_.districts.ids.assign(rows_.size(), {});
    scenario_.districts.names.assign(rows_.size(), {});
  }

  [[nodiscard]] bool possible() const {
    return possible_ && rows_.size() > 1 && weight_sum_.sign() > 0 && printed_sum_.sign() > 0;
  }

  void search() {
    for (const Total& pot : pots()) {
      for (const Total& whole : wholes()) {
        for (const Fraction& unit : units()) {
          try_unit(pot, whole, unit);
        }
      }
    }
  }

  [[nodiscard]] const std::vector<RuleFound>& found() const { return found_; }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

  [[nodiscard]] NearestRule nearest() const {
    NearestRule result{
        .column = column_index_, .key = key_index_, .rows = rows_.size(), .rule = {}, .strays = {}};
    if (nearest_) {
      result.rule = nearest_->rule;
      for (std::size_t i = 0; i < nearest_->differing.size(); ++i) {
        const Fraction& computed = nearest_->computed[i];
        result.strays.push_back({rows_[nearest_->differing[i]], {computed, computed}, computed});
      }
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<Total> pots() const {
    std::vector<Total> pots;
    if (const auto whole = published_whole(column_)) {
      pots.push_back({*whole, TotalFrom::kPublished});
      return pots;
    }
    if (task_.known.total) {
      pots.push_back({*task_.known.total, TotalFrom::kGiven});
      return pots;
    }
    if (const PrintedNumber* printed = printed_total(task_.table, column_index_)) {
      add_unless_there(pots, {printed->value, TotalFrom::kPrinted});
    }
    if (all_) {
      add_unless_there(pots, {printed_sum_, TotalFrom::kRows});
    }
    return pots;
  }

  [[nodiscard]] std::vector<Total> wholes() const {
    std::vector<Total> wholes;
    if (all_) {
      wholes.push_back({weight_sum_, TotalFrom::kRows});
    }
    if (const auto whole = published_whole(key_)) {
      add_unless_there(wholes, {*whole, TotalFrom::kPublished});
    }
    if (const PrintedNumber* printed = printed_total(task_.table, key_index_)) {
      add_unless_there(wholes, {printed->value, TotalFrom::kPrinted});
    }
    if (task_.known.count && key_.role == PrintedRole::kKey) {
      add_unless_there(wholes, {Fraction{*task_.known.count}, TotalFrom::kGiven});
    }
    if (task_.known.total && key_.role == PrintedRole::kAmount) {
      add_unless_there(wholes, {*task_.known.total, TotalFrom::kGiven});
    }
    return wholes;
  }

  /// That of the last printed digit, and its multiples by ten that divide every number.
  [[nodiscard]] std::vector<Fraction> units() const {
    std::vector<Fraction> units{printed_unit_};
    while (units.size() < kMostUnits) {
      const Fraction next = units.back() * Fraction{10};
      const auto divides = [&](const PrintedNumber* number) {
        return (number->value / next).is_whole();
      };
      if (!std::ranges::all_of(printed_, divides)) {
        break;
      }
      units.push_back(next);
    }
    return units;
  }

  /// Whether the amounts are, roughly, such parts of the pot: all but a few of some rows. No method
  /// moves one by more than a unit and, of n units, its part (d'Hondt's and Adams's divisors are
  /// those of n units more or less).
  [[nodiscard]] bool is_plausible(const Fraction& factor, const Fraction& unit) const {
    const std::size_t step = std::max<std::size_t>(1, rows_.size() / kSampled);
    const Fraction part =
        Fraction{static_cast<std::int64_t>(rows_.size())} * unit / (weight_sum_ * factor);
    std::size_t sampled = 0;
    std::size_t far = 0;
    for (std::size_t i = 0; i < rows_.size(); i += step) {
      const Fraction exact = weights_.at(i) * factor;
      const Fraction slack = unit + printed_[i]->half + exact * part;
      ++sampled;
      far += magnitude_of(exact - printed_[i]->value) > slack ? 1U : 0U;
    }
    return far <= std::max<std::size_t>(1, sampled / 8);
  }

  void try_unit(const Total& pot, const Total& whole, const Fraction& unit) {
    const Fraction factor = pot.value / whole.value;
    if (!is_plausible(factor, unit)) {
      return;
    }
    try {
      const Quantities quotas = weights_.times(factor / unit);
      for (std::size_t i = 0; i < rounding_methods().size(); ++i) {
        try_method({.method = i,
                    .unit = unit,
                    .rest = {},
                    .pot = pot.value,
                    .whole = whole.value,
                    .pot_from = pot.from,
                    .whole_from = whole.from},
                   quotas);
      }
    } catch (const ArithmeticError&) {  // amounts in units beyond 15 digits: not this unit
    }
  }

  /// What a method that adds up gives out: all whole units of the pot; of shares that do not close
  /// what these leave of it, to the nearest.
  [[nodiscard]] std::optional<std::int64_t> units_of(const RuleFound& rule,
                                                     const Quantities& quotas) const {
    const Fraction all = rule.pot / rule.unit;
    const Fraction due = quotas.total();
    const BigInt units =
        due >= all ? all.rounded(Rounding::kDown)
                   : std::min(due.rounded(Rounding::kHalfUp), all.rounded(Rounding::kDown));
    return Money::from_minor(units).minor();
  }

  [[nodiscard]] bool adds_up_to(std::int64_t units, const Fraction& unit) const {
    return coarse_ || printed_sum_ == Fraction{units} * unit;
  }

  void try_method(RuleFound rule, const Quantities& quotas) {
    const RoundingMethod& method = rounding_methods()[rule.method];
    const bool closed = all_ && rule.whole == weight_sum_;
    // Methods that look at all need all; a key that is published with a gap leaves that out.
    const bool with_others = !method.each;
    if (with_others && !closed &&
        !(all_ && rule.whole_from == TotalFrom::kPublished && !method.divisor &&
          weight_sum_ < rule.whole)) {
      return;
    }
    const std::int64_t units = with_others ? *units_of(rule, quotas) : 0;
    if (method.divisor && !adds_up_to(units, rule.unit)) {
      return;
    }
    const RoundingRule ties{.unit = rule.unit,
                            .method = rule.method,
                            .residual = {},
                            .ties = {{TieRule::By::kId, {}}},
                            .minimum = {},
                            .maximum = {},
                            .where = {}};
    const TieOrder order{scenario_, ties, weights_};
    Problems problems;
    const RoundingOutcome outcome = method.round({.scenario = scenario_,
                                                  .quotas = quotas,
                                                  .units = units,
                                                  .weights = proportions_,
                                                  .ties = order,
                                                  .minimum = {},
                                                  .maximum = {},
                                                  .where = {},
                                                  .unit = rule.unit,
                                                  .signpost = method.signpost},
                                                 problems);
    if (!problems.has_errors()) {
      compare(std::move(rule), quotas, outcome, all_);
    }
  }

  [[nodiscard]] bool is_printed(std::size_t i, const Fraction& amount) const {
    const PrintedNumber& printed = *printed_[i];
    return printed.value == amount ||
           (twice(printed.half) > printed_unit_ && printed.admits(amount));
  }

  /// Every legitimate resolution of a tie is accepted: as many of the tied as the method chose have
  /// one more than the others.
  [[nodiscard]] bool resolves(const Tie& tie, std::vector<std::int64_t>& units,
                              const Fraction& unit) const {
    std::vector<std::int64_t> without = units;
    for (const DistrictId chosen : tie.chosen) {
      --without[index_of(chosen)];
    }
    std::size_t more = 0;
    for (const DistrictId tied : tie.tied) {
      const std::size_t i = index_of(tied);
      without[i] += is_printed(i, Fraction{without[i]} * unit) ? 0 : 1;
      more += is_printed(i, Fraction{without[i]} * unit) ? 0U : tie.tied.size();
    }
    const auto sum = [](const std::vector<std::int64_t>& of) {
      return std::accumulate(of.begin(), of.end(), std::int64_t{0});
    };
    if (more > 0 || sum(without) != sum(units)) {
      return false;
    }
    units = std::move(without);
    return true;
  }

  void compare(RuleFound rule, const Quantities& quotas, const RoundingOutcome& outcome,
               bool has_rest) {
    std::vector<std::int64_t> units = outcome.units;
    for (const Tie& tie : outcome.ties) {
      if (tie.stake == Stake::kUnits && resolves(tie, units, rule.unit)) {
        rule.tie = true;
      }
    }
    Trial trial{.rule = std::move(rule), .differing = {}, .computed = {}};
    const Fraction& unit = trial.rule.unit;
    const std::size_t most = std::max<std::size_t>(1, rows_.size() / 8);
    BigInt given = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      given += BigInt{units[i]};
      const Fraction amount = Fraction{units[i]} * unit;
      if (!is_printed(i, amount)) {
        trial.differing.push_back(i);
        trial.computed.push_back(amount);
        if (trial.differing.size() > most) {
          return;
        }
      }
    }
    if (has_rest) {
      trial.rule.rest = trial.rule.pot - Fraction{std::move(given)} * unit;
    }
    conclude(std::move(trial), quotas);
  }

  void conclude(Trial trial, const Quantities& quotas) {
    const Fraction& rest = trial.rule.rest;
    const RoundingMethod& method = rounding_methods()[trial.rule.method];
    if (method.each == Rounding::kExact && rest.sign() != 0) {
      return;
    }
    if (trial.differing.empty()) {
      trial.rule.residual =
          rest.sign() == 0 ? RuleFound::Residual::kNone : RuleFound::Residual::kReport;
      found_.push_back(std::move(trial.rule));
      return;
    }
    const std::size_t first = trial.differing.front();
    if (!method.closes && rest.sign() != 0 && trial.differing.size() == 1 &&
        is_largest(first, quotas) && is_printed(first, trial.computed.front() + rest)) {
      trial.rule.residual = RuleFound::Residual::kLargest;
      found_.push_back(std::move(trial.rule));
    } else if (are_few(trial.differing.size(), rows_.size()) &&
               (!nearest_ || trial.differing.size() < nearest_->differing.size())) {
      nearest_ = std::move(trial);
    }
  }

  [[nodiscard]] static bool is_largest(std::size_t row, const Quantities& quotas) {
    for (std::size_t i = 0; i < quotas.size(); ++i) {
      if (quotas.order(i, row) > 0) {
        return false;
      }
    }
    return true;
  }

  const AuditTask& task_;
  const PrintedColumn& column_;
  const PrintedColumn& key_;
  std::size_t column_index_, key_index_;
  Fraction printed_unit_;
  std::vector<std::size_t> rows_;
  std::vector<const PrintedNumber*> printed_;
  Quantities weights_, proportions_;
  Fraction printed_sum_, weight_sum_;
  bool possible_ = true;
  bool all_ = false;     ///< the table has all rows, and each both numbers
  bool coarse_ = false;  ///< some numbers are printed with fewer digits than others
  Scenario scenario_;    ///< which rounding asks for names
  std::vector<RuleFound> found_;
  std::optional<Trial> nearest_;
};

/// Shares that were cut off: rounding down gives them, and rounding to the nearest does not.
bool is_cut(const std::vector<RuleFound>& rules) {
  const auto has = [&](auto... names) {
    return std::ranges::any_of(rules, [&](const RuleFound& rule) {
      return ((rounding_methods()[rule.method].name == names) || ...);
    });
  };
  return has("down") && !has("half_up", "half_even", "largest_remainder", "sainte_lague");
}

/// A column, what it may go by, and whether they surely belong together.
struct Question {
  std::size_t column, key;
  bool sure;
};

std::vector<Question> questions(const PrintedTable& table) {
  std::vector<Question> questions;
  const auto add = [&](PrintedRole of, PrintedRole by) {
    const ColumnPairs columns = pairs_of(table, of, by);
    for (const auto& [column, key] : columns.pairs) {
      questions.push_back({column, key, columns.sure});
    }
  };
  add(PrintedRole::kAmount, PrintedRole::kKey);
  add(PrintedRole::kAmount, PrintedRole::kPercent);
  add(PrintedRole::kPercent, PrintedRole::kKey);
  add(PrintedRole::kPercent, PrintedRole::kAmount);
  const auto keys = columns_of(table, PrintedRole::kKey);
  for (const std::size_t share : keys) {
    for (const std::size_t key : keys) {
      if (share != key && published_whole(table.columns[share])) {
        questions.push_back({share, key, false});
      }
    }
  }
  return questions;
}

}  // namespace

Findings find_rules(const AuditTask& task) {
  Findings found;
  Findings near;
  std::vector<bool> reproduced(task.table.columns.size());
  for (const Question& question : questions(task.table)) {
    RuleSearch search{task, question.column, question.key};
    if (!search.possible()) {
      continue;
    }
    search.search();
    const PrintedColumn& column = task.table.columns[question.column];
    if (!search.found().empty()) {
      reproduced[question.column] = true;
      found.push_back(
          {AuditVerdict::kConsistent,
           Reproduced{.column = question.column,
                      .key = question.key,
                      .rows = search.rows(),
                      .rules = search.found(),
                      .cut = column.role != PrintedRole::kAmount && is_cut(search.found())},
           column.where});
    } else if (NearestRule nearest = search.nearest();
               nearest.rule || (question.sure && column.role == PrintedRole::kAmount)) {
      near.push_back({AuditVerdict::kCannotTell, std::move(nearest), column.where});
    }
  }
  for (AuditFinding& finding : near) {
    if (!reproduced[std::get<NearestRule>(finding.fact).column]) {
      found.push_back(std::move(finding));
    }
  }
  return found;
}

}  // namespace allot::engine
