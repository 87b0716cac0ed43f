#include "load/numbers/date_hints.hpp"

#include <fmt/core.h>

#include <array>
#include <optional>
#include <vector>

#include "allot/core/date.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kDigits = "0123456789";

/// `1.2.2025` as {"1", "2", "2025"}: three numbers with the same mark between them.
struct ThreeNumbers {
  std::array<std::string_view, 3> numbers;
  char mark;
};

std::optional<ThreeNumbers> three_numbers(std::string_view text) {
  const std::size_t at = text.find_first_not_of(kDigits);
  if (at == std::string_view::npos || !is_digit(text.back())) {
    return std::nullopt;
  }
  ThreeNumbers result{.numbers = {}, .mark = text[at]};
  for (std::string_view& number : result.numbers) {
    number = cut_off(text, {&result.mark, 1});
    if (number.empty() || number.find_first_not_of(kDigits) != std::string_view::npos) {
      return std::nullopt;
    }
  }
  return text.empty() ? std::optional{result} : std::nullopt;
}

/// `2025-01-31`, if there is such a day.
std::optional<std::string> day(std::string_view year, std::string_view month,
                               std::string_view day_of_month) {
  std::string text = fmt::format("{:0>4}-{:0>2}-{:0>2}", year, month, day_of_month);
  return year.size() == 4 && parse_date(text) ? std::optional{std::move(text)} : std::nullopt;
}

/// `2025-01-31T00:00` and `2025-01-31 00:00:00` without the time of the day.
std::string_view without_time(std::string_view text) {
  const std::size_t blank = text.find_first_of(" T");
  const bool is_time = blank != std::string_view::npos && blank >= 8 &&
                       text.find_first_not_of("0:.Z", blank + 1) == std::string_view::npos;
  return is_time ? text.substr(0, blank) : text;
}

/// The days that the text may mean; the German and the English reading of `1/2/2025`.
std::vector<std::string> days_meant(std::string_view text) {
  text = without_time(without_outer_blanks(text));
  std::vector<std::string> days;
  const auto add = [&](std::optional<std::string> meant) {
    if (meant && (days.empty() || days.front() != *meant)) {
      days.push_back(std::move(*meant));
    }
  };
  if (text.size() == 8 && text.find_first_not_of(kDigits) == std::string_view::npos) {
    add(day(text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  }
  if (const auto three = three_numbers(text)) {
    const auto& [first, second, third] = three->numbers;
    add(day(first, second, third));
    add(day(third, second, first));
    if (three->mark != '.') {
      add(day(third, first, second));
    }
  }
  return days;
}

}  // namespace

DateFault find_date_fault(std::string_view text) {
  const std::vector<std::string> days = days_meant(text);
  if (days.empty()) {
    return {.is_not = "a day of the calendar", .way_out = "write year, month and day: 2025-01-31"};
  }
  return {.is_not = "written as year, month and day",
          .way_out = days.size() == 1 ? fmt::format("write {}", days[0])
                                      : fmt::format("write {} (day first), or {} (month first)",
                                                    days[0], days[1])};
}

}  // namespace allot::load
