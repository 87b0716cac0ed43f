#include <algorithm>
#include <numeric>

#include "allot/core/error.hpp"
#include "allot/report/compare.hpp"
#include "report/columns/figures.hpp"
#include "report/columns/splits.hpp"
#include "report/notes/head.hpp"

namespace allot::report {
namespace {

void take_rows(const Figures& figures, Compared& side) {
  side.ids.assign(figures.ids.begin(), figures.ids.end());
  side.names.assign(figures.names.begin(), figures.names.end());
  side.budgets.assign(figures.budgets.begin(), figures.budgets.end());
  side.places.assign(figures.places.begin(), figures.places.end());
  side.priors.assign(figures.priors.begin(), figures.priors.end());
  if (figures.takes_part != nullptr) {
    side.takes_part = *figures.takes_part;
  }
}

void take_parts(std::vector<Part> parts, Compared& side) {
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.id < b.id; });
  for (const Part& part : parts) {
    side.ids.push_back(part.id);
    side.names.push_back(part.name);
    side.budgets.push_back(std::accumulate(part.budgets.begin(), part.budgets.end(), Money{}));
  }
}

std::vector<std::string_view> all_ids(std::span<const Compared> sides) {
  std::vector<std::string_view> ids;
  for (const Compared& side : sides) {
    if (ids != side.ids) {
      std::vector<std::string_view> both;
      std::set_union(ids.begin(), ids.end(), side.ids.begin(), side.ids.end(),
                     std::back_inserter(both));
      ids = std::move(both);
    }
  }
  return ids;
}

std::optional<std::size_t> row_of(const Compared& side, std::string_view id) {
  const auto at = std::lower_bound(side.ids.begin(), side.ids.end(), id);
  return at == side.ids.end() || *at != id
             ? std::nullopt
             : std::optional{static_cast<std::size_t>(at - side.ids.begin())};
}

bool takes_part(const Compared& side, std::size_t row) {
  return side.takes_part.empty() || side.takes_part[row];
}

/// One of those that have the id, and for which that matters, if `side` may not lack it.
std::optional<std::size_t> who_has(std::span<const Compared> sides, std::size_t side,
                                   std::string_view id) {
  for (std::size_t other = 0; other < sides.size(); ++other) {
    const auto row = row_of(sides[other], id);
    if (row && (sides[side].scenario != nullptr || takes_part(sides[other], *row))) {
      return other;
    }
  }
  return std::nullopt;
}

/// The same amount in a smaller unit.
Money rescaled(Money amount, int decimals, int more_decimals) {
  return decimals == more_decimals
             ? amount
             : Money::from_minor(BigInt{amount.minor()} *
                                 BigInt::power_of_ten(more_decimals - decimals));
}

void add_side(const Compared& side, Comparison& comparison) {
  std::vector<Money>& budgets = comparison.budgets.emplace_back(comparison.ids.size());
  auto& priors = comparison.priors.emplace_back(side.priors.empty() ? 0 : comparison.ids.size());
  Money& total = comparison.totals.emplace_back();
  std::size_t row = 0;
  for (std::size_t i = 0; i < side.ids.size(); ++i, ++row) {
    while (comparison.ids[row] != side.ids[i]) {
      ++row;  // both are in order, and the rows are those of all sides
    }
    budgets[row] = rescaled(side.budgets[i], side.decimals, comparison.decimals);
    total += budgets[row];
    if (!side.priors.empty() && side.priors[i]) {
      priors[row] = rescaled(*side.priors[i], side.decimals, comparison.decimals);
    }
    comparison.takes_part[row] = comparison.takes_part[row] || takes_part(side, i);
    if (comparison.names[row].empty()) {
      comparison.names[row] = side.names[i];
    }
    if (comparison.groups[row].empty() && !side.groups.empty()) {
      comparison.groups[row] = side.groups[i];
    }
    if (comparison.places[row] == Location{} && !side.places.empty()) {
      comparison.places[row] = side.places[i];
    }
  }
}

