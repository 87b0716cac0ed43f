#include "engine/rounding/round_blocks.hpp"

#include "engine/arithmetic/subset.hpp"

namespace allot::engine {

namespace {

/// Indices within a block become those of the scenario.
std::vector<DistrictId> of_scenario(const std::vector<DistrictId>& districts, const Block& block) {
  std::vector<DistrictId> result;
  result.reserve(districts.size());
  for (const DistrictId district : districts) {
    result.push_back(static_cast<DistrictId>(block.members[index_of(district)]));
  }
  return result;
}

void add_block(const RoundedAmounts& rounded, const Block& block, RoundedAmounts& all) {
  for (std::size_t i = 0; i < block.members.size(); ++i) {
    all.outcome.units[block.members[i]] = rounded.outcome.units[i];
  }
  for (const Tie& tie : rounded.outcome.ties) {
    all.outcome.ties.push_back({.tied = of_scenario(tie.tied, block),
                                .chosen = of_scenario(tie.chosen, block),
                                .stake = tie.stake});
  }
  all.outcome.extra_units += rounded.outcome.extra_units;
  for (const DistrictId district : of_scenario(rounded.outcome.extra, block)) {
    if (all.outcome.extra.size() < kShownExtra) {
      all.outcome.extra.push_back(district);
    }
  }
  if (rounded.receiver && rounded.rest.sign() != 0) {
    const std::uint32_t receiver = block.members[index_of(*rounded.receiver)];
    all.taken.emplace_back(static_cast<DistrictId>(receiver), rounded.rest);
    all.rest -= rounded.rest;
  }
}

}  // namespace

std::optional<RoundedAmounts> round_blocks(const AmountsToRound& amounts,
                                           const std::vector<Block>& blocks, Problems& problems) {
  if (blocks.empty()) {
    return round_amounts(amounts, problems);
  }
  RoundedAmounts all{.outcome = {}, .rest = {}, .receiver = std::nullopt};
  all.outcome.units.resize(amounts.exact.size());
  bool good = true;
  for (const Block& block : blocks) {
    const SubsetScenario members{amounts.scenario, amounts.rule, block.members};
    const auto rounded = round_amounts({.scenario = members.scenario(),
                                        .rule = members.rule(),
                                        .exact = block.amounts,
                                        .weights = block.weights,
                                        .total = block.total,
                                        .units = block.units},
                                       problems);
    good = good && rounded;
    if (good) {
      add_block(*rounded, block, all);
    }
  }
  all.rest += amounts.total - Quantities::from(all.outcome.units).total() * amounts.rule.unit;
  return good ? std::optional{std::move(all)} : std::nullopt;
}

}  // namespace allot::engine
