#include "report/charts/outlines.hpp"

#include <doctest/doctest.h>

using namespace allot;
using report::charts::Outlines;
using report::charts::outlines_of;

namespace {

constexpr std::int64_t kDegree = 1'000'000;

MapShape area(std::vector<MapPoint> points) { return {.id = "", .rings = {std::move(points)}}; }

/// Of whole degrees.
MapShape square(std::int64_t west, std::int64_t south, std::int64_t size) {
  return area({{west * kDegree, south * kDegree},
               {(west + size) * kDegree, south * kDegree},
               {(west + size) * kDegree, (south + size) * kDegree},
               {west * kDegree, (south + size) * kDegree}});
}

}  // namespace

TEST_CASE("north is up, and the larger side of a map takes all of the sheet") {
  const Outlines metres = outlines_of({{area({{0, 0}, {500'000'000, 0}, {0, 1'000'000'000}})}});
  CHECK(metres.width == 500);
  CHECK(metres.height == 1000);
  CHECK(metres.paths == std::vector<std::string>{"M0 1000l500 0-500-1000z"});
}

TEST_CASE("degrees of longitude are as short as they are at the middle of the map") {
  CHECK(outlines_of({{square(10, -1, 2)}}).width == 1000);
  const Outlines at_sixty = outlines_of({{square(10, 59, 2)}});
  CHECK(at_sixty.width == 500);
  CHECK(at_sixty.height == 1000);
  // cos 51° is 0.62932: what is between whole tens is near enough.
  CHECK(outlines_of({{square(8, 50, 2)}}).width == 629);
  CHECK(outlines_of({{square(-8, -52, 2)}}).width == 629);
}

TEST_CASE("points on one unit of the sheet become one, and what is smaller stays as a dot") {
  MapShape large = square(0, -5, 10);
  large.rings.front().insert(large.rings.front().begin() + 1, MapPoint{10, -5 * kDegree});
  const Outlines outlines = outlines_of({{large, area({{0, 0}, {10, 0}, {0, 10}})}});
  CHECK(outlines.paths[0] == "M0 1000l1000 0 0-1000-1000 0z");
  CHECK(outlines.paths[1] == "M-2 498h4v4h-4z");
}

TEST_CASE("islands and holes are rings of one path") {
  MapShape shape = square(0, -5, 10);
  shape.rings.push_back(square(2, 0, 1).rings.front());
  CHECK(outlines_of({{shape}}).paths[0] ==
        "M0 1000l1000 0 0-1000-1000 0zM200 500l100 0 0-100-100 0z");
}

TEST_CASE("a map of one point, and one as wide as numbers are, have outlines") {
  CHECK(outlines_of({{area({{5, 5}, {5, 5}, {5, 5}})}}).paths[0] == "M-2 -2h4v4h-4z");
  constexpr std::int64_t kFar = 999'999'999'999'999;
  CHECK(outlines_of({{area({{-kFar, -kFar}, {kFar, -kFar}, {kFar, kFar}})}}).paths[0] ==
        "M0 1000l1000 0 0-1000z");
}
