#include "engine/pot/rounding_records.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/rounding/common_divisor.hpp"

namespace allot::engine {

namespace {

/// Largest remainder as the districts saw it that were rounded with each other: all, or a block.
class Ranks {
 public:
  Ranks(const AmountsToRound& amounts, std::vector<std::int64_t> units)
      : quotas_{amounts.exact.times(Fraction{1} / amounts.rule.unit)},
        bounds_{amounts.bounds},
        units_{std::move(units)},
        ranks_(units_.size()) {
    const TieOrder ties{amounts.scenario, amounts.rule, amounts.weights, amounts.members};
    std::vector<Fraction> missing;
    missing.reserve(units_.size());
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      missing.push_back(quota(i) - Fraction{start(i)});
    }
    std::vector<std::uint32_t> order(units_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      if ((quotas_.sign_at(a) == 0) != (quotas_.sign_at(b) == 0)) {
        return quotas_.sign_at(b) == 0;
      }
      const auto by_missing = missing[a] <=> missing[b];
      return by_missing != 0 ? by_missing > 0 : ties.before(a, b);
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
      const std::uint32_t i = order[place];
      const std::int64_t more = units_[i] - start(i);
      round_.given += static_cast<std::uint64_t>(std::max<std::int64_t>(more, 0));
      round_.taken += static_cast<std::uint64_t>(std::max<std::int64_t>(-more, 0));
      round_.one_each = round_.one_each && more <= 1;
      round_.last_rank = more > 0 ? place + 1 : round_.last_rank;
      ranks_[i] = place + 1;
    }
    note_passed_over(order, amounts.members);
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
  [[nodiscard]] LeftoverUnit fact(std::uint32_t i) const {
    LeftoverUnit fact = round_;
    fact.units = units_[i] - start(i);
    fact.rank = ranks_[i];
    return fact;
  }

 private:
  /// A unit went to a lower rank than theirs. `members` as in AmountsToRound.
  void note_passed_over(const std::vector<std::uint32_t>& order,
                        std::span<const std::uint32_t> members) {
    for (std::size_t place = 0; place < round_.last_rank; ++place) {
      const std::uint32_t i = order[place];
      if (units_[i] > start(i)) {
        continue;
      }
      ++round_.passed_over;
      if (round_.first_passed_over.size() < kShownExtra) {
        round_.first_passed_over.push_back(
            {.rank = place + 1, .district = in_scenario(members, i)});
      }
    }
  }

