#pragma once

#include <span>
#include <string_view>

namespace allot::report {

/// The golden file that shows a code: tests/golden/errors/ID_name/help.test.
struct CodeExample {
  std::string_view id;  ///< "E012"
  std::string_view golden;
};

/// Made from the golden files when the program is built (see src/CMakeLists.txt).
std::span<const CodeExample> code_examples();

}  // namespace allot::report
