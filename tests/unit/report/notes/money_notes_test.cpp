#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

Sample with_paid() {
  Sample sample;
  sample.result.paid.emplace();
  for (const std::int64_t minor : {28342575, 0, 100, 86568085, 465804066}) {
    sample.result.paid->push_back(Money::from_minor(minor));
  }
  sample.scenario.districts.groups = {"Nord", "West", "Süd", "Süd", "Süd"};
  return sample;
}

TEST_CASE("what is paid out and what is open, which may be negative") {
  RunOptions options;
  CHECK(with_paid().report("csv", options) ==
        "id,name,group,key_percent,prior,budget,shift,shift_percent,paid,open\n"
        "01001,Flensburg,Nord,2.834258,200906.35,283425.75,82519.40,41.073565,283425.75,0.00\n"
        "05315,Köln,West,33.487369,2812688.82,3348736.91,536048.09,19.058208,0.00,3348736.91\n"
        "06431,Bergstraße,Süd,8.441158,774924.47,844115.83,69191.36,8.928788,1.00,844114.83\n"
        "06433,Groß-Gerau,Süd,8.656808,861027.19,865680.84,4653.65,0.540477,865680.85,-0.01\n"
        "09162,München,Süd,46.580407,4850453.17,4658040.67,-192412.50,-3.966897,4658040.66,0.01\n");
  options.columns = {"id", "paid", "open"};
  CHECK(with_paid()
            .report("table", options)
            .find(grouped("id             paid          open\n"
                          "01001    283_425.75          0.00\n"
                          "05315          0.00  3_348_736.91\n"
                          "06431          1.00    844_114.83\n"
                          "06433    865_680.85         −0.01\n"
                          "09162  4_658_040.66          0.01\n"
                          "       ────────────  ────────────\n"
                          "Sum    5_807_148.26  4_192_851.74\n")) != std::string::npos);
  options.columns.clear();
  options.by = RowsBy::kGroup;
  CHECK(with_paid().report("csv", options) ==
        "group,districts,prior,budget,shift,shift_percent,paid,open\n"
        "Nord,1,200906.35,283425.75,82519.40,41.073565,283425.75,0.00\n"
        "Süd,3,6486404.83,6367837.34,-118567.49,-1.827938,5523722.51,844114.83\n"
        "West,1,2812688.82,3348736.91,536048.09,19.058208,0.00,3348736.91\n");
}

TEST_CASE("JSON has what is paid out and what is open after the shift") {
  const auto json = nlohmann::ordered_json::parse(with_paid().report("json"));
  CHECK(json["districts"][3]["paid"] == 865680.85);
  CHECK(json["districts"][3]["open"] == -0.01);
  CHECK(json["total"].dump() == R"({"prior":9500000.0,"budget":10000000.0,"shift":500000.0,)"
                                R"("shift_percent":5.263158,"paid":5807148.26,"open":4192851.74})");
  RunOptions options;
  options.by = RowsBy::kGroup;
  const auto groups = nlohmann::json::parse(with_paid().report("json", options))["groups"];
  CHECK(groups[1]["open"] == 844114.83);
}

/// The second pot is fed by the first one.
Sample with_moved_money() {
  Sample sample;
  sample.add_pot("extra");
  sample.set_budgets(1, {0, 100, 0, 0, 0});
  engine::PotResult& pot = sample.result.pots[0];
  pot.amount = Money::from_minor(1000000500);
  pot.passed_on = {{PotId{1}, Money::from_minor(100)}, {PotId{1}, Money::from_minor(500)}};
  pot.top_ups = {{"Land", Money::from_minor(70)}, {"Bund", Money::from_minor(30)}};
  return sample;
}

TEST_CASE("by pot: topped up and passed on, where there is such money") {
  RunOptions options;
  options.by = RowsBy::kPot;
  CHECK(with_moved_money().report("csv", options) ==
        "pot,title,amount,top_up,budget,reserved,passed_on,not_assigned,left_over\n"
        "extra,,1.00,0.00,1.00,0.00,0.00,0.00,0.00\n"
        "grund,,10000005.00,1.00,10000000.00,0.00,6.00,0.00,0.00\n");
  options.columns = {"pot", "amount", "top_up", "passed_on"};
  CHECK(with_moved_money()
            .report("table", options)
            .find(grouped("pot               in  topped up  passed on\n"
                          "extra           1.00       0.00       0.00\n"
                          "grund  10_000_005.00       1.00       6.00\n"
                          "       ─────────────  ─────────  ─────────\n"
                          "Sum    10_000_006.00       1.00       6.00\n")) != std::string::npos);
  const auto pots = nlohmann::ordered_json::parse(with_moved_money().report("json"))["pots"];
  CHECK(pots[0].dump() ==
        R"({"id":"grund","amount":10000005.0,"budget":10000000.0,"reserved":0.0,)"
        R"("not_assigned":0.0,"left_over":0.0,)"
        R"("top_ups":[{"from":"Land","amount":0.7},{"from":"Bund","amount":0.3}],)"
        R"("passed_on":[{"to":"extra","amount":1.0},{"to":"extra","amount":5.0}]})");
  CHECK_FALSE(pots[1].contains("top_ups"));
  CHECK_FALSE(pots[1].contains("passed_on"));
}

TEST_CASE("by group the names of `groups` are shown and sorted by") {
  Sample sample;
  sample.scenario.districts.groups = {"01", "05", "06", "06", "09"};
  Scenario groups;
  groups.districts.ids = {"01", "05", "06"};
  groups.districts.names = {"Schleswig-Holstein", "Nordrhein-Westfalen", "Hessen"};
  sample.scenario.groups = std::make_shared<const Scenario>(std::move(groups));
  RunOptions options;
  options.by = RowsBy::kGroup;
  options.sort = SortBy::kName;
  CHECK(sample.report("csv", options) ==
        "group,name,districts,prior,budget,shift,shift_percent\n"
        "09,09,1,4850453.17,4658040.67,-192412.50,-3.966897\n"
        "06,Hessen,2,1635951.66,1709796.67,73845.01,4.513887\n"
        "05,Nordrhein-Westfalen,1,2812688.82,3348736.91,536048.09,19.058208\n"
        "01,Schleswig-Holstein,1,200906.35,283425.75,82519.40,41.073565\n");
  options.columns = {"group", "name", "districts"};
  CHECK(sample.report("table", options)
            .find("group  name                 districts\n"
                  "09     09                           1\n"
                  "06     Hessen                       2\n"
                  "05     Nordrhein-Westfalen          1\n"
                  "01     Schleswig-Holstein           1\n"
                  "                            ─────────\n"
                  "       Sum                          5\n") != std::string::npos);
  const auto json = nlohmann::ordered_json::parse(sample.report("json", options));
  CHECK(json["groups"][1]["group"] == "06");
  CHECK(json["groups"][1]["name"] == "Hessen");
}

}  // namespace
}  // namespace allot::report
