// (f) What copying does to tables: rows that stand twice, amounts that stand in two rows, a value
// left from the column of another year (Königstein key 2014: Brandenburg).

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "engine/audit/checks.hpp"
#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

/// As many last digits as make it unlikely that a value comes twice by itself.
constexpr std::int64_t kPreciseUnits = 1'000;
constexpr std::int64_t kLongUnits = 100'000;
constexpr std::int64_t kOdds = 1'000;
constexpr std::size_t kLeastChanged = 7;

bool same_numbers(const PrintedTable& table, std::size_t a, std::size_t b) {
  return std::ranges::all_of(table.columns, [&](const PrintedColumn& column) {
    const auto& one = column.cells[a];
    const auto& other = column.cells[b];
    return one.has_value() == other.has_value() && (!one || one->value == other->value);
  });
}

bool has_precise_number(const PrintedTable& table, std::size_t row) {
  return std::ranges::any_of(table.columns, [&](const PrintedColumn& column) {
    const auto& cell = column.cells[row];
    return cell && cell->half.sign() > 0 &&
           magnitude_of(cell->value) >= twice(cell->half) * Fraction{kPreciseUnits};
  });
}

/// By id; of a table without ids by name, and then two rows of one name may be two districts.
void check_doubled(const PrintedTable& table, Findings& findings) {
  const bool ids = std::ranges::all_of(table.rows, [](const auto& row) { return !row.id.empty(); });
  std::map<std::string_view, std::size_t> first;
  std::vector<TwoRows> doubled;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const std::string_view label = ids ? table.rows[row].id : table.rows[row].name;
    const auto [at, is_new] = first.emplace(label, row);
    if (!is_new && !label.empty()) {
      doubled.push_back({at->second, row, same_numbers(table, at->second, row)});
    }
  }
  if (doubled.size() > 1 && !are_few(doubled.size(), table.rows.size())) {
    findings.push_back({AuditVerdict::kCannotTell,
                        ManyRowsEach{.rows = table.rows.size(), .ids = first.size()},
                        table.rows[doubled.front().second].where});
    return;
  }
  for (const TwoRows& rows : doubled) {
    const bool told = ids || (rows.same_numbers && has_precise_number(table, rows.first));
    findings.push_back({told ? AuditVerdict::kInconsistent : AuditVerdict::kCannotTell, rows,
                        table.rows[rows.second].where});
  }
}

/// The only two rows that share an amount, if there are no others.
std::optional<SharedAmount> only_pair(const PrintedColumn& column, std::size_t index) {
  std::map<Fraction, std::size_t> first;
  std::optional<SharedAmount> pair;
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    if (const auto& cell = column.cells[row]) {
      const auto [at, is_new] = first.emplace(cell->value, row);
      if (!is_new && pair) {
        return std::nullopt;
      }
      if (!is_new) {
        pair = {index, at->second, row};
      }
    }
  }
  return pair;
}

/// Whether amounts are so many units apart that two of them are hardly the same by chance.
bool is_unlikely(const PrintedColumn& column, const Fraction& shared) {
  const Fraction unit = coarse_unit_of(column);
  std::optional<Range> all;
  std::int64_t rows = 0;
  for (const auto& cell : column.cells) {
    if (cell) {
      all = all ? Range{std::min(all->low, cell->value), std::max(all->high, cell->value)}
                : Range{cell->value, cell->value};
      ++rows;
    }
  }
  const Fraction pairs = Fraction{BigInt{rows} * BigInt{rows - 1}} / Fraction{2};
  return shared >= unit * Fraction{kLongUnits} && !(shared / (unit * Fraction{kOdds})).is_whole() &&
         pairs * Fraction{kOdds} * unit <= all->high - all->low;
}

