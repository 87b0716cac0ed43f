#include "load/rewrite/figure_form.hpp"

#include <algorithm>

#include "allot/load/numbers/number.hpp"
#include "load/fields/thousands.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {
namespace {

/// `1234567.50` as `1_234_567.50`; of a fraction both halves.
std::string with_groups(std::string_view number) {
  constexpr std::size_t kGroup = 3;
  std::string grouped;
  bool decimals = false;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const std::string_view rest = number.substr(i);
    const std::size_t digits =
        std::min(rest.size(),
                 static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin()));
    const bool after_digit = i > 0 && is_digit(number[i - 1]);
    decimals = rest.front() == '.' || (decimals && digits > 0);
    if (!decimals && after_digit && digits > 0 && digits % kGroup == 0) {
      grouped += '_';
    }
    grouped += rest.front();
  }
  return grouped;
}

std::optional<std::string> like(std::string_view old, std::string number) {
  if (old.find('_') != std::string_view::npos) {
    number = with_groups(number);
  }
  return ReadNumber::takes(number) ? std::optional{std::move(number)} : std::nullopt;
}

std::string ratio_text(const Fraction& share) {
  return share.numerator().to_string() + "/" + share.denominator().to_string();
}

std::string ratio_like(std::string_view old, const Fraction& share) {
  const ReadNumber denominator = ReadNumber::from(old.substr(old.find('/') + 1));
  if (const Number* number = denominator.number()) {
    const Fraction numerator = share * number->value;
    if (numerator.is_whole()) {
      return numerator.to_string() + "/" + number->value.to_string();
    }
  }
  return ratio_text(share);
}

/// Nothing where its decimals do not end.
std::optional<std::string> decimal_like(std::string_view old, const Number& form,
                                        const Fraction& share) {
  const Fraction value = form.percent ? share * Fraction{100} : share;
  const std::optional<int> decimals = value.decimals();
  if (!decimals) {
    return std::nullopt;
  }
  const std::string_view sign = !form.percent ? "" : old.ends_with(" %") ? " %" : "%";
  return like(old, value.to_decimal(std::max(*decimals, form.decimals)) + std::string{sign});
}

}  // namespace

std::optional<std::string> amount_like(std::string_view old, const Fraction& amount, int decimals,
                                       bool thousandths) {
  const std::optional<int> needed = amount.decimals();
  if (!needed) {
    return std::nullopt;
  }
  const bool whole = *needed == 0 && old.find('.') == std::string_view::npos;
  std::string text = amount.to_decimal(whole ? 0 : std::max(*needed, decimals));
  if (!thousandths && looks_like_thousands(text)) {
    text += '0';
  }
  return like(old, std::move(text));
}

std::optional<std::string> share_like(std::string_view old, const Fraction& share) {
  const ReadNumber form = ReadNumber::from(old);
  if (form.number() == nullptr) {
    return std::nullopt;
  }
  if (form.number()->ratio) {
    return like(old, ratio_like(old, share));
  }
  const std::optional<std::string> decimal = decimal_like(old, *form.number(), share);
  return decimal ? decimal : like(old, ratio_text(share));
}

}  // namespace allot::load
