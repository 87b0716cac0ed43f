#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/source.hpp"

namespace allot::report {

/// Finds lines, and places on them, without a pass through the file, or through a line that is all
/// of it, for each.
class LineFinder {
 public:
  explicit LineFinder(const SourceFiles& files) : files_{files} {}

  /// As SourceFiles::line.
  std::string_view find(FileId file, std::uint32_t number);
  /// The characters in the first `bytes` of the line.
  std::size_t characters_before(FileId file, std::uint32_t number, std::size_t bytes);

 private:
  const SourceFiles& files_;
  std::map<FileId, std::vector<std::size_t>> line_starts_;
  /// Of long lines: the characters before every kStride-th byte.
  std::map<std::pair<FileId, std::uint32_t>, std::vector<std::size_t>> characters_;
};

/// A location as people and editors count: columns in characters.
struct Place {
  std::string file;                        ///< as it is shown; empty: the command line
  std::uint32_t line = 0;                  ///< 0: the whole file; then the columns are 0, too
  std::size_t column = 0, end_column = 0;  ///< the end is behind the last character
  /// Of a sheet `Kreise!C17`, with its row and column as line and column; `Kreise` alone is the
  /// whole. Empty: the file has lines.
  std::string cell = {};
};

Place place_of(Location where, const SourceFiles& files, LineFinder& lines);

/// "scenario.yaml:7:9", "scenario.yaml", "zugang.xlsx:Kreise!C17" or "command line".
std::string place_text(const Place& place);

/// The text with tabs as one blank; what is no character, or steers a terminal, as `\x1b`, and what
/// is not seen as `\u{200b}`.
std::string printable(std::string_view text);

/// A sentence as it is printed: printable, with each value in backticks cut in the middle where it
/// is longer than anybody reads.
std::string message_text(std::string_view sentence);
/// The same of a way out, which is longer where it is to be typed.
std::string help_text(std::string_view sentence);

/// A line of a file as it is shown above its carets, cut around them where it is very long.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;   ///< columns before the first caret
  std::size_t carets = 1;  ///< how many
};

Excerpt excerpt_of(std::string_view line, Location where);

}  // namespace allot::report
