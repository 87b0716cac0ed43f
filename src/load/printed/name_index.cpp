#include "load/printed/name_index.hpp"

#include <algorithm>
#include <optional>

#include "allot/core/same_name.hpp"

namespace allot::load {

namespace {

std::vector<DistrictId> found_in(const auto& named, const std::string& folded) {
  const auto at = named.find(folded);
  return at == named.end() ? std::vector<DistrictId>{} : at->second;
}

std::optional<PlaceKind> kind_of(const Districts& districts, DistrictId district) {
  const std::size_t i = index_of(district);
  const auto by_name = kind_of_place(districts.names[i]);
  return by_name || districts.groups.empty() ? by_name : kind_of_place(districts.groups[i]);
}

}  // namespace

NameIndex::NameIndex(const Districts& districts) : districts_{districts} {
  for (std::uint32_t i = 0; i < districts.size(); ++i) {
    const DistrictId district{i};
    names_[sorted_name(districts.names[i])].push_back(district);
    places_[folded_place(districts.names[i])].push_back(district);
    if (!districts.groups.empty() && !districts.groups[i].empty()) {
      groups_[folded_place(districts.groups[i])].push_back(district);
    }
  }
}

std::vector<DistrictId> NameIndex::find(std::string_view name) const {
  auto found = found_in(names_, sorted_name(name));
  if (found.empty()) {
    found = found_in(places_, folded_place(name));
  }
  if (found.size() > 1) {
    if (const auto kind = kind_of_place(name)) {
      auto of_kind = found;
      std::erase_if(of_kind, [&](DistrictId one) { return kind_of(districts_, one) != kind; });
      found = of_kind.empty() ? found : of_kind;
    }
  }
  return found;
}

std::vector<DistrictId> NameIndex::of_group(std::string_view name) const {
  return found_in(groups_, folded_place(name));
}

}  // namespace allot::load
