#include "allot/load/geo/geojson.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/text/bytes.hpp"

// nlohmann-json takes long to compile: no header includes it. Its SAX interface, because numbers
// keep their text there, and because a map is large.

namespace allot::load {

namespace {

constexpr int kDecimals = 6;
constexpr std::size_t kMostDigits = 15;

/// The letters of a text, which says how many of them have been taken.
class CountedLetters {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountedLetters(const char* at, const char** taken) : at_{at}, taken_{taken} {}
  reference operator*() const { return *at_; }
  CountedLetters& operator++() {
    *taken_ = ++at_;
    return *this;
  }
  friend bool operator==(const CountedLetters& a, const CountedLetters& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const CountedLetters& a, const CountedLetters& b) { return !(a == b); }

 private:
  const char* at_;
  const char** taken_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string digits_in(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

/// The exponent of a number of JSON: 0 where it has none, nothing where it is beyond any map.
std::optional<int> exponent_of(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  if (mark == std::string_view::npos) {
    return 0;
  }
  const std::string digits = digits_in(number.substr(mark));
  const bool minus = number[mark + 1] == '-';
  return digits.size() > 3 ? std::nullopt : std::optional{std::stoi(digits) * (minus ? -1 : 1)};
}

/// A number of JSON in millionths, cut off behind them: no map is finer than 11 cm.
std::optional<std::int64_t> millionths(std::string_view number) {
  const std::optional<int> exponent = exponent_of(number);
  const std::string_view mantissa = number.substr(0, number.find_first_of("eE"));
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits = digits_in(mantissa);
  const auto decimals = static_cast<int>(digits_in(mantissa.substr(point)).size());
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) {
    return 0;
  }
  if (!exponent) {
    return std::nullopt;
  }
  const int places = kDecimals + *exponent - decimals;  // that the point moves to the right
  const auto length = static_cast<int>(digits.size()) + places;
  if (length > static_cast<int>(kMostDigits)) {
    return std::nullopt;
  }
  digits.resize(static_cast<std::size_t>(std::max(length, 0)), '0');
  const std::int64_t value = digits.empty() ? 0 : std::stoll(digits);
  return mantissa.starts_with('-') ? -value : value;
}

/// What a feature has said so far, in whichever order.
struct Feature {
  std::string id, property;
  bool has_id = false, has_property = false;
  std::string geometry;
  std::size_t geometry_at = 0, begins_at = 0;
  std::vector<MapRing> rings;
};

/// Takes `{"type": "FeatureCollection", "features": [{"id": …, "properties": {…}, "geometry":
/// {"type": "Polygon", "coordinates": […]}}]}` and skips all else.
class MapHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  MapHandler(std::string_view text, FileId file, std::string_view id_property, Problems& problems)
      : text_{text}, file_{file}, id_property_{id_property}, problems_{problems} {}

  /// How far the parser has read.
  const char* taken = nullptr;

  // The names and signatures are the library's.
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& value) override {
    if (depth_ == kTop && key_ == "type") {
      type_ = value;
      return true;
    }
    if (in_geometry_ && key_ == "type") {
      take_geometry(value);
    }
    take_name(value);
    return true;
  }
  bool start_object(std::size_t) override {
    ++depth_;
    if (depth_ == kFeature && section_ == "features") {
      feature_ = {};
      feature_.begins_at = at();
      in_feature_ = true;
    } else if (in_feature_ && depth_ == kFeature + 1) {
      in_properties_ = key_ == "properties";
      in_geometry_ = key_ == "geometry";
    }
    return true;
  }
  bool key(string_t& name) override {
    key_ = name;
    if (depth_ == kTop) {
      section_ = name;
    } else if (in_properties_ && depth_ == kFeature + 1 && count_ == 0) {
      properties_.push_back(name);
    }
    return true;
  }
  bool end_object() override {
    if (in_feature_ && depth_ == kFeature + 1) {
      in_properties_ = in_geometry_ = false;
    } else if (in_feature_ && depth_ == kFeature) {
      in_feature_ = false;
      ++count_;
      take_feature();
    }
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    ++depth_;
    if (depth_ == kTop + 1 && section_ == "features") {
      found_features_ = true;
    }
    coordinates_ = 0;
    return true;
  }
  bool end_array() override {
    if (in_geometry_ && key_ == "coordinates") {
      end_of_list();
    }
    --depth_;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    error_at_ = std::min(position > 0 ? position - 1 : 0, text_.size());
    return false;
  }

