#include "allot/load/geo/geojson.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace allot;

namespace {

struct Read {
  std::optional<MapShapes> map;
  Problems problems;
};

Read read_map(const std::string& text, std::string_view id_property = {}) {
  SourceFiles files;
  const FileId file = files.add("map.geojson", text);
  Read result;
  result.map = load::read_geojson(files, file, id_property, result.problems);
  return result;
}

std::string collection(const std::string& features) {
  return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

std::string feature(const std::string& before, const std::string& geometry) {
  return "{" + before + R"("type": "Feature", "geometry": )" + geometry + "}";
}

const std::string kSquare =
    R"({"type": "Polygon", "coordinates": [[[0, 0], [1.5, 0], [1.5, -2.25], [0, -2.25], [0, 0]]]})";

const Diagnostic& only(const Read& read) {
  REQUIRE(read.problems.list().size() == 1);
  CHECK_FALSE(read.map);
  CHECK(read.problems.list().front().code == Code::kMapSyntax);
  return read.problems.list().front();
}

}  // namespace

TEST_CASE("areas of GeoJSON are read exactly, in millionths, without the point that closes them") {
  const Read read = read_map(collection(feature(R"("id": "08111", )", kSquare)));
  REQUIRE(read.map);
  REQUIRE(read.map->shapes.size() == 1);
  CHECK(read.map->shapes[0].id == "08111");
  REQUIRE(read.map->shapes[0].rings.size() == 1);
  CHECK(read.map->shapes[0].rings[0] ==
        MapRing{{0, 0}, {1'500'000, 0}, {1'500'000, -2'250'000}, {0, -2'250'000}});
}

TEST_CASE("coordinates are numbers of JSON in all their forms") {
  const struct {
    const char* text;
    std::int64_t millionths;
  } rows[] = {{"9.1234567", 9'123'456},
              {"-0.0000019", -1},
              {"1e2", 100'000'000},
              {"1.5E-3", 1'500},
              {"-0", 0},
              {"0.000", 0},
              {"5700123.25", 5'700'123'250'000},
              {"1e-30", 0},
              {"12345e-5", 123'450}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const std::string x = row.text;
    const Read read =
        read_map(collection(feature(R"("id": 1, )", R"({"type": "Polygon", "coordinates": [[[)" +
                                                        x + ", 1], [20, 2], [30, 7]]]}")));
    REQUIRE(read.map);
    CHECK(read.map->shapes[0].rings[0][0].x == row.millionths);
  }
  for (const char* text : {"1e10", "1e9999", "1000000000.5"}) {
    CAPTURE(text);
    CHECK(only(read_map(collection(
                   feature(R"("id": 1, )", R"({"type": "Polygon", "coordinates": [[[0, )" +
                                               std::string{text} + "], [20, 2], [30, 7]]]}"))))
              .where.column > 90);
  }
}

TEST_CASE("an id is a property where one is named, before or behind the geometry") {
  const std::string properties =
      R"("properties": {"GEN": "Ulm", "AGS": "08421", "n": {"AGS": "x"}}, )";
  for (const bool before : {true, false}) {
    const std::string behind = R"({"type": "Feature", "geometry": )" + kSquare + ", " +
                               properties.substr(0, properties.size() - 2) + "}";
    const Read read = read_map(collection(before ? feature(properties, kSquare) : behind), "AGS");
    REQUIRE(read.map);
    CHECK(read.map->shapes[0].id == "08421");
  }
}

TEST_CASE("islands, holes and several features of one id are one area; heights are skipped") {
  const std::string islands =
      R"({"type": "MultiPolygon", "coordinates": [[[[0,0,7],[4,0,7],[4,4,7],[0,0,7]],)"
      R"([[1,1],[2,1],[2,2]]], [[[9,9],[10,9],[10,10],[9,9]]]]})";
  const std::string both = R"({"type": "GeometryCollection", "geometries": [)" + kSquare + "]}";
  const Read read = read_map(
      collection(feature(R"("id": "a", )", islands) + "," + feature(R"("id": "b", )", both) + "," +
                 feature(R"("id": "a", )", kSquare) + "," + feature(R"("id": "c", )", "null")));
  REQUIRE(read.map);
  REQUIRE(read.map->shapes.size() == 2);
  CHECK(read.map->shapes[0].rings.size() == 4);
  CHECK(read.map->shapes[0].rings[0] == MapRing{{0, 0}, {4'000'000, 0}, {4'000'000, 4'000'000}});
  CHECK(read.map->shapes[1].rings.size() == 1);
}

TEST_CASE("what is no map is refused with its place and the way out") {
  CHECK(only(read_map("{\"type\": \"Topology\"}")).message.find("TopoJSON") != std::string::npos);
  CHECK(only(read_map("[1, 2]")).message.find("no map") != std::string::npos);
  CHECK(only(read_map("")).message.find("not JSON") != std::string::npos);
  CHECK(only(read_map(collection(""))).message == "the map has no area");
  const Diagnostic cut = only(read_map("{\"type\": \"FeatureCollection\",\n \"features\": [{]}"));
  CHECK(cut.where.line == 2);
  CHECK(cut.where.column == 16);
  CHECK(only(read_map(std::string(100'000, '['))).message.find("not JSON") != std::string::npos);
}

TEST_CASE("features without an id, or that are no areas, are told once, with the first of them") {
  const std::string nameless = feature(R"("properties": {"RS": "1", "AGS_0": "2"}, )", kSquare);
  const Diagnostic missing = only(read_map(collection(nameless + "," + nameless), "AGS"));
  CHECK(missing.message == "2 of 2 features have no property `AGS`");
  CHECK(missing.help.back() ==
        "the first feature has the properties `RS`, `AGS_0`: name one by `--geo-id`");
  CHECK(only(read_map(collection(nameless))).message == "1 of 1 feature has no `id`");
  const Diagnostic point = only(
      read_map(collection(feature(R"("id": 1, )", kSquare) + "," +
                          feature(R"("id": 2, )", R"({"type": "Point", "coordinates": [1, 2]})"))));
  CHECK(point.message == "1 of 2 features is no area, the first is a `Point`");
}
