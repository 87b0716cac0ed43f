#include "report/columns/figures.hpp"

#include <algorithm>
#include <numeric>

namespace allot::report {
namespace {

std::vector<std::string_view> sorted_ids(std::span<const std::string_view> groups) {
  std::vector<std::string_view> ids{groups.begin(), groups.end()};
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// A group that `groups` does not have is called by its id.
std::vector<std::string_view> names_of(std::vector<std::string_view> ids, const Scenario* groups) {
  for (std::string_view& id : ids) {
    const auto group = groups == nullptr ? std::nullopt : groups->districts.find(id);
    id = group ? groups->districts.names[index_of(*group)] : id;
  }
  return ids;
}

std::vector<std::uint32_t> rows_of(std::span<const std::string_view> groups,
                                   const std::vector<std::string_view>& ids) {
  std::vector<std::uint32_t> rows;
  rows.reserve(groups.size());
  for (const std::string_view group : groups) {
    rows.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(ids, group) - ids.begin()));
  }
  return rows;
}

void add_district(GroupRows& rows, const Figures& figures, std::size_t district) {
  const std::size_t row = rows.row_of_district[district];
  const Location place = figures.places[district];
  rows.places[row] = rows.places[row] == Location{} ? place : std::min(rows.places[row], place);
  if (figures.participates(district)) {
    ++rows.districts[row];
    rows.takes_part[row] = true;
  }
  rows.budgets[row] += figures.budgets[district];
  if (const std::optional<Money> prior = figures.prior(district)) {
    rows.priors[row] = rows.priors[row].value_or(Money{}) + *prior;
  }
  if (!figures.paid.empty()) {
    rows.paid[row] += figures.paid[district];
  }
  if (!figures.settlements.empty()) {
    rows.settlements[row] += figures.settlements[district];
  }
}

}  // namespace

int128 sum_of(std::span<const Money> amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), int128{0},
                         [](int128 sum, Money amount) { return sum + amount.minor(); });
}

Figures district_figures(const RunView& view) {
  const Districts& districts = view.scenario.districts;
  Figures figures{districts.ids, districts.names, view.result.budgets, {}, districts.places};
  if (view.result.prior) {
    figures.priors = view.result.prior->budgets;
  }
  if (view.result.paid) {
    figures.paid = *view.result.paid;
  }
  if (view.result.settlements) {
    figures.settlements = view.result.settlements->amounts;
  }
  figures.takes_part = view.result.takes_part.empty() ? nullptr : &view.result.takes_part;
  return figures;
}

GroupRows group_rows(const RunView& view) {
  const Figures figures = district_figures(view);
  GroupRows rows;
  rows.ids = sorted_ids(view.scenario.districts.groups);
  rows.names = names_of(rows.ids, view.scenario.groups.get());
  rows.row_of_district = rows_of(view.scenario.districts.groups, rows.ids);
  rows.districts.resize(rows.ids.size());
  rows.takes_part.resize(rows.ids.size());
  rows.budgets.resize(rows.ids.size());
  rows.places.resize(rows.ids.size());
  rows.priors.resize(figures.priors.empty() ? 0 : rows.ids.size());
  rows.paid.resize(figures.paid.empty() ? 0 : rows.ids.size());
  rows.settlements.resize(figures.settlements.empty() ? 0 : rows.ids.size());
  for (std::size_t i = 0; i < rows.row_of_district.size(); ++i) {
    add_district(rows, figures, i);
  }
  return rows;
}

std::vector<Fraction> group_counts(const RunView& view, const GroupRows& rows, ColumnId id) {
  const Quantities& values = view.scenario.column(id).values;
  std::vector<BigInt> sums(rows.ids.size());
  for (std::size_t i = 0; i < rows.row_of_district.size(); ++i) {
    sums[rows.row_of_district[i]] += values.numerator(i);
  }
  std::vector<Fraction> counts;
  counts.reserve(sums.size());
  for (const BigInt& sum : sums) {
    counts.emplace_back(sum, values.denominator());
  }
  return counts;
}

PotRows pot_rows(const RunView& view) {
  const std::vector<Pot>& pots = view.scenario.pots;
  PotRows rows;
  rows.pots.resize(pots.size());
  std::iota(rows.pots.begin(), rows.pots.end(), std::size_t{0});
  std::ranges::sort(rows.pots,
                    [&](std::size_t a, std::size_t b) { return pots[a].id < pots[b].id; });
  for (const std::size_t pot : rows.pots) {
    rows.ids.emplace_back(pots[pot].id);
    rows.titles.emplace_back(pots[pot].title);
    rows.budgets.push_back(view.result.pots[pot].budget);
    rows.places.push_back(pots[pot].where);
  }
  return rows;
}

}  // namespace allot::report
