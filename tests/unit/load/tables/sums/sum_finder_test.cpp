#include "load/tables/sums/sum_finder.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace allot::load {
namespace {

struct TableRow {
  std::string id, name;
  std::vector<std::int64_t> numbers;
};

/// Rows as they stand in a file; ids are sorted as the finder wants them.
class SumTable {
 public:
  explicit SumTable(std::vector<TableRow> rows, std::int64_t denominator = 1)
      : table_{std::move(rows)} {
    lines_.resize(table_.size());
    std::iota(lines_.begin(), lines_.end(), 0U);
    std::ranges::sort(lines_, {}, [&](std::uint32_t row) { return table_[row].id; });
    std::vector<Quantities::Narrow> columns(table_.front().numbers.size());
    for (const std::uint32_t line : lines_) {
      const TableRow& row = table_[line];
      ids_.emplace_back(row.id);
      names_.emplace_back(row.name.empty() ? row.id : row.name);
      for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].push_back(row.numbers[i]);
      }
    }
    for (Quantities::Narrow& column : columns) {
      columns_.push_back(Quantities::from(std::move(column), denominator));
    }
  }

  [[nodiscard]] std::vector<FoundSum> find() const {
    std::vector<const Quantities*> columns;
    for (const Quantities& column : columns_) {
      columns.push_back(&column);
    }
    return find_sums({.ids = ids_, .names = names_, .rows = lines_, .columns = columns});
  }

  [[nodiscard]] std::string_view id(const FoundSum& found) const { return ids_[found.index]; }

 private:
  std::vector<TableRow> table_;
  std::vector<std::uint32_t> lines_;
  std::vector<std::string_view> ids_, names_;
  std::vector<Quantities> columns_;
};

using Sums = std::vector<std::string>;

/// "081: the ids of 2 others begin with it, such as `08111`"; with "?" where it is not certain.
Sums sums_in(std::vector<TableRow> rows, std::int64_t denominator = 1) {
  const SumTable table{std::move(rows), denominator};
  Sums sums;
  for (const FoundSum& found : table.find()) {
    sums.push_back(fmt::format("{}{}: {}", table.id(found), found.certain ? "" : "?", found.why));
  }
  std::ranges::sort(sums);
  return sums;
}

TEST_CASE("official keys that others go on are higher levels, whatever their numbers") {
  CHECK(sums_in({{"08", "", {100}},
                 {"081", "", {9}},
                 {"08111", "", {3}},
                 {"08115", "", {4}},
                 {"09161", "", {5}},
                 {"09162", "", {6}}}) ==
        Sums{"081: the ids of 2 others begin with it, such as `08111`",
             "08: the ids of 2 others begin with it, such as `08111`"});
  // A spreadsheet has dropped the zeros: the lengths are not all there.
  CHECK(sums_in({{"8", "", {100}}, {"8111", "", {3}}, {"8115", "", {4}}, {"9161", "", {5}}}) ==
        Sums{"8: the ids of 2 others begin with it, such as `8111`"});
  // Zeros tell keys, where the lengths could be those of running numbers.
  CHECK(sums_in({{"01", "", {100}}, {"011", "", {3}}, {"012", "", {4}}, {"021", "", {5}}}) ==
        Sums{"01: the ids of 2 others begin with it, such as `011`"});
  // The only one below it may be that district again; its numbers are no proof in one column.
  CHECK(sums_in({{"02", "", {100}}, {"02000", "", {3}}, {"08111", "", {4}}, {"08115", "", {9}}}) ==
        Sums{});
}

TEST_CASE("running numbers go on by chance: Swiss communes") {
  std::vector<TableRow> communes;
  for (int i = 1; i <= 1200; ++i) {
    communes.push_back({fmt::format("{}", i), "", {7 * i + 3}});
  }
  CHECK(sums_in(communes) == Sums{});
  CHECK(sums_in({{"1", "", {5}}, {"2", "", {4}}, {"10", "", {3}}, {"11", "", {9}}}) == Sums{});
}

TEST_CASE("a city state stands at two levels, and is paid once") {
  CHECK(sums_in({{"02", "", {7}}, {"02000", "", {7}}, {"08111", "", {2}}, {"08115", "", {3}}}) ==
        Sums{"02: it has what `02000` has, whose id begins with it"});
  CHECK(sums_in({{"02", "", {8}}, {"02000", "", {7}}, {"08111", "", {2}}, {"08115", "", {3}}}) ==
        Sums{});
}

