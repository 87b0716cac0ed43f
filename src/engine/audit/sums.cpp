// (a) Printed sums, and the total that is given, against what they add up. SEMANTICS, Checking a
// printed table.

#include <algorithm>

#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

/// A key may have another figure below it than a sum: an average, a rate of the whole. Such a one
/// is below the largest of its rows. What percentages of the whole add up to is said of the column
/// (percentages.cpp).
bool is_no_sum(const AuditTask& task, const PrintedColumn& column, const PrintedSum& sum,
               const Fraction& printed) {
  if (column.role == PrintedRole::kPercent) {
    return sum.rows.size() == task.table.rows.size() && printed == Fraction{1};
  }
  return column.role == PrintedRole::kKey && std::ranges::any_of(sum.rows, [&](std::uint32_t row) {
           return column.cells[row] && column.cells[row]->value > printed;
         });
}

/// An amount that is no larger than one of its rows, where another number of the line is the sum of
/// its own, may be an average.
bool may_be_average(const PrintedTable& table, const PrintedColumn& column, const PrintedSum& sum,
                    const Fraction& printed) {
  const bool is_larger = std::ranges::any_of(sum.rows, [&](std::uint32_t row) {
    return column.cells[row] && column.cells[row]->value > printed;
  });
  for (std::size_t other = 0; is_larger && other < table.columns.size(); ++other) {
    const PrintedColumn& counted = table.columns[other];
    const auto& number = sum.cells[other];
    if (number && number->value.sign() > 0 &&
        total_of(counted, sum.rows, ColumnUnits{counted}).sum == number->value) {
      return true;
    }
  }
  return false;
}

AuditVerdict verdict_of(const AuditTask& task, const ColumnSum& sum) {
  const Fraction off = magnitude_of(sum.difference());
  if (off <= sum.rounding || (sum.reproduced && off <= sum.one_way)) {
    return AuditVerdict::kConsistent;
  }
  const bool may_be_one_way = off <= sum.one_way && !task.to_nearest[sum.column];
  return may_be_one_way || sum.empty > 0 ? AuditVerdict::kCannotTell : AuditVerdict::kInconsistent;
}

ColumnSum compared(const AuditTask& task, std::size_t column, const ColumnTotal& total,
                   const Fraction& printed, const Fraction& half) {
  return {.column = column,
          .sum = {},
          .rows = total.rows,
          .empty = total.empty,
          .printed = printed,
          .added = total.sum,
          .rounding = total.halves + half,
          .one_way = one_way(total, task.unit_of_rule[column]) + half,
          .reproduced = task.may_leave(column, total.rows, {printed - half, printed + half})};
}

void check_printed_sums(const AuditTask& task, std::size_t index, Findings& findings) {
  const PrintedColumn& column = task.table.columns[index];
  const ColumnUnits units{column};  // once: a table may have hundreds of sums
  for (std::size_t i = 0; i < task.table.sums.size(); ++i) {
    const PrintedSum& sum = task.table.sums[i];
    const auto& printed = sum.cells[index];
    if (!printed || sum.rows.empty() || is_no_sum(task, column, sum, printed->value)) {
      continue;
    }
    ColumnSum fact = compared(task, index, total_of(column, sum.rows, units), printed->value,
                              half_of(*printed, units.printed));
    fact.sum = i;
    if (fact.empty < fact.rows) {
      AuditVerdict verdict = verdict_of(task, fact);
      if (verdict == AuditVerdict::kInconsistent &&
          may_be_average(task.table, column, sum, printed->value)) {
        verdict = AuditVerdict::kCannotTell;
      }
      findings.push_back({verdict, fact, printed->where});
    }
  }
}

/// Rows that add up to less may be those of an excerpt.
bool may_be_excerpt(const AuditTask& task, const ColumnSum& fact) {
  if (fact.difference().sign() > 0) {
    return false;
  }
  const auto keys = columns_of(task.table, PrintedRole::kKey);
  const bool counts_lack =
      task.known.count && std::ranges::any_of(keys, [&](std::size_t key) {
        return total_of(task.table.columns[key]).sum < Fraction{*task.known.count};
      });
  return !task.table.complete || counts_lack;
}

/// Of several columns of amounts the total is that of the one that adds up to it.
void check_given_total(const AuditTask& task, Findings& findings) {
  const auto amounts = columns_of(task.table, PrintedRole::kAmount);
  for (const std::size_t column : amounts) {
    ColumnSum fact =
        compared(task, column, total_of(task.table.columns[column]), *task.known.total, {});
    AuditVerdict verdict = verdict_of(task, fact);
    if (verdict == AuditVerdict::kInconsistent && may_be_excerpt(task, fact)) {
      verdict = AuditVerdict::kCannotTell;
    }
    if (amounts.size() == 1 || verdict == AuditVerdict::kConsistent) {
      findings.push_back({verdict, fact, task.table.columns[column].where});
    }
  }
}

}  // namespace

Findings check_sums(const AuditTask& task) {
  Findings findings;
  for (std::size_t i = 0; i < task.table.columns.size(); ++i) {
    if (task.table.columns[i].role != PrintedRole::kChange) {
      check_printed_sums(task, i, findings);
    }
  }
  if (task.known.total) {
    check_given_total(task, findings);
  }
  return findings;
}

}  // namespace allot::engine
