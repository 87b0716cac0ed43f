#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace allot::load {

// Eight bytes of a text, looked at together: for each of them a few instructions less.

inline std::uint64_t eight_bytes_at(const char* text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// The high bit of each byte that is `c`, and no other.
constexpr std::uint64_t bytes_that_are(char c, std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kLowBits = kOnes * 0x7F;
  const std::uint64_t differ = word ^ (kOnes * static_cast<unsigned char>(c));
  return ~(((differ & kLowBits) + kLowBits) | differ | kLowBits);
}

/// Which byte of the text is the first one with its high bit; there is one.
constexpr std::size_t first_of(std::uint64_t high_bits) {
  const int bits_before = std::endian::native == std::endian::little ? std::countr_zero(high_bits)
                                                                     : std::countl_zero(high_bits);
  return static_cast<std::size_t>(bits_before) / 8;
}

}  // namespace allot::load
