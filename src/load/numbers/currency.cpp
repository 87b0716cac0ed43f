#include "load/numbers/currency.hpp"

#include <algorithm>
#include <array>

#include "load/numbers/decimal_text.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {
namespace {

/// How people write a currency besides its code.
struct Written {
  std::string_view mark;
  std::string_view codes;  ///< parted by blanks
};

// What begins or ends with another one stands before it.
constexpr std::array kWritten{
    Written{"€", "EUR"},
    Written{"Euro", "EUR"},
    Written{"EURO", "EUR"},
    Written{"euro", "EUR"},
    Written{"eur", "EUR"},
    Written{"Eur", "EUR"},
    Written{"SFr.", "CHF"},
    Written{"sFr.", "CHF"},
    Written{"SFr", "CHF"},
    Written{"sFr", "CHF"},
    Written{"Fr.", "CHF"},
    Written{"Fr", "CHF"},
    Written{"fr.", "CHF"},
    Written{"Franken", "CHF"},
    Written{"US$", "USD"},
    Written{"$", "USD AUD CAD HKD MXN NZD SGD"},
    Written{"£", "GBP"},
    Written{"¥", "JPY CNY"},
    Written{"kr.", "DKK ISK NOK SEK"},
    Written{"kr", "DKK ISK NOK SEK"},
    Written{"Kč", "CZK"},
    Written{"zł", "PLN"},
    Written{"Ft", "HUF"},
    Written{"lei", "RON"},
    Written{"лв", "BGN"},
    Written{"₹", "INR"},
    Written{"₺", "TRY"},
    Written{"₴", "UAH"},
    Written{"₽", "RUB"},
    Written{"₪", "ILS"},
    Written{"DM", "DEM"},
};

constexpr std::string_view kCodes =
    "EUR CHF USD GBP AED ALL AUD BAM BGN BHD BRL CAD CNY CZK DEM DKK HKD HUF ILS INR IQD ISK JOD "
    "JPY KRW KWD LYD MDL MKD MXN NOK NZD OMR PLN RON RSD RUB SAR SEK SGD TND TRY UAH ZAR";

bool lists_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    if (cut_off(words, " ") == word) {
      return true;
    }
  }
  return false;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The text without the mark at one of its ends; `12 TEUR` does not end with `EUR`.
std::optional<MoneyText> without_mark(std::string_view text, std::string_view mark) {
  if (text.starts_with(mark)) {
    const std::string_view rest = text.substr(mark.size());
    const std::string_view amount = without_outer_blanks(rest);
    if (amount.size() < rest.size() || !is_letter(mark.back()) || rest.empty() ||
        !is_letter(rest.front())) {
      return MoneyText{.currency = text.substr(0, mark.size()), .amount = amount};
    }
  }
  if (text.ends_with(mark)) {
    const std::string_view rest = text.substr(0, text.size() - mark.size());
    const std::string_view amount = without_outer_blanks(rest);
    if (amount.size() < rest.size() || rest.empty() || !is_letter(rest.back())) {
      return MoneyText{.currency = text.substr(rest.size()), .amount = amount};
    }
  }
  return std::nullopt;
}

std::optional<MoneyText> find_unsigned(std::string_view text, std::string_view own) {
  for (const Written& written : kWritten) {
    if (const auto money = without_mark(text, written.mark)) {
      return money;
    }
  }
  if (const auto money = own.empty() ? std::nullopt : without_mark(text, own)) {
    return money;
  }
  for (std::string_view codes = kCodes; !codes.empty();) {
    if (const auto money = without_mark(text, cut_off(codes, " "))) {
      return money;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<MoneyText> find_currency(std::string_view text, std::string_view own) {
  text = without_outer_blanks(text);
  const bool minus_first = text.starts_with('-');
  if (auto money = find_unsigned(text, own); money || !minus_first) {
    return money;
  }
  auto money = find_unsigned(without_outer_blanks(text.substr(1)), own);
  if (money) {
    money->negative = true;
  }
  return money;
}

bool is_currency(std::string_view written, std::string_view iso_code) {
  return written == iso_code || std::ranges::any_of(kWritten, [&](const Written& known) {
           return known.mark == written && lists_word(known.codes, iso_code);
         });
}

std::string_view currency_code(std::string_view written) {
  const auto known = std::ranges::find(kWritten, written, &Written::mark);
  if (known == kWritten.end()) {
    return written;
  }
  return known->codes.size() == 3 ? known->codes : std::string_view{};
}

}  // namespace allot::load
