#include "load/cells/cell_signs.hpp"

#include <algorithm>
#include <array>

#include "load/numbers/decimal_text.hpp"

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
    return SignReading{CellSign::kNothing, {}};
  }
  if (const auto* alone = std::ranges::find(kAlone, text, &Alone::text); alone != kAlone.end()) {
    return SignReading{alone->sign, {}};
  }
  if (std::ranges::none_of(text, is_digit)) {
    return std::nullopt;
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
