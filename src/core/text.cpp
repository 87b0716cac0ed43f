#include "allot/core/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "core/width_table.hpp"

namespace allot {
namespace {

/// A character of a UTF-8 text and the number of bytes that it took.
struct Character {
  char32_t code_point;
  std::size_t size;
};

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// The character at `at`. A byte that begins no character counts as one by itself.
Character character_at(std::string_view text, std::size_t at) {
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

void append_utf8(std::string& text, char32_t code_point) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

/// What has_invisible looks for, in order. ZWJ and ZWNJ are not among it: some scripts need them.
constexpr CodePointRange kInvisible[] = {{0xAD, 0xAD},     {0x61C, 0x61C},   {0x200B, 0x200B},
                                         {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2060},
                                         {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};

/// Embeddings, overrides and isolates: one in a name turns round the amounts beside it.
bool is_direction_control(char32_t code_point) {
  return (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

template <std::size_t size>
bool contains(const CodePointRange (&ranges)[size], char32_t code_point) {
  const auto* range =
      std::lower_bound(std::begin(ranges), std::end(ranges), code_point,
                       [](const CodePointRange& r, char32_t value) { return r.last < value; });
  return range != std::end(ranges) && range->first <= code_point;
}

std::size_t width_of(char32_t code_point) {
  if (code_point < kZeroWidth[0].first) {
    return is_control(code_point) ? 0 : 1;
  }
  if (contains(kZeroWidth, code_point)) {
    return 0;
  }
  return contains(kDoubleWidth, code_point) ? 2 : 1;
}

/// The bytes that may follow a lead byte first (table 3-7): this is what shuts out overlong forms,
/// surrogates and code points beyond U+10FFFF. `size` 0: not a lead byte.
struct LeadByte {
  std::size_t size;
  unsigned second_from;
  unsigned second_to;
};

LeadByte lead_byte(unsigned byte) {
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
std::size_t well_formed_size(std::string_view text, std::size_t at) {
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
std::size_t end_of_ascii(std::string_view text, std::size_t at) {
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

/// What Windows-1252 has in place of the C1 controls. WHATWG keeps the control where Windows
/// defines nothing.
constexpr char32_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t at = end_of_ascii(text, 0);
  while (at < text.size()) {
    const std::size_t size = well_formed_size(text, at);
    if (size == 0) {
      return at;
    }
    at = end_of_ascii(text, at + size);
  }
  return std::nullopt;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = end_of_ascii(bytes, at);
    text.append(bytes.substr(at, end - at));
    if (end < bytes.size()) {
      const unsigned byte = byte_at(bytes, end);
      append_utf8(text, byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
    }
    at = end + 1;
  }
  return text;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const unsigned byte = byte_at(text, at);
    if (byte < 0x80) {
      width += byte >= 0x20 && byte != 0x7F ? 1 : 0;
      ++at;
      continue;
    }
    const Character character = character_at(text, at);
    width += width_of(character.code_point);
    at += character.size;
  }
  return width;
}

std::string shortened(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t cut = 0;  // where the text ends if an ellipsis has to follow
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const std::size_t own = width_of(character.code_point);
    if (own > 0 && used < width) {
      cut = at;
    }
    used += own;
    if (used > width) {
      return width == 0 ? std::string{} : std::string{text.substr(0, cut)} + "…";
    }
    at += character.size;
  }
  return std::string{text};
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

std::string without_controls(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = byte_at(text, at) < 0x80 ? 1 : well_formed_size(text, at);
    const char32_t code_point = size > 1 ? character_at(text, at).code_point : byte_at(text, at);
    if (size == 0 || is_control(code_point)) {
      shown += "\\x";
      shown += kDigits[code_point >> 4];
      shown += kDigits[code_point & 0xF];
    } else if (is_direction_control(code_point)) {
      shown += "\\u20";
      shown += kDigits[(code_point >> 4) & 0xF];
      shown += kDigits[code_point & 0xF];
    } else {
      shown += text.substr(at, size);
    }
    at += std::max<std::size_t>(size, 1);
  }
  return shown;
}

bool has_invisible(std::string_view text) {
  for (std::size_t at = end_of_ascii(text, 0); at < text.size();) {
    const Character character = character_at(text, at);
    if (contains(kInvisible, character.code_point)) {
      return true;
    }
    at = end_of_ascii(text, at + character.size);
  }
  return false;
}

std::string with_code_points(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (character.code_point < 0x80) {
      shown += text[at];
    } else {
      const bool beyond = character.code_point > 0xFFFF;
      shown += beyond ? "\\U" : "\\u";
      for (int shift = beyond ? 28 : 12; shift >= 0; shift -= 4) {
        shown += kDigits[(character.code_point >> shift) & 0xF];
      }
    }
    at += character.size;
  }
  return shown;
}

std::string grouped_digits(std::string digits) {
  constexpr std::string_view kNarrowSpace = "\u202f";
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(digits.find('.'), digits.size());
  for (std::size_t i = end; i > first + 3;) {
    i -= 3;
    digits.insert(i, kNarrowSpace);
  }
  return digits;
}

std::string listed(std::span<const std::string_view> words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      list += i + 1 == words.size() ? " and " : ", ";
    }
    list += words[i];
  }
  return list;
}

bool has_suffix(std::string_view path, std::string_view suffix) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  const std::size_t begin = path.size() - std::min(suffix.size(), path.size());
  return std::ranges::equal(path.substr(begin), suffix, {}, lower, lower);
}

std::string counted(std::size_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string{word} + (count == 1 ? "" : "s");
}

}  // namespace allot
