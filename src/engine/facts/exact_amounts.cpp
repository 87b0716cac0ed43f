#include "allot/engine/facts/exact_amounts.hpp"

#include <utility>

namespace allot::engine {

ExactAmounts::ExactAmounts(Quantities all) : all_{std::move(all)} {}

ExactAmounts::ExactAmounts(std::size_t districts, const std::vector<Group>& groups)
    : places_(districts) {
  groups_.reserve(groups.size());
  for (const Group& group : groups) {
    for (std::size_t member = 0; member < group.members.size(); ++member) {
      places_[group.members[member]] = {static_cast<std::uint32_t>(groups_.size()),
                                        static_cast<std::uint32_t>(member)};
    }
    groups_.push_back(group.amounts);
  }
}

std::size_t ExactAmounts::size() const { return places_.empty() ? all_.size() : places_.size(); }

Fraction ExactAmounts::at(std::size_t district) const {
  if (places_.empty()) {
    return all_.at(district);
  }
  const Place place = places_[district];
  return place.group == kNoGroup ? Fraction{} : groups_[place.group].at(place.member);
}

}  // namespace allot::engine
