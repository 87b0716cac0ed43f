#include "report/diagnostics/places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kWidestExcerpt = 100;
constexpr std::size_t kMostBeforeCaret = 40;
constexpr std::string_view kCut = "…";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// A line in three: before, at and after the location.
struct Parts {
  std::string_view before, meant, after;
};

/// Of whole characters: a location may mean the first byte of one.
Parts parts_of(std::string_view line, Location where) {
  const std::size_t begin =
      std::min<std::size_t>(where.column == 0 ? 0 : where.column - 1, line.size());
  std::size_t end = begin + std::min<std::size_t>(where.length, line.size() - begin);
  while (end > begin && end < line.size() && is_continuation(line[end])) {
    ++end;
  }
  return {line.substr(0, begin), line.substr(begin, end - begin), line.substr(end)};
}

// More than an excerpt has, whatever the characters: a line may be all of a large file.
constexpr std::size_t kMostBytes = 2048;

std::string_view first_bytes(std::string_view text) {
  std::size_t end = std::min(text.size(), kMostBytes);
  while (end < text.size() && end > 0 && is_continuation(text[end])) {
    --end;
  }
  return text.substr(0, end);
}

std::string_view last_bytes(std::string_view text) {
  std::size_t begin = text.size() - std::min(text.size(), kMostBytes);
  while (begin < text.size() && is_continuation(text[begin])) {
    ++begin;
  }
  return text.substr(begin);
}

/// The longest end of the text that is no wider than `width` and begins with a character that
/// takes a column.
std::string_view last_columns(std::string_view text, std::size_t width) {
  std::size_t begin = text.size();
  for (std::size_t at = text.size(); at > 0;) {
    --at;
    if (is_continuation(text[at])) {
      continue;
    }
    const std::size_t columns = display_width(text.substr(at));
    if (columns > width) {
      break;
    }
    if (columns > display_width(text.substr(begin))) {
      begin = at;
    }
  }
  return text.substr(begin);
}

// A path, or the name of a column, as long as they are met with.
constexpr std::size_t kWidestValue = 100;
// A command that is to be typed.
constexpr std::size_t kWidestTyped = 400;
// A sentence may name a dozen values, some of them without backticks.
constexpr std::size_t kWidestSentence = 20 * kWidestValue;

std::string with_short_values(std::string_view sentence, std::size_t width) {
  std::string text = printable(sentence);
  if (text.size() <= width) {
    return text;
  }
  std::string shown;
  bool inside = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('`', at), text.size());
    const std::string_view part = std::string_view{text}.substr(at, end - at);
    const bool closed = inside && end < text.size();
    shown += closed ? shortened_in_the_middle(part, width) : std::string{part};
    shown += end < text.size() ? "`" : "";
    inside = !inside;
    at = end + 1;
  }
  return shortened_in_the_middle(shown, kWidestSentence);
}

std::size_t at_least_one(std::size_t count) { return std::max<std::size_t>(count, 1); }

}  // namespace

std::string_view LineFinder::find(FileId file, std::uint32_t number) {
  const std::string_view text = files_.text(file);
  std::vector<std::size_t>& starts = line_starts_[file];
  if (starts.empty()) {
    starts.push_back(0);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', end + 1)) {
      starts.push_back(end + 1);
    }
  }
  if (number == 0 || number > starts.size()) {
    return {};
  }
  const std::size_t begin = starts[number - 1];
  const std::size_t end = number == starts.size() ? text.size() : starts[number] - 1;
  std::string_view line = text.substr(begin, end - begin);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

std::size_t LineFinder::characters_before(FileId file, std::uint32_t number, std::size_t bytes) {
  constexpr std::size_t kStride = 4096;
  const std::string_view line = find(file, number);
  if (bytes < kStride) {
    return character_count(line.substr(0, bytes));
  }
  std::vector<std::size_t>& before = characters_[{file, number}];
  if (before.empty()) {
    before.push_back(0);
    for (std::size_t at = kStride; at <= line.size(); at += kStride) {
      before.push_back(before.back() + character_count(line.substr(at - kStride, kStride)));
    }
  }
  const std::size_t stride = std::min(bytes, line.size()) / kStride;
  return before[stride] + character_count(line.substr(stride * kStride, bytes - stride * kStride));
}

namespace {

/// A line of a sheet is a row, and its cells stand between tabs.
void go_to_cell(Place& place, std::string_view sheet, std::string_view before) {
  place.file.resize(place.file.size() - std::min(place.file.size(), sheet.size() + 1));
  place.cell = printable(sheet);
  if (place.line > 0) {
    const auto column = static_cast<std::size_t>(std::ranges::count(before, '\t'));
    place.column = column + 1;
    place.end_column = column + 2;
    place.cell += fmt::format("!{}{}", column_letters(column), place.line);
  }
}

}  // namespace

Place place_of(Location where, const SourceFiles& files, LineFinder& lines) {
  constexpr std::size_t kLongestPath = 4096;  // of a file that there is
  Place place{.file = files.name(where.file), .line = where.line};
  Parts parts;
  if (where.line > 0) {
    parts = parts_of(lines.find(where.file, where.line), where);
    place.column = lines.characters_before(where.file, where.line, parts.before.size()) + 1;
    place.end_column = place.column + at_least_one(character_count(parts.meant));
  }
  if (const std::string& sheet = files.sheet(where.file); !sheet.empty()) {
    go_to_cell(place, sheet, parts.before);
  }
  place.file = shortened_in_the_middle(printable(place.file), kLongestPath);
  return place;
}

std::string place_text(const Place& place) {
  if (place.file.empty()) {
    return "command line";
  }
  if (!place.cell.empty()) {
    return fmt::format("{}:{}", place.file, place.cell);
  }
  return place.line == 0 ? place.file
                         : fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

std::string printable(std::string_view text) {
  std::string blanks_for_tabs{text};
  std::replace(blanks_for_tabs.begin(), blanks_for_tabs.end(), '\t', ' ');
  return with_unseen(blanks_for_tabs, TextUse::kText);
}

std::string message_text(std::string_view sentence) {
  return with_short_values(sentence, kWidestValue);
}

std::string help_text(std::string_view sentence) {
  return with_short_values(sentence, kWidestTyped);
}

Excerpt excerpt_of(std::string_view line, Location where) {
  const Parts parts = parts_of(line, where);
  const std::string_view near = last_bytes(parts.before);
  const bool far = near.size() < parts.before.size();
  std::string before = printable(near);
  const std::string meant = printable(first_bytes(parts.meant));
  const std::string text = before + meant + printable(first_bytes(parts.after));
  Excerpt excerpt{text, display_width(before), at_least_one(display_width(meant))};
  if (!far && display_width(text) <= kWidestExcerpt) {
    return excerpt;
  }
  const std::string_view rest = std::string_view{text}.substr(before.size());
  if (far || excerpt.caret > kMostBeforeCaret) {
    before = std::string{kCut}.append(last_columns(before, kMostBeforeCaret - 1));
    excerpt.caret = display_width(before);
  }
  const std::size_t room = kWidestExcerpt - excerpt.caret;
  excerpt.text = before + shortened(rest, room);
  excerpt.carets = std::min(excerpt.carets, room);
  return excerpt;
}

}  // namespace allot::report
