#include "cli/session/geo_option.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "allot/load/geo/geojson.hpp"
#include "allot/load/text/bytes.hpp"

namespace allot::cli {

namespace {

/// "`08111`, `08115`, …"
template <class Items, class IdOf>
std::string first_ids(const Items& items, IdOf id_of) {
  constexpr std::size_t kMostShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(items.size(), kMostShown); ++i) {
    text += (i == 0 ? "`" : ", `") + without_controls(id_of(items[i])) + "`";
  }
  return items.size() > kMostShown ? text + ", …" : text;
}

}  // namespace

bool read_map(Session& session, const report::Format& format, std::optional<MapShapes>& map) {
  const Settings& settings = session.settings();
  if (settings.geo.empty()) {
    return settings.geo_id.empty() ||
           session.refuse("--geo-id", "`--geo-id` says which areas a map has, and there is none",
                          {"name it: `--geo map.geojson`"});
  }
  if (!format.with_charts) {
    return session.refuse(
        "--geo", "`--geo` draws a map, and " + std::string{format.name} + " has no pictures",
        {"write a page: `-f html`"});
  }
  const std::optional<FileId> file = session.read(settings.geo);
  if (!file) {
    return false;
  }
  Problems problems;
  if (load::prepare_text(session.sources(), *file, load::Encoding::kUtf8, problems)) {
    map = load::read_geojson(session.sources(), *file, settings.geo_id, problems);
  }
  session.add(problems);
  return map.has_value();
}

bool check_areas(Session& session, const MapShapes& map, const Scenario& scenario) {
  const std::vector<std::string_view>& ids = scenario.districts.ids;
  const bool any = std::ranges::any_of(map.shapes, [&](const MapShape& shape) {
    return scenario.districts.find(shape.id).has_value();
  });
  if (!any) {
    session.add({.code = Code::kMapSyntax,
                 .where = session.line().of_last(session.settings().geo),
                 .message = "no area of the map is a district: areas are " +
                            first_ids(map.shapes, [](const MapShape& shape) { return shape.id; }) +
                            ", districts are " +
                            first_ids(ids, [](std::string_view id) { return id; }),
                 .help = {"name the property of the map that has the ids of the districts: "
                          "`--geo-id NAME`"}});
  }
  return any;
}

}  // namespace allot::cli
