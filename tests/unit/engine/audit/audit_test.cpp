// What each check of `audit` says, of tables that can be checked by hand.
#include "allot/engine/audit/audit.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/audit_facts.hpp"
#include "support/numbers.hpp"
#include "support/printed_sample.hpp"

namespace allot::engine {
namespace {

using enum AuditVerdict;
using test::facts_of;
using test::names_of;
using test::number;
using test::printed_sample;
using Texts = std::vector<std::string>;

const Fraction kPercent{BigInt{1}, BigInt{100}};

Texts letters(std::size_t count) {
  Texts labels;
  for (std::size_t i = 0; i < count; ++i) {
    labels.push_back(std::string{"district "} + static_cast<char>('a' + i));
  }
  return labels;
}

PrintedTable amounts(const Texts& cells, bool sum) {
  return printed_sample(letters(cells.size() - (sum ? 1 : 0)),
                        {{PrintedRole::kAmount, "EUR", cells}}, sum);
}

TEST_CASE("a printed sum may be off by half a digit a row; by up to one, nobody can tell") {
  struct Row {
    const char* sum;
    AuditVerdict verdict;
  };
  // 1 + 2 + 3 + 4 = 10; four rows and the sum itself: 2.5, or 4.5 where all were cut.
  for (const Row& row : {Row{"1010", kConsistent},
                         {"1012", kConsistent},
                         {"1013", kCannotTell},
                         {"1014", kCannotTell},
                         {"1015", kInconsistent},
                         {"1005", kInconsistent}}) {
    const Audit found = audit(amounts({"101", "202", "303", "404", row.sum}, true), {});
    const auto sums = facts_of<ColumnSum>(found);
    REQUIRE(sums.size() == 1);
    CAPTURE(row.sum);
    CHECK(sums[0].first == row.verdict);
    CHECK(sums[0].second.added == Fraction{1010});
    CHECK(sums[0].second.rounding == number("2.5"));
    CHECK(found.findings.back().where.line == 6);
  }
}

TEST_CASE("amounts in whole thousands may have been rounded to thousands") {
  const auto found = audit(amounts({"101000", "202000", "303000", "404000", "1013000"}, true), {});
  CHECK(facts_of<ColumnSum>(found)[0].first == kCannotTell);
}

TEST_CASE("a sum over rows without a number tells nothing, unless it fits") {
  CHECK(facts_of<ColumnSum>(audit(amounts({"101", "", "303", "504"}, true), {}))[0].first ==
        kCannotTell);
  CHECK(facts_of<ColumnSum>(audit(amounts({"101", "", "303", "404"}, true), {}))[0].first ==
        kConsistent);
}

TEST_CASE("a total that is given is that of the column that adds up to it") {
  const auto two = [](const char* total) {
    return audit(printed_sample(letters(2), {{PrintedRole::kAmount, "2024", {"101", "202"}},
                                             {PrintedRole::kAmount, "2025", {"201", "302"}}}),
                 {.total = number(total), .count = {}});
  };
  REQUIRE(facts_of<ColumnSum>(two("503")).size() == 1);
  CHECK(facts_of<ColumnSum>(two("503"))[0].second.column == 1);
  CHECK(facts_of<ColumnSum>(two("999")).empty());
  CHECK(audit(amounts({"101", "202"}, false), {.total = number("999"), .count = {}}).verdict() ==
        kInconsistent);
  PrintedTable excerpt = amounts({"101", "202"}, false);
  excerpt.complete = false;
  CHECK(audit(excerpt, {.total = number("999"), .count = {}}).verdict() == kCannotTell);
  CHECK(audit(excerpt, {.total = number("99"), .count = {}}).verdict() == kInconsistent);
}

TEST_CASE("below a key may stand an average, which is no sum") {
  const auto key = [](const char* last) {
    return audit(printed_sample(letters(3),
                                {{PrintedRole::kKey, "per km2", {"90", "250", "110", last}}}, true),
                 {})
        .verdict();
  };
  CHECK(key("150") == kCannotTell);
  CHECK(key("450") == kConsistent);
  CHECK(key("480") == kInconsistent);
}

AuditVerdict percentages(const Texts& cells, const AuditKnowledge& known = {}) {
  return audit(
             printed_sample(letters(cells.size()), {{PrintedRole::kPercent, "%", cells, kPercent}}),
             known)
      .verdict();
}

TEST_CASE("percentages add up to 100 but for rounding") {
  CHECK(percentages({"33.3", "33.3", "33.3"}) == kConsistent);
  CHECK(percentages({"33.3", "33.3", "33.2"}) == kCannotTell);  // cut
  CHECK(percentages({"33.3", "33.3", "33.0"}) == kInconsistent);
  CHECK(percentages({"33.3", "33.3", "34.3"}) == kInconsistent);
}

TEST_CASE("percentages of an excerpt are less than 100, and never more") {
  PrintedTable table =
      printed_sample(letters(2), {{PrintedRole::kPercent, "%", {"12.5", "20.1"}, kPercent}});
  table.complete = false;
  CHECK(audit(table, {}).verdict() == kCannotTell);
  table = printed_sample(letters(2),
                         {{PrintedRole::kPercent, "%", {"12.5", "20.1", "32.6"}, kPercent}}, true);
  CHECK(audit(table, {}).verdict() == kConsistent);
  table.complete = false;
  table.columns[0].cells[0] = test::printed_number("92.5", kPercent);
  CHECK(audit(table, {}).verdict() == kInconsistent);
}

TEST_CASE("percentages of 7 are sevenths; 20 % is none of them") {
  CHECK(percentages({"28.6", "57.1", "14.3"}, {.total = {}, .count = BigInt{7}}) == kConsistent);
  const PrintedTable table = printed_sample(
      letters(3), {{PrintedRole::kPercent, "%", {"28.6", "20.0", "51.4"}, kPercent}});
  const Audit found = audit(table, {.total = {}, .count = BigInt{7}});
  const auto counts = facts_of<WholeCounts>(found);
  REQUIRE(counts.size() == 1);
  CHECK(counts[0].first == kInconsistent);
  CHECK(counts[0].second.impossible == std::vector<std::size_t>{1, 2});
  CHECK(found.findings.back().where == Location{1, 3, 2, 1});
}

TEST_CASE("each share may be whole and all of them not: 1/7 three times and 3/7 make 6") {
  const PrintedTable table = printed_sample(
      letters(4), {{PrintedRole::kPercent, "%", {"14.3", "14.3", "14.3", "42.9"}, kPercent}});
  const auto counts = facts_of<WholeCounts>(audit(table, {.total = {}, .count = BigInt{7}}));
  CHECK(counts[0].first == kInconsistent);
  CHECK(counts[0].second.impossible.empty());
  CHECK(counts[0].second.most == BigInt{6});
}

TEST_CASE("amounts and percentages that have a pot in common say which") {
  const Audit found =
      audit(printed_sample(letters(2), {{PrintedRole::kAmount, "EUR", {"2501", "7503"}},
                                        {PrintedRole::kPercent, "%", {"25.0", "75.0"}, kPercent}}),
            {});
  const auto pots = facts_of<CommonPot>(found);
  REQUIRE(pots.size() == 1);
  CHECK(pots[0].first == kConsistent);
  CHECK(pots[0].second.pot.low == number("7502.5") / number("0.7505"));
  CHECK(pots[0].second.pot.high == number("7503.5") / number("0.7495"));
}

Texts times(const Texts& counts, std::int64_t rate) {
  Texts result;
  for (const std::string& count : counts) {
    result.push_back(std::to_string(std::stoll(count) * rate));
  }
  return result;
}

const Texts kHeads{"166", "13", "76", "91", "85", "30", "352", "77", "78", "83", "268", "89"};

Audit by_heads(const Texts& amounts) {
  return audit(printed_sample(letters(kHeads.size()), {{PrintedRole::kAmount, "EUR", amounts},
                                                       {PrintedRole::kKey, "heads", kHeads}}),
               {});
}

TEST_CASE("one row of twelve breaks the rate per head: a misprint, with what would fit") {
  Texts amounts = times(kHeads, 796);
  amounts[3] = "72346";  // 72436
  const Audit found = by_heads(amounts);
  CHECK(found.verdict() == kInconsistent);
  const auto rates = facts_of<OneRate>(found);
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].second.sharing == 11);
  CHECK(rates[0].second.rate.holds(Fraction{796}));
  REQUIRE(rates[0].second.strays.size() == 1);
  CHECK(rates[0].second.strays[0].row == 3);
  CHECK(rates[0].second.strays[0].fit == Fraction{72'436});
  CHECK(rates[0].second.strays[0].slip == Slip::kDigitsExchanged);
  CHECK_FALSE(rates[0].second.strays[0].same_as);
}

TEST_CASE("who breaks the rate with the amount of another row may be a copy of it") {
  Texts amounts = times(kHeads, 796);
  amounts[3] = amounts[4];
  CHECK(facts_of<OneRate>(by_heads(amounts))[0].second.strays[0].same_as == 4U);
}

TEST_CASE("a floor, a ceiling, a quarter of the rows: nobody can tell") {
  Texts floor = times(kHeads, 796);
  floor[1] = "20000";  // no less than this
  CHECK(by_heads(floor).verdict() == kCannotTell);
  Texts ceiling = times(kHeads, 796);
  ceiling[6] = "250000";
  CHECK(by_heads(ceiling).verdict() == kCannotTell);
  Texts many = times(kHeads, 796);
  many[0] = "99123";
  many[2] = "91711";
  many[4] = "51111";
  CHECK(by_heads(many).verdict() == kCannotTell);
}

TEST_CASE("a row that keeps 95 % of the year before is held harmless, and no misprint") {
  Texts now = times(kHeads, 796);
  Texts before = times(kHeads, 700);
  before[3] = "100000";
  now[3] = "95000";
  const Audit found =
      audit(printed_sample(letters(kHeads.size()), {{PrintedRole::kAmount, "2025", now},
                                                    {PrintedRole::kPrior, "2024", before},
                                                    {PrintedRole::kKey, "heads", kHeads}}),
            {});
  CHECK(facts_of<OneRate>(found)[0].first == kCannotTell);
}

Audit shifts(const Texts& shift, const Texts& change) {
  return audit(
      printed_sample(letters(4), {{PrintedRole::kAmount, "2025", {"110", "190", "330", "400"}},
                                  {PrintedRole::kPrior, "2024", {"100", "200", "300", "400"}},
                                  {PrintedRole::kShift, "+/-", shift},
                                  {PrintedRole::kChange, "%", change, kPercent}}),
      {});
}

TEST_CASE("prior and shift make the amount, and the change is of the prior") {
  CHECK(shifts({"10", "-10", "30", "0"}, {"10.0", "-5.0", "10.0", "0.0"}).verdict() == kConsistent);
  const Audit found = shifts({"10", "-10", "20", "0"}, {"10.0", "-5.0", "10.0", "9.0"});
  const auto figures = facts_of<ShiftFigures>(found);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].first == kInconsistent);
  CHECK(figures[0].second.strays[0].row == 2);
  CHECK(figures[0].second.strays[0].fit == Fraction{30});
  CHECK(figures[1].first == kInconsistent);
  CHECK(figures[1].second.strays[0].row == 3);
  CHECK(figures[1].second.strays[0].fit == Fraction{0});
}

