#include "engine/split/controlled_rounding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>

#include "allot/core/divide.hpp"
#include "allot/core/error.hpp"
#include "allot/core/quantities.hpp"

namespace allot::engine {

namespace {

/// Exact shares of the columns of a table: parts of a whole > 0, in lowest terms.
struct ColumnShares {
  Quantities parts;
  BigInt whole;
};

ColumnShares shares_from(const Quantities& shares) {
  Quantities parts = shares.proportions();
  if (parts.is_zero()) {  // nothing to split: any shares do
    Quantities::Narrow first(parts.size());
    first.front() = 1;
    parts = Quantities::from(std::move(first));
  }
  BigInt whole = parts.total_numerator();
  return {std::move(parts), std::move(whole)};
}

ColumnShares shares_from(std::span<const std::int64_t> columns) {
  return shares_from(Quantities::from(Quantities::Narrow{columns.begin(), columns.end()}));
}

/// The sum of the absolute values.
int128 magnitude_of(std::span<const std::int64_t> values) {
  int128 sum = 0;
  for (const std::int64_t value : values) {
    sum += value < 0 ? -int128{value} : int128{value};
  }
  return sum;
}

template <class Int>
Int to_width(const BigInt& value) {
  if constexpr (std::is_same_v<Int, BigInt>) {
    return value;
  } else {
    return static_cast<Int>(*value.as_int128());
  }
}

template <class Int>
std::int64_t to_cell(const Int& value) {
  if constexpr (std::is_same_v<Int, BigInt>) {
    return *value.as_int64();
  } else {
    return static_cast<std::int64_t>(value);
  }
}

/// Calls `use` with a value of the narrowest type that holds the difference of two products of a
/// part, or the whole, and a number of at most this magnitude.
template <class Use>
auto with_products(int128 magnitude, const ColumnShares& shares, Use&& use) {
  const int bits = bit_length(magnitude) + shares.whole.bit_length();
  if (bits <= 61) {
    return use(std::int64_t{});
  }
  return bits <= 125 ? use(int128{}) : use(BigInt{});
}

constexpr int kMarginBits = 60;

/// A table under way: each cell is at the lower or at the upper of the two whole numbers that it
/// may be.
class BoundedTable {
 public:
  explicit BoundedTable(const TableMargins& margins) : margins_{margins} {}

  /// Keeps every cell between the floor and the ceiling of its exact value, on top of what it has
  /// been confined to before. False: nothing is between.
  bool confine(const ColumnShares& shares) {
    return with_products(magnitude_of(margins_.rows), shares, [&](auto width) {
      using Int = decltype(width);
      const Int whole = to_width<Int>(shares.whole);
      for (std::size_t column = 0; column < margins_.columns.size(); ++column) {
        if (!confine_column(column, to_width<Int>(shares.parts.numerator(column)), whole)) {
          return false;
        }
      }
      return true;
    });
  }

  /// Meets the margins, if that can be done.
  bool fill(const ColumnShares& by_margins) { return fill_rows(by_margins) && repair_columns(); }

  WholeTable take() { return std::move(cells_); }

 private:
  enum class Cell : std::uint8_t { kFixed, kLower, kUpper };

  template <class Int>
  bool confine_column(std::size_t column, const Int& part, const Int& whole) {
    const bool first = column == cells_.size();
    if (first) {
      cells_.emplace_back(margins_.rows.size());
      choices_.emplace_back(margins_.rows.size());
    }
    for (std::size_t row = 0; row < margins_.rows.size(); ++row) {
      const Int product = Int{margins_.rows[row]} * part;
      const Int floor = divide(product, whole, Rounding::kDown);
      std::int64_t lower = to_cell(floor);
      std::int64_t upper = lower + (floor * whole == product ? 0 : 1);
      std::int64_t& cell = cells_[column][row];
      Cell& choice = choices_[column][row];
      if (!first) {
        upper = std::min(upper, cell + (choice == Cell::kLower ? 1 : 0));
        lower = std::max(lower, cell);
      }
      if (lower > upper) {
        return false;
      }
      cell = lower;
      choice = upper > lower ? Cell::kLower : Cell::kFixed;
    }
    return true;
  }

