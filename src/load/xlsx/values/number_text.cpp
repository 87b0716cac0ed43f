#include "load/xlsx/values/number_text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "load/xlsx/values/stored_number.hpp"

namespace allot::load::xlsx {

namespace {

/// The digits of a number put to the places that a format of zeros has: 8111 is `08111`.
std::string id_text(std::string_view format, std::string_view digits) {
  const auto places = static_cast<std::size_t>(std::ranges::count(format, '0'));
  std::string all(places > digits.size() ? places - digits.size() : 0, '0');
  all += digits;
  std::size_t next = 0;
  std::string text;
  for (const char c : format) {
    if (c != '0') {
      text += c;
      continue;
    }
    // What has no place of its own stands at the first one.
    const std::size_t count = next == 0 ? all.size() - places + 1 : 1;
    text += all.substr(next, count);
    next += count;
  }
  return text;
}

bool is_shorter(const StoredNumber& number, const NumberFormat& format) {
  return format.decimals != NumberFormat::kAllDecimals && number.decimals() > format.decimals;
}

NumberText text_of(StoredNumber number, const NumberFormat& format, DateSystem dates) {
  const bool rounded = number.round_to_15();
  if (auto date = serial_date_text(number, format.kind, dates)) {
    return {.text = std::move(*date)};
  }
  if (format.kind == NumberFormat::Kind::kId && !number.is_negative() && number.decimals() == 0) {
    return {.text = id_text(format.id, number.whole()), .rounded = rounded};
  }
  if (format.kind == NumberFormat::Kind::kPercentage) {
    number.make_percentage();
    return {
        .text = number.text() + " %", .rounded = rounded, .shorter = is_shorter(number, format)};
  }
  return {.text = number.text(),
          .is_number = true,
          .rounded = rounded,
          .shorter = is_shorter(number, format),
          .scaled = format.scaled};
}

}  // namespace

NumberText number_text(std::string_view stored, const NumberFormat& format, DateSystem dates) {
  const PlainNumber plain = plain_number(stored);
  const bool all_shown =
      format.decimals == NumberFormat::kAllDecimals || plain.decimals <= format.decimals;
  if (plain.is_plain && all_shown && format.kind == NumberFormat::Kind::kNumber) [[likely]] {
    return {.text = std::string{stored}, .is_number = true, .scaled = format.scaled};
  }
  std::optional<StoredNumber> number = StoredNumber::parse(stored);
  return number ? text_of(std::move(*number), format, dates)
                : NumberText{.text = std::string{stored}};
}

}  // namespace allot::load::xlsx
