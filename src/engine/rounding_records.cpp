#include "engine/rounding_records.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "allot/engine/run.hpp"
#include "engine/allocate.hpp"
#include "engine/common_divisor.hpp"

namespace allot::engine {

namespace {

/// Largest remainder as the districts saw it, each among those who were rounded with it.
class Ranks {
 public:
  Ranks(const AmountsToRound& amounts, const std::vector<std::int64_t>& units,
        const std::vector<Block>& blocks)
      : quotas_{amounts.exact.times(Fraction{1} / amounts.rule.unit)},
        bounds_{amounts.bounds},
        ranks_(units.size()),
        round_of_(units.size()) {
    const TieOrder ties{amounts.scenario, amounts.rule, amounts.weights};
    std::vector<std::uint32_t> all(units.size());
    std::iota(all.begin(), all.end(), 0U);
    if (blocks.empty()) {
      rank(all, units, ties);
    }
    for (const Block& block : blocks) {
      rank(block.members, units, ties);
    }
  }

  [[nodiscard]] Fraction quota(std::uint32_t i) const { return quotas_.at(i); }

  [[nodiscard]] std::int64_t down(std::uint32_t i) const {
    return *quota(i).rounded(Rounding::kDown).as_int64();
  }

  [[nodiscard]] std::optional<std::int64_t> minimum(std::uint32_t i) const {
    return bounds_ == nullptr || bounds_->lower.empty() ? std::nullopt
                                                        : std::optional{bounds_->lower[i]};
  }
  [[nodiscard]] std::optional<std::int64_t> maximum(std::uint32_t i) const {
    return bounds_ == nullptr || bounds_->upper.empty() ? std::nullopt
                                                        : std::optional{bounds_->upper[i]};
  }

  /// Rounded down, within the bounds.
  [[nodiscard]] std::int64_t start(std::uint32_t i) const {
    const std::int64_t low = minimum(i).value_or(0);
    const std::int64_t high = quotas_.sign_at(i) == 0 ? low : maximum(i).value_or(Money::kMaxMinor);
    return std::max(low, std::min(down(i), high));
  }

  /// What the district got after the start. Its rank is from 1, by the quota less what the district
  /// starts with; equal ones by the ties, and last those to whom nothing is due.
  [[nodiscard]] LeftoverUnit fact(std::uint32_t i, std::int64_t units) const {
    LeftoverUnit fact = rounds_[round_of_[i]];
    fact.units = units - start(i);
    fact.rank = ranks_[i];
    return fact;
  }

 private:
  void rank(std::vector<std::uint32_t> members, const std::vector<std::int64_t>& units,
            const TieOrder& ties) {
    std::vector<Fraction> missing(units.size());
    for (const std::uint32_t i : members) {
      missing[i] = quota(i) - Fraction{start(i)};
    }
    std::sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      if ((quotas_.sign_at(a) == 0) != (quotas_.sign_at(b) == 0)) {
        return quotas_.sign_at(b) == 0;
      }
      const auto order = missing[a] <=> missing[b];
      return order != 0 ? order > 0 : ties.before(a, b);
    });
    LeftoverUnit round{.units = 0, .rank = 0, .given = 0, .taken = 0};
    for (std::size_t place = 0; place < members.size(); ++place) {
      const std::uint32_t i = members[place];
      const std::int64_t more = units[i] - start(i);
      round.given += static_cast<std::uint64_t>(std::max<std::int64_t>(more, 0));
      round.taken += static_cast<std::uint64_t>(std::max<std::int64_t>(-more, 0));
      round.one_each = round.one_each && more <= 1;
      round.last_rank = more > 0 ? place + 1 : round.last_rank;
      ranks_[i] = place + 1;
      round_of_[i] = rounds_.size();
    }
    note_passed_over(members, units, round);
    rounds_.push_back(std::move(round));
  }

  /// A unit went to a lower rank than theirs.
  void note_passed_over(const std::vector<std::uint32_t>& members,
                        const std::vector<std::int64_t>& units, LeftoverUnit& round) const {
    for (std::size_t place = 0; place < round.last_rank; ++place) {
      const std::uint32_t i = members[place];
      if (units[i] > start(i)) {
        continue;
      }
      ++round.passed_over;
      if (round.first_passed_over.size() < kShownExtra) {
        round.first_passed_over.push_back(
            {.rank = place + 1, .district = static_cast<DistrictId>(i)});
      }
    }
  }

  Quantities quotas_;
  const BoundsInUnits* bounds_;
  std::vector<std::uint64_t> ranks_;
  std::vector<std::size_t> round_of_;
  std::vector<LeftoverUnit> rounds_;  ///< what all have in common who were rounded together
};

void record_remainder(const Ranks& ranks, std::uint32_t i, std::int64_t units,
                      std::vector<Record>& records) {
  const Fraction quota = ranks.quota(i);
  const std::int64_t down = ranks.down(i);
  const std::int64_t start = ranks.start(i);
  records.emplace_back(Quota{.exact = quota, .units = down, .remainder = quota - Fraction{down}});
  if (start != down) {
    records.emplace_back(
        KeptInUnits{.minimum = ranks.minimum(i), .maximum = ranks.maximum(i), .start = start});
  }
  records.emplace_back(ranks.fact(i, units));
}

