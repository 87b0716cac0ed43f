#pragma once

#include <optional>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/model/map_shapes.hpp"

namespace allot::load {

/// The areas (polygons) of a GeoJSON file (RFC 7946) by the property `id_property` of its features;
/// where that is empty, by their `id`. A number counts as it is written. Several features of one id
/// are one area; those without a geometry are none. Coordinates may be degrees, or metres as older
/// files have them.
std::optional<MapShapes> read_geojson(const SourceFiles& files, FileId file,
                                      std::string_view id_property, Problems& problems);

}  // namespace allot::load
