#include "load/init/survey/currency_guess.hpp"

#include <algorithm>
#include <array>

#include "load/numbers/currency.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/text/cut_off.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

struct CurrencyWord {
  std::string_view word, code;
};

constexpr std::array<CurrencyWord, 21> kCurrencyWords{{
    {"EUR", "EUR"},  {"Euro", "EUR"}, {"€", "EUR"},       {"T€", "EUR"},   {"TEUR", "EUR"},
    {"k€", "EUR"},   {"CHF", "CHF"},  {"Franken", "CHF"}, {"SFr", "CHF"},  {"TCHF", "CHF"},
    {"kCHF", "CHF"}, {"TFr", "CHF"},  {"USD", "USD"},     {"US$", "USD"},  {"$", "USD"},
    {"GBP", "GBP"},  {"£", "GBP"},    {"Euros", "EUR"},   {"kEUR", "EUR"}, {"Mio€", "EUR"},
    {"Meur", "EUR"},
}};

std::string currency_in_cells(const Table& table) {
  constexpr std::size_t kRows = 20;
  for (std::size_t row = 0; row < std::min(table.row_count(), kRows); ++row) {
    for (std::size_t column = 0; column < table.column_count(); ++column) {
      const auto money = find_currency(table.cell(row, column));
      if (money && !money->amount.empty() && is_digit(money->amount.front())) {
        return std::string{currency_code(money->currency)};
      }
    }
  }
  return {};
}

}  // namespace

std::string currency_among_words(std::string_view text) {
  while (!text.empty()) {
    const std::string_view word = cut_off(text, " .,:;()[]/\t\r\n");
    const auto known = std::ranges::find_if(kCurrencyWords, [&](const CurrencyWord& currency) {
      return same_word(currency.word, word);
    });
    if (known != kCurrencyWords.end()) {
      return std::string{known->code};
    }
  }
  return {};
}

std::string_view lines_above(const SourceFiles& files, const FoundTable& found) {
  const std::string_view text = files.text(found.table.file());
  std::size_t end = 0;
  for (std::uint32_t line = 1; line < found.head.first; ++line) {
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  }
  return text.substr(0, end);
}

std::string currency_in(const SourceFiles& files, const FoundTable& found) {
  if (std::string code = currency_in_cells(found.table); !code.empty()) {
    return code;
  }
  for (const std::string_view name : found.table.header()) {
    if (std::string code = currency_among_words(name); !code.empty()) {
      return code;
    }
  }
  return currency_among_words(lines_above(files, found));
}

}  // namespace allot::load
