#pragma once

#include <string>
#include <vector>

#include "allot/model/map_shapes.hpp"

namespace allot::report::charts {

/// Areas on a sheet of paper: whole units from its upper left corner.
struct Outlines {
  int width = 0, height = 0;       ///< the larger of both is kSheet
  std::vector<std::string> paths;  ///< of each shape, what stands in `d` of a path

  static constexpr int kSheet = 1000;
};

/// Degrees are drawn with their true proportions at the middle of the map (plate carrée); other
/// coordinates as they are. Points that fall on the same unit become one, so that neighbours keep
/// their common border; an area smaller than that stays as a dot.
Outlines outlines_of(const MapShapes& map);

}  // namespace allot::report::charts
