// (d) prior + shift = amount, and the change in percent. SEMANTICS, Checking a printed table.

#include <algorithm>
#include <functional>

#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

using ColumnOf = std::optional<std::size_t>;

/// The columns of one year.
struct Year {
  ColumnOf amount, prior, shift, change;
};

/// Where there are several of a role, the first belong together, and so on; where some have more
/// than others, nothing is known.
std::vector<Year> years_of(const PrintedTable& table) {
  const auto amounts = columns_of(table, PrintedRole::kAmount);
  const auto priors = columns_of(table, PrintedRole::kPrior);
  const auto shifts = columns_of(table, PrintedRole::kShift);
  const auto changes = columns_of(table, PrintedRole::kChange);
  const std::size_t count =
      std::max({amounts.size(), priors.size(), shifts.size(), changes.size()});
  const auto fits = [&](const auto& columns) { return columns.empty() || columns.size() == count; };
  if (!fits(amounts) || !fits(priors) || !fits(shifts) || !fits(changes)) {
    return {};
  }
  std::vector<Year> years;
  const auto nth = [](const auto& columns, std::size_t i) {
    return columns.empty() ? std::nullopt : ColumnOf{columns[i]};
  };
  for (std::size_t i = 0; i < count; ++i) {
    years.push_back({nth(amounts, i), nth(priors, i), nth(shifts, i), nth(changes, i)});
  }
  return years;
}

Range range_of(const PrintedNumber& number, const Fraction& unit, int halves) {
  const Fraction slack = half_of(number, unit) * Fraction{halves};
  return {number.value - slack, number.value + slack};
}

/// part / whole, whole.low > 0.
Range quotient(const Range& part, const Range& whole) {
  return {part.low / (part.low.sign() < 0 ? whole.low : whole.high),
          part.high / (part.high.sign() < 0 ? whole.high : whole.low)};
}

class ShiftCheck {
 public:
  ShiftCheck(const AuditTask& task, Findings& findings) : table_{task.table}, findings_{findings} {
    for (const PrintedColumn& column : table_.columns) {
      units_.push_back(coarse_unit_of(column));
    }
  }

  void check(const Year& year) {
    if (year.amount && year.prior && year.shift) {
      compare({.of = ShiftFigures::Of::kShift,
               .amount = year.amount,
               .prior = year.prior,
               .shift = year.shift,
               .change = {},
               .rows = 0,
               .holding = 0,
               .strays = {}},
              *year.shift,
              [&](std::size_t row, int halves) { return shift_of(year, row, halves); });
    }
    if (year.change && year.prior && (year.amount || year.shift)) {
      compare({.of = ShiftFigures::Of::kChange,
               .amount = year.amount,
               .prior = year.prior,
               .shift = year.amount ? ColumnOf{} : year.shift,
               .change = year.change,
               .rows = 0,
               .holding = 0,
               .strays = {}},
              *year.change,
              [&](std::size_t row, int halves) { return change_of(year, row, halves); });
    }
  }

 private:
  using Computed = std::function<std::optional<Range>(std::size_t row, int halves)>;

  /// What was rounded to the cell, with `halves` half units to each side.
  [[nodiscard]] std::optional<Range> cell(std::size_t column, std::size_t row, int halves) const {
    const auto& number = table_.columns[column].cells[row];
    return number ? std::optional{range_of(*number, units_[column], halves)} : std::nullopt;
  }

  [[nodiscard]] std::optional<Range> shift_of(const Year& year, std::size_t row, int halves) const {
    const auto now = cell(*year.amount, row, halves);
    const auto before = cell(*year.prior, row, halves);
    if (!now || !before) {
      return std::nullopt;
    }
    return Range{now->low - before->high, now->high - before->low};
  }

  /// Of a year before that is not above 0 there is none.
  [[nodiscard]] std::optional<Range> change_of(const Year& year, std::size_t row,
                                               int halves) const {
    const auto before = cell(*year.prior, row, halves);
    const auto part = cell(year.amount ? *year.amount : *year.shift, row, halves);
    if (!part || !before || before->low.sign() <= 0) {
      return std::nullopt;
    }
    const Range change = quotient(*part, *before);
    const Fraction whole = year.amount ? 1 : 0;
    return Range{change.low - whole, change.high - whole};
  }

  void compare(ShiftFigures fact, std::size_t column, const Computed& computed) {
    std::size_t reversed = 0;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      const auto& printed = table_.columns[column].cells[row];
      const std::optional<Range> exact = computed(row, 1);
      if (!printed || !exact) {
        continue;
      }
      ++fact.rows;
      const Range range = range_of(*printed, units_[column], 1);
      const Range negative{-exact->high, -exact->low};
      reversed += negative.meets(range) ? 1U : 0U;
      if (exact->meets(range)) {
        ++fact.holding;
      } else if (computed(row, 2).value_or(*exact).meets(range_of(*printed, units_[column], 2))) {
        ++fact.cut;
      } else {
        fact.strays.push_back(stray_row(row, *printed, *exact, unit_of(table_.columns[column])));
      }
    }
    if (fact.rows == 0) {
      return;
    }
    if (!fact.strays.empty() && reversed == fact.rows) {
      fact.reversed = true;
      fact.holding = fact.rows;
      fact.strays.clear();
    }
    // Where no more than half of the rows hold, the columns are of something else.
    const bool told = 2 * (fact.holding + fact.cut) > fact.rows;
    const AuditVerdict verdict = !fact.strays.empty() && told ? AuditVerdict::kInconsistent
                                 : !fact.strays.empty() || fact.cut > 0 ? AuditVerdict::kCannotTell
                                                                        : AuditVerdict::kConsistent;
    const Location where = verdict == AuditVerdict::kInconsistent
                               ? place_of_cell(table_, column, fact.strays.front().row)
                               : table_.columns[column].where;
    findings_.push_back({verdict, std::move(fact), where});
  }

  const PrintedTable& table_;
  Findings& findings_;
  std::vector<Fraction> units_;
};

}  // namespace

Findings check_shifts(const AuditTask& task) {
  Findings findings;
  ShiftCheck check{task, findings};
  for (const Year& year : years_of(task.table)) {
    check.check(year);
  }
  return findings;
}

}  // namespace allot::engine
