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
  const int decimals = view.scenario.decimals;
  return {{.name = "paid",
           .header = "paid",
           .cell = [figures](std::size_t row) { return Cell::of(figures.paid[row]); },
           .total = Cell::of(total),
           .decimals = decimals},
          {.name = "open",
           .header = "open",
           .cell =
               [figures](std::size_t row) {
                 return Cell::of(int128{figures.budgets[row].minor() - figures.paid[row].minor()});
               },
           .total = Cell::of(view.result.total.minor() - total),
           .decimals = decimals}};
}

}  // namespace allot::report