/// Of a divisor method.
class Divided {
 public:
  Divided(const AmountsToRound& amounts, const std::vector<std::int64_t>& units)
      : amounts_{amounts},
        units_{units},
        divisor_{{.signpost = method_of(amounts.rule).signpost,
                  .weights = amounts.weights,
                  .units = units,
                  .minimum = amounts.bounds == nullptr ? kNone : amounts.bounds->lower,
                  .maximum = amounts.bounds == nullptr ? kNone : amounts.bounds->upper}} {}

  [[nodiscard]] DivisorUnits fact(std::size_t i) const {
    return {.units = units_[i],
            .weight = amounts_.weights.at(i),
            .divisor = divisor_.value(),
            .minimum = bound(amounts_.bounds == nullptr ? kNone : amounts_.bounds->lower, i),
            .maximum = bound(amounts_.bounds == nullptr ? kNone : amounts_.bounds->upper, i),
            .by_tie = divisor_.by_tie(i)};
  }

 private:
  static std::optional<std::int64_t> bound(const std::vector<std::int64_t>& bounds, std::size_t i) {
    return bounds.empty() ? std::nullopt : std::optional{bounds[i]};
  }

  static inline const std::vector<std::int64_t> kNone = {};

  const AmountsToRound& amounts_;
  const std::vector<std::int64_t>& units_;
  CommonDivisor divisor_;
};

void record_tie(const RoundingOutcome& outcome, DistrictId district, std::vector<Record>& records) {
  const auto holds = [&](const std::vector<DistrictId>& ids) {
    return std::binary_search(ids.begin(), ids.end(), district);
  };
  for (const Tie& tie : outcome.ties) {
    if (holds(tie.tied)) {
      records.emplace_back(TieBroken{.tied = tie.tied.size(),
                                     .given = tie.given.size(),
                                     .got_unit = holds(tie.given),
                                     .about = {.residual = tie.residual}});
    }
  }
}

/// The group that the district is of, in the tier of that column or of a key of the groups.
std::string_view group_of(const Pot& pot, const TieAbout& about, DistrictId district) {
  for (const Step& step : pot.steps) {
    const auto* tiers = step.get<std::vector<Tier>>("tiers");
    for (std::size_t at = 0; tiers != nullptr && at < tiers->size(); ++at) {
      const Tier& tier = (*tiers)[at];
      if (about.of == TieOf::kGroups ? tier.group == about.name : !tier.upper.empty()) {
        return tier.groups[tier.group_of[index_of(district)]];
      }
    }
  }
  return {};
}

/// Who the district is in a tie; empty: none of the tied.
std::string_view id_in(const Scenario& scenario, const Pot& pot, const TieAbout& about,
                       DistrictId district) {
  switch (about.of) {
    case TieOf::kDistricts:
    case TieOf::kKey:
      return scenario.districts.ids[index_of(district)];
    case TieOf::kGroups:
    case TieOf::kGroupKey:
      return group_of(about.prior ? *prior_rule_of(scenario, pot) : pot, about, district);
    case TieOf::kContributors:
      break;
  }
  return {};
}

/// Those on which the district's own figure depends.
void record_earlier_ties(const Scenario& scenario, const Pot& pot,
                         const std::vector<NamedTie>& ties, DistrictId district,
                         std::vector<Record>& records) {
  for (const NamedTie& tie : ties) {
    const std::string_view id = id_in(scenario, pot, tie.about, district);
    if (std::ranges::binary_search(tie.tied, id)) {
      records.emplace_back(TieBroken{.tied = tie.tied.size(),
                                     .given = tie.given.size(),
                                     .got_unit = std::ranges::binary_search(tie.given, id),
                                     .about = tie.about});
    }
  }
}

void record_rest(const AmountsToRound& amounts, const RoundedAmounts& rounded, DistrictId district,
                 std::vector<Record>& records) {
  const int decimals = amounts.scenario.decimals;
  if (rounded.receiver == district) {
    records.emplace_back(ResidualTaken{.amount = to_money(rounded.rest, decimals)});
  }
  for (const auto& [receiver, rest] : rounded.taken) {
    if (receiver == district) {
      records.emplace_back(ResidualTaken{.amount = to_money(rest, decimals)});
    }
  }
}

}  // namespace

void record_rounding(const Pot& pot, const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     std::span<const DistrictId> watched, PotState& state) {
  if (watched.empty()) {
    return;
  }
  const RoundingMethod& method = method_of(amounts.rule);
  const Ranks ranks{amounts, rounded.outcome.units, state.blocks};
  const auto divided = method.divisor
                           ? std::optional<Divided>{std::in_place, amounts, rounded.outcome.units}
                           : std::nullopt;
  state.records.resize(watched.size());
  for (std::size_t w = 0; w < watched.size(); ++w) {
    std::vector<Record>& records = state.records[w];
    const auto i = static_cast<std::uint32_t>(index_of(watched[w]));
    const std::int64_t units = rounded.outcome.units[i];
    if (divided) {
      records.emplace_back(divided->fact(i));
    } else if (&method == &rounding_methods()[default_rounding_method()]) {
      record_remainder(ranks, i, units, records);
    } else {
      const Fraction quota = ranks.quota(i);
      records.emplace_back(
          Quota{.exact = quota, .units = units, .remainder = quota - Fraction{units}});
    }
    record_earlier_ties(amounts.scenario, pot, state.ties, watched[w], records);
    record_tie(rounded.outcome, watched[w], records);
    record_rest(amounts, rounded, watched[w], records);
  }
}

}  // namespace allot::engine
