#include <algorithm>
#include <numeric>

#include "allot/core/error.hpp"
#include "report/columns/splits.hpp"

namespace allot::report {
namespace {

/// Why the pot is not in the selection, if it is not.
std::optional<LeftOut::What> lacks(const Pot& pot, RowsBy by, const std::string& year) {
  using What = LeftOut::What;
  const auto unless = [](bool has_it, What what) {
    return has_it ? std::nullopt : std::optional{what};
  };
  if (!year.empty()) {
    const std::vector<PartName> years = part_names(pot, RowsBy::kYear);
    return unless(std::ranges::find(years, year, &PartName::id) != years.end(), What::kNotOfYear);
  }
  if (by == RowsBy::kContributor) {
    return unless(!part_names(pot, by).empty(), What::kNoContributors);
  }
  return unless(by != RowsBy::kYear || pot.tranches, What::kNoTranches);
}

/// What a district has in all years, times the year's weight: what its tranche is rounded from.
Quantities exact_tranches(const engine::SplitTable& split, const Tranches& tranches,
                          std::size_t year, int decimals) {
  Quantities::Narrow minor(split.cells[year].size());
  for (const std::vector<Money>& cells : split.cells) {
    std::transform(cells.begin(), cells.end(), minor.begin(), minor.begin(),
                   [](Money cell, std::int64_t sum) { return sum + cell.minor(); });
  }
  const Fraction whole =
      std::accumulate(tranches.weights.begin(), tranches.weights.end(), Fraction{});
  return Quantities::from(std::move(minor), BigInt::power_of_ten(decimals))
      .times(tranches.weights[year] / whole);
}

/// One year of a pot. How its envelope was shared and rounded is no fact about the year.
engine::PotResult in_year(const Pot& pot, const engine::PotResult& envelope,
                          const std::string& year, int decimals) {
  const auto& years = pot.tranches->years;
  const auto index =
      static_cast<std::size_t>(std::find(years.begin(), years.end(), year) - years.begin());
  invariant(envelope.years && index < years.size(), "a pot with tranches is split by year");
  engine::PotResult result;
  result.amount = envelope.years->totals[index];
  result.budgets = envelope.years->cells[index];
  result.budget = std::accumulate(result.budgets.begin(), result.budgets.end(), Money{});
  result.exact = exact_tranches(*envelope.years, *pot.tranches, index, decimals);
  result.share = envelope.share;
  result.unit = envelope.unit;
  result.takes_part = envelope.takes_part;
  return result;
}

/// Of any of the pots; empty: all.
std::vector<bool> participants(const std::vector<engine::PotResult>& pots) {
  std::vector<bool> any;
  for (const engine::PotResult& pot : pots) {
    if (pot.takes_part.empty()) {
      return {};
    }
    any.resize(pot.takes_part.size());
    std::transform(any.begin(), any.end(), pot.takes_part.begin(), any.begin(),
                   std::logical_or<bool>{});
  }
  return any;
}

void add_up(engine::Result& result, std::size_t districts) {
  result.budgets.resize(districts);
  for (const engine::PotResult& pot : result.pots) {
    result.total += pot.budget;
    for (std::size_t i = 0; i < districts; ++i) {
      result.budgets[i] += pot.budgets[i];
    }
  }
  result.takes_part = participants(result.pots);
}

}  // namespace

std::optional<Selection> selection(const RunView& view, RowsBy by, const std::string& year) {
  Selection selected{.year = year, .whole = &view.scenario, .whole_result = &view.result};
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < view.scenario.pots.size(); ++i) {
    if (const auto lacking = lacks(view.scenario.pots[i], by, year)) {
      selected.left_out.push_back({static_cast<PotId>(i), *lacking});
    } else {
      kept.push_back(i);
    }
  }
  for (const std::size_t pot : kept) {
    // A top-up is paid beside the tranches.
    if (!year.empty() && !view.result.pots[pot].top_ups.empty()) {
      selected.left_out.push_back({static_cast<PotId>(pot), LeftOut::What::kTopUp});
    }
  }
  if (year.empty() && selected.left_out.empty()) {
    return std::nullopt;
  }
  selected.scenario = view.scenario;
  selected.scenario.pots.clear();
  selected.scenario.year = year.empty() ? view.scenario.year : year;
  for (const std::size_t i : kept) {
    const Pot& pot = selected.scenario.pots.emplace_back(view.scenario.pots[i]);
    const engine::PotResult& result = view.result.pots[i];
    selected.result.pots.push_back(
        year.empty() ? result : in_year(pot, result, year, view.scenario.decimals));
  }
  add_up(selected.result, view.scenario.districts.size());
  selected.result.keys = view.result.keys;
  selected.result.status = view.result.status;
  selected.result.status_where = view.result.status_where;
  return selected;
}

}  // namespace allot::report
