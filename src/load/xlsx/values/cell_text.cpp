#include "load/xlsx/values/cell_text.hpp"

#include <algorithm>
#include <cstdint>

#include "allot/core/text.hpp"

namespace allot::load::xlsx {

namespace {

constexpr std::size_t kEscapeSize = 7;  // _x000D_

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

unsigned hex_value(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

/// The UTF-16 unit that `_x000D_` at the beginning of `text` stands for.
std::optional<unsigned> escaped_unit(std::string_view text) {
  if (text.size() < kEscapeSize || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
    return std::nullopt;
  }
  unsigned unit = 0;
  for (const char c : text.substr(2, 4)) {
    if (!is_hex(c)) {
      return std::nullopt;
    }
    unit = unit * 16 + hex_value(c);
  }
  return unit;
}

bool is_lead(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_trail(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Without escapes. Half a pair of surrogates is no character: it stays as it is written.
std::string unescaped(std::string_view stored) {
  std::string text;
  while (!stored.empty()) {
    const std::optional<unsigned> unit = escaped_unit(stored);
    if (!unit) {
      text += stored.front();
      stored.remove_prefix(1);
      continue;
    }
    const std::optional<unsigned> next = escaped_unit(stored.substr(kEscapeSize));
    if (is_lead(*unit) && next && is_trail(*next)) {
      append_utf8(text, 0x10000 + ((*unit - 0xD800) << 10U) + (*next - 0xDC00));
      stored.remove_prefix(2 * kEscapeSize);
      continue;
    }
    if (is_lead(*unit) || is_trail(*unit)) {
      text += stored.substr(0, kEscapeSize);
    } else {
      append_utf8(text, *unit);
    }
    stored.remove_prefix(kEscapeSize);
  }
  return text;
}

bool is_break(char c) { return c == '\t' || c == '\n' || c == '\r'; }

/// In place.
void make_one_line(std::string& text) {
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
      text[kept++] = is_break(c) ? ' ' : c;
    }
  }
  text.resize(kept);
}

}  // namespace

std::string cell_text(std::string_view stored) {
  std::string text =
      stored.find("_x") == std::string_view::npos ? std::string{stored} : unescaped(stored);
  if (std::ranges::any_of(text, is_break)) {
    make_one_line(text);
  }
  return text;
}

std::optional<std::size_t> find_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F || (byte == 0xC2 && is_c1_control(text, at))) {
      return at;
    }
  }
  return std::nullopt;
}

void append_utf8(std::string& text, unsigned code_point) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    tail(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0U | (code_point >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (code_point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace allot::load::xlsx
