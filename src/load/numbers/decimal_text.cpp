#include "load/numbers/decimal_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace allot::load {
namespace {

constexpr std::array<std::string_view, 6> kOuterBlanks{" ",  "\t",       "\r",
                                                       "\n", "\xC2\xA0", "\xE2\x80\xAF"};

// Besides the one of `.` and `,` that is not the decimal mark. The last four are the apostrophe
// of Swiss typography, U+2019, the no-break spaces U+00A0 and U+202F, and the thin space U+2009.
constexpr std::array<std::string_view, 6> kGroupingMarks{
    " ", "'", "\xE2\x80\x99", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};

// U+2010 to U+2015, and the minus.
constexpr std::array<std::string_view, 8> kDashes{"-", "‐", "‑", "‒", "–", "—", "―", "−"};

std::size_t digits_at(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// The grouping mark that `text` begins with; empty if none.
std::string_view grouping_mark(std::string_view text, char decimal_mark) {
  if (text.empty()) {
    return {};
  }
  if (text.front() == (decimal_mark == '.' ? ',' : '.')) {
    return text.substr(0, 1);
  }
  const auto* const mark =
      std::ranges::find_if(kGroupingMarks, [&](auto m) { return text.starts_with(m); });
  return mark == kGroupingMarks.end() ? std::string_view{} : *mark;
}

/// `1234`, or `1.234.567`: digits, or groups of three after a first one that is no padded zero.
bool is_whole(std::string_view text, char decimal_mark) {
  const std::size_t first = digits_at(text);
  if (first == 0) {
    return false;
  }
  std::string_view rest = text.substr(first);
  if (rest.empty()) {
    return true;
  }
  const std::string_view mark = grouping_mark(rest, decimal_mark);
  if (mark.empty() || first > 3 || text.front() == '0') {
    return false;
  }
  while (rest.starts_with(mark)) {
    rest.remove_prefix(mark.size());
    if (digits_at(rest.substr(0, 3)) != 3) {
      return false;
    }
    rest.remove_prefix(3);
  }
  return rest.empty();
}

}  // namespace

std::string_view without_outer_blanks(std::string_view text) {
  const auto is_bare = [](char c) { return c > ' ' && (c & 0x80) == 0; };
  if (!text.empty() && is_bare(text.front()) && is_bare(text.back())) {
    return text;
  }
  const auto begins = [&](auto blank) { return text.starts_with(blank); };
  const auto ends = [&](auto blank) { return text.ends_with(blank); };
  while (true) {
    if (const auto* b = std::ranges::find_if(kOuterBlanks, begins); b != kOuterBlanks.end()) {
      text.remove_prefix(b->size());
    } else if (const auto* e = std::ranges::find_if(kOuterBlanks, ends); e != kOuterBlanks.end()) {
      text.remove_suffix(e->size());
    } else {
      return text;
    }
  }
}

std::string_view without_end_dashes(std::string_view text) {
  const auto ends = [&](std::string_view dash) { return text.ends_with(dash); };
  for (const auto* at = std::ranges::find_if(kDashes, ends); at != kDashes.end();
       at = std::ranges::find_if(kDashes, ends)) {
    text.remove_suffix(at->size());
  }
  return text;
}

bool is_one_dash(std::string_view text) {
  return std::ranges::find(kDashes, text) != kDashes.end();
}

DecimalReading read_grouped(std::string_view text, char mark) {
  text = without_outer_blanks(text);
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  const std::size_t at_mark = std::min(text.find(mark), text.size());
  const std::string_view part = text.substr(std::min(at_mark + 1, text.size()));
  const bool has_part = at_mark < text.size();
  if (!is_whole(text.substr(0, at_mark), mark) || digits_at(part) != part.size() ||
      has_part != !part.empty()) {
    return {};
  }
  DigitCounter digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits.add(c);
    }
  }
  if (digits.too_many() || part.size() > static_cast<std::size_t>(kMaxDigits)) {
    return {.fit = DecimalReading::Fit::kOutOfRange};
  }
  return {.decimal = {.digits = negative ? -digits.value() : digits.value(),
                      .decimals = static_cast<int>(part.size())},
          .fit = DecimalReading::Fit::kNumber};
}

std::string decimal_text(const Decimal& decimal, char mark) {
  const bool negative = decimal.digits < 0;
  std::string text = std::to_string(negative ? -decimal.digits : decimal.digits);
  const auto decimals = static_cast<std::size_t>(decimal.decimals);
  if (text.size() <= decimals) {
    text.insert(0, decimals + 1 - text.size(), '0');
  }
  if (decimals > 0) {
    text.insert(text.size() - decimals, 1, mark);
  }
  return negative ? "-" + text : text;
}

}  // namespace allot::load
