// (b) A pot that amounts and percentages have in common, and (c) one rate for all. SEMANTICS,
// Checking a printed table.

#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"
#include "engine/audit/shared_rate.hpp"

namespace allot::engine {

namespace {

AuditVerdict verdict_of(const SharedRate& rate) {
  return rate.strays.empty()     ? AuditVerdict::kConsistent
         : rate.strays_are_wrong ? AuditVerdict::kInconsistent
                                 : AuditVerdict::kCannotTell;
}

/// Columns that may not belong together say nothing where most rows do not agree, and nothing is
/// said against amounts that a rule gives exactly.
bool is_worth_saying(const AuditTask& task, std::size_t amount, const SharedRate& rate, bool sure) {
  return rate.rows > 1 && (sure || are_few(rate.strays.size(), rate.rows)) &&
         (rate.strays.empty() || !task.reproduced(amount));
}

Location place_of(const AuditTask& task, std::size_t amount, const SharedRate& rate) {
  return rate.strays.empty() || !rate.strays_are_wrong
             ? task.table.columns[amount].where
             : place_of_cell(task.table, amount, rate.strays.front().row);
}

}  // namespace

Findings check_pots(const AuditTask& task) {
  Findings findings;
  const ColumnPairs columns = pairs_of(task.table, PrintedRole::kAmount, PrintedRole::kPercent);
  for (const auto& [amount, percent] : columns.pairs) {
    auto rate = shared_rate(task.table, amount, percent, false);
    if (!rate || !is_worth_saying(task, amount, *rate, columns.sure)) {
      continue;
    }
    const ColumnTotal total = total_of(task.table.columns[amount]);
    findings.push_back(
        {verdict_of(*rate),
         CommonPot{.amount = amount,
                   .percent = percent,
                   .rows = rate->rows,
                   .sharing = rate->sharing,
                   .pot = rate->rate,
                   .rounded = rate->rounded,
                   .amounts = total.empty == 0 && task.table.complete ? std::optional{total.sum}
                                                                      : std::nullopt,
                   .strays = rate->strays},
         place_of(task, amount, *rate)});
  }
  return findings;
}

Findings check_rates(const AuditTask& task) {
  Findings findings;
  const ColumnPairs columns = pairs_of(task.table, PrintedRole::kAmount, PrintedRole::kKey);
  for (const auto& [amount, key] : columns.pairs) {
    auto rate = shared_rate(task.table, amount, key, true);
    if (!rate || !is_worth_saying(task, amount, *rate, columns.sure)) {
      continue;
    }
    findings.push_back({verdict_of(*rate),
                        OneRate{.amount = amount,
                                .key = key,
                                .rows = rate->rows,
                                .sharing = rate->sharing,
                                .rate = rate->rate,
                                .rounded = rate->rounded,
                                .key_rounded = rate->key_rounded,
                                .strays = rate->strays},
                        place_of(task, amount, *rate)});
  }
  return findings;
}

}  // namespace allot::engine
