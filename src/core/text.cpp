#include "allot/core/text.hpp"

#include <algorithm>
#include <cstdint>

#include "core/characters.hpp"
#include "core/width_table.hpp"

namespace allot {
namespace {

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

std::size_t width_of(char32_t code_point) {
  if (code_point < kZeroWidth[0].first) {
    return is_control(code_point) ? 0 : 1;
  }
  if (contains(kZeroWidth, code_point)) {
    return 0;
  }
  return contains(kDoubleWidth, code_point) ? 2 : 1;
}

/// What Windows-1252 has in place of the C1 controls. WHATWG keeps the control where Windows
/// defines nothing.
constexpr char32_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// Mac OS Roman, with the euro sign.
constexpr char32_t kMacRoman[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

/// `meaning` is of a byte from 0x80 on.
template <class Meaning>
std::string from_bytes(std::string_view bytes, Meaning meaning) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = end_of_ascii(bytes, at);
    text.append(bytes.substr(at, end - at));
    if (end < bytes.size()) {
      append_utf8(text, meaning(byte_at(bytes, end)));
    }
    at = end + 1;
  }
  return text;
}

}  // namespace

Character first_character(std::string_view text) { return character_at(text, 0); }

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

std::string column_letters(std::size_t column) {
  constexpr std::size_t kLetters = 26;
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / kLetters) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
  }
  return letters;
}

std::string from_windows_1252(std::string_view bytes) {
  return from_bytes(bytes, [](unsigned byte) -> char32_t {
    return byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
  });
}

std::string from_mac_roman(std::string_view bytes) {
  return from_bytes(bytes, [](unsigned byte) { return kMacRoman[byte - 0x80]; });
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

std::string shortened_in_the_middle(std::string_view text, std::size_t width) {
  // Of marks that take no column there may be any number.
  const std::size_t most_bytes = 8 * width;
  if (text.size() <= width || (text.size() <= most_bytes && display_width(text) <= width)) {
    return std::string{text};
  }
  const std::size_t tail = width / 3;
  std::size_t head_end = 0;
  for (std::size_t at = 0, used = 1 + tail; at < text.size();) {
    const Character character = character_at(text, at);
    used += width_of(character.code_point);
    at += character.size;
    if (used > width || at > most_bytes / 2) {
      break;
    }
    head_end = at;
  }
  std::size_t tail_begin = text.size();
  for (std::size_t at = text.size(), used = 0; at > head_end;) {
    at = character_before(text, at);
    const std::size_t own = width_of(character_at(text, at).code_point);
    used += own;
    if (used > tail || text.size() - at > most_bytes / 2) {
      break;
    }
    tail_begin = own > 0 ? at : tail_begin;
  }
  return std::string{text.substr(0, head_end)}.append("…").append(text.substr(tail_begin));
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
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
