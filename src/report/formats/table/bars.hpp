#pragma once

#include <cstddef>
#include <string_view>

#include "allot/core/int128.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// Bars of losses to the left of an axis and of gains to the right, all on one scale: the largest
/// value is as long as there is room. They are drawn in halves of a column; what is less than that
/// and not 0 is a thin line, so that it is told from 0.
class Bars {
 public:
  /// Of values from `least` to `greatest`, which are sums of money, in `width` columns: 3 or more.
  Bars(int128 least, int128 greatest, std::size_t width);

  /// In columns; nothing stands behind the last block.
  [[nodiscard]] std::size_t width_of(int128 value) const;
  /// `color` is that of the blocks: what the terminal is told, or nothing.
  void write(int128 value, std::string_view color, Writer& out) const;

 private:
  [[nodiscard]] std::size_t halves_of(int128 value) const;

  int128 largest_;                    ///< without its sign
  std::size_t left_ = 0, right_ = 0;  ///< columns beside the axis
};

}  // namespace allot::report
