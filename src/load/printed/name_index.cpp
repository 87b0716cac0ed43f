#include "load/printed/name_index.hpp"

#include <algorithm>
#include <iterator>

#include "allot/core/same_name.hpp"

namespace allot::load {

NameIndex::NameIndex(std::span<const std::string_view> names) {
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    names_[folded_name(names[i])].push_back(i);
    places_[folded_place(names[i])].push_back(i);
  }
}

std::vector<DistrictId> NameIndex::find(std::string_view name) const {
  const auto in = [](const Named& named, const std::string& folded) {
    std::vector<DistrictId> found;
    if (const auto at = named.find(folded); at != named.end()) {
      std::ranges::transform(at->second, std::back_inserter(found),
                             [](std::uint32_t i) { return DistrictId{i}; });
    }
    return found;
  };
  auto found = in(names_, folded_name(name));
  return found.empty() ? in(places_, folded_place(name)) : found;
}

}  // namespace allot::load
