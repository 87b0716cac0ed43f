#include "load/xlsx/summed_cells.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "load/text/same_word.hpp"
#include "load/xlsx/sheet_columns.hpp"

namespace allot::load::xlsx {

namespace {

constexpr std::size_t kMostRanges = 64;

struct NamedCell {
  NamedPlace column, row;
};

/// Reads a formula from left to right; what it does not know ends the reading.
class FormulaReader {
 public:
  explicit FormulaReader(std::string_view formula) : rest_{formula} {}

  std::vector<SummedCells> read() {
    take("+");
    const bool good = read_terms() && rest_.empty() && count_cells() > 1;
    return good ? std::move(summed_) : std::vector<SummedCells>{};
  }

 private:
  bool take(std::string_view word) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    if (rest_.size() < word.size() || !same_word(rest_.substr(0, word.size()), word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }

  bool read_terms() {
    do {
      if (!read_term()) {
        return false;
      }
    } while (take("+"));
    return true;
  }

  /// Only the sums within are read, not what rounding they get. Not recursive: `ROUND` within
  /// `ROUND` is none.
  bool read_term() {
    if (!take("ROUND(")) {
      return read_sum();
    }
    do {
      if (!read_sum()) {
        return false;
      }
    } while (take("+"));
    return take(",") && skip_number() && take(")");
  }

  bool read_sum() {
    if (take("SUM(") || take("SUBTOTAL(9,") || take("SUBTOTAL(109,")) {
      do {
        if (!read_range()) {
          return false;
        }
      } while (take(","));
      return take(")");
    }
    const auto cell = read_cell();
    return cell && add(*cell, *cell);
  }

  bool skip_number() {
    take("-");
    const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(digits);
    return digits > 0;
  }

  bool read_range() {
    const auto first = read_cell();
    const auto last = first && take(":") ? read_cell() : first;
    return first && last && add(*first, *last);
  }

  bool add(const NamedCell& first, const NamedCell& last) {
    if (first.column != last.column || first.row.at > last.row.at ||
        summed_.size() == kMostRanges) {
      return false;
    }
    summed_.push_back({.column = first.column, .first = first.row, .last = last.row});
    return true;
  }

  std::optional<NamedCell> read_cell() {
    const bool column_fixed = take("$");
    const std::size_t letters = std::min(
        static_cast<std::size_t>(
            std::ranges::find_if(rest_, [](char c) { return c < 'A' || c > 'Z'; }) - rest_.begin()),
        rest_.size());
    const std::string_view column = rest_.substr(0, letters);
    rest_.remove_prefix(letters);
    const bool row_fixed = take("$");
    const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const CellName name = read_cell_name(std::string{column}.append(rest_.substr(0, digits)));
    rest_.remove_prefix(digits);
    if (name.row == 0) {
      return std::nullopt;
    }
    return NamedCell{{name.column, column_fixed}, {name.row, row_fixed}};
  }

  [[nodiscard]] std::size_t count_cells() const {
    std::size_t count = 0;
    for (const SummedCells& cells : summed_) {
      count += cells.last.at - cells.first.at + 1;
    }
    return count;
  }

  std::string_view rest_;
  std::vector<SummedCells> summed_;
};

}  // namespace

std::vector<SummedCells> summed_cells(std::string_view formula) {
  return FormulaReader{formula}.read();
}

}  // namespace allot::load::xlsx
