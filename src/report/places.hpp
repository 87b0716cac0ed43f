#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "allot/core/source.hpp"

namespace allot::report {

/// Finds lines. Problems come sorted by place, so it goes on from the line it found last: a file
/// with a wrong cell in every row would take a pass for each of them otherwise.
class LineFinder {
 public:
  explicit LineFinder(const SourceFiles& files) : files_{files} {}

  /// As SourceFiles::line.
  std::string_view find(FileId file, std::uint32_t number);

 private:
  const SourceFiles& files_;
  FileId file_ = 0;
  std::uint32_t number_ = 0;
  std::size_t offset_ = 0;
};

/// A location as people and editors count: columns in characters.
struct Place {
  std::string file;                        ///< empty: the command line
  std::uint32_t line = 0;                  ///< 0: the whole file; then the columns are 0, too
  std::size_t column = 0, end_column = 0;  ///< the end is behind the last character
};

Place place_of(Location where, const SourceFiles& files, LineFinder& lines);

/// "scenario.yaml:7:9", "scenario.yaml" or "command line".
std::string place_text(const Place& place);

/// The text with tabs as one blank; what is no character, or steers a terminal, as `\x1b`.
std::string printable(std::string_view text);

/// A line of a file as it is shown above its carets, cut around them where it is very long.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;   ///< columns before the first caret
  std::size_t carets = 1;  ///< how many
};

Excerpt excerpt_of(std::string_view line, Location where);

}  // namespace allot::report
