#include "load/characters/foreign_characters.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "allot/core/text.hpp"

namespace allot::load {
namespace {

constexpr std::array<std::string_view, 19> kPrintedQuotes{"„", "“", "”",  "‚",  "‘", "’", "‛",
                                                          "‟", "«", "»",  "‹",  "›", "´", "`",
                                                          "″", "′", "＂", "＇", "〝"};

// U+2010 to U+2015, the minus, and bullets.
constexpr std::array<std::string_view, 12> kListMarks{"‐", "‑", "‒", "–", "—", "―",
                                                      "−", "•", "·", "▪", "●", "◦"};

struct OtherBlank {
  std::string_view character, name;
};

constexpr std::array kOtherBlanks{
    OtherBlank{"\u00A0", "a no-break space (U+00A0)"},
    OtherBlank{"\u202F", "a narrow no-break space (U+202F)"},
    OtherBlank{"\u2007", "a figure space (U+2007)"},
    OtherBlank{"\u2002", "an en space (U+2002)"},
    OtherBlank{"\u2003", "an em space (U+2003)"},
    OtherBlank{"\u2009", "a thin space (U+2009)"},
    OtherBlank{"\u200A", "a hair space (U+200A)"},
    OtherBlank{"\u3000", "an ideographic space (U+3000)"},
};

std::string_view first_mark_of(std::span<const std::string_view> marks, std::string_view text) {
  const auto at =
      std::ranges::find_if(marks, [&](std::string_view mark) { return text.starts_with(mark); });
  return at == marks.end() ? std::string_view{} : *at;
}

std::string_view last_mark_of(std::span<const std::string_view> marks, std::string_view text) {
  const auto at =
      std::ranges::find_if(marks, [&](std::string_view mark) { return text.ends_with(mark); });
  return at == marks.end() ? std::string_view{} : *at;
}

}  // namespace

std::string named_character(std::string_view character) {
  const auto* const blank = std::ranges::find(kOtherBlanks, character, &OtherBlank::character);
  if (blank != kOtherBlanks.end()) {
    return std::string{blank->name};
  }
  if (character == "`") {
    return "a backtick (U+0060)";
  }
  if (character.size() == 1) {
    return fmt::format("`{}`", character);
  }
  return fmt::format("`{}` (U+{:04X})", character,
                     static_cast<std::uint32_t>(first_character(character).code_point));
}

std::string_view first_foreign_quote(std::string_view text) {
  return first_mark_of(kPrintedQuotes, text);
}

std::string_view last_foreign_quote(std::string_view text) {
  return last_mark_of(kPrintedQuotes, text);
}

std::optional<std::string_view> without_foreign_quotes(std::string_view text) {
  const std::string_view first = first_foreign_quote(text);
  const std::string_view last = last_foreign_quote(text);
  if (first.empty() || last.empty() || first.size() + last.size() >= text.size()) {
    return std::nullopt;
  }
  return text.substr(first.size(), text.size() - first.size() - last.size());
}

std::string_view foreign_list_mark(std::string_view text) {
  const std::string_view mark = first_mark_of(kListMarks, text);
  const std::string_view rest = text.substr(mark.size());
  const bool is_mark =
      !mark.empty() && (rest.empty() || rest.front() == ' ' || !first_foreign_blank(rest).empty());
  return is_mark ? mark : std::string_view{};
}

std::string_view first_foreign_blank(std::string_view text) {
  const auto* const at = std::ranges::find_if(
      kOtherBlanks, [&](const OtherBlank& blank) { return text.starts_with(blank.character); });
  return at == kOtherBlanks.end() ? std::string_view{} : at->character;
}

std::string_view last_foreign_blank(std::string_view text) {
  const auto* const at = std::ranges::find_if(
      kOtherBlanks, [&](const OtherBlank& blank) { return text.ends_with(blank.character); });
  return at == kOtherBlanks.end() ? std::string_view{} : at->character;
}

}  // namespace allot::load
