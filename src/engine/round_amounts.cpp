#include "engine/round_amounts.hpp"

#include <fmt/core.h>

#include <utility>

#include "engine/wording.hpp"

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

DistrictId largest(const Quantities& exact, const TieOrder& ties) {
  std::uint32_t best = 0;
  for (std::uint32_t i = 1; i < exact.size(); ++i) {
    const auto order = exact.order(i, best);
    if (order > 0 || (order == 0 && ties.before(i, best))) {
      best = i;
    }
  }
  return static_cast<DistrictId>(best);
}

std::optional<DistrictId> receiver_of(const Residual& residual, const Quantities& exact,
                                      const TieOrder& ties) {
  switch (residual.to) {
    case Residual::To::kLargest:
      return largest(exact, ties);
    case Residual::To::kDistrict:
      return residual.district;
    case Residual::To::kReport:
    case Residual::To::kReserve:
      break;
  }
  return std::nullopt;
}

bool makes_negative(const RoundedAmounts& rounded, const Fraction& unit) {
  const auto units = rounded.outcome.units[index_of(*rounded.receiver)];
  return (Fraction{units} * unit + rounded.rest).sign() < 0;
}

}  // namespace

std::int64_t units_in(const Fraction& total, const Fraction& unit, Rounding rounding) {
  return Money::from_minor((total / unit).rounded(rounding)).minor();
}

std::optional<RoundedAmounts> round_amounts(const AmountsToRound& amounts, Problems& problems) {
  const RoundingRule& rule = amounts.rule;
  const TieOrder ties{amounts.scenario, rule, amounts.weights};
  const Quantities quotas = amounts.exact.times(Fraction{1} / rule.unit);
  Problems found;
  RoundedAmounts result;
  result.outcome = rounding_methods()[rule.method].round(
      {.scenario = amounts.scenario,
       .quotas = quotas,
       .units = amounts.units,
       .weights = amounts.weights,
       .ties = ties,
       .minimum = bound_in_units(amounts.scenario, rule.minimum),
       .maximum = bound_in_units(amounts.scenario, rule.maximum),
       .where = rule.where},
      found);
  problems.append(found);
  if (found.has_errors()) {
    return std::nullopt;
  }
  const Fraction given = Quantities::from(result.outcome.units).total() * rule.unit;
  result.rest = amounts.total - given;
  if (result.rest.sign() == 0 || !rule.residual) {
    return result;
  }
  result.receiver = receiver_of(*rule.residual, amounts.exact, ties);
  if (result.receiver && makes_negative(result, rule.unit)) {
    problems.add({.code = Code::kResidualNegative,
                  .where = rule.residual->where,
                  .message = fmt::format(
                      "{} would end below 0: rounding gave out {} too much, more than its amount",
                      district_text(amounts.scenario, *result.receiver),
                      amount_text(-result.rest, amounts.scenario.decimals)),
                  .label = "takes the difference",
                  .help = {"let another district take it, or write `residual: report`"}});
    return std::nullopt;
  }
  return result;
}

}  // namespace allot::engine