TEST_CASE("a shift printed the other way round is one, and columns of something else are none") {
  const auto reversed =
      facts_of<ShiftFigures>(shifts({"-10", "10", "-30", "0"}, {"10.0", "-5.0", "10.0", "0.0"}));
  CHECK(reversed[0].first == kConsistent);
  CHECK(reversed[0].second.reversed);
  const auto other =
      facts_of<ShiftFigures>(shifts({"17", "-40", "20", "5"}, {"10.0", "-5.0", "10.0", "0.0"}));
  CHECK(other[0].first == kCannotTell);
}

TEST_CASE("shares that were cut are called so") {
  const Audit found =
      audit(printed_sample(letters(3),
                           {{PrintedRole::kKey, "inhabitants", {"1000", "2000", "3000"}},
                            {PrintedRole::kPercent, "%", {"16.66", "33.33", "50.00"}, kPercent}}),
            {});
  const auto rules = facts_of<Reproduced>(found);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].second.cut);
  CHECK(names_of(rules[0].second.rules) == test::Names{"down 1/10000 report"});
  CHECK(found.verdict() == kConsistent);
}

TEST_CASE("every resolution of a tie is accepted, and said to be one") {
  for (const Texts& seats : {Texts{"2", "1", "1"}, Texts{"1", "2", "1"}, Texts{"1", "1", "2"}}) {
    const auto rules = facts_of<Reproduced>(
        audit(printed_sample(letters(3), {{PrintedRole::kAmount, "seats", seats},
                                          {PrintedRole::kKey, "key", {"50", "50", "50"}}}),
              {}));
    REQUIRE(rules.size() == 1);
    const auto& all = rules[0].second.rules;
    REQUIRE(all.front().method == 0);
    CHECK(all.front().tie);
  }
}

