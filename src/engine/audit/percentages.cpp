// (a), (b) Percentages: what they add up to, and whether whole counts can be behind them.
// SEMANTICS, Checking a printed table.

#include <algorithm>
#include <utility>

#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

AuditVerdict verdict_of(const PercentageSum& sum, bool complete) {
  const Fraction off = magnitude_of(sum.difference());
  const bool too_little = sum.difference().sign() < 0;
  if (off <= sum.rounding || (sum.reproduced && off <= sum.one_way)) {
    return AuditVerdict::kConsistent;
  }
  const bool told =
      off > sum.one_way && (!too_little || (complete && sum.empty == 0 && !sum.of_excerpt));
  return told ? AuditVerdict::kInconsistent : AuditVerdict::kCannotTell;
}

void check_whole(const AuditTask& task, std::size_t index, Findings& findings) {
  const PrintedColumn& column = task.table.columns[index];
  const ColumnTotal total = total_of(column);
  if (total.empty == total.rows) {
    return;
  }
  const PrintedNumber* printed = printed_total(task.table, index);
  const PercentageSum fact{
      .column = index,
      .rows = total.rows,
      .empty = total.empty,
      .added = total.sum,
      .rounding = total.halves,
      .one_way = one_way(total, task.unit_of_rule[index]),
      .reproduced = task.reproduced(index),
      .of_excerpt = printed != nullptr && printed->value < Fraction{1} - printed->half};
  findings.push_back({verdict_of(fact, task.table.complete), fact, column.where});
}

/// Whole numbers within `times` halves of count * percentage.
std::pair<BigInt, BigInt> whole_numbers(const PrintedNumber& share, const Fraction& half,
                                        const BigInt& count) {
  const Fraction of{count};
  return {((share.value - half) * of).rounded(Rounding::kUp),
          ((share.value + half) * of).rounded(Rounding::kDown)};
}

struct Counts {
  BigInt least = 0, most = 0;
  std::vector<std::size_t> impossible = {};
  bool all = true;

  [[nodiscard]] bool feasible(const BigInt& count, bool complete) const {
    return impossible.empty() && least <= count && (count <= most || !complete || !all);
  }
};

/// `times`: 1 of numbers rounded to the nearest, 2 of those that may have been cut.
Counts counts_behind(const PrintedColumn& column, const BigInt& count, int times) {
  const Fraction unit = times == 1 ? unit_of(column) : coarse_unit_of(column);
  Counts counts;
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    const auto& cell = column.cells[row];
    if (!cell) {
      counts.all = false;
      continue;
    }
    auto [low, high] = whole_numbers(*cell, half_of(*cell, unit) * Fraction{times}, count);
    if (high < low) {
      counts.impossible.push_back(row);
    }
    counts.least += std::max(low, BigInt{0});
    counts.most += high;
  }
  return counts;
}

void check_counts(const AuditTask& task, std::size_t index, Findings& findings) {
  const PrintedColumn& column = task.table.columns[index];
  const BigInt& count = *task.known.count;
  const bool complete = task.table.complete;
  Counts counts = counts_behind(column, count, 1);
  AuditVerdict verdict = AuditVerdict::kConsistent;
  if (!counts.feasible(count, complete)) {
    verdict = counts_behind(column, count, 2).feasible(count, complete)
                  ? AuditVerdict::kCannotTell
                  : AuditVerdict::kInconsistent;
  }
  const Location where = counts.impossible.empty()
                             ? column.where
                             : place_of_cell(task.table, index, counts.impossible.front());
  findings.push_back({verdict,
                      WholeCounts{.column = index,
                                  .count = count,
                                  .least = std::move(counts.least),
                                  .most = std::move(counts.most),
                                  .impossible = std::move(counts.impossible)},
                      where});
}

}  // namespace

Findings check_percentages(const AuditTask& task) {
  Findings findings;
  for (const std::size_t column : columns_of(task.table, PrintedRole::kPercent)) {
    check_whole(task, column, findings);
    if (task.known.count) {
      check_counts(task, column, findings);
    }
  }
  return findings;
}

}  // namespace allot::engine
