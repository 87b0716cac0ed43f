#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/load/load.hpp"

namespace allot::what_if {

/// A part of an argument, in bytes.
struct TextSpan {
  std::uint32_t begin = 0, length = 0;
};

/// One `--vary PATH=a,b,c` or `PATH=from..to/step`.
struct Variation {
  std::string path = {};
  std::vector<std::string> values = {};  ///< as `--set` takes them; at least one
  std::vector<TextSpan> parts = {};      ///< what each of them was read from
  Location where = {};                   ///< of the argument's first byte

  /// Where a part of the argument is on the command line.
  [[nodiscard]] Location place(TextSpan part) const;
};

/// Why an argument cannot be read, and which part of it.
struct WrongVariation {
  std::string why = {};
  std::vector<std::string> help = {};
  TextSpan where = {};
};

/// Reads the argument. Values are separated by commas outside quotes, braces and brackets; each may
/// be a range of numbers, whose end is one of its values only where a step meets it.
std::optional<Variation> read_variation(std::string_view argument, WrongVariation& wrong);

/// The most points that a grid may have.
inline constexpr std::size_t kMostPoints = 1'000'000;

/// All combinations of the values, the last variation changing fastest.
class Grid {
 public:
  explicit Grid(std::vector<Variation> variations);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::vector<Variation>& variations() const { return variations_; }
  /// Which of its values a variation has at a point.
  [[nodiscard]] std::size_t index(std::size_t point, std::size_t variation) const;
  [[nodiscard]] const std::string& value(std::size_t point, std::size_t variation) const {
    return variations_[variation].values[index(point, variation)];
  }
  /// One for each variation.
  [[nodiscard]] std::vector<load::Assignment> assignments(std::size_t point) const;

 private:
  std::vector<Variation> variations_;
  std::vector<std::size_t> strides_;
  std::size_t size_ = 1;
};

}  // namespace allot::what_if
