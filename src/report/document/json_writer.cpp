#include "report/document/json_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kMostAtOnce = 1000;  ///< bytes

void write_escaped(char c, Writer& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      return out.put("\\\"");
    case '\\':
      return out.put("\\\\");
    case '\n':
      return out.put("\\n");
    case '\r':
      return out.put("\\r");
    case '\t':
      return out.put("\\t");
    default:
      out.put("\\u00");
      out.put(kDigits[static_cast<unsigned char>(c) >> 4]);
      out.put(kDigits[static_cast<unsigned char>(c) & 0xF]);
  }
}

bool must_be_escaped(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// Whether none of eight bytes must be escaped: a borrow comes from one that must, or from one
/// above it.
bool is_plain(std::uint64_t word) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t quotes = word ^ ('"' * kEach);
  const std::uint64_t slashes = word ^ ('\\' * kEach);
  const std::uint64_t marked = ((word - 0x20 * kEach) & ~word) | ((quotes - kEach) & ~quotes) |
                               ((slashes - kEach) & ~slashes);
  return (marked & (0x80 * kEach)) == 0;
}

bool is_plain(std::string_view text) {
  std::uint64_t word = 0x2020202020202020U;
  if (text.size() < sizeof word) {
    std::memcpy(&word, text.data(), text.size());
    return is_plain(word);
  }
  for (std::size_t at = 0; at + sizeof word < text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (!is_plain(word)) {
      return false;
    }
  }
  std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
  return is_plain(word);
}

void write_quoted(std::string_view text, Writer& out) {
  out.put('"');
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && !must_be_escaped(text[plain])) {
      ++plain;
    }
    out.put(text.substr(0, plain));
    if (plain == text.size()) {
      break;
    }
    write_escaped(text[plain], out);
    text.remove_prefix(plain + 1);
  }
  out.put('"');
}

}  // namespace

void JsonWriter::key(const JsonName& name) {
  const std::string_view before = std::exchange(next_, between_);
  if (name.size_ > 0 && before.data() == kComma.data()) [[likely]] {
    constexpr std::size_t kPiece = 8;  // the shortest name takes as much
    char* at = out_.room(name.size_);
    const char* from = name.text_.data();
    std::memcpy(at, from, kPiece);
    if (name.size_ > 2 * kPiece) {
      std::memcpy(at + kPiece, from + kPiece, kPiece);
    }
    std::memcpy(at + name.size_ - kPiece, from + name.size_ - kPiece, kPiece);
    return;
  }
  out_.put(before);
  if (name.is_theirs_) {
    write_quoted(name.theirs_, out_);
    out_.put(": ");
  } else if (name.size_ > 0) {
    out_.put(std::string_view{name.text_.data(), name.size_}.substr(kComma.size()));
  }
}

void JsonWriter::string(const JsonName& name, std::string_view text) {
  key(name);
  if (text.size() > kMostAtOnce || !is_plain(text)) {
    return write_quoted(text, out_);
  }
  char* at = out_.room(text.size() + 2);
  *at = '"';
  text.copy(at + 1, text.size());
  at[text.size() + 1] = '"';
}

void JsonWriter::text(const JsonName& name, std::string_view text) {
  text.empty() ? null(name) : string(name, text);
}

void JsonWriter::number(const JsonName& name, const std::optional<int128>& value, int decimals) {
  if (!value) {
    return null(name);
  }
  key(name);
  NumberText{*value, decimals, kMachineNumbers, Sign::kMinusOnly}.write(out_);
}

}  // namespace allot::report
