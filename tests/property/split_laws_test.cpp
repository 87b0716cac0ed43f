// Laws of tables that close on both margins: of controlled rounding, against trying all tables, and
// of a pot's split by contributors and years.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "engine/pot/contributions.hpp"
#include "engine/split/controlled_rounding.hpp"
#include "engine/split/split.hpp"
#include "random.hpp"
#include "support/numbers.hpp"
#include "whole_tables.hpp"

namespace allot::test {
namespace {

using engine::controlled_rounding;
using engine::WholeTable;

constexpr int kTables = 3000;
constexpr int kTriedTables = 1000;
constexpr int kPots = 1500;

/// By trying them all, cell for cell: some table within a unit of the exact shares has the margins.
bool some_table_exists(const Line& rows, const Line& columns, const Line& parts) {
  const std::size_t cells = rows.size() * columns.size();
  for (std::uint32_t choice = 0; choice < 1U << cells; ++choice) {
    WholeTable table;
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const std::size_t row = cell % rows.size();
      if (row == 0) {
        table.emplace_back();
      }
      const std::int64_t floor = rows[row] * parts[table.size() - 1] / sum_of_all(parts);
      table.back().push_back(floor + ((choice >> cell) & 1U));
    }
    if (meets_margins(table, rows, columns) && within_a_unit(table, rows, parts)) {
      return true;
    }
  }
  return false;
}

TEST_CASE("a table of products closes on both margins with every cell next to its exact value") {
  Random random{1987};
  for (int number = 0; number < kTables; ++number) {
    CAPTURE(number);
    const auto count = static_cast<std::size_t>(1 + number % 40);
    const std::int64_t most = std::int64_t{1} << random.between(0, 43);
    Line rows = random_rows(random, count, most);
    if (sum_of_all(rows) > 0 && random.chance(20)) {  // rounding gave too much
      rows.push_back(-random.between(0, std::min(sum_of_all(rows) - 1, most)));
    }
    const Line columns = parts_of(random, sum_of_all(rows), 1 + random.index(9));
    const WholeTable table = controlled_rounding({rows, columns});
    REQUIRE(meets_margins(table, rows, columns));
    REQUIRE(within_a_unit(table, rows, columns));
  }
}

TEST_CASE("a table is next to the exact shares wherever one with its columns exists") {
  Random random{2024};
  int none = 0;
  for (int number = 0; number < kTriedTables; ++number) {
    CAPTURE(number);
    const std::size_t count = 4 + random.index(2);
    Line rows = random_rows(random, 2, 40);
    Line weights;
    for (std::size_t i = 0; i < count; ++i) {
      weights.push_back(random.between(1, 7));
    }
    if (number == 0) {  // Known to be impossible.
      rows = {6, 4};
      weights = {3, 2, 3, 4};
    }
    const Line columns = rounded_cumulatively(sum_of_all(rows), weights);
    const WholeTable table = controlled_rounding({rows, columns}, as_shares(weights));
    REQUIRE(meets_margins(table, rows, columns));
    const bool by_shares = within_a_unit(table, rows, weights);
    REQUIRE(by_shares == some_table_exists(rows, columns, weights));
    REQUIRE((by_shares || within_a_unit(table, rows, columns)));
    none += by_shares ? 0 : 1;
  }
  CHECK(none > 0);
  CHECK(none < kTriedTables / 100);
}

TEST_CASE("up to three columns rounded cumulatively always have a table next to the shares") {
  Random random{16};
  for (int number = 0; number < kTables; ++number) {
    CAPTURE(number);
    const Line rows = random_rows(random, 1 + random.index(12), std::int64_t{1} << (number % 40));
    const Line weights = random.weights(1 + random.index(3), 20);
    const Line columns = rounded_cumulatively(sum_of_all(rows), weights);
    const WholeTable table = controlled_rounding({rows, columns}, as_shares(weights));
    REQUIRE(meets_margins(table, rows, columns));
    REQUIRE(within_a_unit(table, rows, weights));
  }
}

/// A finished pot, as the engine would leave it, with what it was made of.
struct FinishedPot {
  Scenario scenario;
  Pot pot;
  engine::PotResult result;
  Line rows;  ///< the budgets without top-ups, then what goes to no district; in minor units
};

void add_contributors(Random& random, Pot& pot) {
  pot.amount = ContributedAmount{};
  const std::size_t count = 1 + random.index(4);
  for (std::size_t i = 0; i < count; ++i) {
    Contributor& contributor = pot.contributors.emplace_back();
    const std::int64_t kind = i == 0 ? 0 : random.between(0, 3);
    if (kind == 0) {
      contributor.cash = Fraction{random.between(0, 4000)} / Fraction{4};
    } else if (kind == 1) {
      contributor.cash = PercentOfWhole{Fraction{random.between(0, 30)} / Fraction{100}};
    } else if (kind == 2) {
      contributor.cash =
          Match{.ratio = Fraction{random.between(1, 5)} / Fraction{3},
                .of = 0,
                .at_most = random.chance(50) ? std::optional{Fraction{100}} : std::nullopt};
    }
  }
}

void add_tranches(Random& random, Pot& pot) {
  pot.tranches.emplace();
  for (const std::int64_t weight : random.weights(1 + random.index(5), 4)) {
    pot.tranches->weights.emplace_back(weight);
  }
  std::swap(pot.split_order[random.index(3)], pot.split_order[random.index(3)]);
}

FinishedPot random_pot(Random& random, int number) {
  FinishedPot made;
  made.scenario.decimals = 2;
  made.pot.rounding.unit = random.chance(50) ? Fraction{1} : Fraction{1} / Fraction{100};
  made.result.unit = made.pot.rounding.unit == Fraction{1} ? 100 : 1;
  const bool both = random.chance(40);
  const bool contributed = both || random.chance(50);
  std::int64_t units = random.between(0, 3000);
  if (contributed) {
    add_contributors(random, made.pot);
    const Fraction amount = engine::contributions(made.pot).amount / made.pot.rounding.unit;
    units = *amount.rounded(Rounding::kExact).as_int64();
  }
  if (both || !contributed) {
    add_tranches(random, made.pot);
  }
  made.rows = parts_of(random, units, 2 + static_cast<std::size_t>(number % 12));
  if (units > 0 && random.chance(20)) {  // rounding gave too much
    made.rows.front() += made.rows.back() + 3;
    made.rows.back() = -3;
  }
  for (std::int64_t& row : made.rows) {
    row *= made.result.unit;
    made.result.budgets.push_back(Money::from_minor(row));
  }
  made.result.amount = Money::from_minor(units * made.result.unit);
  made.result.left_over = made.result.budgets.back();
  made.result.budgets.pop_back();
  made.result.budget = made.result.amount - made.result.left_over;
  return made;
}

/// The table as cells[part][row], and whether it closes; in minor units.
WholeTable closed_table(const FinishedPot& made, const engine::SplitTable& split) {
  WholeTable table;
  Line totals;
  for (std::size_t part = 0; part < split.cells.size(); ++part) {
    Line& column = table.emplace_back();
    for (const Money cell : split.cells[part]) {
      column.push_back(cell.minor());
    }
    column.push_back(split.elsewhere[part].minor());
    totals.push_back(split.totals[part].minor());
  }
  REQUIRE(meets_margins(table, made.rows, totals));
  REQUIRE(sum_of_all(totals) == made.result.amount.minor());
  return table;
}

Exact furthest_cell(const WholeTable& table, const Line& rows, const std::vector<Exact>& parts) {
  Exact whole = 0;
  for (const Exact& part : parts) {
    whole += part;
  }
  Exact largest = 0;
  for (std::size_t column = 0; column < table.size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Exact exact = whole == 0 ? Exact{0} : Exact{rows[row] * parts[column] / whole};
      const Exact distance = table[column][row] - exact;
      largest = std::max(largest, distance < 0 ? Exact{-distance} : distance);
    }
  }
  return largest;
}

