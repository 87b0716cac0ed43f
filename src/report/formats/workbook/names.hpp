#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::report::workbook {

/// The names of a workbook's sheets: each once, no longer and of no other characters than Excel
/// takes.
class SheetNames {
 public:
  /// The name that comes nearest to `wanted` and is free.
  std::string next(std::string_view wanted);

 private:
  std::vector<std::string> taken_;  ///< without capitals
};

/// As formulas call a sheet: 'Total, 2026'.
std::string in_formula(std::string_view sheet);

}  // namespace allot::report::workbook