/// Only a prior year has rows that are new in the others: of a scenario or a result that lacks one
/// it is known that it gave nothing.
std::vector<std::optional<Money>> firsts_of(const Comparison& comparison) {
  const std::vector<Money>& budgets = comparison.budgets.front();
  std::vector<std::optional<Money>> firsts(budgets.begin(), budgets.end());
  const Compared& first = comparison.sides.front();
  for (std::size_t row = 0; first.is_prior && row < firsts.size(); ++row) {
    const auto own = row_of(first, comparison.ids[row]);
    if (!own || first.is_new[*own]) {
      firsts[row].reset();
    }
  }
  return firsts;
}

/// Whether the row is shown where those who take no part anywhere are not.
bool is_listed(const Comparison& comparison, std::size_t row) {
  return comparison.takes_part.empty() || comparison.takes_part[row] ||
         comparison.firsts[row].value_or(Money{}) != Money{};
}

Against against_first(const Comparison& comparison, std::size_t side, bool all) {
  Against against;
  against.total = comparison.totals[side] - comparison.totals.front();
  for (std::size_t row = 0; row < comparison.ids.size(); ++row) {
    const bool listed = all || is_listed(comparison, row);
    if (!comparison.firsts[row]) {
      against.differences.emplace_back();
      against.is_new += listed ? 1U : 0U;
      continue;
    }
    const Money difference = comparison.budgets[side][row] - *comparison.firsts[row];
    against.differences.emplace_back(difference);
    if (difference == Money{}) {
      against.unchanged += listed ? 1U : 0U;
    } else {
      Movement& movement = difference > Money{} ? against.winners : against.losers;
      movement.add(row, difference);
      movement.amount += difference;
    }
  }
  return against;
}

/// What is new changes by all that it has.
std::vector<std::int64_t> changes_of(const Comparison& comparison) {
  std::vector<std::int64_t> changes(comparison.ids.size());
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    for (std::size_t row = 0; row < changes.size(); ++row) {
      const std::int64_t change =
          (comparison.budgets[side][row] - comparison.firsts[row].value_or(Money{})).minor();
      changes[row] = std::max(changes[row], change < 0 ? -change : change);
    }
  }
  return changes;
}

bool have_same_prior(const Compared& a, const Compared& b) {
  const int decimals = std::max(a.decimals, b.decimals);
  const auto in_smallest = [&](const Compared& side, std::size_t row) {
    const std::optional<Money>& prior = side.priors[row];
    return prior ? std::optional{rescaled(*prior, side.decimals, decimals)} : std::nullopt;
  };
  if (a.ids != b.ids || a.priors.size() != b.priors.size()) {
    return false;
  }
  for (std::size_t row = 0; row < a.priors.size(); ++row) {
    if (in_smallest(a, row) != in_smallest(b, row)) {
      return false;
    }
  }
  return true;
}

std::optional<engine::Causes> causes_of(const Compared& before, const Compared& after,
                                        int decimals) {
  if (before.scenario == nullptr || after.scenario == nullptr || before.ids != after.ids) {
    return std::nullopt;
  }
  std::vector<DistrictId> districts;
  for (std::size_t i = 0; i < before.ids.size(); ++i) {
    districts.push_back(static_cast<DistrictId>(i));
  }
  engine::Causes causes = engine::causes_between(*before.scenario, *before.result, *after.scenario,
                                                 *after.result, districts);
  for (engine::CauseLine& line : causes.lines) {
    for (Money& amount : line.amounts) {
      amount = rescaled(amount, std::max(before.decimals, after.decimals), decimals);
    }
  }
  return causes;
}

}  // namespace

Compared compared_scenario(const RunView& view, RowsBy by, std::string file) {
  const Scenario& scenario = view.scenario;
  Compared side{.file = std::move(file),
                .label = {},
                .variant = {},
                .title = scenario.title,
                .year = scenario.year,
                .currency = scenario.currency,
                .status = std::string{status_name(view.result.status)},
                .decimals = scenario.decimals,
                .ids = {},
                .names = {},
                .groups = {},
                .budgets = {},
                .prior_label = view.result.prior ? view.result.prior->label : "",
                .scenario = view.whole == nullptr ? &scenario : view.whole,
                .result = view.whole == nullptr ? &view.result : view.whole_result};
  switch (by) {
    case RowsBy::kDistrict:
      take_rows(district_figures(view), side);
      side.groups = scenario.districts.groups;
      break;
    case RowsBy::kPot:
      take_rows(pot_rows(view).figures(), side);
      break;
    case RowsBy::kGroup:
      take_rows(group_rows(view).figures(), side);
      break;
    case RowsBy::kContributor:
    case RowsBy::kYear:
      take_parts(parts_of(view, by), side);
  }
  return side;
}

