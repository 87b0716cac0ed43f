#include "engine/pot/rounding_records.hpp"

#include <algorithm>
#include <string_view>

namespace allot::engine {

namespace {

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
