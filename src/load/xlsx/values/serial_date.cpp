#include "load/xlsx/values/serial_date.hpp"

#include <fmt/core.h>

#include <cstddef>
#include <string_view>

#include "allot/core/date.hpp"

namespace allot::load::xlsx {

namespace {

constexpr std::int64_t kSecondsOfDay = 86'400;

std::int64_t integer_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// Days and seconds, rounded to the second.
struct Serial {
  std::int64_t days = 0;
  std::int64_t seconds = 0;
};

/// 9999-12-31.
constexpr std::int64_t last_day(DateSystem system) {
  return system == DateSystem::k1900 ? 2'958'465 : 2'957'003;
}

std::optional<Serial> serial_of(const StoredNumber& number, DateSystem system) {
  constexpr std::size_t kMostDays = 7;
  constexpr std::size_t kDecimals = 12;
  constexpr std::int64_t kOne = 1'000'000'000'000;
  const std::string whole = number.whole();
  if (number.is_negative() || whole.size() > kMostDays) {
    return std::nullopt;
  }
  const std::int64_t part = integer_of(number.decimals(kDecimals));
  const std::int64_t seconds = (part * kSecondsOfDay + kOne / 2) / kOne;
  const Serial serial{.days = integer_of(whole) + seconds / kSecondsOfDay,
                      .seconds = seconds % kSecondsOfDay};
  return serial.days <= last_day(system) ? std::optional{serial} : std::nullopt;
}

Date after(std::string_view day, std::int64_t days) {
  return *parse_date(day) + Date::duration{days};
}

std::string day_text(std::int64_t days, DateSystem system) {
  constexpr std::int64_t kNoDay = 60;
  if (system == DateSystem::k1904) {
    return date_text(after("1904-01-01", days));
  }
  if (days == 0) {
    return "1900-01-00";  // as Excel shows it
  }
  if (days == kNoDay) {
    return "1900-02-29";
  }
  return date_text(after(days < kNoDay ? "1899-12-31" : "1899-12-30", days));
}

std::string time_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

std::optional<std::string> serial_date_text(const StoredNumber& number, NumberFormat::Kind kind,
                                            DateSystem system) {
  using enum NumberFormat::Kind;
  const bool is_date = kind == kDate || kind == kDateTime;
  const std::optional<Serial> serial =
      is_date || kind == kTime || kind == kDuration ? serial_of(number, system) : std::nullopt;
  if (!serial) {
    return std::nullopt;
  }
  if (kind == kDuration) {
    return time_text(serial->days * kSecondsOfDay + serial->seconds);
  }
  if (kind == kDate) {
    return day_text(integer_of(number.whole()), system);
  }
  if (kind == kTime && number.whole().empty()) {
    return time_text(serial->seconds);
  }
  return day_text(serial->days, system) + " " + time_text(serial->seconds);
}

std::string iso_date_text(std::string_view iso) {
  const std::size_t cut = iso.find('T');
  if (cut == std::string_view::npos) {
    return std::string{iso};
  }
  const std::string_view date = iso.substr(0, cut);
  std::string_view time = iso.substr(cut + 1);
  time = time.substr(0, time.find_first_of("Z.,+"));
  if (date.empty()) {
    return std::string{time};
  }
  std::string text{date};
  if (time != "00:00:00" && time != "00:00") {
    text += " ";
    text += time;
  }
  return text;
}

}  // namespace allot::load::xlsx
