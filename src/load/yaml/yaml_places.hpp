#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/source.hpp"

namespace allot::load {

/// The text of a YAML file, and where its offsets are: many of them, each in logarithmic time.
class YamlPlaces {
 public:
  YamlPlaces(FileId file, std::string_view text);

  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// `offset` may be the end of the text, `length` is at least 1 in the result.
  [[nodiscard]] Location at(std::size_t offset, std::size_t length = 1) const;
  /// The scalar of value `value` as it is written at `offset`, quotes included, no further than the
  /// end of its first line.
  [[nodiscard]] Location of_scalar(std::size_t offset, std::string_view value) const;
  /// At `offset` a quoted scalar begins that never ends.
  [[nodiscard]] bool is_open_quote(std::size_t offset) const;
  /// The byte at `offset`; 0 beyond the end.
  [[nodiscard]] char byte(std::size_t offset) const;
  /// From `offset` to the end of its line, without blanks and line end.
  [[nodiscard]] std::string_view rest_of_line(std::size_t offset) const;
  /// From `offset` up to a blank, a line end or a character of a flow list or map.
  [[nodiscard]] std::string_view word(std::size_t offset) const;
  /// The beginning of the line that holds `offset`, up to there.
  [[nodiscard]] std::string_view line_before(std::size_t offset) const;

 private:
  FileId file_;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace allot::load
