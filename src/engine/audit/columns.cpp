#include "engine/audit/columns.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/check/printed_check.hpp"

namespace allot::engine {

Fraction magnitude_of(const Fraction& value) { return value.sign() < 0 ? -value : value; }

Fraction twice(const Fraction& value) { return value + value; }

std::vector<std::size_t> columns_of(const PrintedTable& table, PrintedRole role) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].role == role) {
      columns.push_back(i);
    }
  }
  return columns;
}

ColumnPairs pairs_of(const PrintedTable& table, PrintedRole one, PrintedRole other) {
  const std::vector<std::size_t> ones = columns_of(table, one);
  const std::vector<std::size_t> others = columns_of(table, other);
  ColumnPairs result;
  if (ones.size() == others.size()) {
    for (std::size_t i = 0; i < ones.size(); ++i) {
      result.pairs.emplace_back(ones[i], others[i]);
    }
    return result;
  }
  result.sure = false;
  for (const std::size_t a : ones) {
    for (const std::size_t b : others) {
      result.pairs.emplace_back(a, b);
    }
  }
  return result;
}

Fraction unit_of(const PrintedColumn& column) {
  std::optional<Fraction> least;
  int decimals = 0;
  for (const auto& cell : column.cells) {
    if (!cell) {
      continue;
    }
    if (cell->half.sign() > 0) {
      const Fraction unit = twice(cell->half);
      least = least ? std::min(*least, unit) : unit;
    } else {
      decimals = std::max(decimals, cell->value.decimals().value_or(0));
    }
  }
  return least.value_or(Fraction{1, BigInt::power_of_ten(decimals)});
}

Fraction coarse_unit_of(const PrintedColumn& column, int least) {
  Fraction unit = unit_of(column);
  Fraction largest;
  for (const auto& cell : column.cells) {
    largest = cell ? std::max(largest, magnitude_of(cell->value)) : largest;
  }
  while (largest >= unit * Fraction{10 * least}) {
    const Fraction next = unit * Fraction{10};
    const auto divides = [&](const auto& cell) { return !cell || (cell->value / next).is_whole(); };
    if (!std::ranges::all_of(column.cells, divides)) {
      break;
    }
    unit = next;
  }
  return unit;
}

Fraction half_of(const PrintedNumber& number, const Fraction& unit) {
  return std::max(number.half, unit / Fraction{2});
}

ColumnTotal total_of(const PrintedColumn& column, std::span<const std::uint32_t> rows,
                     const ColumnUnits& units) {
  ColumnTotal total;
  for (const std::uint32_t row : rows) {
    ++total.rows;
    if (const auto& cell = column.cells[row]) {
      total.sum += cell->value;
      total.halves += half_of(*cell, units.printed);
      total.coarse_halves += half_of(*cell, units.coarse);
    } else {
      ++total.empty;
    }
  }
  return total;
}

ColumnTotal total_of(const PrintedColumn& column) {
  std::vector<std::uint32_t> rows(column.cells.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return total_of(column, rows, ColumnUnits{column});
}

Fraction one_way(const ColumnTotal& total, const Fraction& unit_of_rule) {
  const auto rows = static_cast<std::int64_t>(total.rows - total.empty);
  return std::max(twice(total.coarse_halves), Fraction{rows} * unit_of_rule);
}

const PrintedNumber* printed_total(const PrintedTable& table, std::size_t column) {
  for (const PrintedSum& sum : table.sums) {
    if (sum.rows.size() == table.rows.size() && sum.cells[column]) {
      return &*sum.cells[column];
    }
  }
  return nullptr;
}

StrayRow stray_row(std::size_t row, const PrintedNumber& printed, Range fits,
                   const Fraction& unit) {
  constexpr int kMostTried = 8;
  const Fraction half = unit / Fraction{2};
  const Fraction middle = (fits.low + fits.high) / twice(unit);
  StrayRow stray{.row = row, .fits = {}, .fit = Fraction{middle.rounded(Rounding::kHalfUp)} * unit};
  Fraction tried = Fraction{((fits.low - half) / unit).rounded(Rounding::kUp)} * unit;
  for (int i = 0; i < kMostTried && tried <= fits.high + half; ++i) {
    const Slip slip = slip_between(printed, tried, unit);
    if (slip != Slip::kNone && stray.slip != Slip::kDigitsExchanged) {
      stray.slip = slip;
      stray.fit = tried;
    }
    tried += unit;
  }
  stray.fits = std::move(fits);
  return stray;
}

Location place_of_cell(const PrintedTable& table, std::size_t column, std::size_t row) {
  const auto& cell = table.columns[column].cells[row];
  return cell ? cell->where : table.columns[column].where;
}

}  // namespace allot::engine
