#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

#include "allot/core/text.hpp"
#include "core/width_table.hpp"

namespace allot {

inline unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// The character at `at`. A byte that begins no character counts as one by itself.
inline Character character_at(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 1 || at + size > text.size()) {
    return {lead, 1};
  }
  char32_t code_point = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const unsigned byte = byte_at(text, at + i);
    if ((byte & 0xC0U) != 0x80U) {
      return {lead, 1};
    }
    code_point = (code_point << 6) | (byte & 0x3FU);
  }
  return {code_point, size};
}

/// Where the character begins that ends before `at`, which is above 0.
inline std::size_t character_before(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && (byte_at(text, at) & 0xC0U) == 0x80U);
  return at;
}

/// The bytes that may follow a lead byte first (table 3-7): this is what shuts out overlong forms,
/// surrogates and code points beyond U+10FFFF. `size` 0: not a lead byte.
struct LeadByte {
  std::size_t size;
  unsigned second_from;
  unsigned second_to;
};

inline LeadByte lead_byte(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

/// Bytes of the well-formed character beyond ASCII at `at`; 0 if there is none.
inline std::size_t well_formed_size(std::string_view text, std::size_t at) {
  const LeadByte lead = lead_byte(byte_at(text, at));
  if (lead.size == 0 || at + lead.size > text.size()) {
    return 0;
  }
  const unsigned second = byte_at(text, at + 1);
  if (second < lead.second_from || second > lead.second_to) {
    return 0;
  }
  for (std::size_t i = 2; i < lead.size; ++i) {
    if ((byte_at(text, at + i) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  return lead.size;
}

/// The first byte at or after `at` that is not ASCII; the end if there is none.
inline std::size_t end_of_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) {
      break;
    }
  }
  while (at < text.size() && byte_at(text, at) < 0x80) {
    ++at;
  }
  return at;
}

inline bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

template <std::size_t size>
bool contains(const CodePointRange (&ranges)[size], char32_t code_point) {
  const auto* range =
      std::lower_bound(std::begin(ranges), std::end(ranges), code_point,
                       [](const CodePointRange& r, char32_t value) { return r.last < value; });
  return range != std::end(ranges) && range->first <= code_point;
}

}  // namespace allot
