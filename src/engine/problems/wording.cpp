#include "engine/problems/wording.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::engine {

std::string amount_text(const Fraction& amount, int scenario_decimals) {
  constexpr int kMostDecimals = 6;
  const int own = amount.decimals().value_or(0);
  const int decimals = own <= kMostDecimals ? std::max(own, scenario_decimals) : scenario_decimals;
  const BigInt scale = BigInt::power_of_ten(decimals);
  const Fraction scaled = amount * Fraction{scale};
  // Towards zero, so that the digits shown before the `…` are those of the number.
  const BigInt whole = scaled.rounded(amount.sign() < 0 ? Rounding::kUp : Rounding::kDown);
  const std::string digits = grouped_digits(Fraction{whole, scale}.to_decimal(decimals));
  return scaled.is_whole() ? digits : digits + "…";
}

std::string district_text(const Scenario& scenario, DistrictId district) {
  const std::string_view id = scenario.districts.ids[index_of(district)];
  const std::string_view name = scenario.districts.names[index_of(district)];
  return name == id ? fmt::format("`{}`", id) : fmt::format("`{}` ({})", name, id);
}

std::string whom_text(const Where& where) {
  std::string text;
  for (const Where::Condition& condition : where.conditions) {
    text += fmt::format("{}`{}` ", text.empty() ? "" : ", and ", condition.by->column);
    for (const std::string& one : condition.texts) {
      text += fmt::format("{}`{}`", &one == &condition.texts.front() ? "" : " or ", one);
    }
  }
  return text;
}

std::string of_pot(std::string_view id) {
  return id.empty() ? std::string{} : fmt::format("pot `{}`: ", id);
}

std::string changed_text(std::string_view name) {
  return fmt::format("`{}` is changed to this", name);
}

std::string percent_text(const Fraction& share) {
  constexpr int kMostDecimals = 6;
  const Fraction percent = share * Fraction{100};
  const std::optional<int> decimals = percent.decimals();
  const bool ends = decimals && *decimals <= kMostDecimals;
  return amount_text(percent, ends ? 0 : 2) + " %";
}

}  // namespace allot::engine
