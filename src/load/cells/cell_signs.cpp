#include "load/cells/cell_signs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "load/numbers/decimal_text.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {
namespace {

struct Alone {
  std::string_view text;
  CellSign sign;
};

constexpr std::array kAlone{
    Alone{".", CellSign::kUnknown},     Alone{"•", CellSign::kUnknown},
    Alone{"…", CellSign::kLater},       Alone{"...", CellSign::kLater},
    Alone{"/", CellSign::kUnreliable},  Alone{"x", CellSign::kMeaningless},
    Alone{"X", CellSign::kMeaningless},
};

/// What offices write where the standard has a sign: in small letters and without blanks.
constexpr std::array kWords{
    Alone{"k.a.", CellSign::kUnknown},
    Alone{"keineangabe", CellSign::kUnknown},
    Alone{"keineangaben", CellSign::kUnknown},
    Alone{"keinedaten", CellSign::kUnknown},
    Alone{"n.a.", CellSign::kUnknown},
    Alone{"n/a", CellSign::kUnknown},
    Alone{"na", CellSign::kUnknown},
    Alone{"n.v.", CellSign::kUnknown},
    Alone{"nichtverfügbar", CellSign::kUnknown},
    Alone{"n.b.", CellSign::kUnknown},
    Alone{"nichtbekannt", CellSign::kUnknown},
    Alone{"unbekannt", CellSign::kUnknown},
    Alone{"n.d.", CellSign::kUnknown},
    Alone{"entfällt", CellSign::kMeaningless},
    Alone{"*", CellSign::kUnknown},   // the Federal Employment Agency
    Alone{":", CellSign::kUnknown},   // Eurostat
    Alone{"..", CellSign::kUnknown},  // the United Nations
};

const Alone* find_word(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  constexpr std::string_view kNoBreakSpaces[] = {"\u00A0", "\u202F"};
  if (text.size() > kLongest) {
    return kWords.end();
  }
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* blank = std::ranges::find_if(
        kNoBreakSpaces, [&](std::string_view each) { return text.substr(i).starts_with(each); });
    if (blank != std::end(kNoBreakSpaces)) {
      i += blank->size() - 1;
    } else if (text[i] != ' ') {
      word += small_letter(text[i]);
    }
  }
  return std::ranges::find(kWords, word, &Alone::text);
}

struct Behind {
  char letter;
  CellSign sign;
};

constexpr std::array kBehind{
    Behind{'p', CellSign::kPreliminary},
    Behind{'r', CellSign::kRevised},
    Behind{'s', CellSign::kEstimated},
    Behind{'e', CellSign::kEstimated},
};

}  // namespace

std::optional<SignReading> read_sign(std::string_view text) {
  if (is_one_dash(text)) {
    return SignReading{.sign = CellSign::kNothing, .value = {}};
  }
  if (const auto* alone = std::ranges::find(kAlone, text, &Alone::text); alone != kAlone.end()) {
    return SignReading{.sign = alone->sign, .value = {}};
  }
  if (std::ranges::none_of(text, is_digit)) {
    const auto* word = find_word(text);
    return word == kWords.end()
               ? std::nullopt
               : std::optional{SignReading{.sign = word->sign, .value = {}, .is_word = true}};
  }
  if (text.starts_with('(') && text.ends_with(')')) {
    return SignReading{CellSign::kLimited, without_outer_blanks(text.substr(1, text.size() - 2))};
  }
  const std::string_view value = without_outer_blanks(text.substr(0, text.size() - 1));
  const auto* behind = std::ranges::find(kBehind, text.back(), &Behind::letter);
  const bool marks_value = !value.empty() && (is_digit(value.back()) || value.ends_with(')'));
  return behind != kBehind.end() && marks_value ? std::optional{SignReading{behind->sign, value}}
                                                : std::nullopt;
}

bool is_without_value(CellSign sign) {
  return sign <= CellSign::kMeaningless && sign != CellSign::kNothing;
}

std::string_view sign_meaning(CellSign sign) {
  switch (sign) {
    case CellSign::kNothing:
      return "nothing, exactly 0";
    case CellSign::kUnknown:
      return "a value that is not known, or is secret";
    case CellSign::kLater:
      return "a value that is not known yet";
    case CellSign::kUnreliable:
      return "a value too uncertain to be given";
    case CellSign::kMeaningless:
      return "that no value makes sense here";
    case CellSign::kLimited:
      return "an uncertain value";
    case CellSign::kPreliminary:
      return "a preliminary value";
    case CellSign::kRevised:
      return "a corrected value";
    case CellSign::kEstimated:
      return "an estimated value";
  }
  return {};
}

}  // namespace allot::load
