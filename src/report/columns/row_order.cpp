#include <algorithm>
#include <functional>
#include <numeric>

#include "allot/core/int128.hpp"
#include "report/columns/figures.hpp"

namespace allot::report {
namespace {

using Rows = std::vector<std::uint32_t>;

/// Those for which `defined` holds, by `before`; then the others.
template <class Defined, class Before>
void sort_defined(Rows& rows, Defined&& defined, Before&& before) {
  std::stable_sort(rows.begin(), std::stable_partition(rows.begin(), rows.end(), defined), before);
}

void by_shift(Rows& rows, const Figures& figures) {
  const auto shift = [&](std::uint32_t row) {
    return figures.budgets[row].minor() - figures.prior(row)->minor();
  };
  sort_defined(
      rows, [&](std::uint32_t row) { return figures.prior(row).has_value(); },
      [&](std::uint32_t a, std::uint32_t b) { return shift(a) > shift(b); });
}

/// shift / prior, as a numerator over a positive denominator.
struct Ratio {
  std::int64_t numerator, denominator;
};

Ratio growth(const Figures& figures, std::uint32_t row) {
  const std::int64_t prior = figures.prior(row)->minor();
  const std::int64_t shift = figures.budgets[row].minor() - prior;
  return prior < 0 ? Ratio{-shift, -prior} : Ratio{shift, prior};
}

void by_percent(Rows& rows, const Figures& figures) {
  const auto defined = [&](std::uint32_t row) {
    return figures.prior(row).value_or(Money{}) != Money{};
  };
  sort_defined(rows, defined, [&](std::uint32_t first, std::uint32_t second) {
    const Ratio a = growth(figures, first);
    const Ratio b = growth(figures, second);
    return int128{a.numerator} * b.denominator > int128{b.numerator} * a.denominator;
  });
}

void sort_by_field(Rows& rows, const Figures& figures, SortBy sort) {
  const auto by = [&](auto before, const auto& values) {
    std::ranges::stable_sort(rows, before, [&](std::uint32_t row) { return values[row]; });
  };
  switch (sort) {
    case SortBy::kId:
      return;  // figures are in this order
    case SortBy::kName:
      return by(std::less<>{}, figures.names);
    case SortBy::kBudget:
      return by(std::greater<>{}, figures.budgets);
    case SortBy::kInput:
      return by(std::less<>{}, figures.places);
    case SortBy::kShift:
      return by_shift(rows, figures);
    case SortBy::kPercent:
      return by_percent(rows, figures);
  }
}

}  // namespace

std::size_t listed_rows(const Figures& figures, bool all) {
  if (all || figures.takes_part == nullptr) {
    return figures.size();
  }
  std::size_t count = 0;
  for (std::size_t row = 0; row < figures.size(); ++row) {
    count += figures.lists(row, false) ? 1U : 0U;
  }
  return count;
}

Rows row_order(const Figures& figures, const RunOptions& options) {
  Rows rows(figures.size());
  std::iota(rows.begin(), rows.end(), std::uint32_t{0});
  if (figures.takes_part != nullptr && !options.all) {
    std::erase_if(rows, [&](std::uint32_t row) { return !figures.lists(row, false); });
  }
  sort_by_field(rows, figures, options.sort);
  if (options.top && *options.top < rows.size()) {
    rows.resize(*options.top);
  }
  return rows;
}

}  // namespace allot::report
