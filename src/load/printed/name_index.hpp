#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/model/ids.hpp"
#include "allot/model/scenario.hpp"

namespace allot::load {

/// Finds districts by how somebody spells their names.
class NameIndex {
 public:
  /// `districts` outlives it.
  explicit NameIndex(const Districts& districts);

  /// Those that may be meant: one of the same words but for their spelling and order; else all that
  /// differ in the kind of place only, of which the kind, by the name or the group, decides.
  [[nodiscard]] std::vector<DistrictId> find(std::string_view name) const;
  /// Those of the group that is called so.
  [[nodiscard]] std::vector<DistrictId> of_group(std::string_view name) const;

 private:
  using Named = std::unordered_map<std::string, std::vector<DistrictId>>;

  const Districts& districts_;
  Named names_, places_, groups_;
};

}  // namespace allot::load
