#include "report/charts/outlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "allot/core/divide.hpp"
#include "allot/core/int128.hpp"

namespace allot::report::charts {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// What the map lies within.
struct Box {
  std::int64_t west = std::numeric_limits<std::int64_t>::max(), south = west;
  std::int64_t east = std::numeric_limits<std::int64_t>::min(), north = east;

  void take(const MapPoint& point) {
    west = std::min(west, point.x);
    east = std::max(east, point.x);
    south = std::min(south, point.y);
    north = std::max(north, point.y);
  }
  [[nodiscard]] bool is_degrees() const {
    return west >= -180 * kMillion && east <= 180 * kMillion && south >= -90 * kMillion &&
           north <= 90 * kMillion;
  }
};

Box box_of(const MapShapes& map) {
  Box box;
  for (const MapShape& shape : map.shapes) {
    for (const MapRing& ring : shape.rings) {
      for (const MapPoint& point : ring) {
        box.take(point);
      }
    }
  }
  return box;
}

/// How much shorter a degree of longitude is than one of latitude, in millionths: the cosine,
/// between those of whole tens of degrees, which is off by less than 0.4 %.
std::int64_t shrinking(std::int64_t latitude) {
  constexpr std::array<std::int64_t, 10> kCosines{1'000'000, 984'808, 939'693, 866'025, 766'044,
                                                  642'788,   500'000, 342'020, 173'648, 87'156};
  const std::int64_t magnitude = latitude < 0 ? -latitude : latitude;
  const auto ten = static_cast<std::size_t>(std::min<std::int64_t>(magnitude / (10 * kMillion), 8));
  const std::int64_t beyond = magnitude - static_cast<std::int64_t>(ten) * 10 * kMillion;
  return kCosines[ten] - (kCosines[ten] - kCosines[ten + 1]) * (beyond / 10) / kMillion;
}

struct SheetPoint {
  int x = 0, y = 0;

  friend bool operator==(const SheetPoint&, const SheetPoint&) = default;
};

/// From coordinates to units of the sheet.
class Sheet {
 public:
  explicit Sheet(const Box& box)
      : box_{box},
        shrinking_{box.is_degrees() ? shrinking((box.south + box.north) / 2) : kMillion} {
    const int128 across = int128{box.east - box.west} * shrinking_;
    const int128 up = int128{box.north - box.south} * kMillion;
    length_ = std::max({across, up, int128{1}});
    width = unit(across);
    height = unit(up);
  }

  int width = 0, height = 0;

  [[nodiscard]] SheetPoint point(const MapPoint& of) const {
    return {unit(int128{of.x - box_.west} * shrinking_),
            unit(int128{box_.north - of.y} * kMillion)};
  }

 private:
  [[nodiscard]] int unit(int128 distance) const {
    return static_cast<int>(divide(distance * Outlines::kSheet, length_, Rounding::kHalfUp));
  }

  const Box& box_;
  std::int64_t shrinking_;
  int128 length_ = 1;
};

std::vector<SheetPoint> on_sheet(const MapRing& ring, const Sheet& sheet) {
  std::vector<SheetPoint> points;
  for (const MapPoint& point : ring) {
    const SheetPoint next = sheet.point(point);
    if (points.empty() || points.back() != next) {
      points.push_back(next);
    }
  }
  while (points.size() > 1 && points.front() == points.back()) {
    points.pop_back();
  }
  return points;
}

void add_step(std::string& path, const SheetPoint& from, const SheetPoint& to) {
  const int x = to.x - from.x, y = to.y - from.y;
  path += fmt::format("{}{}{}{}", x < 0 || path.back() == 'l' ? "" : " ", x, y < 0 ? "" : " ", y);
}

std::string path_of(const MapShape& shape, const Sheet& sheet) {
  std::string path;
  for (const MapRing& ring : shape.rings) {
    const std::vector<SheetPoint> points = on_sheet(ring, sheet);
    if (points.size() < 3) {
      continue;
    }
    path += fmt::format("M{} {}l", points.front().x, points.front().y);
    for (std::size_t i = 1; i < points.size(); ++i) {
      add_step(path, points[i - 1], points[i]);
    }
    path += 'z';
  }
  if (path.empty()) {
    const SheetPoint at = sheet.point(shape.rings.front().front());
    path = fmt::format("M{} {}h4v4h-4z", at.x - 2, at.y - 2);
  }
  return path;
}

}  // namespace

Outlines outlines_of(const MapShapes& map) {
  const Box box = box_of(map);
  const Sheet sheet{box};
  Outlines outlines{std::max(sheet.width, 1), std::max(sheet.height, 1), {}};
  for (const MapShape& shape : map.shapes) {
    outlines.paths.push_back(path_of(shape, sheet));
  }
  return outlines;
}

}  // namespace allot::report::charts
