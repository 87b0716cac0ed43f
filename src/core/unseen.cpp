#include <algorithm>
#include <string>

#include "allot/core/text.hpp"
#include "core/characters.hpp"
#include "core/unseen_table.hpp"

namespace allot {
namespace {

/// Line and paragraph separators, embeddings, overrides and isolates: one in a name breaks the
/// line, or turns round the amounts beside it.
bool is_direction_or_line_control(char32_t code_point) {
  return (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_within(const CodePointRange& range, char32_t code_point) {
  return range.first <= code_point && code_point <= range.last;
}

/// Blanks of Unicode (general category Zs) and of ASCII.
bool is_blank(char32_t code_point) {
  return code_point == ' ' || (code_point >= 0x9 && code_point <= 0xD) || code_point == 0xA0 ||
         code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200A) ||
         code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

/// The variation selector that two pictographs may have before their joiner.
constexpr char32_t kAsPicture = 0xFE0F;

/// Whether what stands at `at` is seen there, by the letters beside it.
bool is_needed(std::string_view text, std::size_t at, const Character& unseen) {
  const auto needs = [&](std::size_t beside) {
    const char32_t letter = character_at(text, beside).code_point;
    if (contains(kUnseen, letter) && letter != kAsPicture) {
      return false;
    }
    return std::any_of(
        std::begin(kNeededBeside), std::end(kNeededBeside), [&](const NeededBeside& row) {
          return is_within(row.unseen, unseen.code_point) && is_within(row.letters, letter);
        });
  };
  const std::size_t next = at + unseen.size;
  const bool joins = unseen.code_point == 0x200C || unseen.code_point == 0x200D;
  return at > 0 && needs(character_before(text, at)) &&
         (!joins || (next < text.size() && needs(next)));
}

bool is_unseen(std::string_view text, std::size_t at, const Character& character, TextUse use) {
  return contains(kUnseen, character.code_point) &&
         (use == TextUse::kId || !is_needed(text, at, character));
}

void append_hex(std::string& text, char32_t value, int digits) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    text += kDigits[(value >> shift) & 0xF];
  }
}

void append_code_point(std::string& text, char32_t code_point) {
  int digits = 2;
  while (code_point >> (4 * digits) != 0) {
    ++digits;
  }
  text += "\\u{";
  append_hex(text, code_point, digits);
  text += '}';
}

/// With controls and bytes that are not UTF-8 as `\x1b`, and as `\u{200b}` what `is_hidden` says.
template <class IsHidden>
std::string escaped(std::string_view text, IsHidden is_hidden) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = byte_at(text, at) < 0x80 ? 1 : well_formed_size(text, at);
    const Character character = size > 1 ? character_at(text, at) : Character{byte_at(text, at), 1};
    if (size == 0 || is_control(character.code_point)) {
      shown += "\\x";
      append_hex(shown, character.code_point, 2);
    } else if (size > 1 && is_hidden(at, character)) {
      append_code_point(shown, character.code_point);
    } else {
      shown += text.substr(at, size);
    }
    at += character.size;
  }
  return shown;
}

}  // namespace

std::string without_controls(std::string_view text) {
  return escaped(text, [](std::size_t, const Character& character) {
    return is_direction_or_line_control(character.code_point);
  });
}

std::string with_unseen(std::string_view text, TextUse use) {
  return escaped(text, [&](std::size_t at, const Character& character) {
    return is_unseen(text, at, character, use);
  });
}

std::string with_unseen_and_blanks(std::string_view text) {
  return escaped(text, [&](std::size_t at, const Character& character) {
    return is_blank(character.code_point) || is_unseen(text, at, character, TextUse::kId);
  });
}

std::string with_code_points(std::string_view text) {
  return escaped(text, [](std::size_t, const Character&) { return true; });
}

std::optional<std::size_t> first_unseen(std::string_view text, TextUse use) {
  for (std::size_t at = end_of_ascii(text, 0); at < text.size();) {
    const Character character = character_at(text, at);
    if (is_unseen(text, at, character, use)) {
      return at;
    }
    at = end_of_ascii(text, at + character.size);
  }
  return std::nullopt;
}

bool has_unseen_end(std::string_view text) {
  const auto is_seen = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (is_seen(text.front()) && is_seen(text.back()))) {
    return false;  // nearly all
  }
  const auto is_hidden = [&](std::size_t at) {
    const Character character = character_at(text, at);
    return is_blank(character.code_point) || is_unseen(text, at, character, TextUse::kText);
  };
  return is_hidden(0) || is_hidden(character_before(text, text.size()));
}

}  // namespace allot
