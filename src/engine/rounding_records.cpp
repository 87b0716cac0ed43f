#include "engine/rounding_records.hpp"

#include <algorithm>

#include "engine/allocate.hpp"

namespace allot::engine {

namespace {

/// How many districts have a larger remainder, or the same and the better place in the tie order.
std::uint64_t rank_of(const AmountsToRound& amounts, const Quantities& quotas,
                      DistrictId district) {
  const TieOrder ties{amounts.scenario, amounts.rule, amounts.weights};
  const auto remainder = [&](std::size_t i) {
    const Fraction quota = quotas.at(i);
    return quota - Fraction{quota.rounded(Rounding::kDown)};
  };
  const auto own = static_cast<std::uint32_t>(index_of(district));
  const Fraction own_remainder = remainder(own);
  std::uint64_t rank = 1;
  for (std::uint32_t i = 0; i < quotas.size(); ++i) {
    const auto order = remainder(i) <=> own_remainder;
    if (i != own && (order > 0 || (order == 0 && ties.before(i, own)))) {
      ++rank;
    }
  }
  return rank;
}

void record_tie(const RoundingOutcome& outcome, DistrictId district, std::vector<Record>& records) {
  const auto holds = [&](const std::vector<DistrictId>& ids) {
    return std::binary_search(ids.begin(), ids.end(), district);
  };
  for (const Tie& tie : outcome.ties) {
    if (holds(tie.tied)) {
      records.emplace_back(TieBroken{
          .tied = tie.tied.size(), .given = tie.given.size(), .got_unit = holds(tie.given)});
    }
  }
}

}  // namespace

void record_rounding(const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     DistrictId district, std::vector<Record>& records) {
  const RoundingMethod& method = rounding_methods()[amounts.rule.method];
  const std::size_t i = index_of(district);
  const std::int64_t units = rounded.outcome.units[i];
  const Quantities quotas = amounts.exact.times(Fraction{1} / amounts.rule.unit);
  const Fraction quota = quotas.at(i);
  if (method.divisor) {
    records.emplace_back(DivisorUnits{.units = units, .weight = amounts.weights.at(i)});
  } else if (&method == &rounding_methods()[default_rounding_method()]) {
    const Fraction whole{quota.rounded(Rounding::kDown)};
    const std::int64_t down = *whole.numerator().as_int64();
    records.emplace_back(Quota{.exact = quota, .units = down, .remainder = quota - whole});
    records.emplace_back(
        LeftoverUnit{.units = units - down,
                     .rank = rank_of(amounts, quotas, district),
                     .given = static_cast<std::uint64_t>(rounded.outcome.extra_units)});
  } else {
    records.emplace_back(
        Quota{.exact = quota, .units = units, .remainder = quota - Fraction{units}});
  }
  record_tie(rounded.outcome, district, records);
  if (rounded.receiver == district) {
    records.emplace_back(
        ResidualTaken{.amount = to_money(rounded.rest, amounts.scenario.decimals)});
  }
}

}  // namespace allot::engine
