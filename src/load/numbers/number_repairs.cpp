#include "load/numbers/number_repairs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "allot/core/text.hpp"
#include "load/characters/foreign_characters.hpp"
#include "load/numbers/currency.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {
namespace {

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool begins_remark(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::string_view without_end(std::string_view text, std::string_view end) {
  return without_outer_blanks(text.substr(0, text.size() - end.size()));
}

std::optional<Repair> other_minus(std::string_view text) {
  struct Sign {
    std::string_view sign, name;
  };
  static constexpr std::array kSigns{Sign{"\xE2\x88\x92", "U+2212"}, Sign{"\xE2\x80\x93", "U+2013"},
                                     Sign{"\xE2\x80\x90", "U+2010"}, Sign{"\xE2\x80\x91", "U+2011"},
                                     Sign{"\xE2\x80\x94", "U+2014"}};
  for (const auto& [sign, name] : kSigns) {
    if (text.starts_with(sign)) {
      return Repair{fmt::format("begins with `{}` ({}), which is not the minus `-`", sign, name),
                    fmt::format("-{}", text.substr(sign.size()))};
    }
  }
  return std::nullopt;
}

/// Quotes of print, or those of a program in another's text; a spreadsheet shows `'13` as text.
std::optional<Repair> quotes(std::string_view text) {
  const auto ascii = [](char c) { return c == '"' || c == '\''; };
  const auto first =
      !text.empty() && ascii(text.front()) ? text.substr(0, 1) : first_foreign_quote(text);
  const std::string_view rest = text.substr(first.size());
  const auto last =
      !rest.empty() && ascii(rest.back()) ? rest.substr(rest.size() - 1) : last_foreign_quote(rest);
  if (first.empty() && last.empty()) {
    return std::nullopt;
  }
  const std::string_view quote = first.empty() ? last : first;
  return Repair{
      fmt::format("has the quote {} around it",
                  ascii(quote.front()) ? fmt::format("`{}`", quote) : named_character(quote)),
      std::string{without_outer_blanks(rest.substr(0, rest.size() - last.size()))}};
}

/// `950 ‰` is 95 %.
std::optional<Repair> per_mille(std::string_view text) {
  for (const std::string_view name : {"‰", "Promille", "v.T.", "v. T.", "vT"}) {
    if (!text.ends_with(name)) {
      continue;
    }
    const std::string value = without_underscores(without_end(text, name));
    const DecimalReading number = read_plain(value, '.');
    if (number.is_number()) {
      const Decimal tenth{.digits = number.decimal.digits, .decimals = number.decimal.decimals + 1};
      return Repair{"is in thousandths", decimal_text(tenth, '.') + " %"};
    }
  }
  return std::nullopt;
}

/// `100 // per year` and `100# per year`.
std::optional<Repair> remark(std::string_view text) {
  for (const std::string_view mark : {"#", "//", "--"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0 && begins_remark(text.substr(at))) {
      return Repair{"has a remark behind it: a comment begins with a blank and `#`",
                    std::string{without_outer_blanks(text.substr(0, at))}};
    }
  }
  return std::nullopt;
}

std::optional<Repair> currency(std::string_view text) {
  const auto money = find_currency(text);
  return money
             ? std::optional{Repair{"carries a currency",
                                    fmt::format("{}{}", money->negative ? "-" : "", money->amount)}}
             : std::nullopt;
}

std::optional<Repair> percent_sign(std::string_view text) {
  for (const std::string_view name :
       {"percent", "per cent", "Prozent", "v.H.", "v. H.", "vH", "v.H", "v. H", "pct", "％", "%"}) {
    if (!text.ends_with(name)) {
      continue;
    }
    const auto value = without_end(text, name);
    const bool is_well_written =
        name == "%" && text.size() <= value.size() + 2 && !text.ends_with("\t%");
    if (!is_well_written && !value.ends_with('%')) {
      return Repair{"is a percentage that is not written like `12.5 %`",
                    fmt::format("{} %", value)};
    }
  }
  return std::nullopt;
}

std::optional<Repair> magnitude(std::string_view text) {
  struct Word {
    std::string_view word, exponent;
  };
  static constexpr std::array kWords{
      Word{"Mio.", "e6"}, Word{"Mio", "e6"},  Word{"Millionen", "e6"},  Word{"million", "e6"},
      Word{"Mrd.", "e9"}, Word{"Mrd", "e9"},  Word{"Milliarden", "e9"}, Word{"Tsd.", "e3"},
      Word{"Tsd", "e3"},  Word{"TEUR", "e3"}, Word{"T€", "e3"},         Word{"k€", "e3"},
      Word{"T", "e3"},    Word{"k", "e3"}};
  for (const auto& [word, exponent] : kWords) {
    if (text.ends_with(word)) {
      return Repair{fmt::format("carries the word `{}`", word),
                    fmt::format("{}{}", without_end(text, word), exponent)};
    }
  }
  return std::nullopt;
}

/// `500,--` and `500.—` without what stands for the cents; empty where nothing does.
std::string_view without_price_dashes(std::string_view text) {
  const std::string_view whole = without_end_dashes(text);
  const bool is_price = whole.size() < text.size() && whole.size() > 1 &&
                        (whole.back() == ',' || whole.back() == '.');
  return is_price ? whole.substr(0, whole.size() - 1) : std::string_view{};
}

/// Signs where none belong, and dashes as bookkeepers write them.
std::optional<Repair> sign(std::string_view text) {
  if (text.starts_with('+')) {
    return Repair{"begins with `+`", std::string{text.substr(1)}};
  }
  if (const std::string_view whole = without_price_dashes(text); !whole.empty()) {
    return Repair{"ends in a dash", std::string{whole}};
  }
  if (text.ends_with('-')) {
    return Repair{"has the minus at its end", fmt::format("-{}", without_end(text, "-"))};
  }
  const std::string_view value = without_outer_blanks(text.substr(1));
  if (text.starts_with('-') && value.size() + 1 < text.size()) {
    return Repair{"has a blank after the minus", fmt::format("-{}", value)};
  }
  return std::nullopt;
}

std::optional<Repair> letter_for_digit(std::string_view text) {
  const std::size_t letter = text.find_first_of("OolI");
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
      return Repair{"has a `_` that is not between two digits", without_underscores(text)};
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

}  // namespace

std::string without_underscores(std::string_view text) {
  std::string kept{text};
  std::erase(kept, '_');
  return kept;
}

std::optional<Repair> narrow_digits(std::string_view text) {
  constexpr char32_t kFirst = 0xFF01;  // of `!`
  constexpr char32_t kLast = 0xFF5E;
  std::string narrow;
  std::string_view wide;
  while (!text.empty()) {
    const auto [code_point, size] = first_character(text);
    const bool is_wide = code_point >= kFirst && code_point <= kLast;
    wide = is_wide && wide.empty() ? text.substr(0, size) : wide;
    if (is_wide) {
      narrow += static_cast<char>(code_point - kFirst + '!');
    } else {
      narrow += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  return wide.empty()
             ? std::nullopt
             : std::optional{
                   Repair{fmt::format("has the wide character `{}` (U+{:04X})", wide,
                                      static_cast<std::uint32_t>(first_character(wide).code_point)),
                          std::move(narrow)}};
}

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
  if (const std::string_view inner = without_outer_blanks(text); inner.size() < text.size()) {
    const std::string_view blank =
        first_foreign_blank(text).empty() ? last_foreign_blank(text) : first_foreign_blank(text);
    return Repair{blank.empty() ? "has blanks around it"
                                : fmt::format("has {} beside it", named_character(blank)),
                  std::string{inner}};
  }
  for (const auto repair_of :
       {&narrow_digits, &quotes, &remark, &other_minus, &currency, &per_mille, &percent_sign,
        &magnitude, &sign, &other_base, &letter_for_digit, &written_out, &misplaced_underscore,
        &ratio, &bare_point}) {
    if (auto repair = repair_of(text)) {
      return repair;
    }
  }
  return std::nullopt;
}

}  // namespace allot::load
