#include "allot/load/text/bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "load/text/eight_bytes.hpp"

namespace allot::load {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::size_t kMostControls = 10;

bool is_refused_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7F;
}

std::string hex(char c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'0', 'x', kDigits[byte >> 4], kDigits[byte & 0xF]};
}

/// With its byte order mark, or without one where the text begins with an ASCII character.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return true;
  }
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

/// The text with U+FFFD for each byte that is not UTF-8: a message can show such a line.
std::string with_replacements(std::string_view text) {
  std::string shown;
  while (const std::optional<std::size_t> bad = first_invalid_utf8(text)) {
    shown += text.substr(0, *bad);
    shown += "\xEF\xBF\xBD";
    text.remove_prefix(*bad + 1);
  }
  shown += text;
  return shown;
}

bool is_ascii_letter(char c) {
  const auto small = static_cast<unsigned char>(c | 0x20);
  return small >= 'a' && small <= 'z';
}

/// The first of these bytes that is within a word, before a small letter.
std::optional<std::size_t> find_within_word(std::string_view bytes, std::string_view wanted) {
  for (std::size_t at = bytes.find_first_of(wanted, 1); at < bytes.size();
       at = bytes.find_first_of(wanted, at + 1)) {
    const bool before_small =
        at + 1 < bytes.size() && is_ascii_letter(bytes[at + 1]) && (bytes[at + 1] & 0x20) != 0;
    if (before_small && is_ascii_letter(bytes[at - 1])) {
      return at;
    }
  }
  return std::nullopt;
}

// `ä` `ü` `ß` `é` `à` `â` `ô` of a Macintosh, which are `Š` `Ÿ` `§` `Ž` `ˆ` `‰` `™` in Windows. Not
// its `ö`, which is `š` there.
constexpr std::string_view kOfMacintosh = "\x8A\x9F\xA7\x8E\x88\x89\x99";
// `ä` `ö` `ü` `é` `è` of Windows, which are `‰` `ˆ` `¸` `È` `Ë` on a Macintosh.
constexpr std::string_view kOfWindows = "\xE4\xF6\xFC\xE9\xE8";

struct NamedEncoding {
  std::string_view called, choice;
};

NamedEncoding name_of(Encoding encoding) {
  return encoding == Encoding::kMacintosh ? NamedEncoding{"Mac Roman", "macintosh"}
                                          : NamedEncoding{"Windows-1252", "windows-1252"};
}

std::string decoded(std::string_view bytes, Encoding encoding) {
  return encoding == Encoding::kMacintosh ? from_mac_roman(bytes) : from_windows_1252(bytes);
}

/// False where the letters within words are those of the other encoding, which is reported.
bool decode(SourceFiles& files, FileId file, Encoding encoding, Problems& problems) {
  const std::string bytes{files.text(file)};
  files.replace_text(file, decoded(bytes, encoding));
  const bool is_mac = encoding == Encoding::kMacintosh;
  const auto other = find_within_word(bytes, is_mac ? kOfWindows : kOfMacintosh);
  if (!other || find_within_word(bytes, is_mac ? kOfMacintosh : kOfWindows)) {
    return true;
  }
  const Encoding meant = is_mac ? Encoding::kWindows1252 : Encoding::kMacintosh;
  const std::string_view byte = std::string_view{bytes}.substr(*other, 1);
  const std::string read = decoded(byte, encoding);
  problems.add(
      {.code = Code::kNotUtf8,
       .where = location_at(file, files.text(file),
                            decoded(std::string_view{bytes}.substr(0, *other), encoding).size(),
                            read.size()),
       .message = "the file is not " + std::string{name_of(encoding).called} + ": byte " +
                  hex(byte.front()) + " would be a `" + read + "` within a word",
       .label =
           "in " + std::string{name_of(meant).called} + " it is `" + decoded(byte, meant) + "`",
       .help = {"write `encoding: " + std::string{name_of(meant).choice} +
                "` beside its name (`--encoding`)"}});
  return false;
}

void report_not_utf8(SourceFiles& files, FileId file, std::size_t offset, Problems& problems) {
  const char byte = files.text(file)[offset];
  const Encoding guess = guess_encoding(files.text(file));
  const std::string meant = decoded({&byte, 1}, guess);
  const std::string called{name_of(guess).called};
  // Everything before the byte is valid and stays, so that the offset is the same afterwards.
  files.replace_text(file, with_replacements(files.text(file)));
  problems.add({.code = Code::kNotUtf8,
                .where = location_at(file, files.text(file), offset, 3),
                .message = "byte " + hex(byte) + " is not UTF-8",
                .label = "in " + called + " it is `" + without_controls(meant) + "`",
                .help = {"save the file as UTF-8",
                         "or, if it is a table in " + called +
                             ", write `encoding: " + std::string{name_of(guess).choice} +
                             "` beside its name (`--encoding`)"}});
}

