#include "engine/arithmetic/subset.hpp"

#include <algorithm>

namespace allot::engine {

namespace {

/// The columns that break ties; the others stay empty, so that ids stay what they are.
std::vector<Column> tie_columns(const Scenario& scenario, const RoundingRule& rule,
                                auto&& values_of) {
  std::vector<Column> columns(scenario.columns.size());
  for (const TieRule& tie : rule.ties) {
    if (tie.by == TieRule::By::kColumn) {
      columns[index_of(tie.column)].values = values_of(scenario.column(tie.column).values);
    }
  }
  return columns;
}

bool names_district(const RoundingRule& rule) {
  return rule.residual && rule.residual->to == Residual::To::kDistrict;
}

}  // namespace

SubsetScenario::SubsetScenario(const Scenario& scenario, const RoundingRule& rule,
                               const std::vector<std::uint32_t>& members)
    : rule_{rule} {
  scenario_.decimals = scenario.decimals;
  scenario_.districts.ids.reserve(members.size());
  scenario_.districts.names.reserve(members.size());
  scenario_.districts.places.reserve(members.size());
  for (const std::uint32_t i : members) {
    scenario_.districts.ids.push_back(scenario.districts.ids[i]);
    scenario_.districts.names.push_back(scenario.districts.names[i]);
    scenario_.districts.places.push_back(scenario.districts.places[i]);
  }
  scenario_.columns =
      tie_columns(scenario, rule, [&](const Quantities& values) { return values.of(members); });
  if (names_district(rule)) {
    const auto at = std::find(members.begin(), members.end(),
                              static_cast<std::uint32_t>(index_of(rule.residual->district)));
    rule_.residual->district = static_cast<DistrictId>(at - members.begin());
    rule_.residual->to = at == members.end() ? Residual::To::kReport : Residual::To::kDistrict;
  }
}

GroupScenario::GroupScenario(const Scenario& scenario, const RoundingRule& rule,
                             const std::vector<Group>& groups)
    : rule_{rule} {
  scenario_.decimals = scenario.decimals;
  if (names_district(rule)) {
    rule_.residual->to = Residual::To::kReport;
  }
  scenario_.districts.ids.reserve(groups.size());
  scenario_.districts.names.reserve(groups.size());
  scenario_.districts.places.reserve(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto& members = groups[g].members;
    scenario_.districts.ids.push_back(groups[g].id);
    scenario_.districts.names.push_back(groups[g].id);
    scenario_.districts.places.push_back(scenario.districts.places[members.front()]);
    if (names_district(rule) &&
        std::find(members.begin(), members.end(),
                  static_cast<std::uint32_t>(index_of(rule.residual->district))) != members.end()) {
      rule_.residual->district = static_cast<DistrictId>(g);
      rule_.residual->to = Residual::To::kDistrict;
    }
  }
  scenario_.columns = tie_columns(scenario, rule, [&](const Quantities& values) {
    std::vector<Fraction> sums;
    sums.reserve(groups.size());
    for (const Group& group : groups) {
      sums.push_back(values.of(group.members).total());
    }
    return Quantities::from(sums);
  });
}

}  // namespace allot::engine
