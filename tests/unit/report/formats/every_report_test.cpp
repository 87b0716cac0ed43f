#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/report/check.hpp"
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
  bool verdicts = false;

  /// Formats that cannot show it write people's table.
  [[nodiscard]] bool has(const Format& format) const {
    return format.writes == Writes::kOneTable   ? one_table
           : format.writes == Writes::kVerdicts ? verdicts
                                                : true;
  }
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
    reports.push_back(
        {"compare by " + rows, [&sample, options](const Format& format, Writer& out) {
           const Compared side = compared_scenario(sample.view(), options.by, "a.yaml");
           write_comparison(compare({side, side}, {.run = options}), {.run = options}, format, out);
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
  reports.push_back({"check",
                     [](const Format& format, Writer& out) {
                       const SourceFiles files;
                       write_check(std::vector{Checked{.name = "a.yaml", .expectations = 2}}, files,
                                   {}, format, out);
                     },
                     false, true});
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
      CHECK((format.writes == Writes::kWorkbook ? text.starts_with("PK") : text.ends_with('\n')));
      const bool is_json = format.name == "json" || format.name == "sarif";
      CHECK(nlohmann::json::accept(text) == (is_json && report.has(format)));
      for (const Format& other : formats()) {
        if (&other != &format && report.has(format) && report.has(other)) {
          CHECK(as(other) != text);
        }
      }
      if (!report.has(format)) {
        CHECK(text == as(*find_format("table")));
      }
    }
  }
}

}  // namespace
}  // namespace allot::report
