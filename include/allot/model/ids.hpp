#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "allot/core/source.hpp"

namespace allot {

// Strong indices into the vectors of a Scenario.
enum class DistrictId : std::uint32_t {};
enum class ColumnId : std::uint32_t {};
enum class KeyId : std::uint32_t {};
enum class SourceId : std::uint32_t {};
enum class PotId : std::uint32_t {};

template <class Id>
constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

/// How far a figure can be trusted, from the strongest to the weakest.
enum class Status { kFinal, kPreliminary, kPlanned, kEstimated, kInvented };

/// Where a figure comes from: what every entity may say of itself.
struct Provenance {
  std::optional<Status> status;
  std::optional<SourceId> source;
  std::string note;
  std::optional<Location> status_where = {};  ///< where the file says it
};

}  // namespace allot
