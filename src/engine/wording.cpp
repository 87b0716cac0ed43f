#include "engine/wording.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace allot::engine {

namespace {

constexpr std::string_view kNarrowSpace = "\u202f";

std::string grouped(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(digits.find('.'), digits.size());
  for (std::size_t i = end; i > first + 3;) {
    i -= 3;
    digits.insert(i, kNarrowSpace);
  }
  return digits;
}

}  // namespace

std::string amount_text(const Fraction& amount, int scenario_decimals) {
  constexpr int kMostDecimals = 6;
  const int own = amount.decimals().value_or(0);
  const int decimals = own <= kMostDecimals ? std::max(own, scenario_decimals) : scenario_decimals;
  const BigInt scale = BigInt::power_of_ten(decimals);
  const Fraction scaled = amount * Fraction{scale};
  // Towards zero, so that the digits shown before the `…` are those of the number.
  const BigInt whole = scaled.rounded(amount.sign() < 0 ? Rounding::kUp : Rounding::kDown);
  const std::string digits = grouped(Fraction{whole, scale}.to_decimal(decimals));
  return scaled.is_whole() ? digits : digits + "…";
}

std::string district_text(const Scenario& scenario, DistrictId district) {
  const std::string_view id = scenario.districts.ids[index_of(district)];
  const std::string_view name = scenario.districts.names[index_of(district)];
  return name == id ? fmt::format("`{}`", id) : fmt::format("`{}` ({})", name, id);
}

std::string percent_text(const Fraction& share) {
  return amount_text(share * Fraction{100}, 2) + " %";
}

}  // namespace allot::engine
