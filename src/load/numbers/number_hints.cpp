#include "load/numbers/number_hints.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/numbers/number.hpp"
#include "load/numbers/currency.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {
namespace {

constexpr std::size_t kLongestRepaired = 64;
/// Of Swiss typography.
constexpr std::string_view kApostrophe = "\xE2\x80\x99";

bool has_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

bool has_letter(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string without_underscores(std::string_view text) {
  std::string kept{text};
  std::erase(kept, '_');
  return kept;
}

std::string_view without_end(std::string_view text, std::string_view end) {
  return without_outer_blanks(text.substr(0, text.size() - end.size()));
}

/// A first step from a wrong text, which contains a digit, towards a number: what was wrong, and
/// the text without it. Each repair removes what it reacts to, so that repairs in a row come to an
/// end. Decimal commas and grouping marks are none of their business: they can allow two readings.
struct Repair {
  std::string label;  ///< "carries a currency"
  std::string text;
};

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
  struct Quote {
    std::string_view mark, name;
  };
  static constexpr std::array kQuotes{
      Quote{"„", "„ (U+201E)"}, Quote{"“", "“ (U+201C)"}, Quote{"”", "” (U+201D)"},
      Quote{"‚", "‚ (U+201A)"}, Quote{"‘", "‘ (U+2018)"}, Quote{"’", "’ (U+2019)"},
      Quote{"«", "« (U+00AB)"}, Quote{"»", "» (U+00BB)"}, Quote{"‹", "‹ (U+2039)"},
      Quote{"›", "› (U+203A)"}, Quote{"´", "´ (U+00B4)"}, Quote{"\"", "\""},
      Quote{"'", "'"},          Quote{"`", "`"}};
  const auto begins = [&](const Quote& quote) { return text.starts_with(quote.mark); };
  const auto ends = [&](const Quote& quote) { return text.ends_with(quote.mark); };
  const auto* const first = std::ranges::find_if(kQuotes, begins);
  const auto* const last = std::ranges::find_if(kQuotes, ends);
  if (first == kQuotes.end() && last == kQuotes.end()) {
    return std::nullopt;
  }
  const std::string_view name = (first == kQuotes.end() ? last : first)->name;
  if (first != kQuotes.end()) {
    text.remove_prefix(first->mark.size());
  }
  if (last != kQuotes.end() && text.ends_with(last->mark)) {
    text.remove_suffix(last->mark.size());
  }
  return Repair{fmt::format("has the quote {} around it", name),
                std::string{without_outer_blanks(text)}};
}

/// The digits of East Asian texts, as wide as their letters, and the signs beside them.
std::optional<Repair> wide_digits(std::string_view text) {
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

/// The first that applies: what stands around a number comes off first.
std::optional<Repair> first_repair(std::string_view text) {
  if (const std::string_view inner = without_outer_blanks(text); inner.size() < text.size()) {
    return Repair{"has blanks around it", std::string{inner}};
  }
  for (const auto repair_of :
       {&wide_digits, &quotes, &other_minus, &currency, &percent_sign, &magnitude, &sign,
        &other_base, &letter_for_digit, &written_out, &misplaced_underscore, &ratio, &bare_point}) {
    if (auto repair = repair_of(text)) {
      return repair;
    }
  }
  return std::nullopt;
}

/// A number in front of ` %` or an exponent.
struct WithSuffix {
  std::string core;
  std::string suffix;
};

WithSuffix split_suffix(std::string_view text) {
  const std::size_t at = std::min(text.find_first_of("%e"), text.size());
  const bool percent = text.substr(at) == "%";
  return {.core = without_underscores(without_outer_blanks(text.substr(0, at))),
          .suffix = percent ? " %" : std::string{text.substr(at)}};
}

/// "`.` groups, `,` is the decimal mark"; empty if `core` has no separators.
std::string reading_note(std::string_view core, char mark) {
  const char other = mark == '.' ? ',' : '.';
  std::string groups;
  if (core.find(other) != std::string_view::npos) {
    groups = fmt::format("`{}` groups", other);
  } else if (core.find('\'') != std::string_view::npos) {
    groups = "`'` groups";
  } else if (core.find(kApostrophe) != std::string_view::npos) {
    groups = fmt::format("`{}` groups", kApostrophe);
  } else if (core.find_first_not_of("-0123456789.,") != std::string_view::npos) {
    groups = "blanks group";
  }
  if (core.find(mark) == std::string_view::npos) {
    return groups.empty() ? groups : groups + " by three";
  }
  return fmt::format("{}{}`{}` is the decimal mark", groups, groups.empty() ? "" : ", ", mark);
}

/// `5.000` as 5: money with three decimals looks like thousands.
Decimal without_thousandths(Decimal decimal) {
  constexpr int kThousand = 1000;
  return decimal.decimals == 3 && decimal.digits % kThousand == 0
             ? Decimal{.digits = decimal.digits / kThousand}
             : decimal;
}

/// The numbers that `text` is with `.` and with `,` as decimal mark: none, one or two.
std::vector<Meaning> by_marks(std::string_view text) {
  const auto [core, suffix] = split_suffix(text);
  std::vector<Meaning> meanings;
  for (const char mark : {'.', ','}) {
    const DecimalReading reading = read_grouped(core, mark);
    if (!reading.is_number()) {
      continue;
    }
    Meaning meaning{.number = decimal_text(without_thousandths(reading.decimal), '.') + suffix,
                    .note = reading_note(core, mark)};
    if (meanings.empty() || meanings.front().number != meaning.number) {
      meanings.push_back(std::move(meaning));
    }
  }
  return meanings;
}

std::string_view separators_label(std::string_view text) {
  struct Separator {
    std::string_view mark, label;
  };
  static constexpr std::array kSeparators{
      Separator{",", "has a comma"},
      Separator{"'", "has a `'` between digits"},
      Separator{kApostrophe, "has a `\xE2\x80\x99` (U+2019) between digits"},
      Separator{"\xC2\xA0", "has a no-break space (U+00A0) between digits"},
      Separator{"\xE2\x80\xAF", "has a narrow no-break space (U+202F) between digits"},
      Separator{" ", "has a blank between digits"},
  };
  const auto is_there = [&](std::string_view mark) {
    return text.find(mark) != std::string_view::npos;
  };
  if (is_there(",") && is_there(".")) {
    return "has two kinds of separators";
  }
  const auto first = std::ranges::find_if(kSeparators, is_there, &Separator::mark);
  return first == kSeparators.end() ? "has more than one point" : first->label;
}

std::vector<Meaning> meanings_after_repair(const std::string& text);

/// What a reading comes to once all else that is wrong with it is repaired.
std::vector<Meaning> resolved(const std::vector<Meaning>& readings) {
  std::vector<Meaning> numbers;
  for (const Meaning& reading : readings) {
    if (ReadNumber::takes(reading.number)) {
      numbers.push_back(reading);
    } else if (const auto repair = written_out(reading.number)) {
      for (Meaning meaning : meanings_after_repair(repair->text)) {
        meaning.note = reading.note;
        numbers.push_back(std::move(meaning));
      }
    }
  }
  return numbers;
}

/// `5.000` is a number; but of `5.000 EUR` both readings are shown.
std::vector<Meaning> meanings_after_repair(const std::string& text) {
  if (const std::vector<Meaning> readings = by_marks(text); readings.size() > 1) {
    return resolved(readings);
  }
  if (ReadNumber::takes(text)) {
    return {Meaning{text}};
  }
  return find_number_fault(text).meanings;
}

/// `(5)` is -5 for a bookkeeper, and an uncertain 5 for a statistician.
std::vector<Meaning> meanings_in_brackets(std::string_view text) {
  const auto inner = without_outer_blanks(text.substr(1, text.size() - 2));
  std::vector<Meaning> meanings;
  for (const Meaning& meaning : meanings_after_repair(std::string{inner})) {
    const bool negative = meaning.number.starts_with('-');
    meanings.push_back({.number = meaning.number, .note = "the brackets are a remark"});
    if (!negative) {
      meanings.push_back({.number = "-" + meaning.number, .note = "the brackets are a minus"});
    }
  }
  return meanings;
}

std::string foreign_label(std::string_view text) {
  const auto [code_point, size] = first_character(text);
  return size == 1 ? fmt::format("contains {}", quoted_value(text.substr(0, 1)))
                   : fmt::format("contains `{}` (U+{:04X}); digits are 0 to 9",
                                 text.substr(0, size), static_cast<std::uint32_t>(code_point));
}

/// For a text that no repair turns into a number.
std::string unknown_label(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kNotFinite{".nan", "nan",   "NaN",
                                                              ".inf", "-.inf", "inf"};
  if (text.empty()) {
    return "is empty";
  }
  if (std::ranges::find(kNotFinite, text) != kNotFinite.end()) {
    return "is not a finite number";
  }
  const bool ascii = std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
  if ((ascii || has_letter(text)) && !has_digit(text)) {
    return "has no digits";
  }
  const std::size_t foreign = text.find_first_not_of("0123456789.,-_' ");
  if (foreign != std::string_view::npos) {
    return foreign_label(text.substr(foreign));
  }
  return std::ranges::count(text, '.') > 1 ? "has more than one point"
                                           : "is not written like a number";
}

}  // namespace

NumberFault find_number_fault(std::string_view text) {
  if (text.size() <= kLongestRepaired && (has_digit(text) || wide_digits(text))) {
    if (text.starts_with('(') && text.ends_with(')')) {
      return {.label = "is in brackets", .meanings = meanings_in_brackets(text)};
    }
    if (const auto repair = first_repair(text)) {
      return {.label = repair->label, .meanings = meanings_after_repair(repair->text)};
    }
    if (const std::vector<Meaning> readings = by_marks(text); !readings.empty()) {
      return {.label = std::string{separators_label(text)}, .meanings = resolved(readings)};
    }
  }
  return {.label = unknown_label(text)};
}

std::string reading_text(const Meaning& meaning) {
  if (meaning.note.empty()) {
    return fmt::format("write {}", meaning.number);
  }
  return fmt::format("{0} ({1}): write {0}", meaning.number, meaning.note);
}

std::string quoted_value(std::string_view text) {
  constexpr std::size_t kWidest = 40;
  // Shortened twice: a cell may be megabytes long, and `\x0a` is wider than a line feed.
  return fmt::format("`{}`", shortened(without_controls(shortened(text, kWidest)), kWidest));
}

}  // namespace allot::load