  /// What the file holds; nothing where something is wrong.
  std::optional<MapShapes> map(bool parsed);

 private:
  static constexpr int kTop = 1;      ///< within the outermost object
  static constexpr int kFeature = 3;  ///< within an object of a list in it

  [[nodiscard]] std::size_t at() const {
    const auto read = static_cast<std::size_t>(taken - text_.data());
    return std::min(read > 0 ? read - 1 : 0, text_.size());
  }
  [[nodiscard]] Location place(std::size_t at) const {
    return location_at(file_, text_, std::min(at, text_.size()), 1);
  }

  void take_name(const std::string& value) {
    if (in_feature_ && depth_ == kFeature && key_ == "id") {
      feature_.id = value;
      feature_.has_id = true;
    } else if (in_properties_ && depth_ == kFeature + 1 && key_ == id_property_) {
      feature_.property = value;
      feature_.has_property = true;
    }
  }

  void take_geometry(const std::string& type) {
    if (type != "GeometryCollection") {
      const bool area = type == "Polygon" || type == "MultiPolygon";
      if (!area && feature_.geometry.empty()) {
        feature_.geometry = type;
        feature_.geometry_at = at();
      }
    }
  }

  bool number(const std::string& text) {
    if (!in_geometry_ || key_ != "coordinates") {
      take_name(text);
      return true;
    }
    if (coordinates_ < 2) {  // the third is a height
      const std::optional<std::int64_t> value = millionths(text);
      if (!value) {
        out_of_range(text);
      }
      (coordinates_ == 0 ? point_.x : point_.y) = value.value_or(0);
    }
    ++coordinates_;
    return true;
  }

  void out_of_range(const std::string& text) {
    if (!is_out_of_range_) {
      is_out_of_range_ = true;
      problems_.add({.code = Code::kMapSyntax,
                     .where = place(at() > 0 ? at() - 1 : 0),  // one letter is looked at ahead
                     .message = "the coordinate " + text + " is on no map",
                     .label = "no degrees, and no metres",
                     .help = {"coordinates are degrees, or metres of less than nine digits"}});
    }
  }

  /// A point ends, or a ring, or what holds rings.
  void end_of_list() {
    if (coordinates_ >= 2) {
      if (ring_.empty() || ring_.back() != point_) {
        ring_.push_back(point_);
      }
    } else if (!ring_.empty()) {
      if (ring_.size() > 1 && ring_.front() == ring_.back()) {
        ring_.pop_back();
      }
      if (ring_.size() >= 3) {
        feature_.rings.push_back(std::move(ring_));
      }
      ring_.clear();
    }
    coordinates_ = 0;
  }

  void take_feature() {
    if (!feature_.geometry.empty()) {
      if (other_geometries_++ == 0) {
        first_other_ = feature_;
      }
      return;
    }
    const bool named = id_property_.empty() ? feature_.has_id : feature_.has_property;
    const std::string& id = id_property_.empty() ? feature_.id : feature_.property;
    if (!named || id.empty()) {
      if (nameless_++ == 0) {
        first_nameless_at_ = feature_.begins_at;
      }
      return;
    }
    if (feature_.rings.empty()) {
      return;
    }
    const auto [known, added] = by_id_.try_emplace(id, map_.shapes.size());
    if (added) {
      map_.shapes.push_back({.id = id, .rings = {}});
    }
    std::vector<MapRing>& rings = map_.shapes[known->second].rings;
    std::move(feature_.rings.begin(), feature_.rings.end(), std::back_inserter(rings));
  }

  void add_what_is_wrong();
  [[nodiscard]] std::vector<std::string> way_to_ids() const;

  std::string_view text_;
  FileId file_;
  std::string_view id_property_;
  Problems& problems_;

