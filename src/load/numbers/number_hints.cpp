#include "load/numbers/number_hints.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/numbers/number.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_repairs.hpp"

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
  if (text.size() <= kLongestRepaired && (has_digit(text) || narrow_digits(text))) {
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
