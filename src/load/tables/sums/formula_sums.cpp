#include "load/tables/sums/formula_sums.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// A line of the sheet, and which of the rows it is.
struct LineOfRow {
  std::uint32_t line, index;
};

std::string what_is_added(const SheetSum& sum) {
  return sum.first == sum.last ? fmt::format("row {} and others", sum.first)
                               : fmt::format("rows {} to {}", sum.first, sum.last);
}

}  // namespace

std::vector<FoundSum> find_formula_sums(const Table& table, const SheetCells& sheet,
                                        std::span<const std::size_t> columns,
                                        std::span<const std::uint32_t> rows) {
  std::vector<LineOfRow> lines;
  for (std::uint32_t i = 0; i < rows.size() && !sheet.sums.empty(); ++i) {
    lines.push_back({table.line_of(rows[i]), i});
  }
  std::ranges::sort(lines, {}, &LineOfRow::line);
  std::vector<bool> is_found(rows.size());
  std::vector<FoundSum> found;
  for (const SheetSum& sum : sheet.sums) {
    const auto row = std::ranges::lower_bound(lines, sum.row, {}, &LineOfRow::line);
    const auto added = std::ranges::lower_bound(lines, sum.first, {}, &LineOfRow::line);
    const bool is_row = row != lines.end() && row->line == sum.row && !is_found[row->index];
    const bool adds_row = added != lines.end() && added->line <= sum.last;
    if (is_row && adds_row && std::ranges::find(columns, sum.column - 1) != columns.end()) {
      is_found[row->index] = true;
      found.push_back(
          {row->index, fmt::format("its formula in column {} adds up {}",
                                   quoted(table.header()[sum.column - 1]), what_is_added(sum))});
    }
  }
  return found;
}

void add_sums(std::vector<FoundSum>& sums, std::vector<FoundSum> others) {
  if (std::ranges::any_of(others, &FoundSum::certain)) {
    std::erase_if(sums, [](const FoundSum& sum) { return !sum.certain; });
  }
  std::unordered_set<std::uint32_t> there;
  for (const FoundSum& sum : sums) {
    there.insert(sum.index);
  }
  for (FoundSum& other : others) {
    if (there.insert(other.index).second) {
      sums.push_back(std::move(other));
    }
  }
}

}  // namespace allot::load
