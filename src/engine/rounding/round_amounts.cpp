#include "engine/rounding/round_amounts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "allot/core/money.hpp"
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
    case Residual::To::kOneEachToLargest:
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

/// `residual: one_each_to_largest`: each unit that is left over goes to another district, and each
/// that is too many comes from another one, by the largest exact amounts, then by the ties. Whom
/// its bounds in units hold, or whose exact amount is 0, is passed over.
class OneEach {
 public:
  OneEach(const AmountsToRound& amounts, const TieOrder& ties, RoundingOutcome& outcome)
      : amounts_{amounts},
        ties_{ties},
        outcome_{outcome},
        missing_{static_cast<std::int64_t>(amounts.units - sum_of(outcome.units))} {}

  /// Reports kBoundsAfterRounding where there are more units than districts that can take part.
  void settle(Problems& problems) {
    if (missing_ == 0) {
      return;
    }
    std::vector<std::uint32_t> able = those_able();
    const auto count = static_cast<std::size_t>(missing_ > 0 ? missing_ : -missing_);
    if (able.size() < count) {
      report(count, able.size(), problems);
      return;
    }
    const auto before = [this](std::uint32_t a, std::uint32_t b) { return goes_before(a, b); };
    const auto cut = able.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(able.begin(), cut - 1, able.end(), before);
    note_tie(able, count);
    const auto shown = able.begin() + static_cast<std::ptrdiff_t>(std::min(count, kShownExtra));
    std::partial_sort(able.begin(), shown, cut, before);
    std::vector<DistrictId>& first = missing_ > 0 ? outcome_.extra : outcome_.givers;
    for (auto each = able.begin(); each != shown; ++each) {
      first.push_back(static_cast<DistrictId>(*each));
    }
    (missing_ > 0 ? outcome_.extra_units : outcome_.given_back) = static_cast<std::int64_t>(count);
    able.resize(count);
    for (const std::uint32_t each : able) {
      outcome_.units[each] += missing_ > 0 ? 1 : -1;
    }
    if (!amounts_.watched.empty()) {
      record(able);
    }
  }

 private:
  [[nodiscard]] bool goes_before(std::uint32_t a, std::uint32_t b) const {
    const auto order = amounts_.exact.order(a, b);
    return order != 0 ? order > 0 : ties_.before(a, b);
  }

  [[nodiscard]] std::vector<std::uint32_t> those_able() const {
    const BoundsInUnits& bounds = amounts_.bounds;
    std::vector<std::uint32_t> able;
    for (std::uint32_t i = 0; i < outcome_.units.size(); ++i) {
      const std::int64_t units = outcome_.units[i];
      const bool can = missing_ > 0 ? amounts_.exact.sign_at(i) > 0 &&
                                          units < bounds.maximum(i).value_or(Money::kMaxMinor)
                                    : units > bounds.minimum(i).value_or(0);
      if (can) {
        able.push_back(i);
      }
    }
    return able;
  }

  /// The first `count` are chosen, in any order but for the last of them.
  void note_tie(const std::vector<std::uint32_t>& able, std::size_t count) {
    Tie tie{.tied = {}, .chosen = {}, .stake = missing_ > 0 ? Stake::kUnits : Stake::kGivenBack};
    for (std::size_t place = 0; place < able.size(); ++place) {
      if (amounts_.exact.order(able[place], able[count - 1]) == 0) {
        tie.tied.push_back(static_cast<DistrictId>(able[place]));
        if (place < count) {
          tie.chosen.push_back(static_cast<DistrictId>(able[place]));
        }
      }
    }
    if (tie.chosen.size() < tie.tied.size()) {
      std::ranges::sort(tie.tied);
      std::ranges::sort(tie.chosen);
      outcome_.ties.push_back(std::move(tie));
    }
  }

  /// Each has a rank, from 1, whether it can take part or not.
  void record(const std::vector<std::uint32_t>& moved) const {
    std::vector<bool> moves(outcome_.units.size());
    for (const std::uint32_t each : moved) {
      moves[each] = true;
    }
    std::vector<std::uint32_t> order(moves.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order,
                      [this](std::uint32_t a, std::uint32_t b) { return goes_before(a, b); });
    LeftoverUnit all{.units = 0,
                     .rank = 0,
                     .given = missing_ > 0 ? moved.size() : 0,
                     .taken = missing_ > 0 ? 0 : moved.size(),
                     .by_amount = true};
    std::vector<std::uint64_t> ranks(order.size());
    std::size_t passed = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
      ranks[order[place]] = place + 1;
      if (!moves[order[place]]) {
        ++passed;
        continue;
      }
      all.last_rank = place + 1;
      all.passed_over = passed;
    }
    for (std::size_t place = 0; place < all.last_rank && all.first_passed_over.size() < kShownExtra;
         ++place) {
      if (!moves[order[place]]) {
        all.first_passed_over.push_back(
            {.rank = place + 1, .district = in_scenario(amounts_.members, order[place])});
      }
    }
    for (const auto& [i, records] : amounts_.watched) {
      LeftoverUnit fact = all;
      fact.units = !moves[i] ? 0 : missing_ > 0 ? 1 : -1;
      fact.rank = ranks[i];
      records.emplace_back(std::move(fact));
    }
  }

  void report(std::size_t count, std::size_t able, Problems& problems) const {
    const std::string unit =
        amount_text(amounts_.rule.unit, amounts_.rule.unit.decimals().value_or(0));
    const std::string units = fmt::format("{} {} of {} {}", count, count == 1 ? "unit" : "units",
                                          unit, count == 1 ? "is" : "are");
    const std::string districts = fmt::format("{} {}", able, able == 1 ? "district" : "districts");
    problems.add(
        {.code = Code::kBoundsAfterRounding,
         .where = amounts_.rule.where,
         .message =
             missing_ > 0
                 ? fmt::format("{}{} left over, one each, and {} can have one more",
                               of_pot(amounts_.pot), units, districts)
                 : fmt::format("{}{} too many, to be taken back one each, and {} can give one back",
                               of_pot(amounts_.pot), units, districts),
         .label = "the bounds can be kept before rounding, and not after",
         .help = {"choose a smaller `unit`, or bounds that are multiples of it"}});
  }

  const AmountsToRound& amounts_;
  const TieOrder& ties_;
  RoundingOutcome& outcome_;
  std::int64_t missing_;  ///< units left over; below 0: too many
};

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
  const bool one_each = rule.residual && rule.residual->to == Residual::To::kOneEachToLargest;
  if (one_each && !found.has_errors()) {
    OneEach{amounts, ties, result.outcome}.settle(found);
  }
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
