#include "report/audit/figures_of_table.hpp"

#include <algorithm>

#include "report/diagnostics/places.hpp"

namespace allot::report {

namespace {

constexpr int kMostOfRange = 12;
constexpr std::string_view kPercentSign = "\u202F%";

std::string in_ticks_of(std::string_view text) {
  std::string shown = printable(text);
  std::ranges::replace(shown, '`', '\'');
  return "`" + shown + "`";
}

}  // namespace

FiguresOfTable::FiguresOfTable(const PrintedTable& table, const NumberFormat& format)
    : table_{table}, format_{format} {
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    decimals_.push_back(decimals_of(column));
  }
}

bool FiguresOfTable::is_percentage(std::size_t column) const {
  const PrintedRole role = table_.columns[column].role;
  return role == PrintedRole::kPercent || role == PrintedRole::kChange;
}

int FiguresOfTable::decimals_of(std::size_t column) const {
  const Fraction scale = is_percentage(column) ? 100 : 1;
  int decimals = 0;
  for (const auto& cell : table_.columns[column].cells) {
    if (cell) {
      const Fraction digit = cell->half.sign() > 0 ? cell->half * Fraction{2} : cell->value;
      decimals = std::max(decimals, (digit * scale).decimals().value_or(0));
    }
  }
  return std::min(decimals, kMostOfRange);
}

std::string FiguresOfTable::column(std::size_t column) const {
  return in_ticks_of(table_.columns[column].name);
}

std::string FiguresOfTable::row(std::size_t row) const {
  const PrintedRow& printed = table_.rows[row];
  const bool twice = !printed.id.empty() && !printed.name.empty() &&
                     std::ranges::any_of(table_.rows, [&](const PrintedRow& other) {
                       return other.name == printed.name && other.id != printed.id;
                     });
  return printable(printed.label()) + (twice ? " (" + printable(printed.id) + ")" : "");
}

std::string FiguresOfTable::number(std::size_t column, const Fraction& value, Sign sign) const {
  const bool percentage = is_percentage(column);
  const Fraction shown = percentage ? value * Fraction{100} : value;
  const int own = decimals_[column];
  const int decimals = std::clamp(shown.decimals().value_or(own), own, own + 2);
  return fraction_text(shown, decimals, format_, sign) +
         std::string{percentage ? kPercentSign : std::string_view{}};
}

std::string FiguresOfTable::cell(std::size_t column, std::size_t row) const {
  return number(column, table_.columns[column].cells[row]->value);
}

std::string FiguresOfTable::exact(const Fraction& value) const {
  const std::optional<int> decimals = value.decimals();
  return decimals && *decimals <= kMostOfRange ? fraction_text(value, *decimals, format_)
                                               : ratio_text(value, format_);
}

std::vector<std::string> FiguresOfTable::ends(const engine::Range& range) const {
  if (range.low == range.high) {
    return {exact(range.low)};
  }
  // Rounded inwards, and so finely that next to nothing which fits is left out.
  constexpr int kLeastSteps = 100;
  int decimals = 0;
  Fraction scale{1};
  while ((range.high - range.low) * scale < Fraction{kLeastSteps}) {
    scale = Fraction{BigInt::power_of_ten(++decimals)};
  }
  return {fraction_text(Fraction{(range.low * scale).rounded(Rounding::kUp)} / scale, decimals,
                        format_),
          fraction_text(Fraction{(range.high * scale).rounded(Rounding::kDown)} / scale, decimals,
                        format_)};
}

}  // namespace allot::report
