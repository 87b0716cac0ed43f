// Tables that close on both margins, worked by hand.
#include "engine/split/controlled_rounding.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "allot/core/divide.hpp"
#include "allot/core/error.hpp"
#include "support/numbers.hpp"

namespace allot {
namespace {

using engine::controlled_rounding;
using engine::WholeTable;
using test::number;
using Margin = std::vector<std::int64_t>;

Quantities proportions_of(const Margin& parts) {
  return Quantities::from(Quantities::Narrow{parts});
}

Margin row_sums(const WholeTable& table) {
  Margin sums(table.front().size());
  for (const Margin& column : table) {
    for (std::size_t row = 0; row < sums.size(); ++row) {
      sums[row] += column[row];
    }
  }
  return sums;
}

Margin column_sums(const WholeTable& table) {
  Margin sums;
  for (const Margin& column : table) {
    sums.push_back(0);
    for (const std::int64_t cell : column) {
      sums.back() += cell;
    }
  }
  return sums;
}

/// Each cell is the floor or the ceiling of row * share / sum of the shares.
bool is_next_to(const WholeTable& table, const Margin& rows, const Quantities& shares) {
  const Fraction whole = shares.total();
  for (std::size_t column = 0; column < table.size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Fraction exact = Fraction{rows[row]} * shares.at(column) / whole;
      const BigInt cell{table[column][row]};
      if (cell != exact.rounded(Rounding::kDown) && cell != exact.rounded(Rounding::kUp)) {
        return false;
      }
    }
  }
  return true;
}

TEST_CASE("a cell of a third becomes a unit once in each row and in each column") {
  const Margin ones{1, 1, 1};
  const WholeTable expected{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  CHECK(controlled_rounding({ones, ones}) == expected);
}

TEST_CASE("a unit goes to the column that is furthest behind its margin") {
  // Exact: 4.571 and 5.428, 9.142 and 10.857, 2.285 and 2.714.
  const Margin rows{10, 20, 5};
  const Margin columns{16, 19};
  const WholeTable expected{{5, 9, 2}, {5, 11, 3}};
  CHECK(controlled_rounding({rows, columns}) == expected);
}

TEST_CASE("columns that the rows in their order miss are repaired along other rows") {
  const Margin rows{7, 13, 19};
  const Margin columns{0, 3, 2, 8, 3, 2, 21, 0};
  const WholeTable table = controlled_rounding({rows, columns});
  CHECK(row_sums(table) == rows);
  CHECK(column_sums(table) == columns);
  CHECK(is_next_to(table, rows, proportions_of(columns)));
}

TEST_CASE("whole exact cells stay as they are") {
  const Margin rows{10, 20, 0, 30};
  const Margin columns{12, 48};
  const WholeTable expected{{2, 4, 0, 6}, {8, 16, 0, 24}};
  CHECK(controlled_rounding({rows, columns}) == expected);
}

TEST_CASE("a row below 0 is rounded like any other") {
  // Exact: 5.833 and 8.166, -0.833 and -1.166.
  const Margin rows{14, -2};
  const Margin columns{5, 7};
  const WholeTable expected{{6, -1}, {8, -1}};
  CHECK(controlled_rounding({rows, columns}) == expected);
}

TEST_CASE("a table of nothing is nothing") {
  const Margin rows{0, 0};
  const Margin columns{0, 0, 0};
  const WholeTable nothing{{0, 0}, {0, 0}, {0, 0}};
  CHECK(controlled_rounding({rows, columns}) == nothing);
  CHECK(controlled_rounding({rows, columns}, proportions_of({1, 2, 3})) == nothing);
  CHECK(controlled_rounding({rows, columns}, proportions_of({0, 0, 0})) == nothing);
}

TEST_CASE("columns that were rounded keep the cells next to the exact shares") {
  // A quarter of 5 is 1.25, and the columns are 2.5 rounded.
  const Margin rows{5, 5};
  const Margin columns{3, 2, 3, 2};
  const WholeTable expected{{2, 1}, {1, 1}, {1, 2}, {1, 1}};
  CHECK(controlled_rounding({rows, columns}, proportions_of({1, 1, 1, 1})) == expected);
}

TEST_CASE("the exact shares come before the columns where both cannot be kept") {
  const Margin rows{4, 2, 24};
  const Margin columns{8, 1, 8, 4, 5, 4};
  const Quantities shares = proportions_of({4, 1, 4, 2, 3, 2});
  const WholeTable table = controlled_rounding({rows, columns}, shares);
  CHECK(row_sums(table) == rows);
  CHECK(column_sums(table) == columns);
  CHECK(is_next_to(table, rows, shares));
  CHECK_FALSE(is_next_to(table, rows, proportions_of(columns)));
}

TEST_CASE("where no table has the columns next to the exact shares, it is next to the columns'") {
  // Exact: 1.5, 1, 1.5, 2 and 1, 0.667, 1, 1.333. The first and the third column take 3 + 2 units
  // at most, and are 6.
  const Margin rows{6, 4};
  const Margin columns{3, 1, 3, 3};
  const WholeTable table = controlled_rounding({rows, columns}, proportions_of({3, 2, 3, 4}));
  CHECK(row_sums(table) == rows);
  CHECK(column_sums(table) == columns);
  CHECK(is_next_to(table, rows, proportions_of(columns)));
}

TEST_CASE("products of any width are exact") {
  const std::int64_t third_of_most = 333'333'333'333'333;
  const Margin rows{3 * third_of_most - 2, 1, 1};
  const Margin columns{third_of_most, third_of_most, third_of_most};
  const Quantities thirds = proportions_of({1, 1, 1});
  for (const int zeros : {1, 12, 25, 60}) {
    CAPTURE(zeros);
    const BigInt third = BigInt::power_of_ten(zeros);
    const Quantities shares =
        Quantities::from(Quantities::Big{third, third + BigInt{1}, third - BigInt{1}}, BigInt{1});
    const WholeTable table = controlled_rounding({rows, columns}, shares);
    CHECK(row_sums(table) == rows);
    CHECK(column_sums(table) == columns);
    CHECK(is_next_to(table, rows, thirds));
    // A share that is off by less than a unit of the largest row is kept, too.
    CHECK(is_next_to(table, rows, shares) == (zeros > 15));
  }
}

TEST_CASE("the largest deviation is that of the cell furthest from its exact value") {
  const Margin rows{10, -2};
  struct Row {
    WholeTable table;
    std::string_view largest;
  };
  const Row cases[] = {{{{5, -1}, {5, -1}}, "0"},
                       {{{4, -1}, {6, -1}}, "1"},
                       {{{5, 1}, {5, -3}}, "2"},
                       {{{5, -1}, {5, -5000000}}, "4999999"}};
  for (const Row& each : cases) {
    CHECK(engine::largest_deviation(each.table, rows, proportions_of({1, 1})) ==
          number(each.largest));
  }
  const Quantities wide = Quantities::from(
      Quantities::Big{BigInt::power_of_ten(50), BigInt::power_of_ten(50) * 2}, BigInt{1});
  const WholeTable table{{3, -1}, {7, -1}};
  CHECK(engine::largest_deviation(table, rows, wide) == number("1/3"));
}

TEST_CASE("margins that do not belong to one table are a bug") {
  const Margin rows{1, 2};
  const Margin four{4};
  const Margin negative{4, -1};
  const Margin none;
  CHECK_THROWS_AS(controlled_rounding({rows, four}), InvariantViolation);
  CHECK_THROWS_AS(controlled_rounding({rows, negative}), InvariantViolation);
  CHECK_THROWS_AS(controlled_rounding({none, none}), InvariantViolation);
}

}  // namespace
}  // namespace allot