TEST_CASE("a sum that half up leaves short of the pot on purpose is consistent") {
  // 3 x 333 333 333 of 1 000 000 000 (KitaFinHG, section 27, is one of this kind).
  const Audit found = audit(
      printed_sample(
          letters(3),
          {{PrintedRole::kAmount, "EUR", {"333333333", "333333333", "333333333", "1000000000"}},
           {PrintedRole::kKey, "key", {"7", "7", "7", "21"}}},
          true),
      {});
  CHECK(found.verdict() == kConsistent);
  CHECK(names_of(facts_of<Reproduced>(found)[0].second.rules).contains("half_up 1 report"));
}

TEST_CASE("a row that stands twice, and an id with two amounts") {
  const Texts ids{"08111", "08115", "08116", "08115", "08117", "08118", "08119", "08121", "08125"};
  const auto doubled = [&](const char* amount) {
    return facts_of<TwoRows>(
        audit(printed_sample(ids,
                             {{PrintedRole::kAmount,
                               "EUR",
                               {"101", "202", "303", amount, "505", "606", "707", "808", "909"}}},
                             false, true),
              {}));
  };
  REQUIRE(doubled("202").size() == 1);
  CHECK(doubled("202")[0].first == kInconsistent);
  CHECK(doubled("202")[0].second.same_numbers);
  CHECK_FALSE(doubled("404")[0].second.same_numbers);
}

