#include "engine/rounding/round_amounts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

std::vector<std::int64_t> bound_in_units(const Scenario& scenario, const UnitBound& bound) {
  if (std::holds_alternative<std::monostate>(bound)) {
    return {};
  }
  const std::size_t size = scenario.districts.size();
  if (const auto* units = std::get_if<std::int64_t>(&bound)) {
    return std::vector<std::int64_t>(size, *units);
  }
  const Column& column = scenario.column(std::get<ColumnId>(bound));
  std::vector<std::int64_t> result;
  result.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    result.push_back(Money::from_minor(column.values.at(i).rounded(Rounding::kExact)).minor());
  }
  return result;
}

/// Who has the largest amount, of equal ones the first by `ties`, which is a tie that mattered.
DistrictId largest(const Quantities& exact, const TieOrder& ties, std::vector<Tie>& found) {
  std::uint32_t best = 0;
  Tie tie{.tied = {}, .chosen = {}, .stake = Stake::kResidual};
  for (std::uint32_t i = 0; i < exact.size(); ++i) {
    const auto order = exact.order(i, best);
    if (order > 0) {
      tie.tied.clear();
    }
    if (order >= 0) {
      tie.tied.push_back(static_cast<DistrictId>(i));
    }
    if (order > 0 || (order == 0 && ties.before(i, best))) {
      best = i;
    }
  }
  tie.chosen.push_back(static_cast<DistrictId>(best));
  if (tie.tied.size() > 1) {
    found.push_back(std::move(tie));
  }
  return static_cast<DistrictId>(best);
}

/// The index of the district among those that are rounded.
std::optional<DistrictId> among(std::span<const std::uint32_t> members, DistrictId district) {
  if (members.empty()) {
    return district;
  }
  const auto at = std::ranges::find(members, static_cast<std::uint32_t>(index_of(district)));
  return at == members.end() ? std::nullopt
                             : std::optional{static_cast<DistrictId>(at - members.begin())};
}

std::optional<DistrictId> receiver_of(const AmountsToRound& amounts, const TieOrder& ties,
                                      std::vector<Tie>& found) {
  const Residual& residual = *amounts.rule.residual;
  switch (residual.to) {
    case Residual::To::kLargest:
      return largest(amounts.exact, ties, found);
    case Residual::To::kDistrict:
      return among(amounts.members, residual.district);
    case Residual::To::kReport:
    case Residual::To::kReserve:
      break;
  }
  return std::nullopt;
}

/// What the receiver of the rest ends with, against 0 and its bounds: nothing if it is within them.
std::optional<Code> broken_by_rest(const AmountsToRound& amounts, const RoundedAmounts& rounded) {
  const std::size_t i = index_of(*rounded.receiver);
  const Fraction& unit = amounts.rule.unit;
  const Fraction end = Fraction{rounded.outcome.units[i]} * unit + rounded.rest;
  if (end.sign() < 0) {
    return Code::kResidualNegative;
  }
  return amounts.bounds.allow(i, end) ? std::nullopt : std::optional{Code::kBoundsAfterRounding};
}

/// Feasible bounds of one district can contradict each other in whole units.
bool report_clash(const AmountsToRound& amounts, Problems& problems) {
  const std::vector<std::int64_t>& lower = amounts.bounds.lower();
  const std::vector<std::int64_t>& upper = amounts.bounds.upper();
  if (method_of(amounts.rule).divisor || lower.empty() || upper.empty()) {
    return false;
  }
  const auto clash = std::ranges::mismatch(lower, upper, std::ranges::less_equal{}).in1;
  if (clash == lower.end()) {
    return false;
  }
  const auto i = static_cast<std::size_t>(clash - lower.begin());
  const Fraction& unit = amounts.rule.unit;
  const auto money = [&](std::int64_t units) {
    return amount_text(Fraction{units} * unit, unit.decimals().value_or(0));
  };
  problems.add(
      {.code = Code::kBoundsAfterRounding,
       .where = amounts.rule.where,
       .message = fmt::format("{}in whole units of {} {} has a minimum of {} and a maximum of {}",
                              of_pot(amounts.pot), money(1),
                              district_text(amounts.scenario, static_cast<DistrictId>(i)),
                              money(lower[i]), money(upper[i])),
       .label = "the bounds can be kept before rounding, and not after",
       .help = {"choose a smaller `unit`, or bounds that are multiples of it"}});
  return true;
}

int128 sum_of(const std::vector<std::int64_t>& units) {
  return std::accumulate(units.begin(), units.end(), int128{0});
}

