#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "load/xlsx/values/number_format.hpp"
#include "load/xlsx/values/stored_number.hpp"

namespace allot::load::xlsx {

/// From which day a workbook counts.
enum class DateSystem : std::uint8_t {
  k1900,  ///< 1 is 1900-01-01; 60 is 1900-02-29, which never was: Lotus 1-2-3 had it
  k1904,  ///< 0 is 1904-01-01
};

/// A number of days as text, to the second: `2025-01-31`, `2025-01-31 12:30:00`, `12:30:00` below
/// one day. A date format hides a time; a time format does not hide a date. Nothing where `kind` is
/// neither a date nor a time, and below 0 or beyond the year 9999: Excel shows no date there
/// either.
std::optional<std::string> serial_date_text(const StoredNumber& number, NumberFormat::Kind kind,
                                            DateSystem system);

/// Of a cell that holds a date as ISO text (`t="d"`), in the same form: `2025-01-31T00:00:00Z`.
std::string iso_date_text(std::string_view iso);

}  // namespace allot::load::xlsx
