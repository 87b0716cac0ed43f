#include "engine/arithmetic/group_scenario.hpp"

#include <algorithm>

namespace allot::engine {

namespace {

bool names_district(const RoundingRule& rule) {
  return rule.residual && rule.residual->to == Residual::To::kDistrict;
}

}  // namespace

GroupScenario::GroupScenario(const Scenario& scenario, const RoundingRule& rule,
                             std::span<const std::string_view> ids,
                             std::span<const std::span<const std::uint32_t>> members)
    : rule_{rule} {
  scenario_.decimals = scenario.decimals;
  scenario_.districts.ids.assign(ids.begin(), ids.end());
  scenario_.districts.names = scenario_.districts.ids;
  scenario_.districts.places.reserve(ids.size());
  for (const std::span of_group : members) {
    scenario_.districts.places.push_back(scenario.districts.places[of_group.front()]);
  }
  if (names_district(rule)) {
    const auto district = static_cast<std::uint32_t>(index_of(rule.residual->district));
    const auto at = std::ranges::find_if(members, [&](std::span<const std::uint32_t> of_group) {
      return std::ranges::find(of_group, district) != of_group.end();
    });
    rule_.residual->district = static_cast<DistrictId>(at - members.begin());
    rule_.residual->to = at == members.end() ? Residual::To::kReport : Residual::To::kDistrict;
  }
  // Only what breaks ties has values; the others stay, so that ids stay what they are.
  scenario_.columns.resize(scenario.columns.size());
  for (const TieRule& tie : rule.ties) {
    if (tie.by == TieRule::By::kColumn) {
      scenario_.columns[index_of(tie.column)].values =
          scenario.column(tie.column).values.sums_of(members);
    }
  }
}

}  // namespace allot::engine