TEST_CASE("two places of one name are two places; a table with a row a year is no doubled one") {
  const Audit names = audit(
      printed_sample(
          {"Neustadt", "Altstadt", "Neustadt", "d", "e", "f", "g", "h", "i"},
          {{PrintedRole::kAmount, "EUR", {"101", "202", "303", "1", "2", "3", "4", "5", "6"}}}),
      {});
  CHECK(facts_of<TwoRows>(names)[0].first == kCannotTell);
  const Audit years =
      audit(printed_sample({"01", "01", "02", "02"},
                           {{PrintedRole::kAmount, "EUR", {"1", "2", "3", "4"}}}, false, true),
            {});
  CHECK(facts_of<TwoRows>(years).empty());
  CHECK(facts_of<ManyRowsEach>(years)[0].second.ids == 2);
}

TEST_CASE("a long amount that stands in two rows is worth a look, a flat one is not") {
  CHECK(
      facts_of<SharedAmount>(audit(amounts({"938873", "8952433", "938873", "1679920"}, false), {}))
          .size() == 1);
  CHECK(
      facts_of<SharedAmount>(audit(amounts({"900000", "8952433", "900000", "1679920"}, false), {}))
          .empty());
  CHECK(
      facts_of<SharedAmount>(audit(amounts({"938873", "938873", "938873", "16799200"}, false), {}))
          .empty());
}

