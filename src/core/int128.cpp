#include "allot/core/int128.hpp"

#include <algorithm>
#include <bit>

namespace allot {

int bit_length(std::int64_t value) { return bit_length(int128{value}); }

int bit_length(int128 value) {
  const uint128 magnitude = value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  const auto low = static_cast<std::uint64_t>(magnitude);
  return high != 0 ? 128 - std::countl_zero(high) : 64 - std::countl_zero(low);
}

std::string to_string(int128 value) {
  uint128 rest = value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) {
    digits.push_back('-');
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace allot
