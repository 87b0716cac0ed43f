// Tables that laws and ministries print, recomputed. "Recovered" inputs were computed back from the
// published amounts: such a table tests the rule and its rounding, not the inputs.
#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "allot/engine/run.hpp"
#include "support/numbers.hpp"
#include "support/rounding_case.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {
namespace {

using Minor = std::vector<std::int64_t>;
using Texts = std::vector<std::string_view>;

// In the order of the laws: the sixteen Länder by name, Baden-Württemberg to Thüringen.

/// Königsteiner Schlüssel 2019, percent, as GaFinHG § 5 uses it.
const Texts kKoenigstein2019{"13.04061", "15.56072", "5.18995", "3.02987",  "0.95379", "2.60343",
                             "7.43709",  "1.98045",  "9.39533", "21.07592", "4.81848", "1.19827",
                             "4.98208",  "2.69612",  "3.40578", "2.63211"};
/// GaFinHG § 5 (2021): 2.75 billion EUR, the amounts in the law's text.
const Minor kGaFinHG{358616775, 427919800, 142723625, 83321425,  26229225,  71594325,
                     204519975, 54462375,  258371575, 579587800, 132508200, 32952425,
                     137007200, 74143300,  93658950,  72383025};
/// Königsteiner Schlüssel 2014, 2015 and 2016, percent (KommunalWiki).
const Texts kKoenigstein2014{"12.97496", "15.33048", "5.04557", "3.06053",  "0.94097", "2.52738",
                             "7.31557",  "2.04165",  "9.35696", "21.24052", "4.83472", "1.21566",
                             "5.10067",  "2.85771",  "3.38791", "2.74835"};
const Texts kKoenigstein2015{"12.86456", "15.51873", "5.04927", "3.06053",  "0.95688", "2.52968",
                             "7.35890",  "2.02906",  "9.32104", "21.21010", "4.83710", "1.22173",
                             "5.08386",  "2.83068",  "3.40337", "2.72451"};
const Texts kKoenigstein2016{"12.96662", "15.53327", "5.08324", "3.03655",  "0.95331", "2.55752",
                             "7.39885",  "2.01240",  "9.33138", "21.14424", "4.83089", "1.21111",
                             "5.05577",  "2.79941",  "3.39074", "2.69470"};
/// UStSchlFestV 2021 § 6, the key of the municipalities' part of the value-added tax.
const Texts kValueAddedTax2021{"0.138454877", "0.170812448", "0.039740186", "0.019699043",
                               "0.011309512", "0.037783008", "0.084795378", "0.013682749",
                               "0.085892771", "0.235090621", "0.040787564", "0.011770473",
                               "0.042224573", "0.019781070", "0.027232624", "0.020943103"};
/// KitaFinHG § 6: 580.5 million EUR; the amounts in the law's text, the children recovered.
const Minor kChildrenUnder3{274527, 319189, 97191, 57985, 16320,  49566, 155019, 39539,
                            192055, 444091, 95507, 21236, 103877, 52252, 68609,  52002};
const Minor kKitaFinHG{78158734, 90874152, 27670595, 16508519,  4646357,  14111602,
                       44134416, 11256883, 54678686, 126434159, 27191155, 6045959,
                       29574122, 14876315, 19533207, 14805139};

KeyId shares_key(ScenarioBuilder& builder, const Texts& printed, int decimals, int adds_to,
                 std::string if_not_closed = "error") {
  const ColumnId column = builder.decimal_column("printed", numbers(printed), decimals);
  return builder.key("published", test::shares_key(column, adds_to, std::move(if_not_closed)));
}

struct Run {
  Minor budgets;
  std::vector<Code> codes;
};

Run run(const ScenarioBuilder& builder) {
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  Run run;
  run.codes = codes_of(problems);
  for (std::size_t i = 0; result && i < result->budgets.size(); ++i) {
    run.budgets.push_back(result->budgets[i].minor());
  }
  return run;
}

Run shared(const Texts& printed, int decimals, int adds_to, std::int64_t amount,
           const RoundingRule& rule) {
  ScenarioBuilder builder{printed.size()};
  const KeyId key = shares_key(builder, printed, decimals, adds_to);
  builder.pot("pot", amount, {step("share", {{"by", key}})}, rule);
  return run(builder);
}

TEST_CASE("GaFinHG § 5: 2.75 billion by a key of five decimals, each amount whole as it is") {
  CHECK(shared(kKoenigstein2019, 5, 100, 2'750'000'000, rounding("exact")).budgets == kGaFinHG);
  CHECK(shared(kKoenigstein2019, 5, 100, 2'750'000'000, rounding("largest_remainder")).budgets ==
        kGaFinHG);
}

TEST_CASE("KitaFinHG § 6: 580.5 million by children under 3, largest remainder to the euro") {
  ScenarioBuilder builder{16};
  const KeyId key = builder.key_of("children", kChildrenUnder3);
  builder.pot("pot", 580'500'000, {step("share", {{"by", key}})}, rounding("largest_remainder"));
  CHECK(run(builder).budgets == kKitaFinHG);
}

TEST_CASE("KitaFinHG § 6 is not what half_up gives: one amount would differ, and the sum") {
  ScenarioBuilder builder{16};
  const KeyId key = builder.key_of("children", kChildrenUnder3);
  builder.pot("pot", 580'500'000, {step("share", {{"by", key}})},
              rounding("half_up", 1, Residual::To::kReport));
  const Minor budgets = run(builder).budgets;
  int same = 0;
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    same += budgets[i] == kKitaFinHG[i] ? 1 : 0;
  }
  CHECK(same == 15);
}

TEST_CASE("the Königstein keys of 2015 and 2016 add to 100; that of 2014 has a misprint") {
  const RoundingRule rule = rounding("largest_remainder");
  CHECK(shared(kKoenigstein2015, 5, 100, 1'000'000, rule).codes.empty());
  CHECK(shared(kKoenigstein2016, 5, 100, 1'000'000, rule).codes.empty());
  CHECK(shared(kKoenigstein2014, 5, 100, 1'000'000, rule).codes ==
        std::vector{Code::kKeyNotClosed});
  // Brandenburg repeats its value of 2015: 3.08092 restores the sum.
  Texts restored = kKoenigstein2014;
  CHECK(restored[3] == kKoenigstein2015[3]);
  restored[3] = "3.08092";
  CHECK(shared(restored, 5, 100, 1'000'000, rule).codes.empty());
}

TEST_CASE("the value-added tax key of 2021 adds to 1 in nine decimals: a billion splits exactly") {
  const Run run = shared(kValueAddedTax2021, 9, 1, 1'000'000'000, rounding("exact"));
  CHECK(run.codes.empty());
  REQUIRE(run.budgets.size() == 16);
  CHECK(run.budgets[0] == 138'454'877);
  CHECK(run.budgets[9] == 235'090'621);
}

TEST_CASE("Integrationsmanagement Baden-Württemberg 2018: a rate per head, half up to the euro") {
  // 58 million EUR by 72 857 heads (recovered); heads and amounts from the press of January 2018:
  // Tettnang, Neukirch, Meckenbeuren, Kressbronn, Schriesheim, Hirschberg, Weinheim.
  ScenarioBuilder builder{7};
  const KeyId heads = builder.key_of("heads", Minor{166, 13, 76, 91, 85, 30, 352});
  builder.pot("im", std::nullopt,
              {step("rate", {{"amount", Fraction{58'000'000, 72'857}}, {"per", heads}})},
              rounding("half_up", 1, Residual::To::kReport));
  CHECK(run(builder).budgets == Minor{132149, 10349, 60502, 72443, 67667, 23882, 280220});
}

/// Texas Education Agency, 2016-17: whether the district has at least 300 square miles, its pupils
/// in average daily attendance, its adjusted basic allotment, and the allotment adjusted to its
/// size.
struct TexasRow {
  bool large;
  std::string_view pupils;
  std::int64_t basic, allotment;
};

TEST_CASE("Texas 2016-17: allotments by the size of the district, 26 of 26") {
  // Education Code 42.103: more by 0.00025 for each pupil below 1600 (0.0004 in a district of at
  // least 300 square miles), or by 0.000025 for each below 5000, whichever is more: two lines that
  // meet at 11000/9 and at 4120/3 pupils.
  const TexasRow rows[] = {
      {false, "224", 5359, 7202},       {false, "655.325", 5359, 6625},
      {false, "14529", 5468, 5468},     {false, "1203.365", 5283, 5807},
      {true, "130", 5181, 8227},        {false, "337.473", 5395, 7098},
      {false, "4418.366", 5432, 5511},  {false, "667.469", 5322, 6563},
      {true, "414.867", 4548, 6704},    {false, "61495.207", 5724, 5724},
      {false, "4599.731", 5541, 5596},  {true, "4450.258", 5479, 5554},
      {false, "41083.125", 5724, 5724}, {false, "19690.94", 5578, 5578},
      {true, "890.159", 5505, 7068},    {false, "528.8", 5195, 6586},
      {false, "3124.363", 5413, 5667},  {false, "20024.916", 5574, 5574},
      {false, "565.383", 5270, 6633},   {false, "130", 5359, 7328},
      {true, "1063.753", 5578, 6774},   {true, "3833.095", 5578, 5741},
      {true, "6001.787", 5574, 5574},   {false, "2976.77", 5468, 5745},
      {false, "130", 5180, 7084},       {true, "406", 4856, 7175},
  };
  const std::vector<Bracket> small{
      {0, number("7/5")}, {number("11000/9"), number("197/180")}, {5000, 1}};
  const std::vector<Bracket> large{
      {0, number("41/25")}, {number("4120/3"), number("409/375")}, {5000, 1}};
  for (const TexasRow& row : rows) {
    CAPTURE(row.pupils);
    ScenarioBuilder builder{1};
    const Fraction pupils = number(row.pupils);
    const KeyId counted =
        builder.key("counted", test::column_key(builder.decimal_column("pupils", {pupils})));
    const KeyId key =
        builder.key("sized", test::brackets_of(counted, "interpolated", row.large ? large : small));
    builder.pot("allotment", std::nullopt,
                {step("rate", {{"amount", Fraction{row.basic} / pupils}, {"per", key}})},
                rounding("half_up", 1, Residual::To::kReport));
    CHECK(run(builder).budgets == Minor{row.allotment});
  }
}

TEST_CASE("WIR case managers, Hessen 2018: 33 districts and towns at 50 000 EUR are 1.65 million") {
  // Press release of the ministry, 22 February 2018.
  ScenarioBuilder builder{33};
  builder.pot("wir", std::nullopt, {step("flat", {{"amount", Fraction{50'000}}})},
              rounding("largest_remainder"));
  Problems problems;
  const auto result = engine::run(builder.scenario(), problems);
  CAPTURE(messages_of(problems));
  REQUIRE(result.has_value());
  CHECK(result->pots[0].amount.minor() == 1'650'000);
  CHECK(result->total.minor() == 1'650'000);
}

TEST_CASE("the Bundestag of 2009 by Sainte-Laguë: 598 seats by second votes") {
  // Bundeswahlleiter, second votes of 27 September 2009: CDU, SPD, FDP, Linke, Grüne, CSU.
  const RoundingCase votes{.method = "sainte_lague",
                           .weights = Quantities::from(Quantities::Narrow{
                               11828277, 9990488, 6316080, 5155933, 4643272, 2830238}),
                           .units = 598};
  CHECK(rounded(votes).outcome.units == Minor{173, 146, 93, 76, 68, 42});
}

}  // namespace
}  // namespace allot::test
