#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"

namespace allot::cli {

/// One `--vary PATH=a,b,c` or `PATH=from..to/step`.
struct Variation {
  std::string path;
  std::vector<std::string> values;  ///< as `--set` takes them; at least one
};

/// Reads the argument. Values are separated by commas outside quotes, braces and brackets; each may
/// be a range of numbers, whose end is one of its values only where a step meets it. Nothing and
/// the reason in `why` where it cannot be read.
std::optional<Variation> read_variation(std::string_view argument, std::string& why);

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
  /// PATH=VALUE for each variation.
  [[nodiscard]] std::vector<std::string> assignments(std::size_t point) const;

 private:
  std::vector<Variation> variations_;
  std::vector<std::size_t> strides_;
  std::size_t size_ = 1;
};

/// The grid of `--vary`, of at most `most` points. Nothing: reported.
std::optional<Grid> grid_of(Session& session, std::size_t most);

}  // namespace allot::cli