  Quantities quotas_;
  const BoundsInUnits* bounds_;
  std::vector<std::int64_t> units_;
  std::vector<std::uint64_t> ranks_;
  LeftoverUnit round_{.units = 0, .rank = 0, .given = 0, .taken = 0};  ///< of all of them
};

void record_remainder(const Ranks& ranks, std::uint32_t i, std::vector<RoundingRecord>& records) {
  const Fraction quota = ranks.quota(i);
  const std::int64_t down = ranks.down(i);
  const std::int64_t start = ranks.start(i);
  records.emplace_back(Quota{.exact = quota, .units = down, .remainder = quota - Fraction{down}});
  if (start != down) {
    records.emplace_back(
        KeptInUnits{.minimum = ranks.minimum(i), .maximum = ranks.maximum(i), .start = start});
  }
  records.emplace_back(ranks.fact(i));
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
            .tied = divisor_.tied(i),
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

void record_tie(const RoundingOutcome& outcome, DistrictId district,
                std::vector<RoundingRecord>& records) {
  const auto holds = [&](const std::vector<DistrictId>& ids) {
    return std::binary_search(ids.begin(), ids.end(), district);
  };
  for (const Tie& tie : outcome.ties) {
    if (holds(tie.tied)) {
      records.emplace_back(TieBroken{.tied = tie.tied.size(),
                                     .chosen = tie.chosen.size(),
                                     .is_chosen = holds(tie.chosen),
                                     .about = {.stake = tie.stake}});
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
                         std::vector<RoundingRecord>& records) {
  for (const NamedTie& tie : ties) {
    const std::string_view id = id_in(scenario, pot, tie.about, district);
    if (std::ranges::binary_search(tie.tied, id)) {
      records.emplace_back(TieBroken{.tied = tie.tied.size(),
                                     .chosen = tie.chosen.size(),
                                     .is_chosen = std::ranges::binary_search(tie.chosen, id),
                                     .about = tie.about});
    }
  }
}

void record_rest(const AmountsToRound& amounts, const RoundedAmounts& rounded, DistrictId district,
                 std::vector<RoundingRecord>& records) {
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

/// A watched district: its records, and its place among those that were rounded with each other.
struct Watched {
  Records* records;
  std::uint32_t member;
};

/// What rounding did for districts that were rounded with each other, of whom `amounts` and `units`
/// speak.
void record_quotas(const AmountsToRound& amounts, std::vector<std::int64_t> units,
                   std::span<const Watched> watched) {
  const RoundingMethod& method = method_of(amounts.rule);
  if (method.divisor) {
    const Divided divided{amounts, units};
    for (const auto& [records, member] : watched) {
      records->rounding.emplace_back(divided.fact(member));
    }
  } else if (&method == &rounding_methods()[default_rounding_method()]) {
    const Ranks ranks{amounts, std::move(units)};
    for (const auto& [records, member] : watched) {
      record_remainder(ranks, member, records->rounding);
    }
  } else {
    const Fraction each = Fraction{1} / amounts.rule.unit;
    for (const auto& [records, member] : watched) {
      const Fraction quota = amounts.exact.at(member) * each;
      records->rounding.emplace_back(Quota{
          .exact = quota, .units = units[member], .remainder = quota - Fraction{units[member]}});
    }
  }
}

void record_block(const AmountsToRound& amounts, const Blocks& blocks, const Block& block,
                  const std::vector<std::int64_t>& units, std::span<const Watched> watched) {
  const std::span members = blocks.members_of(block);
  std::vector<std::int64_t> of_members;
  for (const std::uint32_t i : members) {
    of_members.push_back(units[i]);
  }
  const Quantities exact = blocks.amounts_of(block);
  const Quantities weights = blocks.weights.of(members);
  record_quotas({.scenario = amounts.scenario,
                 .members = members,
                 .rule = amounts.rule,
                 .exact = exact,
                 .weights = weights,
                 .total = block.total,
                 .units = block.units},
                std::move(of_members), watched);
}

/// Of a district that is in no block.
void record_nothing(const AmountsToRound& amounts, std::vector<RoundingRecord>& records) {
  records.emplace_back(Quota{.exact = {}, .units = 0, .remainder = {}});
  if (&method_of(amounts.rule) == &rounding_methods()[default_rounding_method()]) {
    records.emplace_back(LeftoverUnit{.units = 0, .rank = 0, .given = 0, .taken = 0});
  }
}

}  // namespace

void record_rounding(const Pot& pot, const AmountsToRound& amounts, const RoundedAmounts& rounded,
                     PotState& state) {
  Facts& facts = state.facts;
  if (facts.watched().empty()) {
    return;
  }
  const Blocks& blocks = state.blocks;
  const std::vector<std::int64_t>& units = rounded.outcome.units;
  for (const Block& block : blocks.list) {
    std::vector<Watched> found;
    for (std::uint32_t member = 0; const std::uint32_t district : blocks.members_of(block)) {
      if (Records* records = facts.find(static_cast<DistrictId>(district))) {
        found.push_back({records, member});
      }
      ++member;
    }
    if (!found.empty()) {
      record_block(amounts, blocks, block, units, found);
    }
  }
  if (blocks.empty()) {
    std::vector<Watched> all;
    for (const DistrictId district : facts.watched()) {
      all.push_back({facts.find(district), static_cast<std::uint32_t>(index_of(district))});
    }
    record_quotas(amounts, units, all);
  }
  for (const DistrictId district : facts.watched()) {
    std::vector<RoundingRecord>& records = facts.find(district)->rounding;
    if (records.empty()) {
      record_nothing(amounts, records);
    }
    record_earlier_ties(amounts.scenario, pot, state.ties, district, records);
    record_tie(rounded.outcome, district, records);
    record_rest(amounts, rounded, district, records);
  }
}

}  // namespace allot::engine