  MapShapes map_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::string type_, section_, key_;
  std::vector<std::string> properties_;  ///< of the first feature
  int depth_ = 0;
  bool found_features_ = false, in_feature_ = false, in_properties_ = false, in_geometry_ = false;
  Feature feature_, first_other_;
  MapPoint point_;
  MapRing ring_;
  int coordinates_ = 0;  ///< of the point that is being read
  bool is_out_of_range_ = false;
  std::size_t count_ = 0, nameless_ = 0, other_geometries_ = 0;
  std::size_t first_nameless_at_ = 0;
  std::optional<std::size_t> error_at_;
};

std::vector<std::string> MapHandler::way_to_ids() const {
  std::vector<std::string_view> names(properties_.begin(), properties_.end());
  std::vector<std::string> help;
  if (const auto meant = nearest(id_property_, names); meant && !id_property_.empty()) {
    help.push_back("did you mean `--geo-id " + without_controls(*meant) + "`?");
  }
  constexpr std::size_t kMostNamed = 12;
  if (!names.empty()) {
    std::string all;
    for (const std::string_view name : std::span{names}.first(std::min(names.size(), kMostNamed))) {
      all += (all.empty() ? "`" : ", `") + without_controls(name) + "`";
    }
    help.push_back("the first feature has the properties " + all +
                   (names.size() > kMostNamed ? ", …" : "") + ": name one by `--geo-id`");
  }
  return help;
}

void MapHandler::add_what_is_wrong() {
  if (type_ == "Topology") {
    problems_.add({.code = Code::kMapSyntax,
                   .where = {.file = file_},
                   .message = "the file is TopoJSON, which is not read",
                   .help = {"export it as GeoJSON: `mapshaper map.json -o format=geojson "
                            "map.geojson`, or from QGIS"}});
    return;
  }
  if (type_ != "FeatureCollection" || !found_features_) {
    problems_.add({.code = Code::kMapSyntax,
                   .where = {.file = file_},
                   .message = "the file is no map: it is no `FeatureCollection` of GeoJSON",
                   .help = {"export the districts' areas as GeoJSON, from QGIS or by mapshaper"}});
    return;
  }
  if (other_geometries_ > 0) {
    problems_.add({.code = Code::kMapSyntax,
                   .where = place(first_other_.geometry_at),
                   .message = std::to_string(other_geometries_) + " of " +
                              counted(count_, "feature") +
                              (other_geometries_ == 1 ? " is no area" : " are no areas") +
                              ", the first is a `" + without_controls(first_other_.geometry) + "`",
                   .label = "no area",
                   .help = {"a map of districts has a `Polygon` or a `MultiPolygon` for each"}});
  }
  if (nameless_ > 0) {
    const std::string what =
        id_property_.empty() ? "`id`" : "property `" + without_controls(id_property_) + "`";
    problems_.add({.code = Code::kMapSyntax,
                   .where = place(first_nameless_at_),
                   .message = std::to_string(nameless_) + " of " + counted(count_, "feature") +
                              (nameless_ == 1 ? " has" : " have") + " no " + what,
                   .label = "the first of them",
                   .help = way_to_ids()});
  }
  if (map_.shapes.empty() && other_geometries_ + nameless_ == 0) {
    problems_.add({.code = Code::kMapSyntax,
                   .where = {.file = file_},
                   .message = "the map has no area",
                   .help = {"export the districts' areas as GeoJSON, from QGIS or by mapshaper"}});
  }
}

std::optional<MapShapes> MapHandler::map(bool parsed) {
  if (!parsed) {
    problems_.add({.code = Code::kMapSyntax,
                   .where = place(error_at_.value_or(0)),
                   .message = "the file is not JSON from here on",
                   .help = {"export the map again as GeoJSON, from QGIS or by mapshaper"}});
    return std::nullopt;
  }
  add_what_is_wrong();
  const bool good = type_ == "FeatureCollection" && found_features_ && !map_.shapes.empty() &&
                    other_geometries_ + nameless_ == 0 && !is_out_of_range_;
  return good ? std::optional{std::move(map_)} : std::nullopt;
}

}  // namespace

std::optional<MapShapes> read_geojson(const SourceFiles& files, FileId file,
                                      std::string_view id_property, Problems& problems) {
  const std::string_view text = files.text(file);
  MapHandler handler{text, file, id_property, problems};
  handler.taken = text.data();
  const bool parsed = nlohmann::json::sax_parse(
      CountedLetters{text.data(), &handler.taken},
      CountedLetters{text.data() + text.size(), &handler.taken}, &handler);
  return handler.map(parsed);
}

}  // namespace allot::load
