#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace allot {

/// A day of the Gregorian calendar. Two of them differ by `.count()` days.
using Date = std::chrono::sys_days;

/// `2025-01-31`, years 0000 to 9999; nothing for anything else, nor for a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

/// `2025-01-31`.
std::string date_text(Date date);

}  // namespace allot
