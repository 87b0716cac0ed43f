#include "allot/model/scenario.hpp"

#include <algorithm>

namespace allot {

std::optional<DistrictId> Districts::find(std::string_view id) const {
  const auto at = std::lower_bound(ids.begin(), ids.end(), id);
  if (at == ids.end() || *at != id) {
    return std::nullopt;
  }
  return static_cast<DistrictId>(at - ids.begin());
}

const Argument* Step::find(std::string_view name) const {
  const auto at = std::find_if(arguments.begin(), arguments.end(),
                               [&](const Argument& argument) { return argument.name == name; });
  return at == arguments.end() ? nullptr : &*at;
}

const Pot* prior_rule_of(const Scenario& scenario, const Pot& pot) {
  const std::optional<Prior>& prior = pot.prior ? pot.prior : scenario.prior;
  const auto* rule = prior ? std::get_if<PriorRule>(&prior->from) : nullptr;
  return rule == nullptr ? nullptr : rule->pot.get();
}

}  // namespace allot
