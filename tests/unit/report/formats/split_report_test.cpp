#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::vector<Money> whole(const std::vector<std::int64_t>& minor) {
  std::vector<Money> amounts;
  for (const std::int64_t each : minor) {
    amounts.push_back(Money::from_minor(each));
  }
  return amounts;
}

engine::SplitTable split(std::vector<std::vector<std::int64_t>> cells,
                         const std::vector<std::int64_t>& elsewhere) {
  engine::SplitTable table;
  table.elsewhere = whole(elsewhere);
  for (std::size_t part = 0; part < cells.size(); ++part) {
    table.cells.push_back(whole(cells[part]));
    table.totals.push_back(table.elsewhere[part]);
    for (const Money cell : table.cells.back()) {
      table.totals.back() += cell;
    }
  }
  return table;
}

/// 1 040 by two contributors over two years, 40 of it reserved.
struct Kip {
  Kip() {
    scenario.title = "KIP";
    scenario.year = "2024-2025";
    scenario.districts.ids = {"info", "work"};
    scenario.districts.names = {"Information", "Arbeit"};
    scenario.districts.places.resize(2);
    add_pot("kip", {600, 400}, 40);
    Pot& pot = scenario.pots[0];
    pot.contributors = {{"federal", "federal", Fraction{500}, std::nullopt, {}},
                        {"canton", "Canton du Valais", Fraction{540}, Fraction{75}, {}},
                        {"lessor", "lessor", std::monostate{}, Fraction{5}, {}}};
    pot.tranches = Tranches{{"2024", "2025"}, {Fraction{1}, Fraction{3}}, {}};
    result.pots[0].contributors = split({{290, 190}, {310, 210}, {0, 0}}, {20, 20, 0});
    result.pots[0].years = split({{150, 100}, {450, 300}}, {10, 30});
  }

  void add_pot(const std::string& id, const std::vector<std::int64_t>& budgets,
               std::int64_t reserved) {
    Pot pot;
    pot.id = id;
    pot.rounding.unit = 1;
    pot.rounding.ties = {{TieRule::By::kId}};
    scenario.pots.push_back(std::move(pot));
    engine::PotResult& into = result.pots.emplace_back();
    into.budgets = whole(budgets);
    into.exact = Quantities::from(Quantities::Narrow{budgets});
    result.budgets.resize(budgets.size());
    for (std::size_t i = 0; i < budgets.size(); ++i) {
      into.budget += into.budgets[i];
      result.budgets[i] += into.budgets[i];
    }
    into.amount = into.budget + Money::from_minor(reserved);
    if (reserved > 0) {
      into.reserves = {{"evaluation", Money::from_minor(reserved)}};
    }
    result.total += into.budget;
  }

  [[nodiscard]] std::string report(std::string_view format, RunOptions options,
                                   const std::string& year = {}) const {
    const RunView all{scenario, result};
    const std::optional<Selection> selected = selection(all, options.by, year);
    return written([&](Writer& out) {
      write_run(selected ? selected->view() : all, options, *find_format(format), out);
    });
  }

  Scenario scenario;
  engine::Result result;
};

RunOptions by(RowsBy rows) {
  RunOptions options;
  options.by = rows;
  return options;
}

