#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace allot::load::xlsx {

/// What the format of a cell says of the number in it.
struct NumberFormat {
  enum class Kind : std::uint8_t {
    kNumber,
    kPercentage,
    kDate,
    kTime,  ///< of a day
    kDateTime,
    kDuration,  ///< `[h]:mm`: hours go on beyond 24
    kId,        ///< zeros: `00000`
  };
  static constexpr int kAllDecimals = -1;

  Kind kind = Kind::kNumber;
  int decimals = kAllDecimals;  ///< how many are shown
  bool scaled = false;          ///< `#,##0,`: shown in thousands or millions
  std::string id = {};          ///< of kId: each `0` a digit, all else as it stands: `00 000`

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// Reads a format as files write it, in English whatever the language of the program: its first
/// section, which is for positive numbers.
NumberFormat read_number_format(std::string_view code);

/// The formats that files name by a number alone (ISO/IEC 29500-1, 18.8.30). Those of the Far East
/// (27 to 36, 50 to 58) differ by language and count as numbers.
NumberFormat built_in_number_format(std::uint32_t id);

}  // namespace allot::load::xlsx