Diagnostic control_problem(FileId file, std::string_view text, std::size_t offset) {
  const char byte = text[offset];
  const Location where = location_at(file, text, offset, 1);
  if (is_c1_control(text, offset)) {
    const std::string meant = from_windows_1252(text.substr(offset + 1, 1));
    return {.code = Code::kControlByte,
            .where = {where.file, where.line, where.column, 2},
            .message = "control character U+00" + hex(text[offset + 1]).substr(2) + " in the text",
            .label = is_c1_control(meant, 0)
                         ? std::string{}
                         : "in Windows-1252 the byte is `" + without_controls(meant) + "`",
            .help = {"remove it, or write the character that is meant; no file of a scenario needs "
                     "control characters"}};
  }
  if (byte == '\r') {
    return {.code = Code::kControlByte,
            .where = where,
            .message = "a carriage return without a line feed",
            .help = {"save the file with the line ends of Unix or Windows"}};
  }
  return {.code = Code::kControlByte,
          .where = where,
          .message = "control byte " + hex(byte) + " in the text",
          .help = {"remove it; no file of a scenario needs control bytes"}};
}

/// True if none of the eight bytes is below 0x20 or is 0x7F or 0xC2; may be false where that holds
/// too.
constexpr bool is_plain(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighBits = kOnes * 0x80;
  const std::uint64_t deletes = word ^ (kOnes * 0x7F);
  const std::uint64_t below_blank = (word - kOnes * 0x20) & ~word;
  const std::uint64_t zero = (deletes - kOnes) & ~deletes;
  const std::uint64_t leads = word ^ (kOnes * 0xC2);
  const std::uint64_t zero_lead = (leads - kOnes) & ~leads;
  return ((below_blank | zero | zero_lead) & kHighBits) == 0;
}

/// With `*` for each line feed, which every text has: 0x0A | 0x20.
std::uint64_t without_line_feeds(std::uint64_t word) {
  return word | (bytes_that_are('\n', word) >> 2U);
}

bool is_refused(std::string_view text, std::size_t at) {
  const char c = text[at];
  return is_refused_control(c) || (c == '\xC2' && is_c1_control(text, at)) ||
         (c == '\r' && text.substr(at + 1, 1) != "\n");
}

/// The first byte at or after `at` that no text holds: of a control, or a carriage return alone.
std::size_t find_control(std::string_view text, std::size_t at) {
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    word = eight_bytes_at(text.data() + at);
    if (is_plain(word) || is_plain(without_line_feeds(word))) {
      continue;
    }
    for (std::size_t i = at; i < at + sizeof word; ++i) {
      if (is_refused(text, i)) {
        return i;
      }
    }
  }
  while (at < text.size() && !is_refused(text, at)) {
    ++at;
  }
  return at;
}

bool report_controls(FileId file, std::string_view text, Problems& problems) {
  std::size_t found = 0;
  for (std::size_t at = find_control(text, 0); at < text.size() && found < kMostControls;
       at = find_control(text, at + 1)) {
    problems.add(control_problem(file, text, at));
    ++found;
    if (text[at] == '\r') {
      break;  // where one line end is wrong they all are
    }
  }
  return found > 0;
}

}  // namespace

std::string too_long_text(std::size_t bytes) {
  return "a text of " + grouped_digits(std::to_string(bytes)) + " bytes: 64 KiB (" +
         grouped_digits(std::to_string(kMaxTextBytes)) + ") are the most";
}

Encoding guess_encoding(std::string_view bytes) {
  return find_within_word(bytes, kOfMacintosh) && !find_within_word(bytes, kOfWindows)
             ? Encoding::kMacintosh
             : Encoding::kWindows1252;
}

bool prepare_text(SourceFiles& files, FileId file, Encoding encoding, Problems& problems) {
  if (is_utf16(files.text(file))) {
    problems.add({.code = Code::kNotUtf8,
                  .where = {.file = file},
                  .message = "the file is UTF-16, not UTF-8",
                  .help = {"save it as UTF-8; spreadsheets call it `CSV UTF-8`"}});
    return false;
  }
  // As in WHATWG's decoding, the mark outweighs the encoding that was asked for.
  const bool marked = files.text(file).starts_with(kUtf8Mark);
  if (marked) {
    files.replace_text(file, std::string{files.text(file).substr(kUtf8Mark.size())});
  } else if (encoding != Encoding::kUtf8 && !decode(files, file, encoding, problems)) {
    return false;
  }
  if (const std::optional<std::size_t> bad = first_invalid_utf8(files.text(file))) {
    report_not_utf8(files, file, *bad, problems);
    return false;
  }
  if (files.text(file).starts_with(kUtf8Mark)) {
    problems.add({.code = Code::kControlByte,
                  .where = {.file = file, .line = 1, .column = 1, .length = 3},
                  .message = "a second byte order mark",
                  .help = {"remove it; programs that join files leave it behind"}});
    return false;
  }
  return !report_controls(file, files.text(file), problems);
}

Location location_at(FileId file, std::string_view text, std::size_t offset, std::size_t length) {
  const std::string_view before = text.substr(0, offset);
  const auto breaks = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return {.file = file,
          .line = static_cast<std::uint32_t>(breaks + 1),
          .column = static_cast<std::uint32_t>(before.size() - line_start + 1),
          .length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1))};
}

}  // namespace allot::load
