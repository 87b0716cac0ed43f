#include "allot/load/numbers/number.hpp"

#include <fmt/core.h>

#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_hints.hpp"

namespace allot::load {
namespace {

/// Takes a text apart from the left; the first thing that does not fit ends it.
class NumberText {
 public:
  explicit NumberText(std::string_view text) : rest_{text} {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (!rest_.starts_with(c)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// `58_000_000`: digits with single `_` between them. Goes on counting where `digits` ended;
  /// false if there is no digit here.
  bool take_digits(DigitCounter& digits) {
    if (!digit_at(0)) {
      return false;
    }
    while (digit_at(0) || (rest_.starts_with('_') && digit_at(1))) {
      if (!take('_')) {
        digits.add(rest_.front());
        rest_.remove_prefix(1);
      }
    }
    return true;
  }

 private:
  [[nodiscard]] bool digit_at(std::size_t index) const {
    return index < rest_.size() && is_digit(rest_[index]);
  }

  std::string_view rest_;
};

/// The parts of a text that has the form of a number.
struct NumberParts {
  bool negative = false;
  DigitCounter digits = {};  ///< of the numerator, or before and after the point
  std::size_t decimals = 0;
  std::optional<DigitCounter> denominator = {};
  bool percent = false;
};

std::optional<NumberParts> take_apart(std::string_view text) {
  NumberText rest{text};
  NumberParts parts;
  parts.negative = rest.take('-');
  if (!rest.take_digits(parts.digits)) {
    return std::nullopt;
  }
  if (rest.take('/')) {
    parts.denominator.emplace();
    const bool complete = rest.take_digits(*parts.denominator) && rest.at_end();
    return complete ? std::optional{parts} : std::nullopt;
  }
  if (rest.take('.')) {
    const std::size_t before = parts.digits.count();
    if (!rest.take_digits(parts.digits)) {
      return std::nullopt;
    }
    parts.decimals = parts.digits.count() - before;
  }
  const bool blank = rest.take(' ');
  parts.percent = rest.take('%');
  const bool complete = rest.at_end() && (parts.percent || !blank);
  return complete ? std::optional{parts} : std::nullopt;
}

Number number_of(const NumberParts& parts) {
  const std::int64_t digits = parts.digits.value();
  const BigInt numerator = parts.negative ? -digits : digits;
  if (parts.denominator) {
    return {.value = Fraction{numerator, parts.denominator->value()}, .ratio = true};
  }
  const auto decimals = static_cast<int>(parts.decimals);
  const BigInt denominator = BigInt::power_of_ten(decimals + (parts.percent ? 2 : 0));
  return {
      .value = Fraction{numerator, denominator}, .percent = parts.percent, .decimals = decimals};
}

NotANumber not_a_number(std::string_view text, std::string label,
                        std::vector<std::string> readings) {
  return {.reason = text.empty() ? "an empty text is not a number"
                                 : fmt::format("{} {}", quoted_value(text), label),
          .label = std::move(label),
          .readings = std::move(readings)};
}

NotANumber out_of_range(std::string_view text, std::string label, std::string way_out) {
  NotANumber error = not_a_number(text, std::move(label), {std::move(way_out)});
  error.out_of_range = true;
  return error;
}

/// What keeps a text that has the form of a number from being one.
std::optional<NotANumber> range_error(std::string_view text, const NumberParts& parts) {
  for (const DigitCounter& digits : {parts.digits, parts.denominator.value_or(DigitCounter{})}) {
    if (digits.too_many()) {
      return out_of_range(text,
                          fmt::format("has {} significant digits; {} are the most",
                                      digits.significant(), kMaxDigits),
                          "write fewer digits, or count in a larger unit");
    }
  }
  if (parts.decimals > static_cast<std::size_t>(kMaxDigits)) {
    return out_of_range(text,
                        fmt::format("has {} decimals; {} are the most", parts.decimals, kMaxDigits),
                        "write fewer decimals");
  }
  if (parts.denominator && parts.denominator->value() == 0) {
    return not_a_number(text, "divides by zero", {"write a denominator of 1 or more"});
  }
  return std::nullopt;
}

NotANumber explained(std::string_view text) {
  NumberFault fault = find_number_fault(text);
  std::vector<std::string> readings;
  for (const Meaning& meaning : fault.meanings) {
    readings.push_back(reading_text(meaning));
  }
  if (readings.empty()) {
    readings.emplace_back("write a number such as `1234.5`, `2/3` or `12.5 %`");
  }
  return not_a_number(text, std::move(fault.label), std::move(readings));
}

}  // namespace

bool ReadNumber::takes(std::string_view text) {
  const std::optional<NumberParts> parts = take_apart(text);
  return parts && !range_error(text, *parts);
}

ReadNumber ReadNumber::from(std::string_view text) {
  ReadNumber result;
  const std::optional<NumberParts> parts = take_apart(text);
  if (!parts) {
    result.error_ = explained(text);
  } else if (auto error = range_error(text, *parts)) {
    result.error_ = std::move(*error);
  } else {
    result.number_ = number_of(*parts);
  }
  return result;
}

}  // namespace allot::load
