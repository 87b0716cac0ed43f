#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/report/compare.hpp"
#include "allot/report/sheet.hpp"
#include "allot/report/sweep.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

struct AnyReport {
  std::string name;
  std::function<void(const Format& format, Writer& out)> write;
  bool one_table = true;
};

std::vector<AnyReport> all_reports(const Sample& sample) {
  std::vector<AnyReport> reports;
  for (const RowsBy by :
       {RowsBy::kDistrict, RowsBy::kPot, RowsBy::kGroup, RowsBy::kContributor, RowsBy::kYear}) {
    const std::string rows{name_of(by)};
    RunOptions options;
    options.by = by;
    reports.push_back({"run by " + rows, [&sample, options](const Format& format, Writer& out) {
                         write_run(sample.view(), options, format, out);
                       }});
    reports.push_back({"compare by " + rows, [&sample, options](const Format& format, Writer& out) {
                         const Compared side =
                             compared_scenario(sample.view(), options.by, "a.yaml");
                         write_comparison(compare({side, side}, options.by, false),
                                          {.run = options}, format, out);
                       }});
  }
  for (const bool by_district : {false, true}) {
    reports.push_back({by_district ? "sweep by district" : "sweep",
                       [&sample, by_district](const Format& format, Writer& out) {
                         SweepPoint point{};
                         point.budgets = sample.result.budgets;
                         const Sweep sweep{.title = "t",
                                           .currency = "EUR",
                                           .decimals = 2,
                                           .paths = {"pots.grund.amount"},
                                           .values = {{"1", "1/3"}},
                                           .chosen = {0, 1},
                                           .points = {point, point},
                                           .ids = sample.scenario.districts.ids,
                                           .names = sample.scenario.districts.names,
                                           .by_district = by_district};
                         write_sweep(sweep, {}, format, out);
                       }});
  }
  reports.push_back({"explain",
                     [&sample](const Format& format, Writer& out) {
                       const Sheet sheet{.district = DistrictId{1},
                                         .pots = {{.pot = 0, .absent = "takes no part"}}};
                       write_sheet(sample.view(), sheet, {}, format, out);
                     },
                     false});
  return reports;
}

TEST_CASE("every format writes every report, or people's table where it cannot show it") {
  const Sample sample;
  for (const AnyReport& report : all_reports(sample)) {
    const auto as = [&](const Format& format) {
      return written([&](Writer& out) { report.write(format, out); });
    };
    for (const Format& format : formats()) {
      CAPTURE(report.name);
      CAPTURE(format.name);
      const std::string text = as(format);
      CHECK(text.ends_with('\n'));
      CHECK(nlohmann::json::accept(text) == (format.name == "json"));
      for (const Format& other : formats()) {
        const bool falls_back = !report.one_table && (format.writes == Writes::kOneTable ||
                                                      other.writes == Writes::kOneTable);
        if (!falls_back && &other != &format) {
          CHECK(as(other) != text);
        }
      }
      if (!report.one_table && format.writes == Writes::kOneTable) {
        CHECK(text == as(*find_format("table")));
      }
    }
  }
}

}  // namespace
}  // namespace allot::report
