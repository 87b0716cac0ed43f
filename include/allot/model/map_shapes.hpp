#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace allot {

/// A point of a map in millionths of its coordinates: degrees of longitude and latitude, or metres
/// to the east and to the north. Less than 10^15 either way.
struct MapPoint {
  std::int64_t x = 0, y = 0;

  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// A closed line; the last point is not the first one again.
using MapRing = std::vector<MapPoint>;

/// An area, with its islands and holes: a point is inside where an odd number of rings goes round
/// it.
struct MapShape {
  std::string id;
  std::vector<MapRing> rings;  ///< at least one, each of at least three points
};

/// The areas of a map, at least one, in the order of the file; no id occurs twice.
struct MapShapes {
  std::vector<MapShape> shapes;
};

}  // namespace allot
