#include "report/formats/table/bars.hpp"

#include <algorithm>

#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kAxis = "│", kFull = "█";
// Beside the axis: what is right of it begins there, what is left of it ends there.
constexpr std::string_view kHalfRight = "▌", kThinRight = "▏";
constexpr std::string_view kHalfLeft = "▐", kThinLeft = "▕";

int128 size_of(int128 value) { return value < 0 ? -value : value; }

/// Columns that hold `value` where `largest` takes `columns` of them.
std::size_t columns_for(int128 value, int128 largest, std::size_t columns) {
  return static_cast<std::size_t>((value * columns + largest - 1) / largest);
}

}  // namespace

Bars::Bars(int128 least, int128 greatest, std::size_t width) {
  const int128 losses = size_of(std::min(least, int128{0}));
  const int128 gains = std::max(greatest, int128{0});
  largest_ = std::max(losses, gains);
  if (largest_ == 0) {
    return;
  }
  const int128 other = std::min(losses, gains);
  std::size_t longer = width - 1;
  while (longer + columns_for(other, largest_, longer) > width - 1) {
    --longer;
  }
  const std::size_t shorter = columns_for(other, largest_, longer);
  left_ = losses > gains ? longer : shorter;
  right_ = losses > gains ? shorter : longer;
}

std::size_t Bars::halves_of(int128 value) const {
  const int128 most = 2 * static_cast<int128>(std::max(left_, right_));
  return static_cast<std::size_t>((2 * most * size_of(value) + largest_) / (2 * largest_));
}

std::size_t Bars::width_of(int128 value) const {
  const std::size_t to_the_right =
      value > 0 ? std::max(std::size_t{1}, (halves_of(value) + 1) / 2) : 0;
  return left_ + 1 + to_the_right;
}

void Bars::write(int128 value, std::string_view color, Writer& out) const {
  const std::size_t halves = value == 0 ? 0 : halves_of(value);
  const auto colored = [&](auto&& blocks) {
    out.put(color);
    blocks();
    out.put(color.empty() ? color : kReset);
  };
  const auto full = [&] {
    for (std::size_t i = 0; i < halves / 2; ++i) {
      out.put(kFull);
    }
  };
  if (value < 0) {
    out.pad(left_ - std::max(std::size_t{1}, (halves + 1) / 2));
    colored([&] {
      out.put(halves == 0 ? kThinLeft : halves % 2 == 1 ? kHalfLeft : "");
      full();
    });
  } else {
    out.pad(left_);
  }
  out.put(kAxis);
  if (value > 0) {
    colored([&] {
      full();
      out.put(halves == 0 ? kThinRight : halves % 2 == 1 ? kHalfRight : "");
    });
  }
}

}  // namespace allot::report
