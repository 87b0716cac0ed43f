#include "load/xlsx/column_sums.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace allot::load::xlsx {

namespace {

// A table of more sums is none of districts.
constexpr std::size_t kMostSums = 100'000;
constexpr std::uint32_t kMostFilled = 1'000'000;

/// Where a place is meant if the formula is filled from `from` to `to`; 0 beyond the edge.
std::uint32_t moved(const NamedPlace& place, std::uint32_t from, std::uint32_t to) {
  const std::int64_t at = std::int64_t{place.at} + (place.fixed ? 0 : std::int64_t{to} - from);
  return at > 0 ? static_cast<std::uint32_t>(at) : 0;
}

}  // namespace

void ColumnSums::add(CellName cell, std::string_view formula, std::string_view shared) {
  if (formula.empty()) {
    const auto filled = filled_.find(read_ordinal(shared, kMostFilled));
    if (!shared.empty() && filled != filled_.end()) {
      add_moved(cell, filled->second);
    }
    return;
  }
  Filled own{.first = cell, .summed = summed_cells(formula)};
  if (own.summed.empty()) {
    return;
  }
  add_moved(cell, own);
  if (!shared.empty()) {
    filled_.insert_or_assign(read_ordinal(shared, kMostFilled), std::move(own));
  }
}

void ColumnSums::add_moved(CellName cell, const Filled& filled) {
  const bool own_column = std::ranges::all_of(filled.summed, [&](const SummedCells& cells) {
    return moved(cells.column, filled.first.column, cell.column) == cell.column;
  });
  for (const SummedCells& cells : filled.summed) {
    if (own_column && sums_.size() < kMostSums) {
      sums_.push_back({.row = cell.row,
                       .column = cell.column,
                       .first = moved(cells.first, filled.first.row, cell.row),
                       .last = moved(cells.last, filled.first.row, cell.row)});
    }
  }
}

}  // namespace allot::load::xlsx