/// Where there are keys or percentages, the rate tells more (shared_rate.cpp).
void check_shared_amounts(const PrintedTable& table, Findings& findings) {
  if (!columns_of(table, PrintedRole::kKey).empty() ||
      !columns_of(table, PrintedRole::kPercent).empty()) {
    return;
  }
  for (const std::size_t column : columns_of(table, PrintedRole::kAmount)) {
    const auto pair = only_pair(table.columns[column], column);
    if (pair && table.rows[pair->first].label() != table.rows[pair->second].label() &&
        is_unlikely(table.columns[column], table.columns[column].cells[pair->first]->value)) {
      findings.push_back(
          {AuditVerdict::kCannotTell, *pair, table.columns[column].cells[pair->second]->where});
    }
  }
}

/// What a column should add up to, where rounding does not explain that it does not.
struct Fault {
  Fraction sum, should_be;
};
std::optional<Fault> fault_of(const PrintedTable& table, std::size_t index) {
  const PrintedColumn& column = table.columns[index];
  const ColumnTotal total = total_of(column);
  const PrintedNumber* printed = printed_total(table, index);
  std::optional<Fraction> should_be;
  if (column.role == PrintedRole::kPercent) {
    should_be = table.complete ? std::optional{Fraction{1}} : std::nullopt;
  } else if (printed != nullptr) {
    should_be = printed->value;
  }
  if (!should_be || total.empty > 0 ||
      magnitude_of(total.sum - *should_be) <= twice(total.coarse_halves)) {
    return std::nullopt;
  }
  return Fault{total.sum, *should_be};
}

/// The only row with one number in both columns, where the others have two.
std::optional<RepeatedValue> only_repeated(const PrintedTable& table, std::size_t one,
                                           std::size_t other) {
  std::optional<RepeatedValue> found;
  std::size_t changed = 0;
  const Fraction unit =
      std::max(coarse_unit_of(table.columns[one]), coarse_unit_of(table.columns[other]));
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& a = table.columns[one].cells[row];
    const auto& b = table.columns[other].cells[row];
    if (!a || !b) {
      continue;
    }
    if (a->value != b->value) {
      ++changed;
    } else if (found || magnitude_of(a->value) < unit * Fraction{kPreciseUnits}) {
      return std::nullopt;
    } else {
      found = RepeatedValue{.column = one,
                            .from = other,
                            .row = row,
                            .others = 0,
                            .restores = {},
                            .sum = {},
                            .should_be = {}};
    }
  }
  if (!found || changed < kLeastChanged) {
    return std::nullopt;
  }
  found->others = changed;
  return found;
}

void check_repeated(const PrintedTable& table, std::size_t one, std::size_t other,
                    Findings& findings) {
  auto found = only_repeated(table, one, other);
  if (!found) {
    return;
  }
  const auto fault_of_one = fault_of(table, one);
  const auto fault_of_other = fault_of(table, other);
  if (!fault_of_one && fault_of_other) {
    std::swap(found->column, found->from);
  }
  const auto& fault = fault_of_one ? fault_of_one : fault_of_other;
  const PrintedNumber& cell = *table.columns[found->column].cells[found->row];
  if (fault && !(fault_of_one && fault_of_other) && cell.value + fault->should_be > fault->sum) {
    found->restores = cell.value + fault->should_be - fault->sum;
    found->sum = fault->sum;
    found->should_be = fault->should_be;
  }
  findings.push_back({found->restores ? AuditVerdict::kInconsistent : AuditVerdict::kCannotTell,
                      *found, cell.where});
}

}  // namespace

Findings check_digits(const AuditTask& task) {
  Findings findings;
  const PrintedTable& table = task.table;
  if (table.rows.empty()) {
    return findings;
  }
  check_doubled(table, findings);
  check_shared_amounts(table, findings);
  for (const PrintedRole role : {PrintedRole::kAmount, PrintedRole::kPercent, PrintedRole::kKey}) {
    const auto columns = columns_of(table, role);
    for (std::size_t i = 1; i < columns.size(); ++i) {
      check_repeated(table, columns[i - 1], columns[i], findings);
    }
  }
  const ColumnPairs years = pairs_of(table, PrintedRole::kAmount, PrintedRole::kPrior);
  for (const auto& [amount, prior] : years.pairs) {
    if (years.sure) {
      check_repeated(table, amount, prior, findings);
    }
  }
  return findings;
}

}  // namespace allot::engine
