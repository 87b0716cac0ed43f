#include "engine/rounding_records.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

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
        given_(units.size()),
        taken_(units.size()) {
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

  /// From 1, by the quota less what the district starts with; equal ones by the ties.
  [[nodiscard]] std::uint64_t rank_of(std::uint32_t i) const { return ranks_[i]; }
  /// Units that were given after the start, to all who were rounded with the district.
  [[nodiscard]] std::uint64_t given(std::uint32_t i) const { return given_[i]; }
  /// Units that were taken back.
  [[nodiscard]] std::uint64_t taken(std::uint32_t i) const { return taken_[i]; }

 private:
  void rank(std::vector<std::uint32_t> members, const std::vector<std::int64_t>& units,
            const TieOrder& ties) {
    std::vector<Fraction> missing(units.size());
    std::uint64_t given = 0;
    std::uint64_t taken = 0;
    for (const std::uint32_t i : members) {
      missing[i] = quota(i) - Fraction{start(i)};
      given += static_cast<std::uint64_t>(std::max<std::int64_t>(units[i] - start(i), 0));
      taken += static_cast<std::uint64_t>(std::max<std::int64_t>(start(i) - units[i], 0));
    }
    std::sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto order = missing[a] <=> missing[b];
      return order != 0 ? order > 0 : ties.before(a, b);
    });
    for (std::size_t place = 0; place < members.size(); ++place) {
      ranks_[members[place]] = place + 1;
      given_[members[place]] = given;
      taken_[members[place]] = taken;
    }
  }

  Quantities quotas_;
  const BoundsInUnits* bounds_;
  std::vector<std::uint64_t> ranks_, given_, taken_;
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
  records.emplace_back(LeftoverUnit{.units = units - start,
                                    .rank = ranks.rank_of(i),
                                    .given = ranks.given(i),
                                    .taken = ranks.taken(i)});
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
      records.emplace_back(TieBroken{
          .tied = tie.tied.size(), .given = tie.given.size(), .got_unit = holds(tie.given)});
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

void record_rounding(const AmountsToRound& amounts, const std::vector<Block>& blocks,
                     const RoundedAmounts& rounded, std::span<const DistrictId> watched,
                     PotState& state) {
  if (watched.empty()) {
    return;
  }
  const RoundingMethod& method = method_of(amounts.rule);
  const Ranks ranks{amounts, rounded.outcome.units, blocks};
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
    record_tie(rounded.outcome, watched[w], records);
    record_rest(amounts, rounded, watched[w], records);
  }
}

}  // namespace allot::engine