  /// Each row in its order gives its further units to the columns that are furthest behind their
  /// margins, so that few columns are left to repair.
  bool fill_rows(const ColumnShares& by_margins) {
    const auto whole = to_width<int128>(by_margins.whole);
    std::vector<int128> parts;
    for (std::size_t column = 0; column < margins_.columns.size(); ++column) {
      parts.push_back(to_width<int128>(by_margins.parts.numerator(column)));
    }
    std::vector<int128> behind(parts.size());  // in parts of a unit
    std::vector<std::size_t> open;             // columns whose cell of the row can rise
    for (std::size_t row = 0; row < margins_.rows.size(); ++row) {
      std::int64_t missing = margins_.rows[row];
      open.clear();
      for (std::size_t column = 0; column < parts.size(); ++column) {
        const std::int64_t cell = cells_[column][row];
        missing -= cell;
        behind[column] += margins_.rows[row] * parts[column] - cell * whole;
        if (choices_[column][row] == Cell::kLower) {
          open.push_back(column);
        }
      }
      if (missing < 0 || static_cast<std::size_t>(missing) > open.size()) {
        return false;
      }
      // No column gets two units of a row, so the units go to the first of one order.
      const auto raised = open.begin() + missing;
      std::nth_element(open.begin(), raised, open.end(), [&](std::size_t a, std::size_t b) {
        return behind[a] != behind[b] ? behind[a] > behind[b] : a < b;
      });
      for (auto column = open.begin(); column != raised; ++column) {
        raise(*column, row);
        behind[*column] -= whole;
      }
    }
    return true;
  }

  void raise(std::size_t column, std::size_t row) {
    ++cells_[column][row];
    choices_[column][row] = Cell::kUpper;
  }

  void lower(std::size_t column, std::size_t row) {
    --cells_[column][row];
    choices_[column][row] = Cell::kLower;
  }

  /// Moves units from columns that have too much to columns that have too little, along paths of
  /// rows in which one cell falls and another rises. Where no path is left, no table exists (the
  /// cut that the search has found is full).
  bool repair_columns() {
    std::vector<int128> surplus = surpluses();
    while (std::any_of(surplus.begin(), surplus.end(), [](int128 each) { return each > 0; })) {
      std::vector<std::optional<Link>> links(surplus.size());
      auto column = search(surplus, links);
      if (!column) {
        return false;
      }
      ++surplus[*column];
      for (; links[*column]; *column = links[*column]->from) {
        lower(links[*column]->from, links[*column]->row);
        raise(*column, links[*column]->row);
      }
      --surplus[*column];
    }
    return true;
  }

  [[nodiscard]] std::vector<int128> surpluses() const {
    std::vector<int128> surplus;
    for (std::size_t column = 0; column < cells_.size(); ++column) {
      int128 sum = -int128{margins_.columns[column]};
      for (const std::int64_t cell : cells_[column]) {
        sum += cell;
      }
      surplus.push_back(sum);
    }
    return surplus;
  }

  /// In `row` the cell of column `from` can fall and that of this column rise.
  struct Link {
    std::size_t from, row;
  };

  /// The nearest column that has too little. On a shortest path no row occurs twice: it would be a
  /// shorter way.
  std::optional<std::size_t> search(const std::vector<int128>& surplus,
                                    std::vector<std::optional<Link>>& links) const {
    std::vector<std::size_t> found;
    std::vector<bool> seen(surplus.size());
    std::vector<bool> row_seen(margins_.rows.size());
    for (std::size_t column = 0; column < surplus.size(); ++column) {
      if (surplus[column] > 0) {
        found.push_back(column);
        seen[column] = true;
      }
    }
    for (std::size_t next = 0; next < found.size(); ++next) {
      const std::size_t from = found[next];
      for (std::size_t row = 0; row < margins_.rows.size(); ++row) {
        if (row_seen[row] || choices_[from][row] != Cell::kUpper) {
          continue;
        }
        row_seen[row] = true;  // from here on, all that can rise in it have been seen
        for (std::size_t to = 0; to < surplus.size(); ++to) {
          if (seen[to] || choices_[to][row] != Cell::kLower) {
            continue;
          }
          seen[to] = true;
          links[to] = Link{from, row};
          if (surplus[to] < 0) {
            return to;
          }
          found.push_back(to);
        }
      }
    }
    return std::nullopt;
  }

