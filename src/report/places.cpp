#include "report/places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kWidestExcerpt = 100;
constexpr std::size_t kMostBeforeCaret = 40;
constexpr std::string_view kCut = "…";

/// A line in three: before, at and after the location.
struct Parts {
  std::string_view before, meant, after;
};

Parts parts_of(std::string_view line, Location where) {
  const std::size_t begin =
      std::min<std::size_t>(where.column == 0 ? 0 : where.column - 1, line.size());
  const std::size_t length = std::min<std::size_t>(where.length, line.size() - begin);
  return {line.substr(0, begin), line.substr(begin, length), line.substr(begin + length)};
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

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

std::size_t at_least_one(std::size_t count) { return std::max<std::size_t>(count, 1); }

}  // namespace

std::string_view LineFinder::find(FileId file, std::uint32_t number) {
  const std::string_view text = files_.text(file);
  if (file != file_ || number < number_ || number_ == 0) {
    file_ = file;
    number_ = 1;
    offset_ = 0;
  }
  for (; number_ < number; ++number_) {
    const std::size_t end = text.find('\n', offset_);
    if (end == std::string_view::npos) {
      return {};
    }
    offset_ = end + 1;
  }
  std::string_view line = text.substr(offset_, text.find('\n', offset_) - offset_);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

Place place_of(Location where, const SourceFiles& files, LineFinder& lines) {
  Place place{.file = files.name(where.file), .line = where.line};
  if (where.line > 0) {
    const Parts parts = parts_of(lines.find(where.file, where.line), where);
    place.column = character_count(parts.before) + 1;
    place.end_column = place.column + at_least_one(character_count(parts.meant));
  }
  return place;
}

std::string place_text(const Place& place) {
  if (place.file.empty()) {
    return "command line";
  }
  const std::string file = printable(place.file);
  return place.line == 0 ? file : fmt::format("{}:{}:{}", file, place.line, place.column);
}

std::string printable(std::string_view text) {
  std::string blanks_for_tabs{text};
  std::replace(blanks_for_tabs.begin(), blanks_for_tabs.end(), '\t', ' ');
  return without_controls(blanks_for_tabs);
}

Excerpt excerpt_of(std::string_view line, Location where) {
  const Parts parts = parts_of(line, where);
  std::string before = printable(parts.before);
  const std::string meant = printable(parts.meant);
  const std::string text = before + meant + printable(parts.after);
  Excerpt excerpt{text, display_width(before), at_least_one(display_width(meant))};
  if (display_width(text) <= kWidestExcerpt) {
    return excerpt;
  }
  const std::string_view rest = std::string_view{text}.substr(before.size());
  if (excerpt.caret > kMostBeforeCaret) {
    before = std::string{kCut}.append(last_columns(before, kMostBeforeCaret - 1));
    excerpt.caret = display_width(before);
  }
  const std::size_t room = kWidestExcerpt - excerpt.caret;
  excerpt.text = before + shortened(rest, room);
  excerpt.carets = std::min(excerpt.carets, room);
  return excerpt;
}

}  // namespace allot::report
