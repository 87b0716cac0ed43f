#include <numeric>

#include "report/columns/run_table.hpp"

namespace allot::report {
namespace {

int128 sum_of(std::span<const Money> amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), int128{0},
                         [](int128 sum, Money amount) { return sum + amount.minor(); });
}

}  // namespace

std::vector<TableColumn> paid_columns(const RunView& view, const Figures& figures) {
  if (figures.paid.empty()) {
    return {};
  }
  const int128 total = sum_of(figures.paid);
  TableColumn paid;
  paid.name = paid.header = "paid";
  paid.decimals = view.scenario.decimals;
  paid.cell = [figures](std::size_t row) { return amount_cell(figures.paid[row]); };
  paid.total = Cell::of(total);
  TableColumn open;
  open.name = open.header = "open";
  open.decimals = view.scenario.decimals;
  open.cell = [figures](std::size_t row) {
    return Cell::of(int128{figures.budgets[row].minor() - figures.paid[row].minor()});
  };
  open.total = Cell::of(view.result.total.minor() - total);
  return {std::move(paid), std::move(open)};
}

}  // namespace allot::report
