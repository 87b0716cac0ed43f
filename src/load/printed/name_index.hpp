#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "allot/model/ids.hpp"

namespace allot::load {

/// Finds districts by how somebody spells their names.
class NameIndex {
 public:
  explicit NameIndex(std::span<const std::string_view> names);

  /// Those that may be meant: one with the same name but for its spelling, else all that differ in
  /// the kind of place only.
  [[nodiscard]] std::vector<DistrictId> find(std::string_view name) const;

 private:
  using Named = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  Named names_, places_;
};

}  // namespace allot::load
