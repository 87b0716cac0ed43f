#include "report/notes/wording.hpp"

#include "report/words/sentences.hpp"

namespace allot::report {

std::string districts_text(const Districts& districts, std::size_t count,
                           const NumberFormat& numbers) {
  return districts.called_recipients ? counted(count, "recipient", "recipients", numbers)
                                     : counted(count, "district", "districts", numbers);
}

const std::string& pot_name(const RunView& view, PotId pot) {
  const Scenario& whole = view.whole == nullptr ? view.scenario : *view.whole;
  return whole.pots[index_of(pot)].id;
}

std::string prior_year(const std::string& label) { return label == "prior" ? "" : label; }

std::string prior_text(const std::string& label) {
  return label == "prior" ? "the prior year" : label;
}

std::string exact_text(const Fraction& amount, int decimals, const NumberFormat& numbers) {
  const Fraction scaled = amount * Fraction{BigInt::power_of_ten(decimals)};
  // Towards zero, so that the digits shown before the `…` are those of the number.
  const Rounding cut = amount.sign() < 0 ? Rounding::kUp : Rounding::kDown;
  const Fraction shown{scaled.rounded(cut), BigInt::power_of_ten(decimals)};
  return fraction_text(shown, decimals, numbers) + (scaled.is_whole() ? "" : "…");
}

std::string ratio_text(const Fraction& value, const NumberFormat& numbers) {
  return fraction_text(value.numerator(), 0, numbers) + "/" +
         fraction_text(value.denominator(), 0, numbers);
}

std::string percent_text(const Fraction& share, const NumberFormat& numbers) {
  constexpr int kMostDecimals = 6;
  const Fraction percent = share * Fraction{100};
  const std::optional<int> decimals = percent.decimals();
  if (!decimals || *decimals > kMostDecimals) {
    return share.to_string();
  }
  return fraction_text(percent, *decimals, numbers) + "\u202F%";
}

}  // namespace allot::report
