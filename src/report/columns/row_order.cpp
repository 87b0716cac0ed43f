#include <algorithm>
#include <functional>
#include <numeric>

#include "allot/core/int128.hpp"
#include "report/columns/figures.hpp"

namespace allot::report {
namespace {

using Rows = std::vector<std::uint32_t>;

/// shift / prior, as a numerator over a positive denominator.
struct Ratio {
  std::int64_t numerator, denominator;
};

bool operator>(const Ratio& a, const Ratio& b) {
  return int128{a.numerator} * b.denominator > int128{b.numerator} * a.denominator;
}

/// Sorts rows that may lack what they are sorted by, and counts those that do not.
class RowSorter {
 public:
  RowSorter(const Figures& figures, bool reversed, Rows& rows)
      : figures_{figures}, reversed_{reversed}, rows_{rows} {}

  std::size_t sort(SortBy sort) {
    switch (sort) {
      case SortBy::kId:  // figures are in this order
        if (reversed_) {
          std::ranges::reverse(rows_);
        }
        return rows_.size();
      case SortBy::kName:
        return by(std::less<>{}, [&](std::uint32_t row) { return figures_.names[row]; });
      case SortBy::kBudget:
        return by(std::greater<>{}, [&](std::uint32_t row) { return figures_.budgets[row]; });
      case SortBy::kInput:
        return by(std::less<>{}, [&](std::uint32_t row) { return figures_.places[row]; });
      case SortBy::kShift:
        return by_defined([&](std::uint32_t row) { return figures_.prior(row).has_value(); },
                          [&](std::uint32_t row) { return shift(row); });
      case SortBy::kChange:
        return by_defined([&](std::uint32_t row) { return figures_.prior(row).has_value(); },
                          [&](std::uint32_t row) { return change(row); });
      case SortBy::kPercent:
        break;
    }
    return by_defined(
        [&](std::uint32_t row) { return figures_.prior(row).value_or(Money{}) != Money{}; },
        [&](std::uint32_t row) { return growth(row); });
  }

 private:
  [[nodiscard]] std::int64_t shift(std::uint32_t row) const {
    return figures_.budgets[row].minor() - figures_.prior(row)->minor();
  }
  [[nodiscard]] std::int64_t change(std::uint32_t row) const {
    const std::int64_t shift = this->shift(row);
    return !figures_.changes.empty() ? figures_.changes[row] : shift < 0 ? -shift : shift;
  }
  [[nodiscard]] Ratio growth(std::uint32_t row) const {
    const std::int64_t prior = figures_.prior(row)->minor();
    return prior < 0 ? Ratio{-shift(row), -prior} : Ratio{shift(row), prior};
  }

  template <class Before, class ValueOf>
  void sort_until(Rows::iterator end, Before before, ValueOf value_of) {
    std::stable_sort(rows_.begin(), end, [&](std::uint32_t a, std::uint32_t b) {
      return reversed_ ? before(value_of(b), value_of(a)) : before(value_of(a), value_of(b));
    });
  }

  template <class Before, class ValueOf>
  std::size_t by(Before before, ValueOf value_of) {
    sort_until(rows_.end(), before, value_of);
    return rows_.size();
  }

  /// The greatest first; those for which `is_defined` does not hold stay behind them.
  template <class Defined, class ValueOf>
  std::size_t by_defined(Defined is_defined, ValueOf value_of) {
    const auto end = std::stable_partition(rows_.begin(), rows_.end(), is_defined);
    sort_until(end, std::greater<>{}, value_of);
    return static_cast<std::size_t>(end - rows_.begin());
  }

  const Figures& figures_;
  bool reversed_;
  Rows& rows_;
};

bool is_listed(const Figures& figures, std::size_t row, const RunOptions& options) {
  return figures.lists(row, options.all) && (!options.changed || figures.changes[row] != 0);
}

bool has_two_ends(SortBy sort) { return sort == SortBy::kShift || sort == SortBy::kPercent; }

/// The first `defined` rows have what they are sorted by.
ShownRows first_of(Rows rows, std::size_t defined, const RunOptions& options) {
  const std::size_t top = options.top.value_or(rows.size());
  if (top >= rows.size()) {
    return {std::move(rows)};
  }
  const std::size_t most = has_two_ends(options.sort) ? std::min(2 * top, rows.size()) : top;
  const bool gap = most > top && defined > most;
  if (gap) {
    const auto begin = rows.begin();
    std::copy(begin + static_cast<std::ptrdiff_t>(defined - top),
              begin + static_cast<std::ptrdiff_t>(defined),
              begin + static_cast<std::ptrdiff_t>(top));
  }
  rows.resize(most);
  return {std::move(rows), gap ? top : 0};
}

}  // namespace

std::size_t listed_rows(const Figures& figures, const RunOptions& options) {
  if ((options.all || figures.takes_part == nullptr) && !options.changed) {
    return figures.size();
  }
  std::size_t count = 0;
  for (std::size_t row = 0; row < figures.size(); ++row) {
    count += is_listed(figures, row, options) ? 1U : 0U;
  }
  return count;
}

ShownRows row_order(const Figures& figures, const RunOptions& options) {
  Rows rows(figures.size());
  std::iota(rows.begin(), rows.end(), std::uint32_t{0});
  if ((figures.takes_part != nullptr && !options.all) || options.changed) {
    std::erase_if(rows, [&](std::uint32_t row) { return !is_listed(figures, row, options); });
  }
  const std::size_t defined = RowSorter{figures, options.reversed, rows}.sort(options.sort);
  return first_of(std::move(rows), defined, options);
}

}  // namespace allot::report
