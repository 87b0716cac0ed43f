// Charts of random programmes: what they show is what the table has, and what is said of them is
// true.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "allot/engine/run.hpp"
#include "programmes.hpp"
#include "report/columns/run_table.hpp"
#include "support/chart_text.hpp"

namespace allot::test {
namespace {

using report::Audience;
using report::RunView;
using report::charts::Chart;

constexpr int kDrawn = 200;

/// Each district's number in a column of the table for people; those without one are not there.
std::map<std::string, int128> numbers_of(const RunView& view, const std::string& column) {
  report::RunOptions options;
  options.columns = {"id", column};
  const report::Table table = run_table(view, options, Audience::kPeople);
  std::map<std::string, int128> numbers;
  for (const std::uint32_t row : table.rows) {
    const report::Cell cell = table.columns[1].cell(row);
    if (cell.kind == report::Cell::Kind::kNumber) {
      numbers[std::string{table.columns[0].cell(row).text}] = cell.number;
    }
  }
  return numbers;
}

std::map<std::string, int128> values_of(const Chart& chart, std::size_t series) {
  std::map<std::string, int128> values;
  for (const auto& row : chart.rows) {
    if (row.values[series]) {
      values[row.id] = *row.values[series];
    }
  }
  return values;
}

/// That whoever the description says gains or loses most does.
void check_description(const Chart& chart, const RunView& view) {
  const auto values = values_of(chart, 0);
  const auto check = [&](std::string_view most, std::string_view none, int sign) {
    int128 largest = 0;
    std::string who;
    std::size_t equal = 0;
    for (const auto& [id, value] : values) {
      if (sign * value > sign * largest) {
        largest = value;
        who = id;
        equal = 0;
      }
      equal += value == largest ? 1U : 0U;
    }
    if (who.empty()) {
      REQUIRE(chart.description.find(none) != std::string::npos);
      return;
    }
    const auto district = *view.scenario.districts.find(who);
    std::string said{view.scenario.districts.names[index_of(district)]};
    said = equal == 1 ? said + " " + std::string{most} + " most: "
                      : "Nobody " + std::string{most} + " more than " + said + ": ";
    REQUIRE(chart.description.find(said) != std::string::npos);
  };
  check("gains", "Nobody gains.", 1);
  check("loses", "Nobody loses.", -1);
}

void check_order(const Chart& chart) {
  REQUIRE(std::ranges::is_sorted(chart.rows, [](const auto& a, const auto& b) {
    return a.values[0] != b.values[0] ? *a.values[0] > *b.values[0] : a.id < b.id;
  }));
}

TEST_CASE("charts of a run show the numbers of its table") {
  Random random{4711};
  int seen = 0;
  for (int number = 0; number < kDrawn; ++number) {
    CAPTURE(number);
    const auto builder = random_programme(random, number);
    Problems problems;
    auto result = engine::run(builder->scenario(), problems);
    if (!result) {
      continue;
    }
    // A prior year that few have as they have this one.
    engine::PriorYear prior{.budgets = {}, .total = {}, .label = "2025"};
    for (const Money budget : result->budgets) {
      prior.budgets.push_back(
          random.between(0, 9) == 0
              ? std::nullopt
              : std::optional{budget + Money::from_minor(random.between(-3, 3))});
      prior.total += prior.budgets.back().value_or(Money{});
    }
    result->prior = prior;
    const RunView view{builder->scenario(), *result};
    const auto all = report::charts_of([&](const report::Format& format, report::Writer& out) {
      report::write_run(view, {}, format, out);
    });
    const auto shifts = numbers_of(view, "shift");
    const bool any = std::ranges::any_of(shifts, [](const auto& row) { return row.second != 0; });
    REQUIRE((!all.empty() && all[0].sign == report::Sign::kAlways) == any);
    if (!any) {
      continue;
    }
    ++seen;
    REQUIRE(values_of(all[0], 0) == shifts);
    check_order(all[0]);
    check_description(all[0], view);
    REQUIRE(values_of(all[1], 0) == numbers_of(view, "prior"));
    REQUIRE(values_of(all[1], 1) == numbers_of(view, "budget"));
    const auto percent = numbers_of(view, "shift_percent");
    if (all.size() > 2 && all[2].unit == "%") {
      REQUIRE(values_of(all[2], 0) == percent);
      check_order(all[2]);
    } else {
      REQUIRE(std::ranges::all_of(percent, [](const auto& row) { return row.second == 0; }));
    }
  }
  CHECK(seen > kDrawn / 2);
}

}  // namespace
}  // namespace allot::test
