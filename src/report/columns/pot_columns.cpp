#include <algorithm>
#include <array>
#include <memory>

#include "report/columns/run_table.hpp"

namespace allot::report {
namespace {

using AmountOf = Money (*)(const engine::PotResult& pot);

Money sum_of_amounts(const auto& parts) {
  Money sum;
  for (const auto& part : parts) {
    sum += part.amount;
  }
  return sum;
}

/// An amount of each pot.
struct PotAmountColumn {
  std::string_view name;
  AmountOf amount_of;
  bool always = true;  ///< also where it is 0 in all pots
};

constexpr std::array kAmounts{
    PotAmountColumn{"amount", [](const engine::PotResult& pot) { return pot.amount; }},
    PotAmountColumn{
        "top_up", [](const engine::PotResult& pot) { return sum_of_amounts(pot.top_ups); }, false},
    PotAmountColumn{"budget", [](const engine::PotResult& pot) { return pot.budget; }},
    PotAmountColumn{"reserved",
                    [](const engine::PotResult& pot) { return sum_of_amounts(pot.reserves); }},
    PotAmountColumn{"passed_on",
                    [](const engine::PotResult& pot) { return sum_of_amounts(pot.passed_on); },
                    false},
    PotAmountColumn{"not_assigned", [](const engine::PotResult& pot) { return pot.not_assigned; }},
    PotAmountColumn{"left_over", [](const engine::PotResult& pot) { return pot.left_over; }},
};

/// Of one year it is not known why money goes to no district.
constexpr std::array kAmountsOfYear{
    kAmounts[0],
    kAmounts[2],
    PotAmountColumn{"elsewhere",
                    [](const engine::PotResult& pot) { return pot.amount - pot.budget; }},
};

bool is_shown(const PotAmountColumn& column, const std::vector<engine::PotResult>& pots) {
  return column.always || std::ranges::any_of(pots, [&](const engine::PotResult& pot) {
           return column.amount_of(pot) != Money{};
         });
}

TableColumn pot_amounts(const RunView& view, const std::vector<std::size_t>& pots,
                        const PotAmountColumn& amounts) {
  int128 total = 0;
  for (const engine::PotResult& pot : view.result.pots) {
    total += amounts.amount_of(pot).minor();
  }
  return {.name = std::string{amounts.name},
          .cell = [&results = view.result.pots, &pots, amount_of = amounts.amount_of](
                      std::size_t row) { return Cell::of(amount_of(results[pots[row]])); },
          .total = Cell::of(total),
          .decimals = view.scenario.decimals};
}

}  // namespace

ColumnSet pot_columns(const RunView& view, Audience audience, const Words& words) {
  const auto rows = std::make_shared<const PotRows>(pot_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  const bool titled =
      std::ranges::any_of(rows->titles, [](std::string_view title) { return !title.empty(); });
  set.add(text_column("pot", rows->ids));
  set.add(text_column("title", rows->titles), titled || audience != Audience::kPeople);
  set.columns.back().shrinks = true;
  set.columns[0].stub = set.columns[1].stub = true;
  for (const PotAmountColumn& amounts :
       view.year.empty() ? std::span<const PotAmountColumn>{kAmounts} : kAmountsOfYear) {
    set.add(pot_amounts(view, rows->pots, amounts), is_shown(amounts, view.result.pots));
  }
  add_per_unit(view, words, set,
               [](const Quantities& counts, std::size_t) { return counts.total(); });
  return set;
}

}  // namespace allot::report