std::vector<Exact> exact_shares(const std::vector<Fraction>& parts) {
  std::vector<Exact> result;
  for (const Fraction& part : parts) {
    result.push_back(exact(part));
  }
  return result;
}

TEST_CASE("contributions add up to the pot, each within a unit of its exact value") {
  Random random{15};
  for (int number = 0; number < kPots; ++number) {
    CAPTURE(number);
    Pot pot;
    pot.rounding.unit = Fraction{random.between(1, 300)} / Fraction{100};
    add_contributors(random, pot);
    const engine::Contributions paid = engine::contributions(pot);
    Fraction rounded;
    Fraction whole;
    for (std::size_t i = 0; i < paid.exact.size(); ++i) {
      rounded += paid.rounded[i];
      whole += paid.exact[i];
      REQUIRE((paid.rounded[i] / pot.rounding.unit).is_whole());
      const Fraction difference = paid.rounded[i] - paid.exact[i];
      REQUIRE(difference < pot.rounding.unit);
      REQUIRE(-difference < pot.rounding.unit);
      if (const auto* percent = std::get_if<PercentOfWhole>(&pot.contributors[i].cash)) {
        Fraction sum;
        sum = std::accumulate(paid.exact.begin(), paid.exact.end(), sum);
        REQUIRE(paid.exact[i] == percent->share * sum);
      }
    }
    REQUIRE(rounded == paid.amount);
    REQUIRE(paid.amount ==
            Fraction{(whole / pot.rounding.unit).rounded(Rounding::kHalfUp)} * pot.rounding.unit);
  }
}

TEST_CASE("a pot's split closes on districts and on parts, within a unit in two dimensions") {
  Random random{33};
  int cubes = 0;
  for (int number = 0; number < kPots; ++number) {
    CAPTURE(number);
    FinishedPot made = random_pot(random, number);
    engine::split(made.scenario, made.pot, engine::SplitDetail::kCells, made.result);
    const engine::PotResult& result = made.result;
    REQUIRE(result.contributors.has_value() == !made.pot.contributors.empty());
    REQUIRE(result.years.has_value() == made.pot.tranches.has_value());
    REQUIRE(result.cube.has_value() == (result.contributors && result.years));
    const SplitBy last = made.pot.split_order.back();
    Exact off_path = 0;
    const auto check = [&](const engine::SplitTable& split, const std::vector<Exact>& parts,
                           bool on_path) {
      const Exact distance =
          furthest_cell(closed_table(made, split), made.rows, parts) / result.unit;
      if (!on_path) {
        off_path = std::max(off_path, distance);
      } else if (parts.size() <= 3 || &split == &*result.contributors) {
        REQUIRE(distance < 1);
      } else {
        REQUIRE(distance < 2);
      }
    };
    if (result.contributors) {
      check(*result.contributors, exact_shares(engine::contributions(made.pot).rounded),
            !result.cube || last == SplitBy::kYear);
    }
    if (result.years) {
      check(*result.years, exact_shares(made.pot.tranches->weights),
            !result.cube || last == SplitBy::kContributor);
    }
    if (result.cube) {
      ++cubes;
      // The third table, contributors by years, is not shown.
      REQUIRE(exact(result.cube->largest) >= off_path);
      REQUIRE((last != SplitBy::kDistrict || exact(result.cube->largest) == off_path));
    }
  }
  CHECK(cubes > kPots / 4);
}

}  // namespace
}  // namespace allot::test
