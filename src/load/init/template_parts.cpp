#include "load/init/template_parts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::load {

namespace {

/// As a shell and a comment can have it.
std::string typed_name(std::string_view name) {
  std::string typed = without_controls(name);
  const bool quotes = typed.find_first_of(" '\"\\$`*?()<>|&;#") != std::string::npos;
  return quotes ? "'" + typed + "'" : typed;
}

}  // namespace

std::string way_to_run(std::string_view name, std::string_view pot) {
  return fmt::format(
      "#\n"
      "#   allot run {0}\n"
      "#   allot run {0} --adjust pots.{1}.amount=+3%     (what if there were 3 % more?)\n"
      "#\n"
      "# `allot help format` explains every field, `allot help E012` the error E012.\n",
      typed_name(name), pot);
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