TEST_CASE("a value of the year before in a column that adds up is no fault of it") {
  const Texts then{"1101", "1202", "1303", "1404", "1505", "1606", "1707", "1808"};
  Texts now{"1111", "1222", "1333", "1404", "1555", "1666", "1777", "1888"};
  const auto repeated = [&] {
    return facts_of<RepeatedValue>(audit(
        printed_sample(letters(8),
                       {{PrintedRole::kAmount, "2025", now}, {PrintedRole::kPrior, "2024", then}},
                       now.size() > 8),
        {}));
  };
  REQUIRE(repeated().size() == 1);
  CHECK(repeated()[0].first == kCannotTell);
  now.push_back("11996");  // 40 more than the column
  CHECK(repeated()[0].first == kInconsistent);
  CHECK(repeated()[0].second.restores == Fraction{1'444});
}

TEST_CASE("two tables: who came, who went, who is called otherwise, and last year's amounts") {
  const PrintedTable before =
      printed_sample({"01", "02", "03", "04", "05", "06", "07", "08", "09", "10"},
                     {{PrintedRole::kAmount,
                       "2024",
                       {"11", "12", "13", "14", "15", "16", "17", "18", "19", "20"}}},
                     false, true);
  PrintedTable after = printed_sample(
      {"01", "02", "03", "04", "05", "06", "07", "08", "09", "11"},
      {{PrintedRole::kAmount, "2025", {"21", "22", "23", "24", "25", "26", "27", "28", "29", "30"}},
       {PrintedRole::kPrior, "2024", {"11", "12", "31", "14", "15", "16", "17", "18", "19", "20"}}},
      false, true);
  PrintedTable named = before;
  named.rows[0].name = "Landkreis Göppingen";
  after.rows[0].name = "GOEPPINGEN";
  named.rows[1].name = "Eisenach";
  after.rows[1].name = "Wartburgkreis";
  const Audit found = audit_two(named, after);
  const auto rows = facts_of<RowsOfOne>(found);
  REQUIRE(rows.size() == 2);
  CHECK_FALSE(rows[0].second.came);
  CHECK(rows[0].second.rows == std::vector<std::size_t>{9});
  CHECK(rows[1].second.came);
  CHECK(rows[1].second.rows == std::vector<std::size_t>{9});
  REQUIRE(facts_of<Renamed>(found).size() == 1);
  CHECK(facts_of<Renamed>(found)[0].second.before == 1);
  const auto prior = facts_of<PriorFigures>(found);
  REQUIRE(prior.size() == 1);
  CHECK(prior[0].first == kInconsistent);
  CHECK(prior[0].second.holding == 8);
  CHECK(prior[0].second.strays[0].row == 2);
  CHECK(prior[0].second.strays[0].fit == Fraction{13});
}

TEST_CASE("without ids, a name that is spelt otherwise is the same row") {
  const PrintedTable before =
      printed_sample({"Görlitz", "Bautzen"}, {{PrintedRole::kAmount, "2024", {"11", "12"}}});
  const PrintedTable after =
      printed_sample({"Goerlitz", "Meißen"}, {{PrintedRole::kAmount, "2025", {"11", "12"}}});
  const auto rows = facts_of<RowsOfOne>(audit_two(before, after));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].second.rows == std::vector<std::size_t>{1});
  CHECK(rows[1].second.rows == std::vector<std::size_t>{1});
}

}  // namespace
}  // namespace allot::engine
