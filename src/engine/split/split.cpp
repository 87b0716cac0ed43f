#include "engine/split/split.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/contributions.hpp"
#include "engine/rounding/left_over.hpp"
#include "engine/split/controlled_rounding.hpp"

namespace allot::engine {

namespace {

using Units = std::vector<std::int64_t>;

/// The contributors, or the years: what each part adds up to, and its exact share.
struct SplitParts {
  Units totals;
  Quantities shares;
  std::vector<std::size_t> places;  ///< of each part in the file
};

/// In the order of the ids' bytes: that of the file decides nothing.
SplitParts contributor_parts(const Scenario& scenario, const Contributions& contributed) {
  SplitParts parts;
  parts.places = contributed.by_id;
  for (const std::size_t place : parts.places) {
    const Fraction& amount = contributed.rounded[place];
    parts.totals.push_back(to_money(amount, scenario.decimals).minor());
  }
  parts.shares = Quantities::from(Quantities::Narrow{parts.totals});
  return parts;
}

/// Each tranche is the difference of two rounded sums: re-planning later years leaves it as it is.
SplitParts year_parts(const Tranches& tranches, const PotResult& result) {
  const std::int64_t envelope = result.amount.minor();
  const std::int64_t unit = envelope % result.unit == 0 ? result.unit : 1;
  SplitParts parts;
  parts.shares = Quantities::from(tranches.weights);
  const Fraction each = Fraction{envelope / unit} / parts.shares.total();
  Fraction weight;
  Money until_now;
  for (const Fraction& next : tranches.weights) {
    weight += next;
    const BigInt units = (each * weight).rounded(Rounding::kHalfUp);
    const Money sum = Money::from_minor(units * BigInt{unit});
    parts.places.push_back(parts.totals.size());
    parts.totals.push_back((sum - until_now).minor());
    until_now = sum;
  }
  return parts;
}

bool are_multiples(const Units& amounts, std::int64_t unit) {
  return std::all_of(amounts.begin(), amounts.end(),
                     [&](std::int64_t amount) { return amount % unit == 0; });
}

void divide_by(Units& amounts, std::int64_t unit) {
  for (std::int64_t& amount : amounts) {
    amount /= unit;
  }
}

Units minor_of(const std::vector<Money>& amounts) {
  Units minor;
  minor.reserve(amounts.size() + 1);
  for (const Money amount : amounts) {
    minor.push_back(amount.minor());
  }
  return minor;
}

Money topped_up(const PotResult& result) {
  Money sum;
  for (const Reserve& top_up : result.top_ups) {
    sum += top_up.amount;
  }
  return sum;
}

/// What was topped up, by district, within what each has in the end: what other steps and rounding
/// have moved since then is in the money of those who have it now.
Quantities top_ups_within(const Quantities& budgets, const Quantities& topped_up) {
  Quantities kept = smaller_of(budgets, topped_up);
  const Quantities own = budgets.plus(kept.times(-1));
  const Fraction own_total = own.total();
  const Fraction moved = std::min(topped_up.total() - kept.total(), own_total);
  return moved.sign() == 0 ? kept : kept.plus(own.times(moved / own_total));
}

/// Whole numbers of which each is at most `most`, by largest remainder, then by id: they add up to
/// `total`, or to all that there is room for.
Units rounded_within(const Units& most, const Quantities& exact, std::int64_t total) {
  Units given;
  Movable<Fraction> more;
  std::int64_t rest = total;
  std::int64_t room = 0;
  for (std::size_t i = 0; i < most.size(); ++i) {
    const Fraction part = exact.at(i);
    const std::int64_t down = Money::from_minor(part.rounded(Rounding::kDown)).minor();
    const std::int64_t up = down + (part.is_whole() ? 0 : 1);
    given.push_back(std::min(down, most[i]));
    more.add(up - given[i], Fraction{up} - part, most[i] - given[i]);
    rest -= given[i];
    room += most[i] - given[i];
  }
  if (rest > 0) {
    std::ranges::transform(given, move_largest(more, std::min(rest, room), std::less{}).units,
                           given.begin(), std::plus{});
  }
  return given;
}

/// What the pot itself gives each district: its budget less its part of what was topped up, which
/// is `top_ups` in all.
Units own_parts(Units budgets, std::int64_t top_ups, const Quantities& topped_up) {
  if (top_ups == 0) {
    return budgets;
  }
  const Quantities exact = top_ups_within(Quantities::from(budgets), topped_up);
  const Fraction total = exact.total();
  if (total.sign() == 0) {
    return budgets;  // rounding has left all of it over
  }
  const Quantities parts = exact.times(Fraction{top_ups} / total);
  const Units outside = rounded_within(budgets, parts, top_ups);
  std::ranges::transform(budgets, outside, budgets.begin(), std::minus{});
  return budgets;
}

/// cells[part][row].
WholeTable table_of(const Units& rows, const SplitParts& parts) {
  return controlled_rounding({.rows = rows, .columns = parts.totals}, parts.shares);
}

Units joined(const WholeTable& table) {
  Units all;
  for (const Units& column : table) {
    all.insert(all.end(), column.begin(), column.end());
  }
  return all;
}

void add_to(Units& sums, std::span<const std::int64_t> amounts) {
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sums[i] += amounts[i];
  }
}

/// Three dimensions: two tables of sums of the same cells, and how far sums off the path are from
/// their exact values.
struct CubeSums {
  WholeTable first, second;
  Fraction largest;
};

/// The table of rows and `parent` closes on both margins; its cells are then split by `child`.
CubeSums child_last(const Units& rows, const SplitParts& parent, const SplitParts& child) {
  CubeSums sums;
  sums.first = table_of(rows, parent);
  const WholeTable cells = table_of(joined(sums.first), child);
  WholeTable off_path;  // child by parent
  for (const Units& column : cells) {
    Units& by_row = sums.second.emplace_back(rows.size());
    Units& by_parent = off_path.emplace_back();
    for (std::size_t part = 0; part < parent.totals.size(); ++part) {
      const auto of_part = std::span{column}.subspan(part * rows.size(), rows.size());
      add_to(by_row, of_part);
      by_parent.push_back(std::accumulate(of_part.begin(), of_part.end(), std::int64_t{0}));
    }
  }
  sums.largest = std::max(largest_deviation(sums.second, rows, child.shares),
                          largest_deviation(off_path, parent.totals, child.shares));
  return sums;
}

/// The table of contributors and years closes on both margins; its cells are then split by row.
CubeSums rows_last(const Units& rows, const SplitParts& first, const SplitParts& second) {
  SplitParts pairs;
  pairs.totals = joined(table_of(first.totals, second));
  pairs.shares = Quantities::from(Quantities::Narrow{pairs.totals});
  const WholeTable cells = table_of(rows, pairs);
  CubeSums sums{.first = WholeTable(first.totals.size(), Units(rows.size())),
                .second = WholeTable(second.totals.size(), Units(rows.size())),
                .largest = {}};
  for (std::size_t pair = 0; pair < cells.size(); ++pair) {
    add_to(sums.first[pair % first.totals.size()], cells[pair]);
    add_to(sums.second[pair / first.totals.size()], cells[pair]);
  }
  sums.largest = std::max(largest_deviation(sums.first, rows, first.shares),
                          largest_deviation(sums.second, rows, second.shares));
  return sums;
}

CubeSums cube_of(const Units& rows, const SplitParts& contributors, const SplitParts& years,
                 SplitBy last) {
  switch (last) {
    case SplitBy::kYear:
      return child_last(rows, contributors, years);
    case SplitBy::kContributor: {
      CubeSums sums = child_last(rows, years, contributors);
      std::swap(sums.first, sums.second);
      return sums;
    }
    case SplitBy::kDistrict:
      break;
  }
  return rows_last(rows, contributors, years);
}

std::vector<Money> in_money(std::span<const std::int64_t> units, std::int64_t unit) {
  std::vector<Money> amounts;
  amounts.reserve(units.size());
  for (const std::int64_t each : units) {
    amounts.push_back(Money::from_minor(each * unit));
  }
  return amounts;
}

SplitTable totals_in_money(const SplitParts& parts, std::int64_t unit) {
  const std::size_t size = parts.places.size();
  SplitTable result{.totals = std::vector<Money>(size),
                    .cells = std::vector<std::vector<Money>>(size),
                    .elsewhere = {}};
  for (std::size_t part = 0; part < size; ++part) {
    result.totals[parts.places[part]] = Money::from_minor(parts.totals[part] * unit);
  }
  return result;
}

/// The last row is what goes to no district.
SplitTable in_money(const WholeTable& table, const SplitParts& parts, std::int64_t unit) {
  SplitTable result = totals_in_money(parts, unit);
  result.elsewhere.resize(parts.places.size());
  for (std::size_t part = 0; part < parts.places.size(); ++part) {
    const std::size_t place = parts.places[part];
    const Units& column = table[part];
    result.cells[place] = in_money(std::span{column}.first(column.size() - 1), unit);
    result.elsewhere[place] = Money::from_minor(column.back() * unit);
  }
  return result;
}

/// A finished pot, ready to be split; amounts in units of the table.
struct PotToSplit {
  std::int64_t unit = 1;  ///< in minor units
  Units rows;
  SplitParts contributors, years;  ///< empty where the pot has none
};

PotToSplit to_be_split(const Scenario& scenario, const Pot& pot, const Contributions& contributed,
                       const PotResult& result) {
  PotToSplit whole;
  if (!pot.contributors.empty()) {
    whole.contributors = contributor_parts(scenario, contributed);
  }
  if (pot.tranches) {
    whole.years = year_parts(*pot.tranches, result);
  }
  Units budgets = minor_of(result.budgets);
  Units sums{result.amount.minor(), topped_up(result).minor()};
  Units* const all[] = {&whole.contributors.totals, &whole.years.totals, &budgets, &sums};
  if (std::all_of(std::begin(all), std::end(all),
                  [&](const Units* each) { return are_multiples(*each, result.unit); })) {
    whole.unit = result.unit;
  }
  for (Units* each : all) {
    divide_by(*each, whole.unit);
  }
  const Fraction in_units{BigInt::power_of_ten(scenario.decimals), BigInt{whole.unit}};
  whole.rows = own_parts(std::move(budgets), sums[1], result.topped_up_for.times(in_units));
  whole.rows.push_back(sums[0] -
                       std::accumulate(whole.rows.begin(), whole.rows.end(), std::int64_t{0}));
  return whole;
}

void split_in_one_way(const Units& rows, const SplitParts& parts, std::int64_t unit,
                      SplitDetail detail, std::optional<SplitTable>& table) {
  table = detail == SplitDetail::kCells ? in_money(table_of(rows, parts), parts, unit)
                                        : totals_in_money(parts, unit);
}

void split_in_both_ways(const PotToSplit& whole, SplitBy last, SplitDetail detail,
                        PotResult& result) {
  const auto& [unit, rows, contributors, years] = whole;
  const CubeSums cube = cube_of(rows, contributors, years, last);
  result.cube = CubeDeviation{cube.largest};
  const bool cells = detail == SplitDetail::kCells;
  result.contributors =
      cells ? in_money(cube.first, contributors, unit) : totals_in_money(contributors, unit);
  result.years = cells ? in_money(cube.second, years, unit) : totals_in_money(years, unit);
}

}  // namespace

void split(const Scenario& scenario, const Pot& pot, SplitDetail detail, PotResult& result) {
  if (detail == SplitDetail::kNone || (pot.contributors.empty() && !pot.tranches)) {
    return;
  }
  const Contributions contributed = pot.contributors.empty() ? Contributions{} : contributions(pot);
  result.earlier_ties.insert(result.earlier_ties.begin(), contributed.ties.begin(),
                             contributed.ties.end());
  const PotToSplit whole = to_be_split(scenario, pot, contributed, result);
  if (!pot.tranches) {
    split_in_one_way(whole.rows, whole.contributors, whole.unit, detail, result.contributors);
  } else if (pot.contributors.empty()) {
    split_in_one_way(whole.rows, whole.years, whole.unit, detail, result.years);
  } else {
    split_in_both_ways(whole, pot.split_order.back(), detail, result);
  }
}

}  // namespace allot::engine