TEST_CASE(
    "of running numbers an equal sum of two in few digits is chance, of all of them is none") {
  CHECK(sums_in({{"1", "", {4}},
                 {"10", "", {9}},
                 {"189", "", {5}},
                 {"1890", "", {2}},
                 {"1891", "", {3}},
                 {"2", "", {6}}}) == Sums{});
  CHECK(sums_in({{"1", "", {50123}},
                 {"10", "", {9}},
                 {"189", "", {670'123}},
                 {"1890", "", {620'100}},
                 {"1891", "", {50'023}},
                 {"2", "", {6}}}) ==
        Sums{"189: the ids of 2 others begin with it, such as `1890`"});
}

TEST_CASE("running numbers and NUTS are higher levels with the numbers only") {
  CHECK(sums_in({{"1", "", {30}}, {"101", "", {10}}, {"102", "", {20}}, {"201", "", {5}}}) ==
        Sums{"1: the ids of 2 others begin with it, such as `101`"});
  CHECK(sums_in({{"1", "", {31}}, {"101", "", {10}}, {"102", "", {20}}, {"201", "", {5}}}) ==
        Sums{});
  CHECK(sums_in({{"DE", "", {65}},
                 {"DE1", "", {30}},
                 {"DE11", "", {30}},
                 {"DE111", "", {10}},
                 {"DE112", "", {20}},
                 {"DE2", "", {35}}}) ==
        Sums{"DE11: the ids of 2 others begin with it, such as `DE111`",
             "DE1: the ids of 2 others begin with it, such as `DE111`",
             "DE: the ids of 3 others begin with it, such as `DE111`"});
  CHECK(sums_in({{"DE1", "", {31}}, {"DE111", "", {10}}, {"DE112", "", {20}}, {"DE2", "", {4}}}) ==
        Sums{});
  CHECK(sums_in({{"Au", "", {3}}, {"Auberg", "", {4}}, {"Aurach", "", {9}}}) == Sums{});
}

TEST_CASE("a sum is one in every column, and a row of nothing is none") {
  CHECK(sums_in({{"1", "", {30, 3}}, {"101", "", {10, 1}}, {"102", "", {20, 1}}}) == Sums{});
  CHECK(sums_in({{"1", "", {0}}, {"101", "", {0}}, {"102", "", {0}}, {"201", "", {4}}}) == Sums{});
  CHECK(sums_in({{"1", "", {30, 0}}, {"101", "", {10, 0}}, {"102", "", {20, 0}}}).size() == 1);
}

TEST_CASE("zeros fill the id of a higher level up") {
  CHECK(sums_in({{"08000", "", {7}}, {"08111", "", {3}}, {"08115", "", {4}}, {"09161", "", {5}}}) ==
        Sums{"08000: it has the sum of those whose ids begin with `08`"});
  CHECK(sums_in({{"08000", "", {12}},
                 {"08100", "", {7}},
                 {"08111", "", {3}},
                 {"08115", "", {4}},
                 {"08200", "", {5}},
                 {"08211", "", {2}},
                 {"08215", "", {3}},
                 {"09161", "", {5}}}) ==
        Sums{"08000: it has the sum of those whose ids begin with `08`",
             "08100: it has the sum of those whose ids begin with `081`",
             "08200: it has the sum of those whose ids begin with `082`"});
  // Districts are numbered so, too.
  CHECK(sums_in({{"08000", "", {8}}, {"08111", "", {3}}, {"08115", "", {4}}, {"09161", "", {5}}}) ==
        Sums{});
  CHECK(sums_in({{"10", "", {7}}, {"11", "", {3}}, {"12", "", {5}}, {"20", "", {4}}}) == Sums{});
  // One row below it is that district once more.
  CHECK(sums_in({{"02000", "", {7}}, {"02111", "", {7}}, {"09161", "", {5}}}) == Sums{});
  // Not of digits.
  CHECK(sums_in({{"A00", "", {7}}, {"A11", "", {3}}, {"A12", "", {4}}, {"B11", "", {5}}}) ==
        Sums{});
}

TEST_CASE("a name that says so is a reason together with the numbers") {
  const std::string why = ": it has the sum of others, and a name that says so";
  const auto with_total = [](std::string id, std::string name, std::int64_t total) {
    return sums_in(
        {{"a", "Aub", {30}}, {"b", "Bad", {41}}, {std::move(id), std::move(name), {total}}});
  };
  CHECK(with_total("x", "Kreise zusammen", 71) == Sums{"x" + why});
  CHECK(with_total("Summe", "", 71) == Sums{"Summe" + why});
  CHECK(with_total("Summe", "alle", 71) == Sums{"Summe" + why});
  CHECK(with_total("x", "Kreise zusammen", 70) == Sums{});
  CHECK(with_total("x", "Zusmarshausen", 71) == Sums{});
}

TEST_CASE("a sum by its name is of all, of those since the last one, or of those up to the next") {
  const std::string why = ": it has the sum of others, and a name that says so";
  // Below its districts, and one of all at the end.
  CHECK(sums_in({{"a", "Aub", {1}},
                 {"b", "Bad", {2}},
                 {"n", "Bezirk Nord", {3}},
                 {"c", "Cam", {4}},
                 {"d", "Dil", {6}},
                 {"s", "Bezirk Süd", {10}},
                 {"x", "Land X", {13}}}) == Sums{"n" + why, "s" + why, "x" + why});
  // Above its districts.
  CHECK(sums_in({{"x", "Land X", {13}},
                 {"n", "Bezirk Nord", {3}},
                 {"a", "Aub", {1}},
                 {"b", "Bad", {2}},
                 {"s", "Bezirk Süd", {10}},
                 {"c", "Cam", {4}},
                 {"d", "Dil", {6}}}) == Sums{"n" + why, "s" + why, "x" + why});
}

TEST_CASE("a sum of all counts a district in that is called like a sum") {
  CHECK(sums_in({{"a", "Aub", {1}},
                 {"m", "Bezirk Mitte", {5}},
                 {"b", "Bad", {2}},
                 {"x", "Insgesamt", {8}}}) ==
        Sums{"x: it has the sum of others, and a name that says so"});
}

TEST_CASE("the sum of one other is one in two columns only") {
  const std::string why = ": it has the sum of others, and a name that says so";
  const auto of_one = [](std::vector<std::int64_t> numbers) {
    return sums_in({{"a", "Aub", {9, 8}},
                    {"b", "Summe Nord", {9, 8}},
                    {"c", "Cam", numbers},
                    {"d", "Summe Süd", std::move(numbers)}});
  };
  CHECK(of_one({7, 5}) == Sums{"b" + why, "d" + why});
  CHECK(of_one({7, 0}) == Sums{"b" + why});
  CHECK(sums_in({{"a", "Aub", {9}}, {"b", "Summe Nord", {9}}, {"c", "Cam", {5}}}) == Sums{});
}

TEST_CASE("a sum by its name may be off by what rounding comes to") {
  const auto rounded = [](std::int64_t total, std::int64_t denominator) {
    return sums_in({{"a", "Aub", {300}},
                    {"b", "Bad", {411}},
                    {"c", "Cam", {89}},
                    {"x", "Insgesamt", {total}}},
                   denominator)
        .size();
  };
  // Three numbers and the sum itself, each by half: up to 2.
  CHECK(rounded(800, 1) == 1);
  CHECK(rounded(802, 1) == 1);
  CHECK(rounded(798, 1) == 1);
  CHECK(rounded(803, 1) == 0);
  CHECK(rounded(797, 1) == 0);
  CHECK(rounded(802, 10) == 1);
  CHECK(rounded(803, 10) == 0);
  // Of small numbers that would be chance.
  CHECK(sums_in({{"a", "Aub", {30}}, {"b", "Bad", {40}}, {"x", "Insgesamt", {71}}}) == Sums{});
  CHECK(sums_in({{"a", "Aub", {3000}}, {"b", "Bad", {4000}}, {"x", "Insgesamt", {7001}}}).size() ==
        1);
}

TEST_CASE("a sum by its name is found whatever the numbers of the first column are") {
  const std::string why = ": it has the sum of others, and a name that says so";
  // Nothing, and nothing but the last.
  CHECK(sums_in({{"a", "Aub", {0, 3}}, {"b", "Bad", {0, 4}}, {"x", "Insgesamt", {0, 7}}}) ==
        Sums{"x" + why});
  CHECK(sums_in({{"x", "Summe", {7}}, {"a", "Aub", {7}}, {"b", "Bad", {0}}, {"c", "Cam", {0}}}) ==
        Sums{"x" + why});
  // Less than its first part, since another is negative.
  CHECK(sums_in({{"x", "Summe", {7}}, {"a", "Aub", {9}}, {"b", "Bad", {-2}}}) == Sums{"x" + why});
  // Of those that no name calls a sum, which are few and not beside it.
  CHECK(sums_in({{"a", "Aub", {5}},
                 {"m", "Bezirk Mitte", {800}},
                 {"x", "Summe", {12}},
                 {"n", "Bezirk Nord", {900}},
                 {"b", "Bad", {7}}}) == Sums{"x" + why});
  // Two of these are beyond 64 bits.
  const std::int64_t most = 9'000'000'000'000'000'000;
  CHECK(sums_in({{"a", "Aub", {most - 7}},
                 {"b", "Bad", {7}},
                 {"x", "Summe", {most}},
                 {"c", "Cam", {most}},
                 {"d", "Dil", {most}}}) == Sums{"x" + why});
}

TEST_CASE("whatever its name, a row has the sum of those beside it in two columns") {
  const std::vector<TableRow> above{{"a", "", {10'007, 20'011}},
                                    {"b", "", {30'013, 40'009}},
                                    {"k", "Oberland", {40'020, 60'020}},
                                    {"c", "", {50'021, 60'017}},
                                    {"d", "", {70'001, 90'001}}};
  CHECK(sums_in(above) == Sums{"k: it has the sum of the 2 rows above it in 2 columns"});
  std::vector<TableRow> below = above;
  std::ranges::reverse(below);
  CHECK(sums_in(below) == Sums{"k: it has the sum of the 2 rows below it in 2 columns"});
  // One of the numbers is another.
  std::vector<TableRow> other = above;
  other[2].numbers[1] += 1;
  CHECK(sums_in(other) == Sums{});
  // The districts are not beside it.
  std::vector<TableRow> apart = above;
  std::swap(apart[0], apart[4]);
  CHECK(sums_in(apart) == Sums{});
}

TEST_CASE("what a run of rows adds to may be chance: of one column, of few digits, of one row") {
  CHECK(sums_in({{"a", "", {110'007'123}},
                 {"b", "", {30'013'456}},
                 {"k", "", {140'020'579}},
                 {"c", "", {50'021'999}},
                 {"d", "", {7}}}) == Sums{});
  // In a table of nine rows or fewer six digits in all are none by chance, and five may be.
  const auto with_digits = [](std::int64_t more) {
    return sums_in({{"a", "", {107, 11}},
                    {"b", "", {314, 41 + more}},
                    {"k", "", {421, 52 + more}},
                    {"c", "", {521, 617}},
                    {"d", "", {701, 901}}});
  };
  CHECK(with_digits(0) == Sums{});
  CHECK(with_digits(100) == Sums{"k: it has the sum of the 2 rows above it in 2 columns"});
  CHECK(sums_in({{"a", "", {10'007, 20'011}},
                 {"k", "", {10'007, 20'011}},
                 {"c", "", {50'021, 60'017}},
                 {"d", "", {70'001, 90'001}}}) == Sums{});
}

TEST_CASE("a row with half of the whole in two columns is the sum of all others") {
  const auto half = [](std::int64_t second) {
    return sums_in(
        {{"a", "", {1, 5}}, {"b", "", {2, 6}}, {"c", "", {3, 7}}, {"k", "", {6, second}}});
  };
  CHECK(half(18) == Sums{"k: it has the sum of all others in 2 columns"});
  CHECK(half(17) == Sums{});
  // Of two of three columns.
  CHECK(sums_in({{"a", "", {1, 5, 1}},
                 {"b", "", {2, 6, 1}},
                 {"c", "", {3, 7, 1}},
                 {"k", "", {6, 18, 1}}}) == Sums{"k: it has the sum of all others in 2 columns"});
  // Of three rows one may well be as large as the two others.
  CHECK(sums_in({{"a", "", {1, 5}}, {"b", "", {2, 6}}, {"k", "", {3, 11}}}) == Sums{});
}

TEST_CASE("a district as large as all others in the only column is not certain to be their sum") {
  CHECK(sums_in({{"a", "", {1}}, {"b", "", {2}}, {"c", "", {3}}, {"k", "", {6}}}) ==
        Sums{"k?: it has the sum of all others"});
  CHECK(sums_in({{"a", "", {1}}, {"b", "", {2}}, {"c", "", {3}}, {"k", "", {7}}}) == Sums{});
  CHECK(sums_in({{"a", "", {0}}, {"b", "", {0}}, {"c", "", {0}}, {"k", "", {0}}}) == Sums{});
  // What is certain is told alone.
  CHECK(sums_in({{"08", "", {6}}, {"08111", "", {1}}, {"08115", "", {2}}, {"08116", "", {3}}}) ==
        Sums{"08: the ids of 3 others begin with it, such as `08111`"});
}

TEST_CASE("a row is found once, whatever it can be told by") {
  CHECK(sums_in({{"08", "Land X", {70'030, 80'020}},
                 {"08111", "", {30'013, 40'009}},
                 {"08115", "", {40'017, 40'011}},
                 {"09161", "", {50'001, 60'001}},
                 {"09162", "", {60'001, 70'001}}}) ==
        Sums{"08: the ids of 2 others begin with it, such as `08111`"});
}

TEST_CASE("nothing is found without columns, or in one row") {
  CHECK(sums_in({{"a", "Summe", {}}, {"b", "Gesamt", {}}, {"c", "", {}}, {"d", "", {}}}) == Sums{});
  CHECK(sums_in({{"a", "Summe", {5, 6}}}) == Sums{});
}

TEST_CASE("numbers whose sum is beyond 64 bits are added") {
  const std::int64_t most = 999'999'999'999'999;
  std::vector<TableRow> rows;
  for (int i = 0; i < 20'000; ++i) {
    rows.push_back({fmt::format("r{:05}", i), "", {most, most}});
  }
  CHECK(sums_in(rows) == Sums{});
}

/// Rows that make the search long end within this, many times what it takes.
bool ends_at_once(const std::vector<TableRow>& rows) {
  const SumTable table{rows};
  const auto start = std::chrono::steady_clock::now();
  static_cast<void>(table.find());
  return std::chrono::steady_clock::now() - start < std::chrono::seconds{10};
}

std::vector<TableRow> many_rows(const std::string& id, const std::string& name,
                                std::int64_t (*number)(std::int64_t), std::int64_t count = 20'000) {
  std::vector<TableRow> rows;
  for (std::int64_t i = 0; i < count; ++i) {
    rows.push_back({fmt::format(fmt::runtime(id), i),
                    fmt::format(fmt::runtime(name), i),
                    {number(i), 3 * number(i)}});
  }
  return rows;
}

TEST_CASE("twenty thousand rows end at once, whatever they are called and number") {
  CHECK(ends_at_once(many_rows("{:05}", "Bezirk {}", [](auto i) { return 100'000 + i; })));
  CHECK(ends_at_once(many_rows("{}", "Bezirk {}", [](auto) { return std::int64_t{0}; })));
  // No run comes to an end: it adds up to nothing, again and again.
  CHECK(ends_at_once(many_rows(
      "a{:06}", "{}", [](auto i) { return (1 - 2 * (i % 2)) * 1'000'000'007; }, 100'000)));
  // Ids that go on each other.
  CHECK(ends_at_once(many_rows("{:05}0000", "{}", [](auto i) { return 100'000 + i; })));
  std::vector<TableRow> chain;
  std::string id;
  for (int i = 0; i < 5'000; ++i) {
    chain.push_back({id += '0', "", {5, 6}});
  }
  CHECK(ends_at_once(chain));
  // Every third is the sum of the two below it.
  CHECK(ends_at_once(many_rows("a{:05}", "Summe {}", [](auto i) {
    return i % 3 == 0 ? 400'000 + 2 * i : 200'000 + (i - i % 3);
  })));
}

}  // namespace
}  // namespace allot::load
