#include "load/xlsx/sheet_columns.hpp"

#include "load/numbers/decimal_text.hpp"

namespace allot::load::xlsx {

CellName read_cell_name(std::string_view text) {
  constexpr std::size_t kMostLetters = 3;
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size() && !is_digit(text[letters]); ++letters) {
    const char c = static_cast<char>(text[letters] & ~0x20);  // small letters, too
    if (c < 'A' || c > 'Z' || letters == kMostLetters) {
      return {};
    }
    column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
  }
  const std::uint32_t row = read_ordinal(text.substr(letters), kMostRows);
  if (row == 0 || column == 0 || column > kMostColumns) {
    return {};
  }
  return {.row = row, .column = column};
}

std::uint32_t read_ordinal(std::string_view text, std::uint32_t most) {
  constexpr std::size_t kMostDigits = 9;
  if (text.size() > kMostDigits) {
    return 0;
  }
  std::uint32_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) {
      return 0;
    }
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value <= most ? value : 0;
}

void HiddenColumns::add(std::uint32_t first, std::uint32_t last) {
  if (first == 0 || last < first) {
    return;
  }
  changes_.resize(kMostColumns + 2);
  ++changes_[first];
  --changes_[last + 1];
}

void HiddenColumns::finish() {
  hidden_.resize(changes_.size());
  std::int32_t ranges = 0;
  for (std::size_t column = 0; column < changes_.size(); ++column) {
    ranges += changes_[column];
    hidden_[column] = ranges > 0;
  }
}

}  // namespace allot::load::xlsx
