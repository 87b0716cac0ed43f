#include "load/numbers/number_repairs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "load/numbers/decimal_text.hpp"

namespace allot::load {
namespace {

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::optional<Repair> outer_blanks(std::string_view text) {
  const std::string_view inner = without_outer_blanks(text);
  if (inner.size() == text.size()) {
    return std::nullopt;
  }
  return Repair{"has blanks around it", std::string{inner}};
}

std::optional<Repair> other_minus(std::string_view text) {
  struct Sign {
    std::string_view sign;
    std::string_view name;
  };
  static constexpr std::array kSigns{Sign{"\xE2\x88\x92", "U+2212"}, Sign{"\xE2\x80\x93", "U+2013"},
                                     Sign{"\xE2\x80\x90", "U+2010"}, Sign{"\xE2\x80\x91", "U+2011"},
                                     Sign{"\xE2\x80\x94", "U+2014"}};
  for (const auto& [sign, name] : kSigns) {
    if (text.starts_with(sign)) {
      return Repair{fmt::format("begins with `{}` ({}), which is not the minus `-`", sign, name),
                    "-" + std::string{text.substr(sign.size())}};
    }
  }
  return std::nullopt;
}

std::optional<Repair> currency(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kCurrencies{"€",   "$",    "£",   "EUR", "Euro",
                                                                "CHF", "SFr.", "Fr.", "USD", "GBP"};
  for (const std::string_view name : kCurrencies) {
    std::string_view amount = text;
    if (amount.starts_with(name)) {
      amount.remove_prefix(name.size());
    } else if (amount.ends_with(name)) {
      amount.remove_suffix(name.size());
    } else {
      continue;
    }
    return Repair{"carries a currency", std::string{without_outer_blanks(amount)}};
  }
  return std::nullopt;
}

std::optional<Repair> percent_sign(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kPercents{"percent", "per cent", "Prozent",
                                                             "v.H.", "%"};
  for (const std::string_view name : kPercents) {
    if (!text.ends_with(name)) {
      continue;
    }
    const auto value = without_outer_blanks(text.substr(0, text.size() - name.size()));
    const bool is_well_written =
        name == "%" && text.size() <= value.size() + 2 && !text.ends_with("\t%");
    if (!is_well_written && !value.ends_with('%')) {
      return Repair{"is a percentage that is not written like `12.5 %`", std::string{value} + " %"};
    }
  }
  return std::nullopt;
}

std::optional<Repair> magnitude(std::string_view text) {
  struct Word {
    std::string_view word;
    std::string_view exponent;
  };
  static constexpr std::array kWords{
      Word{"Mio.", "e6"}, Word{"Mio", "e6"}, Word{"Millionen", "e6"},  Word{"million", "e6"},
      Word{"Mrd.", "e9"}, Word{"Mrd", "e9"}, Word{"Milliarden", "e9"}, Word{"Tsd.", "e3"},
      Word{"Tsd", "e3"},  Word{"k", "e3"}};
  for (const auto& [word, exponent] : kWords) {
    if (text.ends_with(word)) {
      const auto value = without_outer_blanks(text.substr(0, text.size() - word.size()));
      return Repair{fmt::format("carries the word `{}`", word),
                    fmt::format("{}{}", value, exponent)};
    }
  }
  return std::nullopt;
}

std::optional<Repair> plus(std::string_view text) {
  if (!text.starts_with('+')) {
    return std::nullopt;
  }
  return Repair{"begins with `+`", std::string{text.substr(1)}};
}

std::optional<Repair> misplaced_minus(std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')')) {
    return Repair{"is in brackets", "-" + std::string{text.substr(1, text.size() - 2)}};
  }
  if (text.ends_with(",-") || text.ends_with(".-")) {  // a price without cents
    return Repair{"ends in a dash", std::string{text.substr(0, text.size() - 2)}};
  }
  if (text.ends_with('-')) {
    return Repair{"has the minus at its end",
                  "-" + std::string{without_outer_blanks(text.substr(0, text.size() - 1))}};
  }
  const std::string_view value = without_outer_blanks(text.substr(1));
  if (text.starts_with('-') && value.size() + 1 < text.size()) {
    return Repair{"has a blank after the minus", "-" + std::string{value}};
  }
  return std::nullopt;
}

