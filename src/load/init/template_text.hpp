#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"

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

/// Comment lines with the commands to try first on the file `name`, whose pot is called `base`.
std::string way_to_run(std::string_view name);

/// `9_500_000.00`: an amount as scenarios write it.
std::string amount_text(const Fraction& amount, int decimals);

/// 3 246 000 becomes 3 000 000: down to a single digit that is not 0. `value` >= 0.
Fraction one_digit(const Fraction& value);

}  // namespace allot::load
