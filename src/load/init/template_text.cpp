#include "load/init/template_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/text.hpp"
#include "allot/load/init/scenario_template.hpp"

namespace allot::load {

namespace {

/// Words that some reader of YAML takes for a truth value or for nothing.
constexpr std::array<std::string_view, 9> kReservedWords{"true", "false", "yes", "no", "on",
                                                         "off",  "null",  "y",   "n"};

bool is_ascii_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_reserved(std::string_view text) {
  return std::ranges::any_of(kReservedWords, [&](std::string_view word) {
    return std::ranges::equal(word, text, {}, {}, lower_case);
  });
}

/// Letters, digits and what stands between them in names. Beyond ASCII only U+00C0 to U+017F: what
/// cannot be seen is better quoted.
bool is_plain_character(std::string_view text, std::size_t at) {
  const char c = text[at];
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80) {
    const bool continues = at > 0 && (byte & 0xC0U) == 0x80U;
    return continues ? static_cast<unsigned char>(text[at - 1]) >= 0xC3
                     : byte >= 0xC3 && byte <= 0xC5;
  }
  const bool inner_blank = c == ' ' && at > 0 && text[at - 1] != ' ' && at + 1 < text.size();
  return is_ascii_letter(c) || (c >= '0' && c <= '9') || inner_blank ||
         std::string_view{"_-./()"}.find(c) != std::string_view::npos;
}

/// Like a word or a path. What begins with a digit may be a number, or a date.
bool begins_plain(std::string_view text) {
  if (text.empty()) {
    return false;
  }
  const char c = text.front();
  return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '/' ||
         text.starts_with("../");
}

bool is_plain_scalar(std::string_view text) {
  if (!begins_plain(text) || is_reserved(text)) {
    return false;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_plain_character(text, at)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string quoted_yaml_text(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const std::size_t size = first_character(text).size;
    const std::string shown = without_controls(text.substr(0, size));
    escaped += shown == "\"" || shown == "\\" ? "\\" : "";
    // Double quotes in YAML know `\x0a` as it is, and four digits without braces: `\u202e`.
    escaped += shown.starts_with("\\u{") ? "\\u" + shown.substr(3, 4) : shown;
    text.remove_prefix(size);
  }
  return '"' + escaped + '"';
}

std::string yaml_text(std::string_view text) {
  return is_plain_scalar(text) ? std::string{text} : quoted_yaml_text(text);
}

void CommentedLines::put(std::string_view line, std::string_view comment) {
  constexpr std::size_t kCommentColumn = 40;
  text_ += line;
  if (!comment.empty()) {
    const std::size_t used = display_width(line);
    text_.append(used + 2 < kCommentColumn ? kCommentColumn - used : 2, ' ');
    text_ += "# ";
    text_ += comment;
  }
  text_ += '\n';
}

std::string typed_name(std::string_view name) {
  std::string typed = without_controls(name);
  const bool quotes = typed.find_first_of(" '\"\\$`*?()<>|&;#") != std::string::npos;
  return quotes ? "'" + typed + "'" : typed;
}

std::string way_to_run(std::string_view name) {
  return fmt::format(
      "#\n"
      "#   allot run {0}\n"
      "#   allot run {0} --adjust pots.base.amount=+3%     (what if there were 3 % more?)\n"
      "#\n"
      "# `allot help format` explains every field, `allot help E012` the error E012.\n"
      "# Editors that know YAML check and complete this file by a schema beside it, which\n"
      "# `allot schema > allot.schema.json` writes:\n"
      "# yaml-language-server: $schema=allot.schema.json\n",
      typed_name(name));
}

std::string amount_text(const Fraction& amount, int decimals) {
  const std::string digits = amount.to_decimal(decimals);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    text += i > 0 && i < whole && (whole - i) % 3 == 0 ? "_" : "";
    text += digits[i];
  }
  return text;
}

Fraction one_digit(const Fraction& value) {
  const BigInt whole = value.rounded(Rounding::kDown);
  const std::string digits = whole.to_string();
  const BigInt power = BigInt::power_of_ten(static_cast<int>(digits.size()) - 1);
  return Fraction{whole / power * power};
}

}  // namespace allot::load
