#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allot::load {

/// The text as a scalar of a YAML file, also within `{…}`: plain where no reader can take it for
/// anything else, else in double quotes.
std::string yaml_text(std::string_view text);

/// The same, always in quotes: ids.
std::string quoted_yaml_text(std::string_view text);

/// Lines of YAML with comments that begin in one column.
class CommentedLines {
 public:
  void put(std::string_view line, std::string_view comment = {});
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace allot::load
