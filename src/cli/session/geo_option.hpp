#pragma once

#include <optional>

#include "allot/model/map_shapes.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

/// `--geo` and `--geo-id`: reads the map, where one is named. False: reported.
bool read_map(Session& session, const report::Format& format, std::optional<MapShapes>& map);

/// Whether one area of the map is a district; else reported, with what both are called.
bool check_areas(Session& session, const MapShapes& map, const Scenario& scenario);

}  // namespace allot::cli