  TableMargins margins_;
  WholeTable cells_;
  std::vector<std::vector<Cell>> choices_;
};

void check_margins(const TableMargins& margins) {
  invariant(!margins.columns.empty(), "a table has columns");
  BigInt rows;
  BigInt columns;
  for (const std::int64_t row : margins.rows) {
    rows += BigInt{row};
  }
  for (const std::int64_t column : margins.columns) {
    invariant(column >= 0, "no column of a table is negative");
    columns += BigInt{column};
  }
  invariant(rows == columns, "the rows and the columns of a table have the same sum");
  invariant(
      bit_length(magnitude_of(margins.rows)) <= kMarginBits && columns.bit_length() <= kMarginBits,
      "the margins of a table are within the range of money");
}

/// A table confined by all of these shares, if one has the margins.
std::optional<WholeTable> rounded_within(const TableMargins& margins,
                                         std::span<const ColumnShares* const> bounds,
                                         const ColumnShares& by_margins) {
  BoundedTable table{margins};
  for (const ColumnShares* shares : bounds) {
    if (!table.confine(*shares)) {
      return std::nullopt;
    }
  }
  return table.fill(by_margins) ? std::optional{table.take()} : std::nullopt;
}

bool same_shares(const ColumnShares& a, const ColumnShares& b) {
  for (std::size_t column = 0; column < a.parts.size(); ++column) {
    if (a.parts.numerator(column) * b.whole != b.parts.numerator(column) * a.whole) {
      return false;
    }
  }
  return true;
}

}  // namespace

WholeTable controlled_rounding(const TableMargins& margins) {
  check_margins(margins);
  const ColumnShares by_margins = shares_from(margins.columns);
  auto table = rounded_within(margins, std::array{&by_margins}, by_margins);
  invariant(table.has_value(), "a table of products can be rounded to its margins");
  return std::move(*table);
}

WholeTable controlled_rounding(const TableMargins& margins, const Quantities& shares) {
  check_margins(margins);
  const ColumnShares by_margins = shares_from(margins.columns);
  const ColumnShares exact = shares_from(shares);
  if (!same_shares(exact, by_margins)) {
    // Best where both readings of "exact" hold; then the shares themselves.
    if (auto table = rounded_within(margins, std::array{&exact, &by_margins}, by_margins)) {
      return std::move(*table);
    }
    if (auto table = rounded_within(margins, std::array{&exact}, by_margins)) {
      return std::move(*table);
    }
  }
  return controlled_rounding(margins);
}

Fraction largest_deviation(const WholeTable& table, std::span<const std::int64_t> rows,
                           const Quantities& shares) {
  const ColumnShares exact = shares_from(shares);
  int128 most = magnitude_of(rows);
  for (const std::vector<std::int64_t>& column : table) {
    most = std::max(most, magnitude_of(column));
  }
  return with_products(most, exact, [&](auto width) {
    using Int = decltype(width);
    const Int whole = to_width<Int>(exact.whole);
    Int largest{0};
    for (std::size_t column = 0; column < table.size(); ++column) {
      const Int part = to_width<Int>(exact.parts.numerator(column));
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const Int distance = Int{table[column][row]} * whole - Int{rows[row]} * part;
        largest = std::max(largest, distance < Int{0} ? Int{-distance} : distance);
      }
    }
    return Fraction{BigInt{largest}, exact.whole};
  });
}

}  // namespace allot::engine
