#pragma once

#include <string>
#include <string_view>

namespace allot::load {

/// What is wrong with a text that is no date, and the way out: the day that `31.01.2025`,
/// `2025-1-31` or `20250131` means, and both days where `1/2/2025` may mean two.
struct DateFault {
  std::string_view is_not;  ///< "which is not …"
  std::string way_out;
};

DateFault find_date_fault(std::string_view text);

}  // namespace allot::load
