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
  all.outcome.extra_units += rounded.outcome.extra_units;
  for (const DistrictId district : of_scenario(rounded.outcome.extra, members)) {
    if (all.outcome.extra.size() < kShownExtra) {
      all.outcome.extra.push_back(district);
    }
  }
  if (rounded.receiver && rounded.rest.sign() != 0) {
    all.taken.emplace_back(in_scenario(members, index_of(*rounded.receiver)), rounded.rest);
    all.rest -= rounded.rest;
  }
}

}  // namespace

std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts, const Blocks& blocks,
                                           Problems& problems) {
  if (blocks.empty()) {
    return round_amounts(amounts, problems);
  }
  RoundedAmounts all{.outcome = {}, .rest = {}, .receiver = std::nullopt};
  all.outcome.units.resize(amounts.exact.size());
  // A block that is the whole pot can have exact amounts that differ from its total.
  const bool within_groups = blocks.list.size() > 1;
  bool good = true;
  for (const Block& block : blocks.list) {
    const std::span members = blocks.members_of(block);
    if (within_groups && nothing_to_round(members.size(), block.total, block.units, amounts.rule)) {
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
                                        .units = block.units},
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