std::optional<Compared> prior_of(std::span<const Compared> sides) {
  const Compared* first = nullptr;
  for (const Compared& side : sides) {
    if (side.scenario == nullptr) {
      continue;
    }
    if (side.priors.empty() || (first != nullptr && !have_same_prior(*first, side))) {
      return std::nullopt;
    }
    first = first == nullptr ? &side : first;
  }
  if (first == nullptr) {
    return std::nullopt;
  }
  Compared prior = *first;
  prior.is_prior = true;
  prior.is_base = false;
  prior.file = prior.label = prior.variant = prior.title = prior.year = prior.status = {};
  prior.scenario = nullptr;
  prior.result = nullptr;
  prior.priors.clear();
  for (std::size_t row = 0; row < prior.ids.size(); ++row) {
    prior.budgets[row] = first->priors[row].value_or(Money{});
    prior.is_new.push_back(!first->priors[row]);
  }
  return prior;
}

std::vector<MissingIds> missing_ids(std::span<const Compared> sides) {
  std::vector<MissingIds> missing;
  const std::vector<std::string_view> ids = all_ids(sides);
  for (std::size_t side = 0; side < sides.size(); ++side) {
    if (sides[side].ids == ids) {
      continue;
    }
    MissingIds of_side{.side = side, .other = side, .ids = {}};
    for (const std::string_view id : ids) {
      const auto other = row_of(sides[side], id) ? std::nullopt : who_has(sides, side, id);
      if (other) {
        of_side.other = of_side.ids.empty() ? *other : of_side.other;
        of_side.ids.push_back(id);
      }
    }
    if (!of_side.ids.empty()) {
      missing.push_back(std::move(of_side));
    }
  }
  return missing;
}

void Movement::add(std::size_t row, Money difference) {
  ++count;
  if (difference > Money{} ? difference > largest : difference < largest) {
    most = row;
    largest = difference;
  }
}

bool Comparison::differs() const {
  return std::ranges::any_of(against, [](const Against& one) { return one.differs(); });
}

Comparison compare(std::vector<Compared> sides, const CompareOptions& options) {
  invariant(sides.size() >= 2, "two are compared at least");
  Comparison comparison;
  comparison.sides = std::move(sides);
  comparison.by = options.run.by;
  comparison.ids = all_ids(comparison.sides);
  comparison.names.resize(comparison.ids.size());
  comparison.groups.resize(comparison.ids.size());
  comparison.places.resize(comparison.ids.size());
  comparison.takes_part.resize(comparison.ids.size());
  for (const Compared& side : comparison.sides) {
    comparison.decimals = std::max(comparison.decimals, side.decimals);
  }
  for (const Compared& side : comparison.sides) {
    add_side(side, comparison);
  }
  comparison.firsts = firsts_of(comparison);
  if (std::find(comparison.takes_part.begin(), comparison.takes_part.end(), false) ==
      comparison.takes_part.end()) {
    comparison.takes_part.clear();
  }
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    Against& against =
        comparison.against.emplace_back(against_first(comparison, side, options.run.all));
    if (options.causes && comparison.by == RowsBy::kDistrict) {
      against.causes =
          causes_of(comparison.sides.front(), comparison.sides[side], comparison.decimals);
    }
  }
  comparison.changes = changes_of(comparison);
  return comparison;
}

std::string letter_of_side(std::size_t side) {
  constexpr std::size_t kLetters = 26;
  std::string letters{static_cast<char>('A' + side % kLetters)};
  return side < kLetters ? letters : letter_of_side(side / kLetters - 1) + letters;
}

std::string letter_in(const Comparison& comparison, std::size_t side) {
  const bool with_prior = comparison.sides.front().is_prior;
  return with_prior && side == 0 ? "" : letter_of_side(side - (with_prior ? 1 : 0));
}

}  // namespace allot::report
