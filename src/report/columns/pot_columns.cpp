#include <algorithm>
#include <array>
#include <memory>

#include "report/columns/run_table.hpp"

namespace allot::report {
namespace {

using AmountOf = Money (*)(const engine::PotResult& pot);

Money reserved(const engine::PotResult& pot) {
  Money sum;
  for (const engine::Reserve& reserve : pot.reserves) {
    sum += reserve.amount;
  }
  return sum;
}

Money topped_up(const engine::PotResult& pot) {
  Money sum;
  for (const engine::Reserve& top_up : pot.top_ups) {
    sum += top_up.amount;
  }
  return sum;
}

Money passed_on(const engine::PotResult& pot) {
  Money sum;
  for (const engine::PassedOn& passed : pot.passed_on) {
    sum += passed.amount;
  }
  return sum;
}

/// An amount of each pot.
struct PotAmountColumn {
  std::string_view name, header;
  AmountOf amount_of;
  bool always = true;  ///< also where it is 0 in all pots
};

constexpr std::array kAmounts{
    PotAmountColumn{"amount", "in", [](const engine::PotResult& pot) { return pot.amount; }},
    PotAmountColumn{"top_up", "topped up", &topped_up, false},
    PotAmountColumn{"budget", "budget", [](const engine::PotResult& pot) { return pot.budget; }},
    PotAmountColumn{"reserved", "reserved", &reserved},
    PotAmountColumn{"passed_on", "passed on", &passed_on, false},
    PotAmountColumn{"not_assigned", "not assigned",
                    [](const engine::PotResult& pot) { return pot.not_assigned; }},
    PotAmountColumn{"left_over", "left over",
                    [](const engine::PotResult& pot) { return pot.left_over; }},
};

/// Of one year it is not known why money goes to no district.
constexpr std::array kAmountsOfYear{
    kAmounts[0],
    kAmounts[2],
    PotAmountColumn{"elsewhere", "elsewhere",
                    [](const engine::PotResult& pot) { return pot.amount - pot.budget; }},
};

bool is_shown(const PotAmountColumn& column, const std::vector<engine::PotResult>& pots) {
  return column.always || std::any_of(pots.begin(), pots.end(), [&](const engine::PotResult& pot) {
           return column.amount_of(pot) != Money{};
         });
}

TableColumn pot_amounts(const RunView& view, const std::vector<std::size_t>& pots,
                        const PotAmountColumn& amounts) {
  const AmountOf amount_of = amounts.amount_of;
  TableColumn column;
  column.name = amounts.name;
  column.header = amounts.header;
  column.decimals = view.scenario.decimals;
  column.cell = [&results = view.result.pots, &pots, amount_of](std::size_t row) {
    return Cell::of(int128{amount_of(results[pots[row]]).minor()});
  };
  int128 total = 0;
  for (const engine::PotResult& pot : view.result.pots) {
    total += amount_of(pot).minor();
  }
  column.total = Cell::of(total);
  return column;
}

}  // namespace

ColumnSet pot_columns(const RunView& view, Audience audience) {
  const auto rows = std::make_shared<const PotRows>(pot_rows(view));
  ColumnSet set;
  set.kept = rows;
  set.figures = rows->figures();
  set.columns.push_back(text_column("pot", "pot", rows->ids));
  set.columns.push_back(text_column("title", "title", rows->titles));
  set.columns.back().shrinks = true;
  const bool titled = std::any_of(rows->titles.begin(), rows->titles.end(),
                                  [](std::string_view title) { return !title.empty(); });
  set.shown = titled || audience != Audience::kPeople ? std::vector<std::string>{"pot", "title"}
                                                      : std::vector<std::string>{"pot"};
  for (const PotAmountColumn& amounts :
       view.year.empty() ? std::span<const PotAmountColumn>{kAmounts} : kAmountsOfYear) {
    set.columns.push_back(pot_amounts(view, rows->pots, amounts));
    if (is_shown(amounts, view.result.pots)) {
      set.shown.emplace_back(amounts.name);
    }
  }
  if (view.scenario.per) {
    const Fraction count = view.scenario.column(*view.scenario.per).values.total();
    set.columns.push_back(per_unit_column(
        view, set.figures, [count](std::size_t) -> const Fraction& { return count; }));
    set.shown.push_back(set.columns.back().name);
  }
  return set;
}

}  // namespace allot::report
