#include "engine/rounding_records.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/allocate.hpp"
#include "engine/common_divisor.hpp"
#include "engine/subset.hpp"

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
    const TieOrder ties{amounts.scenario, amounts.rule, amounts.weights};
    std::vector<Fraction> missing;
    missing.reserve(units_.size());
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      missing.push_back(quota(i) - Fraction{start(i)});
      given_ += static_cast<std::uint64_t>(std::max<std::int64_t>(units_[i] - start(i), 0));
      taken_ += static_cast<std::uint64_t>(std::max<std::int64_t>(start(i) - units_[i], 0));
    }
    std::vector<std::uint32_t> order(units_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto by_missing = missing[a] <=> missing[b];
      return by_missing != 0 ? by_missing > 0 : ties.before(a, b);
    });
    for (std::size_t place = 0; place < order.size(); ++place) {
      ranks_[order[place]] = place + 1;
    }
  }

  [[nodiscard]] Fraction quota(std::uint32_t i) const { return quotas_.at(i); }

  [[nodiscard]] std::int64_t units(std::uint32_t i) const { return units_[i]; }

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
  /// Units that were given after the start, to all of them.
  [[nodiscard]] std::uint64_t given() const { return given_; }
  /// Units that were taken back.
  [[nodiscard]] std::uint64_t taken() const { return taken_; }

 private:
  Quantities quotas_;
  const BoundsInUnits* bounds_;
  std::vector<std::int64_t> units_;
  std::vector<std::uint64_t> ranks_;
  std::uint64_t given_ = 0;
  std::uint64_t taken_ = 0;
};

void record_remainder(const Ranks& ranks, std::uint32_t i, std::vector<Record>& records) {
  const Fraction quota = ranks.quota(i);
  const std::int64_t down = ranks.down(i);
  const std::int64_t start = ranks.start(i);
  records.emplace_back(Quota{.exact = quota, .units = down, .remainder = quota - Fraction{down}});
  if (start != down) {
    records.emplace_back(
        KeptInUnits{.minimum = ranks.minimum(i), .maximum = ranks.maximum(i), .start = start});
  }
  records.emplace_back(LeftoverUnit{.units = ranks.units(i) - start,
                                    .rank = ranks.rank_of(i),
                                    .given = ranks.given(),
                                    .taken = ranks.taken()});
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

/// The watched districts among those that were rounded with each other: index into the watched
/// ones, and into these.
struct Watched {
  std::size_t record;
  std::uint32_t member;
};

/// What rounding did for districts that were rounded with each other, of whom `amounts` and `units`
/// speak.
void record_quotas(const AmountsToRound& amounts, std::vector<std::int64_t> units,
                   std::span<const Watched> watched, PotState& state) {
  const RoundingMethod& method = method_of(amounts.rule);
  if (method.divisor) {
    const Divided divided{amounts, units};
    for (const auto& [record, member] : watched) {
      state.records[record].emplace_back(divided.fact(member));
    }
  } else if (&method == &rounding_methods()[default_rounding_method()]) {
    const Ranks ranks{amounts, std::move(units)};
    for (const auto& [record, member] : watched) {
      record_remainder(ranks, member, state.records[record]);
    }
  } else {
    const Fraction each = Fraction{1} / amounts.rule.unit;
    for (const auto& [record, member] : watched) {
      const Fraction quota = amounts.exact.at(member) * each;
      state.records[record].emplace_back(Quota{
          .exact = quota, .units = units[member], .remainder = quota - Fraction{units[member]}});
    }
  }
}

void record_block(const AmountsToRound& amounts, const Block& block,
                  const std::vector<std::int64_t>& units, std::span<const Watched> watched,
                  PotState& state) {
  const SubsetScenario members{amounts.scenario, amounts.rule, block.members};
  std::vector<std::int64_t> of_members;
  for (const std::uint32_t i : block.members) {
    of_members.push_back(units[i]);
  }
  record_quotas({.scenario = members.scenario(),
                 .rule = members.rule(),
                 .exact = block.amounts,
                 .weights = block.weights,
                 .total = block.total,
                 .units = block.units},
                std::move(of_members), watched, state);
}

/// Of a district that is in no block.
void record_nothing(const AmountsToRound& amounts, std::vector<Record>& records) {
  records.emplace_back(Quota{.exact = {}, .units = 0, .remainder = {}});
  if (&method_of(amounts.rule) == &rounding_methods()[default_rounding_method()]) {
    records.emplace_back(LeftoverUnit{.units = 0, .rank = 0, .given = 0, .taken = 0});
  }
}

}  // namespace

void record_rounding(const AmountsToRound& amounts, const std::vector<Block>& blocks,
                     const RoundedAmounts& rounded, std::span<const DistrictId> watched,
                     PotState& state) {
  if (watched.empty()) {
    return;
  }
  state.records.resize(watched.size());
  const std::vector<std::int64_t>& units = rounded.outcome.units;
  std::unordered_map<std::uint32_t, std::size_t> record_of;
  for (std::size_t record = 0; record < watched.size(); ++record) {
    record_of.emplace(static_cast<std::uint32_t>(index_of(watched[record])), record);
  }
  std::vector<bool> rounded_with_others(watched.size());
  const auto watched_among = [&](const std::vector<std::uint32_t>& members) {
    std::vector<Watched> found;
    for (std::uint32_t member = 0; member < members.size(); ++member) {
      if (const auto record = record_of.find(members[member]); record != record_of.end()) {
        found.push_back({record->second, member});
        rounded_with_others[record->second] = true;
      }
    }
    return found;
  };
  for (const Block& block : blocks) {
    if (const auto found = watched_among(block.members); !found.empty()) {
      record_block(amounts, block, units, found, state);
    }
  }
  if (blocks.empty()) {
    std::vector<Watched> all;
    for (std::size_t record = 0; record < watched.size(); ++record) {
      all.push_back({record, static_cast<std::uint32_t>(index_of(watched[record]))});
    }
    record_quotas(amounts, units, all, state);
  }
  for (std::size_t record = 0; record < watched.size(); ++record) {
    if (!blocks.empty() && !rounded_with_others[record]) {
      record_nothing(amounts, state.records[record]);
    }
    record_tie(rounded.outcome, watched[record], state.records[record]);
    record_rest(amounts, rounded, watched[record], state.records[record]);
  }
}

}  // namespace allot::engine
