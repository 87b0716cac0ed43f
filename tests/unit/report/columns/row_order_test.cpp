#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/columns/figures.hpp"

namespace allot::report {
namespace {

/// Rows a, b, c… with these shifts; a prior year of 100, nothing for the new.
struct Shifted {
  explicit Shifted(const std::vector<std::optional<int>>& shifts) {
    for (const std::optional<int>& shift : shifts) {
      priors.push_back(shift ? std::optional{Money::from_minor(100)} : std::nullopt);
      budgets.push_back(Money::from_minor(100 + shift.value_or(0)));
      texts.push_back(std::string(1, static_cast<char>('a' + texts.size())));
    }
    ids.assign(texts.begin(), texts.end());
  }

  [[nodiscard]] Figures figures() const { return {ids, ids, budgets, priors, {}}; }

  std::vector<std::string> texts = {};
  std::vector<std::string_view> ids = {};
  std::vector<Money> budgets = {};
  std::vector<std::optional<Money>> priors = {};
};

struct Order {
  SortBy sort = SortBy::kShift;
  bool reversed = false;
  std::optional<std::size_t> top = {};
};

/// "cb…a": the rows in their order, and where the line of those left out is.
std::string shown(const Shifted& rows, const Order& order) {
  RunOptions options;
  options.sort = order.sort;
  options.reversed = order.reversed;
  options.top = order.top;
  const ShownRows chosen = row_order(rows.figures(), options);
  std::string text;
  for (std::size_t i = 0; i < chosen.rows.size(); ++i) {
    text += i > 0 && i == chosen.before_gap ? "…" : "";
    text += rows.ids[chosen.rows[i]];
  }
  return text;
}

const std::optional<int> kNew = std::nullopt;

TEST_CASE("a sign before the order turns it round, equal ones stay by id and new ones last") {
  const Shifted rows{{5, kNew, -7, 5, 0, kNew, -7}};
  CHECK(shown(rows, {}) == "adecgbf");
  CHECK(shown(rows, {.reversed = true}) == "cgeadbf");
  CHECK(shown(rows, {.sort = SortBy::kPercent, .reversed = true}) == "cgeadbf");
  CHECK(shown(rows, {.sort = SortBy::kBudget, .reversed = true}) == "cgbefad");
  CHECK(shown(rows, {.sort = SortBy::kId, .reversed = true}) == "gfedcba");
  CHECK(shown(rows, {.sort = SortBy::kName, .reversed = true}) == "gfedcba");
}

TEST_CASE("by change the largest shift is first, whatever its sign") {
  const Shifted rows{{5, kNew, -7, -5, 0, 8}};
  CHECK(shown(rows, {.sort = SortBy::kChange}) == "fcadeb");
  CHECK(shown(rows, {.sort = SortBy::kChange, .reversed = true}) == "eadcfb");
  CHECK(shown(rows, {.sort = SortBy::kChange, .top = 2}) == "fc");
}

TEST_CASE("by shift or percent --top shows both ends, so that who loses is seen") {
  const Shifted rows{{5, 1, -7, 2, 0, -3}};
  for (const SortBy sort : {SortBy::kShift, SortBy::kPercent}) {
    CHECK(shown(rows, {.sort = sort, .top = 1}) == "a…c");
    CHECK(shown(rows, {.sort = sort, .top = 2}) == "ad…fc");
    CHECK(shown(rows, {.sort = sort, .reversed = true, .top = 2}) == "cf…da");
  }
  CHECK(shown(rows, {.sort = SortBy::kBudget, .top = 2}) == "ad");
  CHECK(shown(rows, {.sort = SortBy::kId, .top = 2}) == "ab");
}

TEST_CASE("where both ends meet, all rows are shown once and nothing is left out between") {
  const Shifted five{{5, 1, -7, 2, 0}};
  CHECK(shown(five, {.top = 2}) == "ad…ec");
  CHECK(shown(five, {.top = 3}) == "adbec");
  CHECK(shown(five, {.top = 5}) == "adbec");
  CHECK(shown(five, {.top = 6}) == "adbec");
  CHECK(shown(five, {.top = static_cast<std::size_t>(-1)}) == "adbec");
  const Shifted four{{5, 1, -7, 2}};
  CHECK(shown(four, {.top = 2}) == "adbc");
}

TEST_CASE("the ends are those of the order, whether all gain, all lose or nobody changes") {
  CHECK(shown(Shifted{{1, 2, 3, 4, 5}}, {.top = 1}) == "e…a");
  CHECK(shown(Shifted{{-1, -2, -3, -4, -5}}, {.top = 1}) == "a…e");
  CHECK(shown(Shifted{{0, 0, 0, 0, 0}}, {.top = 1}) == "a…e");
  CHECK(shown(Shifted{{}}, {.top = 1}).empty());
}

TEST_CASE("new rows have no shift: they are at no end while others fill both") {
  const Shifted rows{{kNew, 1, -7, kNew, 2, 0}};
  CHECK(shown(rows, {.top = 1}) == "e…c");
  CHECK(shown(rows, {.top = 2}) == "ebfc");
  CHECK(shown(rows, {.top = 3}) == "ebfcad");
  const Shifted few{{kNew, 1, kNew, kNew, kNew}};
  CHECK(shown(few, {.top = 1}) == "ba");
  CHECK(shown(Shifted{{kNew, kNew, kNew}}, {.top = 1}) == "ab");
}

TEST_CASE("a row that changes by another measure than its shift is sorted and hidden by that") {
  const Shifted rows{{0, 3, 0}};
  Figures figures = rows.figures();
  const std::vector<std::int64_t> changes{0, 3, 9};
  figures.changes = changes;
  RunOptions options;
  options.sort = SortBy::kChange;
  options.changed = true;
  CHECK(row_order(figures, options).rows == std::vector<std::uint32_t>{2, 1});
  CHECK(listed_rows(figures, options) == 2);
}

}  // namespace
}  // namespace allot::report