std::optional<Repair> letter_for_digit(std::string_view text) {
  static constexpr std::string_view kLetters = "OolI";
  const std::size_t letter = text.find_first_of(kLetters);
  if (letter == std::string_view::npos ||
      text.find_first_not_of("0123456789OolI.,-_%/ '") != std::string_view::npos) {
    return std::nullopt;
  }
  std::string digits{text};
  for (char& c : digits) {
    c = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : c;
  }
  return Repair{fmt::format("has the letter `{}` where a digit belongs", text[letter]), digits};
}

std::optional<Repair> other_base(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative ? 1 : 0);
  const int base = digits.starts_with("0x") || digits.starts_with("0X")   ? 16
                   : digits.starts_with("0o") || digits.starts_with("0O") ? 8
                   : digits.starts_with("0b") || digits.starts_with("0B") ? 2
                                                                          : 10;
  if (base == 10) {
    return std::nullopt;
  }
  digits.remove_prefix(2);
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  return Repair{fmt::format("is written to base {}", base),
                fmt::format("{}{}", negative ? "-" : "", value)};
}

std::optional<Repair> misplaced_underscore(std::string_view text) {
  for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_', at + 1)) {
    const bool between =
        at > 0 && at + 1 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]);
    if (!between) {
      std::string digits{text};
      std::erase(digits, '_');
      return Repair{"has a `_` that is not between two digits", std::move(digits)};
    }
  }
  return std::nullopt;
}

std::optional<Repair> ratio(std::string_view text) {
  const bool percent = text.ends_with('%');
  const std::string_view body = text.substr(0, text.size() - (percent ? 1 : 0));
  const std::size_t slash = body.find('/');
  if (slash == std::string_view::npos) {
    return std::nullopt;
  }
  const auto upper = without_outer_blanks(body.substr(0, slash));
  const auto lower = without_outer_blanks(body.substr(slash + 1));
  const bool negative = upper.starts_with('-');
  std::string whole = fmt::format("{}/{}{}", upper, lower, percent ? "00" : "");
  if (!is_all_digits(upper.substr(negative ? 1 : 0)) || !is_all_digits(lower) || whole == text) {
    return std::nullopt;
  }
  return Repair{percent ? "is a fraction with a percent sign" : "has blanks around the `/`",
                std::move(whole)};
}

std::optional<Repair> bare_point(std::string_view text) {
  const std::size_t at = text.starts_with('-') ? 1 : 0;
  if (text.size() > at + 1 && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
    return Repair{fmt::format("has no digit before the `{}`", text[at]),
                  fmt::format("{}0{}", text.substr(0, at), text.substr(at))};
  }
  if (text.ends_with('.') || text.ends_with(',')) {
    return Repair{fmt::format("has no digit after the `{}`", text.back()),
                  std::string{text.substr(0, text.size() - 1)}};
  }
  return std::nullopt;
}

// In this order: what stands around a number comes off first.
constexpr std::array kRepairs{
    &outer_blanks,
    &other_minus,
    &currency,
    &percent_sign,
    &magnitude,
    &plus,
    &misplaced_minus,
    &other_base,
    &letter_for_digit,
    &written_out,
    &misplaced_underscore,
    &ratio,
    &bare_point,
};

}  // namespace

std::optional<Repair> written_out(std::string_view text) {
  constexpr int kLargest = 40;  // far beyond the range, and small enough to write out
  const std::size_t at = text.find_first_of("eE");
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const DecimalReading factor = read_plain(text.substr(0, at), '.');
  std::string_view power = text.substr(at + 1);
  power.remove_prefix(power.starts_with('+') ? 1 : 0);
  int shift = 0;
  const auto [stop, error] = std::from_chars(power.data(), power.data() + power.size(), shift);
  if (!factor.is_number() || error != std::errc{} || stop != power.data() + power.size() ||
      shift > kLargest || shift < -kLargest) {
    return std::nullopt;
  }
  Decimal value = factor.decimal;
  value.decimals -= shift;
  const int zeros = value.digits == 0 ? 0 : std::max(0, -value.decimals);
  value.decimals = std::max(0, value.decimals);
  return Repair{"has an exponent",
                decimal_text(value, '.') + std::string(static_cast<std::size_t>(zeros), '0')};
}

std::optional<Repair> first_repair(std::string_view text) {
  for (const auto repair_of : kRepairs) {
    if (auto repair = repair_of(text)) {
      return repair;
    }
  }
  return std::nullopt;
}

}  // namespace allot::load
