#pragma once

#include <optional>
#include <string_view>

namespace allot::load {

/// A text that begins or ends with a currency.
struct MoneyText {
  std::string_view currency;  ///< as it is written: `€`, `Fr.`, `CHF`
  std::string_view amount;    ///< what is left, without blanks around it
  bool negative = false;      ///< a minus stood before the currency: `-€ 12`
};

/// Knows the common ones, and the code `own`.
std::optional<MoneyText> find_currency(std::string_view text, std::string_view own = {});

/// Whether `written` may stand for the currency of this ISO code: `$` for USD, CAD and others.
bool is_currency(std::string_view written, std::string_view iso_code);

/// The ISO code of what is written; empty where several have it.
std::string_view currency_code(std::string_view written);

}  // namespace allot::load
