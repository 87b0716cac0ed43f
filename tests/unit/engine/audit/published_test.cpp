// What is found in tables as they were published.
#include <doctest/doctest.h>

#include <optional>

#include "allot/engine/audit/audit.hpp"
#include "support/audit_facts.hpp"
#include "support/numbers.hpp"
#include "support/published_tables.hpp"

namespace allot::engine {
namespace {

using test::facts_of;
using test::Names;
using test::names_of;
using test::number;

TEST_CASE("Integrationsmanagement 2018: half up at 58 million for 72 857 heads") {
  const Audit found =
      audit(test::bw_im_2018(), {.total = Fraction{58'000'000}, .count = BigInt{72'857}});
  CHECK(found.verdict() == AuditVerdict::kConsistent);
  const auto rules = facts_of<Reproduced>(found);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].second.rows == 7);
  CHECK(names_of(rules[0].second.rules) == Names{"half_up 1", "half_even 1"});
  const auto rates = facts_of<OneRate>(found);
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].first == AuditVerdict::kConsistent);
  CHECK(rates[0].second.rate.holds(number("58000000/72857")));
  // The rows are some of many: that they add up to less is no finding against them.
  const auto sums = facts_of<ColumnSum>(found);
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].first == AuditVerdict::kCannotTell);
}

TEST_CASE("KitaFinHG: largest remainder, and no half up, whoever takes the difference") {
  for (const std::optional<Fraction>& total :
       {std::optional<Fraction>{}, std::optional{Fraction{580'500'000}}}) {
    const Audit found = audit(test::kitafinhg_6(), {.total = total, .count = {}});
    CHECK(found.verdict() == AuditVerdict::kConsistent);
    const auto rules = facts_of<Reproduced>(found);
    REQUIRE(rules.size() == 1);
    const Names names = names_of(rules[0].second.rules);
    CHECK(names.contains("largest_remainder 1"));
    CHECK_FALSE(names.contains("half_up 1 report"));
    CHECK_FALSE(names.contains("half_up 1 largest"));
    CHECK_FALSE(names.contains("down 1 report"));
  }
}

TEST_CASE("Königstein 2014: Brandenburg has the value of 2015; 3.08092 restores 100 %") {
  const Audit found = audit(test::koenigstein(), {});
  CHECK(found.verdict() == AuditVerdict::kInconsistent);
  const auto sums = facts_of<PercentageSum>(found);
  REQUIRE(sums.size() == 3);
  CHECK(sums[0].first == AuditVerdict::kConsistent);
  CHECK(sums[1].first == AuditVerdict::kConsistent);
  CHECK(sums[2].first == AuditVerdict::kInconsistent);
  CHECK(sums[2].second.added == number("0.9997961"));
  const auto repeated = facts_of<RepeatedValue>(found);
  REQUIRE(repeated.size() == 1);
  CHECK(repeated[0].first == AuditVerdict::kInconsistent);
  CHECK(repeated[0].second.column == 2);
  CHECK(repeated[0].second.from == 1);
  CHECK(repeated[0].second.row == 3);
  CHECK(repeated[0].second.others == 15);
  CHECK(repeated[0].second.restores == number("0.0308092"));
}

TEST_CASE("AMIF 2014: the printed total is 2 less than its column, which rounding can explain") {
  const Audit found = audit(test::eu_amif_2014(), {});
  CHECK(found.verdict() == AuditVerdict::kConsistent);
  const auto sums = facts_of<ColumnSum>(found);
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].first == AuditVerdict::kConsistent);
  CHECK(sums[0].second.difference() == Fraction{2});
  CHECK(sums[0].second.rounding == Fraction{14});
  // The percentages are those of the amounts, and not the other way round.
  const auto rules = facts_of<Reproduced>(found);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].second.column == 1);
  CHECK(rules[0].second.key == 2);
  CHECK(names_of(rules[0].second.rules).contains("half_up 1/10000"));
}

TEST_CASE("EUTBV: 610 posts by a blend of keys: no rate, no rule, and no finding against it") {
  const Audit found = audit(test::eutbv_2021(), {.total = Fraction{610}, .count = {}});
  CHECK(found.verdict() == AuditVerdict::kConsistent);
  const auto sums = facts_of<ColumnSum>(found);
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].first == AuditVerdict::kConsistent);
  CHECK(facts_of<Reproduced>(found).empty());
}

TEST_CASE("VAT key 2021: nine decimals that add up to 1") {
  const Audit found = audit(test::ustschl_2021(), {});
  CHECK(found.verdict() == AuditVerdict::kConsistent);
  const auto sums = facts_of<PercentageSum>(found);
  REQUIRE(sums.size() == 1);
  CHECK(sums[0].second.difference() == Fraction{0});
}

TEST_CASE("GaFinHG: the products with the published key are whole euros, so every method fits") {
  const Audit found = audit(test::gafinhg_5(), {.total = Fraction{2'750'000'000}, .count = {}});
  CHECK(found.verdict() == AuditVerdict::kConsistent);
  const auto rules = facts_of<Reproduced>(found);
  REQUIRE(!rules.empty());
  const Names names = names_of(rules[0].second.rules);
  for (const char* method : {"exact 1", "down 1", "half_up 1", "largest_remainder 1"}) {
    CHECK_MESSAGE(names.contains(method), method);
  }
  const auto pots = facts_of<CommonPot>(found);
  REQUIRE(pots.size() == 1);
  CHECK(pots[0].first == AuditVerdict::kConsistent);
  CHECK(pots[0].second.pot.holds(Fraction{2'750'000'000}));
}

}  // namespace
}  // namespace allot::engine
