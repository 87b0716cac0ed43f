#include "engine/pot/round_blocks.hpp"

namespace allot::engine {

namespace {

/// Indices within a block become those of the scenario.
std::vector<DistrictId> of_scenario(const std::vector<DistrictId>& districts,
                                    std::span<const std::uint32_t> members) {
  std::vector<DistrictId> result;
  result.reserve(districts.size());
  for (const DistrictId district : districts) {
    result.push_back(in_scenario(members, index_of(district)));
  }
  return result;
}

void add_block(const RoundedAmounts& rounded, std::span<const std::uint32_t> members,
               RoundedAmounts& all) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    all.outcome.units[members[i]] = rounded.outcome.units[i];
  }
  for (const Tie& tie : rounded.outcome.ties) {
    all.outcome.ties.push_back({.tied = of_scenario(tie.tied, members),
                                .chosen = of_scenario(tie.chosen, members),
                                .stake = tie.stake});
  }
  const auto add_first = [&](const std::vector<DistrictId>& some, std::vector<DistrictId>& first) {
    for (const DistrictId district : of_scenario(some, members)) {
      if (first.size() < kShownExtra) {
        first.push_back(district);
      }
    }
  };
  all.outcome.extra_units += rounded.outcome.extra_units;
  add_first(rounded.outcome.extra, all.outcome.extra);
  all.outcome.given_back += rounded.outcome.given_back;
  add_first(rounded.outcome.givers, all.outcome.givers);
  if (rounded.receiver && rounded.rest.sign() != 0) {
    all.taken.emplace_back(in_scenario(members, index_of(*rounded.receiver)), rounded.rest);
    all.rest -= rounded.rest;
  }
}

/// Those of a block; of all where it has no members.
std::vector<WatchedRounding> watched_of(std::span<const std::uint32_t> members, Facts& facts) {
  std::vector<WatchedRounding> watched;
  if (members.empty()) {
    for (const DistrictId district : facts.watched()) {
      watched.push_back({.of = static_cast<std::uint32_t>(index_of(district)),
                         .records = facts.find(district)->rounding});
    }
  }
  for (std::uint32_t i = 0; i < members.size() && !facts.watched().empty(); ++i) {
    if (Records* records = facts.find(static_cast<DistrictId>(members[i]))) {
      watched.push_back({.of = i, .records = records->rounding});
    }
  }
  return watched;
}

}  // namespace

std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts, const Blocks& blocks,
                                           Facts& facts, Problems& problems) {
  if (blocks.empty()) {
    const auto watched = watched_of({}, facts);
    AmountsToRound all = amounts;
    all.watched = watched;
    return round_amounts(all, problems);
  }
  RoundedAmounts all{.outcome = {}, .rest = {}, .receiver = std::nullopt};
  all.outcome.units.resize(amounts.exact.size());
  // A block that is the whole pot can have exact amounts that differ from its total.
  const bool within_groups = blocks.list.size() > 1;
  bool good = true;
  for (const Block& block : blocks.list) {
    const std::span members = blocks.members_of(block);
    const auto watched = watched_of(members, facts);
    if (within_groups && watched.empty() &&
        nothing_to_round(members.size(), block.total, block.units, amounts.rule)) {
      all.outcome.units[members.front()] = block.units;
      continue;
    }
    const Quantities exact = blocks.amounts_of(block);
    const Quantities weights = blocks.weights.of(members);
    const auto rounded = round_amounts({.scenario = amounts.scenario,
                                        .members = members,
                                        .rule = amounts.rule,
                                        .exact = exact,
                                        .weights = weights,
                                        .total = block.total,
                                        .units = block.units,
                                        .watched = watched},
                                       problems);
    good = good && rounded;
    if (good) {
      add_block(*rounded, members, all);
    }
  }
  all.rest += amounts.total - Quantities::from(all.outcome.units).total() * amounts.rule.unit;
  return good ? std::optional{std::move(all)} : std::nullopt;
}

}  // namespace allot::engine
