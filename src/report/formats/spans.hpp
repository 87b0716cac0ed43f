#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace allot::report {

/// Without blanks at the ends and with one for each run of them, and without controls: pages show
/// no others.
std::string in_one_line(std::string_view text);

/// A part of a sentence: text, or code with the backticks around it.
struct TextSpan {
  std::string_view text;
  std::size_t ticks = 0;  ///< at each end of code

  [[nodiscard]] bool is_code() const { return ticks > 0; }
  /// The name that `in_code` set.
  [[nodiscard]] std::string_view name() const;
};

/// What the sentences set between backticks is code. Where backticks of a name are not in code, all
/// of it is text.
std::vector<TextSpan> spans_of(std::string_view text);

}  // namespace allot::report