/// Says what the line of the file does not show: the unit, where `--set` or another file changed
/// it, and the maximums that reallocation has left.
Problems with_reasons(const AmountsToRound& amounts, const Problems& problems) {
  const RoundingRule& rule = amounts.rule;
  const bool reallocated =
      amounts.bounds.yield() && sum_of(amounts.bounds.lower()) <= amounts.units;
  Problems result;
  for (Diagnostic problem : problems.list()) {
    if (rule.unit_where && rule.unit_where->file != rule.where.file) {
      problem.related.push_back({*rule.unit_where, changed_text("unit")});
    }
    if (problem.code == Code::kBoundsAfterRounding && reallocated) {
      problem.help.emplace_back(
          "after `unclaimed: reallocate` the most that a district has in whole units is its claim, "
          "or what it had before where that is more");
    }
    result.add(std::move(problem));
  }
  return result;
}

void report_broken(const AmountsToRound& amounts, const RoundedAmounts& rounded, Code code,
                   Problems& problems) {
  const int decimals = amounts.scenario.decimals;
  const std::string receiver =
      district_text(amounts.scenario, in_scenario(amounts.members, index_of(*rounded.receiver)));
  const std::string rest = amount_text(rounded.rest, decimals);
  problems.add(
      {.code = code,
       .where = amounts.rule.residual->where,
       .message =
           code == Code::kResidualNegative
               ? fmt::format("{}{} would end below 0: rounding gave out {} too much, more than its "
                             "amount",
                             of_pot(amounts.pot), receiver, amount_text(-rounded.rest, decimals))
               : fmt::format("{}{} would take {} of rounding, and be outside its bounds",
                             of_pot(amounts.pot), receiver, rest),
       .label = "takes the difference",
       .help = {"let another district take it, or write `residual: report`"}});
}

}  // namespace

const RoundingMethod& method_of(const RoundingRule& rule) {
  return rounding_methods()[rule.method];
}

std::int64_t units_in(const Fraction& total, const Fraction& unit, Rounding rounding) {
  return Money::from_minor((total / unit).rounded(rounding)).minor();
}

BoundsInUnits bounds_of_rule(const Scenario& scenario, const RoundingRule& rule,
                             const std::vector<bool>& takes_part) {
  const auto of_participants = [&](const UnitBound& bound) {
    std::vector<std::int64_t> units = bound_in_units(scenario, bound);
    for (std::size_t i = 0; i < std::min(units.size(), takes_part.size()); ++i) {
      units[i] = takes_part[i] ? units[i] : 0;
    }
    return units;
  };
  return {of_participants(rule.minimum), of_participants(rule.maximum)};
}

bool nothing_to_round(std::size_t districts, const Fraction& total, std::int64_t units,
                      const RoundingRule& rule) {
  return districts == 1 && (units > 0 || !method_of(rule).divisor) &&
         BigInt{units} * rule.unit.numerator() * total.denominator() ==
             total.numerator() * rule.unit.denominator();
}

std::optional<RoundedAmounts> round_amounts(const AmountsToRound& amounts, Problems& problems) {
  const RoundingRule& rule = amounts.rule;
  if (report_clash(amounts, problems)) {
    return std::nullopt;
  }
  const TieOrder ties{amounts.scenario, rule, amounts.weights, amounts.members};
  const Quantities quotas = amounts.exact.times(Fraction{1} / rule.unit);
  Problems found;
  RoundedAmounts result;
  result.outcome = method_of(rule).round({.scenario = amounts.scenario,
                                          .members = amounts.members,
                                          .quotas = quotas,
                                          .units = amounts.units,
                                          .weights = amounts.weights,
                                          .ties = ties,
                                          .minimum = amounts.bounds.lower(),
                                          .maximum = amounts.bounds.upper(),
                                          .where = rule.where,
                                          .unit = rule.unit,
                                          .pot = amounts.pot,
                                          .signpost = method_of(rule).signpost,
                                          .watched = amounts.watched},
                                         found);
  problems.append(with_reasons(amounts, found));
  if (found.has_errors()) {
    return std::nullopt;
  }
  const Fraction given = Fraction{BigInt{sum_of(result.outcome.units)}} * rule.unit;
  result.rest = amounts.total - given;
  if (result.rest.sign() == 0 || !rule.residual) {
    return result;
  }
  result.receiver = receiver_of(amounts, ties, result.outcome.ties);
  const auto broken = result.receiver ? broken_by_rest(amounts, result) : std::nullopt;
  if (broken) {
    report_broken(amounts, result, *broken, problems);
    return std::nullopt;
  }
  return result;
}

}  // namespace allot::engine