TEST_CASE("by contributor: a column for each, and below the sum what goes to no district") {
  CHECK(Kip{}.report("table", by(RowsBy::kContributor)) ==
        grouped(R"(KIP · 2024-2025 · 1 pot · 2 districts
1_000 for 2 districts

id    district     federal  Canton du Valais  budget
info  Information      290               310     600
work  Arbeit           190               210     400
                   ───────  ────────────────  ──────
      Sum              480               520   1_000
      elsewhere         20                20      40
      in all           500               540   1_040

contributed: 500 by federal, 540 by Canton du Valais.
in kind, not in the totals: 75 by Canton du Valais, 5 by lessor.
tranches: 260 in 2024, 780 in 2025.
rounded to 1 by largest remainder.
reserved for `evaluation`: 40.
elsewhere: reserved, passed on, not assigned or left over by rounding.
)"));
}

TEST_CASE("where all money goes to districts the sum is the last row") {
  Kip kip;
  kip.result.pots[0].years = split({{160, 100}, {440, 300}}, {0, 0});
  const std::string report = kip.report("table", by(RowsBy::kYear));
  CHECK(report.find(grouped("id    district     2024  2025  budget\n"
                            "info  Information   160   440     600\n"
                            "work  Arbeit        100   300     400\n"
                            "                   ────  ────  ──────\n"
                            "      Sum           260   740   1_000\n\n")) != std::string::npos);
  CHECK(report.find("elsewhere") == std::string::npos);
}

TEST_CASE("a top-up is nobody's contribution and has a column of its own") {
  Kip kip;
  kip.result.pots[0].contributors = split({{290, 190}, {310, 205}, {0, 0}}, {20, 20, 0});
  const std::string report = kip.report("table", by(RowsBy::kContributor));
  CHECK(report.find(grouped("id    district     federal  Canton du Valais  topped up  budget\n"
                            "info  Information      290               310          0     600\n"
                            "work  Arbeit           190               205          5     400\n"
                            "                   ───────  ────────────────  ─────────  ──────\n"
                            "      Sum              480               515          5   1_000\n"
                            "      elsewhere         20                20                 40\n"
                            "      in all           500               535          5   1_040\n")) !=
        std::string::npos);
}

TEST_CASE("programs get a row for each district and part, spreadsheets a column for each part") {
  CHECK(Kip{}.report("csv", by(RowsBy::kContributor)) ==
        "id,name,group,contributor,budget\n"
        "info,Information,,federal,290\n"
        "info,Information,,canton,310\n"
        "work,Arbeit,,federal,190\n"
        "work,Arbeit,,canton,210\n");
  CHECK(Kip{}.report("csv", by(RowsBy::kYear)) ==
        "id,name,group,year,budget\n"
        "info,Information,,2024,150\n"
        "info,Information,,2025,450\n"
        "work,Arbeit,,2024,100\n"
        "work,Arbeit,,2025,300\n");
  CHECK(Kip{}.report("csv-excel", by(RowsBy::kContributor)) ==
        "\uFEFFid;name;group;federal;canton;budget\r\n"
        "info;Information;;290;310;600\r\n"
        "work;Arbeit;;190;210;400\r\n");
  RunOptions options = by(RowsBy::kContributor);
  options.sort = SortBy::kName;
  options.top = 1;
  options.columns = {"contributor", "id"};
  CHECK(Kip{}.report("csv", options) == "contributor,id\nfederal,work\ncanton,work\n");
}

TEST_CASE("parts of the same name are added over the pots, and told apart for programs") {
  Kip kip;
  kip.add_pot("extra", {7, 3}, 0);
  kip.scenario.pots[1].contributors = {{"canton", "", Fraction{6}, std::nullopt, {}},
                                       {"budget", "Budget", Fraction{4}, std::nullopt, {}}};
  kip.result.pots[1].contributors = split({{4, 2}, {3, 1}}, {0, 0});
  RunOptions options = by(RowsBy::kContributor);
  const std::string report = kip.report("table", options);
  CHECK(report.find(grouped("id    district     federal  Canton du Valais  Budget  budget\n"
                            "info  Information      290               314       3     607\n"
                            "work  Arbeit           190               212       1     403\n"
                            "                   ───────  ────────────────  ──────  ──────\n"
                            "      Sum              480               526       4   1_010\n"
                            "      elsewhere         20                20       0      40\n"
                            "      in all           500               546       4   1_050\n")) !=
        std::string::npos);
  CHECK(kip.report("csv-excel", options)
            .starts_with("\uFEFFid;name;group;federal;canton;contributor_budget;budget\r\n"));
  options.top = 1;
  CHECK(kip.report("csv", options) ==
        "pot,id,name,group,contributor,budget\n"
        "kip,info,Information,,federal,290\n"
        "kip,info,Information,,canton,310\n"
        "extra,info,Information,,canton,4\n"
        "extra,info,Information,,budget,3\n");
}

TEST_CASE("a pot that is not split so is left out, and a note says so") {
  Kip kip;
  kip.add_pot("extra", {7, 3}, 0);
  kip.result.pots[0].passed_on = {{PotId{1}, Money::from_minor(10)}};
  kip.result.prior = engine::PriorYear{{cents(1), cents(2)}, Money::from_minor(3), "2023"};
  const std::string report = kip.report("table", by(RowsBy::kContributor));
  CHECK(report.starts_with(grouped("KIP · 2024-2025 · 1 pot · 2 districts\n1_000 for 2")));
  CHECK(report.find("\npot `extra` has no contributors and is left out.\n") != std::string::npos);
  CHECK(report.find("\npassed on to pot `extra`: 10.\n") != std::string::npos);
  CHECK(
      kip.report("table", by(RowsBy::kYear)).find("pot `extra` has no tranches and is left out.") !=
      std::string::npos);
  CHECK(kip.report("csv", by(RowsBy::kDistrict)).find("607") != std::string::npos);
}

TEST_CASE("a year shows its tranches alone, without a prior year") {
  Kip kip;
  kip.result.prior = engine::PriorYear{{cents(1), cents(2)}, Money::from_minor(3), "2023"};
  CHECK(kip.report("table", {}, "2025") == grouped(R"(KIP · 2024-2025 · 1 pot · 2 districts
tranche of 2025: 750 for 2 districts

id    district     2025
info  Information   450
work  Arbeit        300
                   ────
      Sum           750

2025 is one of the years 2024, 2025;
the rules and the rounding of the whole are shown without `--year`.
to no district (reserved, passed on, not assigned or left over): 30.
)"));
  CHECK(kip.report("table", by(RowsBy::kPot), "2025")
            .find("pot   in  budget  elsewhere\n"
                  "kip  780     750         30\n"
                  "     ───  ──────  ─────────\n"
                  "Sum  780     750         30\n") != std::string::npos);
  const auto json = nlohmann::ordered_json::parse(kip.report("json", {}, "2025"));
  CHECK(json["year"] == "2025");
  CHECK(json["total"].dump() == R"({"prior":null,"budget":750,"shift":null,"shift_percent":null})");
  CHECK(json["districts"][0]["pots"].dump() == R"([{"id":"kip","budget":450,"exact":"450"}])");
  CHECK(json["pots"].dump() ==
        R"([{"id":"kip","amount":780,"budget":750,"reserved":null,"not_assigned":null,)"
        R"("left_over":null,"elsewhere":30}])");
}

TEST_CASE("what tops up a pot belongs to no year") {
  Kip kip;
  kip.result.pots[0].top_ups = {{"Land", Money::from_minor(5)}};
  CHECK(kip.report("table", {}, "2025")
            .find("\nwhat tops up pot `kip` belongs to no year and is left out.\n") !=
        std::string::npos);
  CHECK(kip.report("table", by(RowsBy::kYear)).find("left out") == std::string::npos);
}

TEST_CASE("a pot without that year is left out, and so is who takes part in it alone") {
  Kip kip;
  kip.add_pot("later", {0, 3}, 0);
  kip.scenario.pots[1].tranches = Tranches{{"2025", "2026"}, {Fraction{1}, Fraction{2}}, {}};
  kip.result.pots[1].years = split({{0, 1}, {0, 2}}, {0, 0});
  kip.result.pots[1].takes_part = {false, true};
  CHECK(kip.report("csv", {}, "2026") ==
        "id,name,group,key_percent,prior,budget,shift,shift_percent\nwork,Arbeit,,,,2,,\n");
  CHECK(kip.report("table", {}, "2026")
            .find("\npot `kip` has no tranche of 2026 and is left out.\n") != std::string::npos);
  CHECK(kip.report("csv", {}, "2025").find("\ninfo,Information,,,,450,,\nwork,Arbeit,,,,301,,\n") !=
        std::string::npos);
  CHECK(part_ids(kip.scenario, RowsBy::kYear) == std::vector<std::string>{"2024", "2025", "2026"});
  CHECK(part_ids(kip.scenario, RowsBy::kContributor) ==
        std::vector<std::string>{"federal", "canton"});
}

TEST_CASE("JSON has the contributors and the years of each pot that has them") {
  Kip kip;
  kip.add_pot("extra", {7, 3}, 0);
  const auto json = nlohmann::ordered_json::parse(kip.report("json", {}));
  CHECK(json["pots"][0]["contributors"].dump() ==
        R"([{"id":"federal","name":"federal","amount":500,"in_kind":null,)"
        R"("districts":[{"id":"info","budget":290},{"id":"work","budget":190}]},)"
        R"({"id":"canton","name":"Canton du Valais","amount":540,"in_kind":75,)"
        R"("districts":[{"id":"info","budget":310},{"id":"work","budget":210}]},)"
        R"({"id":"lessor","name":"lessor","amount":0,"in_kind":5,)"
        R"("districts":[{"id":"info","budget":0},{"id":"work","budget":0}]}])");
  CHECK(json["pots"][0]["years"].dump() ==
        R"([{"id":"2024","amount":260,)"
        R"("districts":[{"id":"info","budget":150},{"id":"work","budget":100}]},)"
        R"({"id":"2025","amount":780,)"
        R"("districts":[{"id":"info","budget":450},{"id":"work","budget":300}]}])");
  kip.result.takes_part = {false, true};
  const auto listed = nlohmann::json::parse(kip.report("json", {}));
  CHECK(listed["pots"][0]["years"][0]["districts"].size() == 1);
  RunOptions options;
  options.all = true;
  const auto all = nlohmann::json::parse(kip.report("json", options));
  CHECK(all["pots"][0]["years"][0]["districts"].size() == 2);
  CHECK_FALSE(json["pots"][1].contains("contributors"));
  CHECK_FALSE(json["pots"][1].contains("years"));
}

TEST_CASE("a pot split by both says in which order, and how far a sum off that path is") {
  Kip kip;
  kip.scenario.pots[0].split_order = {SplitBy::kYear, SplitBy::kDistrict, SplitBy::kContributor};
  kip.result.pots[0].cube = engine::CubeDeviation{Fraction{5} / Fraction{6}};
  CHECK(kip.report("table", {})
            .find("\nsplit by year, district, contributor;\n"
                  "off that path a sum is at most 0.83 units from its exact "
                  "value.\n") != std::string::npos);
}

}  // namespace
}  // namespace allot::report
