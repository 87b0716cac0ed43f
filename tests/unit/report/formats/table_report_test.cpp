#include <doctest/doctest.h>

#include <sstream>

#include "allot/core/text.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// The lines of the table between the two empty lines.
std::string table_of(const std::string& report) {
  const std::size_t begin = report.find("\n\n") + 2;
  return report.substr(begin, report.find("\n\n", begin) + 1 - begin);
}

/// What stands under `id` in a report with that column alone.
std::string ids_shown(const Sample& sample, SortBy sort,
                      std::optional<std::size_t> top = std::nullopt) {
  RunOptions options;
  options.sort = sort;
  options.top = top;
  options.columns = {"id"};
  std::string ids;
  for (const std::string& line : lines_of(sample.report("csv", options))) {
    ids += ids.empty() ? "" : " ";
    ids += line;
  }
  return ids;
}

TEST_CASE("the table of the manual comes out byte for byte") {
  CHECK(Sample{}.report("table") == grouped(R"(Zuweisung 2026 · 1 pot · 5 districts · EUR
10_000_000.00, +500_000.00 (+5.26_%) against 2025: 4 gain, 1 loses;
most: Köln +536_048.09, München −192_412.50

id     district      key          2025           2026         shift        %
01001  Flensburg      92    200_906.35     283_425.75    +82_519.40   +41.07
05315  Köln        1_087  2_812_688.82   3_348_736.91   +536_048.09   +19.06
06431  Bergstraße    274    774_924.47     844_115.83    +69_191.36    +8.93
06433  Groß-Gerau    281    861_027.19     865_680.84     +4_653.65    +0.54
09162  München     1_512  4_850_453.17   4_658_040.67   −192_412.50    −3.97
                   ─────  ────────────  ─────────────   ───────────   ──────
       Sum         3_246  9_500_000.00  10_000_000.00   +500_000.00    +5.26

3 units of 0.01 left over after rounding down, by largest remainder
to 06433, 05315, 09162.
)"));
}

TEST_CASE("a decomposed umlaut is as wide as a composed one") {
  Sample sample;
  sample.scenario.districts.names = {"Flensburg", "Ko\u0308ln", "Bergstra\u00DFe",
                                     "Gro\u00DF-Gerau", "Mu\u0308nchen"};
  const std::vector<std::string> lines = lines_of(table_of(sample.report("table")));
  REQUIRE(lines.size() == 8);
  for (const std::string& line : lines) {
    CHECK(display_width(line) == 76);
  }
}

TEST_CASE("no line ends in a blank") {
  Sample sample;
  sample.scenario.districts.groups = {"Nord", "West", "Süd", "Süd", "Süd"};
  RunOptions options;
  for (const std::vector<std::string>& columns :
       {std::vector<std::string>{}, {"id", "name"}, {"budget", "group"}, {"group"}}) {
    options.columns = columns;
    for (const std::string& line : lines_of(sample.report("table", options))) {
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("control characters in names are shown and steer nothing") {
  Sample sample;
  sample.scenario.districts.names[0] = "\x1b[2Jx";
  const std::string report = sample.report("table");
  CHECK(report.find('\x1b') == std::string::npos);
  CHECK(report.find("01001  \\x1b[2Jx ") != std::string::npos);
}

TEST_CASE("losses are red, gains green and headings bold, and only where colour is asked for") {
  RunOptions options;
  options.color = true;
  const std::string report = Sample{}.report("table", options);
  CHECK(report.starts_with("\x1b[1mZuweisung 2026 · 1 pot · 5 districts · EUR\x1b[0m\n"));
  CHECK(report.find(grouped("   \x1b[31m−192_412.50\x1b[0m    \x1b[31m−3.97\x1b[0m\n")) !=
        std::string::npos);
  CHECK(report.find(grouped("    \x1b[32m+82_519.40\x1b[0m   \x1b[32m+41.07\x1b[0m\n")) !=
        std::string::npos);
  CHECK(report.find("\x1b[1mid\x1b[0m     \x1b[1mdistrict\x1b[0m") != std::string::npos);
  CHECK(Sample{}.report("table").find('\x1b') == std::string::npos);
}

TEST_CASE("without a prior year there is no prior, no shift and no percentage") {
  Sample sample;
  sample.result.prior.reset();
  sample.scenario.year = "";
  sample.scenario.title = "Zuweisung";
  CHECK(sample.report("table") == grouped(R"(Zuweisung · 1 pot · 5 districts · EUR
10_000_000.00 for 5 districts

id     district      key         budget
01001  Flensburg      92     283_425.75
05315  Köln        1_087   3_348_736.91
06431  Bergstraße    274     844_115.83
06433  Groß-Gerau    281     865_680.84
09162  München     1_512   4_658_040.67
                   ─────  ─────────────
       Sum         3_246  10_000_000.00

3 units of 0.01 left over after rounding down, by largest remainder
to 06433, 05315, 09162.
)"));
}

TEST_CASE("the headline counts who gains, loses, stays and is new") {
  Sample sample;
  sample.result.prior->budgets = {cents(28342575), std::nullopt, cents(84411583), cents(86568085),
                                  cents(465804068)};
  sample.result.prior->label = "prior";
  sample.result.prior->total = Money::from_minor(1000000000);
  const std::vector<std::string> lines = lines_of(sample.report("table"));
  CHECK(lines[1] == grouped("10_000_000.00, unchanged against the prior year: "
                            "2 lose, 2 unchanged, 1 new;"));
  CHECK(lines[2] == "most: Groß-Gerau −0.01");
}

TEST_CASE("an undefined shift is a dash, and a prior of 0 leaves only the percentage undefined") {
  Sample sample;
  sample.result.prior->budgets[0] = std::nullopt;
  sample.result.prior->budgets[1] = Money{};
  const std::vector<std::string> lines = lines_of(table_of(sample.report("table")));
  CHECK(lines[1] ==
        grouped("01001  Flensburg      92             –     283_425.75               –       –"));
  CHECK(lines[2] ==
        grouped("05315  Köln        1_087          0.00   3_348_736.91   +3_348_736.91       –"));
}

TEST_CASE("the words are the file's: recipients, no currency, no decimals, no names") {
  Sample sample;
  Scenario& scenario = sample.scenario;
  scenario.districts.called_recipients = true;
  scenario.currency = "";
  scenario.year = "2027";
  scenario.decimals = 0;
  sample.result.prior.reset();
  const std::vector<std::string> lines = lines_of(sample.report("table"));
  CHECK(lines[0] == "Zuweisung 2026 · 2027 · 1 pot · 5 recipients");
  CHECK(lines[1] == grouped("1_000_000_000 for 5 recipients"));
  CHECK(lines[3] == "id     recipient     key           2027");
  scenario.districts.names = scenario.districts.ids;
  CHECK(lines_of(sample.report("table"))[3] == "id       key           2027");
}

TEST_CASE("a key that is no count is shown in percent, and a note says that they need not add up") {
  Sample sample;
  sample.scenario.keys[0] = test::blend_of({});
  sample.scenario.keys[0].name = "intake";
  const std::string report = sample.report("table");
  CHECK(lines_of(report)[4] ==
        "id     district       key %          2025           2026         "
        "shift        %");
  CHECK(report.find("06433  Groß-Gerau    8.6568    861") != std::string::npos);
  CHECK(report.ends_with("\ndisplayed percentages need not add to 100.\n"));
}

TEST_CASE("rows are sorted largest first, undefined last, equal ones by id") {
  Sample sample;
  CHECK(ids_shown(sample, SortBy::kId) == "id 01001 05315 06431 06433 09162");
  CHECK(ids_shown(sample, SortBy::kName) == "id 06431 01001 06433 05315 09162");
  CHECK(ids_shown(sample, SortBy::kBudget) == "id 09162 05315 06433 06431 01001");
  CHECK(ids_shown(sample, SortBy::kShift) == "id 05315 01001 06431 06433 09162");
  CHECK(ids_shown(sample, SortBy::kPercent) == "id 01001 05315 06431 06433 09162");
  CHECK(ids_shown(sample, SortBy::kInput) == "id 09162 05315 06431 06433 01001");
  CHECK(ids_shown(sample, SortBy::kBudget, 2) == "id 09162 05315");
  sample.result.prior->budgets[1] = std::nullopt;
  sample.result.prior->budgets[0] = Money{};
  CHECK(ids_shown(sample, SortBy::kShift) == "id 01001 06431 06433 09162 05315");
  CHECK(ids_shown(sample, SortBy::kPercent) == "id 06431 06433 09162 01001 05315");
  sample.result.budgets.assign(5, Money::from_minor(7));
  CHECK(ids_shown(sample, SortBy::kBudget) == "id 01001 05315 06431 06433 09162");
}

TEST_CASE("with --top the sum is still over all, and a note says so") {
  RunOptions options;
  options.sort = SortBy::kBudget;
  options.top = 1;
  const std::string report = Sample{}.report("table", options);
  CHECK(table_of(report) ==
        grouped(R"(id     district    key          2025           2026         shift       %
09162  München   1_512  4_850_453.17   4_658_040.67   −192_412.50   −3.97
                 ─────  ────────────  ─────────────   ───────────   ─────
       Sum       3_246  9_500_000.00  10_000_000.00   +500_000.00   +5.26
)"));
  CHECK(report.ends_with("\nshowing 1 of 5; the sum is over all.\n"));
}

TEST_CASE("--columns selects and orders, a column of the scenario included") {
  Sample sample;
  sample.scenario.districts.groups = {"Nord", "West", "Süd", "Süd", "Süd"};
  RunOptions options;
  options.columns = {"intake", "group", "shift_percent", "id"};
  CHECK(table_of(sample.report("table", options)) == grouped(R"(intake  group        %  id
    92  Nord    +41.07  01001
 1_087  West    +19.06  05315
   274  Süd      +8.93  06431
   281  Süd      +0.54  06433
 1_512  Süd      −3.97  09162
──────          ──────
 3_246  Sum      +5.26
)"));
  CHECK(column_names(sample.view(), {}, Audience::kPrograms) ==
        std::vector<std::string>{"id", "name", "group", "key", "key_percent", "prior", "budget",
                                 "shift", "shift_percent", "intake"});
}

TEST_CASE("German and Swiss numbers") {
  RunOptions options;
  options.columns = {"budget", "shift"};
  options.top = 1;
  options.sort = SortBy::kBudget;
  options.numbers = NumberStyle::kGerman;
  CHECK(table_of(Sample{}.report("table", options)) ==
        "         2026         shift\n"
        " 4.658.040,67   −192.412,50\n"
        "─────────────   ───────────\n"
        "10.000.000,00   +500.000,00\n");
  options.numbers = NumberStyle::kSwiss;
  CHECK(table_of(Sample{}.report("table", options)) ==
        "         2026         shift\n"
        " 4'658'040.67   −192'412.50\n"
        "─────────────   ───────────\n"
        "10'000'000.00   +500'000.00\n");
}

TEST_CASE("by pot: in, budget, reserved, not assigned, left over") {
  Sample sample;
  sample.scenario.pots[0].title = "Grundbetrag";
  sample.add_pot("extra");
  sample.set_budgets(1, {0, 100, 0, 0, 0});
  engine::PotResult& pot = sample.result.pots[1];
  pot.amount = Money::from_minor(160);
  pot.reserves = {{"land", Money::from_minor(30)}, {"bund", Money::from_minor(15)}};
  pot.not_assigned = Money::from_minor(20);
  pot.left_over = Money::from_minor(-5);
  RunOptions options;
  options.by = RowsBy::kPot;
  CHECK(
      table_of(sample.report("table", options)) ==
      grouped(R"(pot    title                   in         budget  reserved  not assigned  left over
extra                        1.60           1.00      0.45          0.20      −0.05
grund  Grundbetrag  10_000_000.00  10_000_000.00      0.00          0.00       0.00
                    ─────────────  ─────────────  ────────  ────────────  ─────────
       Sum          10_000_001.60  10_000_001.00      0.45          0.20      −0.05
)"));
  CHECK(sample.report("csv", options) ==
        "pot,title,amount,budget,reserved,not_assigned,left_over\n"
        "extra,,1.60,1.00,0.45,0.20,-0.05\n"
        "grund,Grundbetrag,10000000.00,10000000.00,0.00,0.00,0.00\n");
}

TEST_CASE("by group: its districts together") {
  Sample sample;
  sample.scenario.districts.groups = {"Nord", "West", "Süd", "Süd", "Süd"};
  sample.result.prior->budgets[0] = std::nullopt;
  sample.scenario.per = ColumnId{0};
  RunOptions options;
  options.by = RowsBy::kGroup;
  CHECK(table_of(sample.report("table", options)) ==
        grouped(R"(group  districts          2025           2026         shift        %  per intake
Nord           1             –     283_425.75             –        –  3_080.7147
Süd            3  6_486_404.83   6_367_837.34   −118_567.49    −1.83  3_080.7147
West           1  2_812_688.82   3_348_736.91   +536_048.09   +19.06  3_080.7147
       ─────────  ────────────  ─────────────   ───────────   ──────  ──────────
Sum            5  9_500_000.00  10_000_000.00   +500_000.00    +5.26  3_080.7147
)"));
  CHECK(sample.report("csv", options) ==
        "group,districts,prior,budget,shift,shift_percent,per_intake\n"
        "Nord,1,,283425.75,,,3080.7147\n"
        "Süd,3,6486404.83,6367837.34,-118567.49,-1.827938,3080.7147\n"
        "West,1,2812688.82,3348736.91,536048.09,19.058208,3080.7147\n");
}

TEST_CASE("changes come first, then what the file says of its data") {
  Sample sample;
  sample.scenario.changes = {{"pots.grund.amount", "9_000_000", "10_000_000"}};
  sample.scenario.note = "ein Entwurf\nohne Gewähr";
  sample.scenario.pots[0].provenance.note = "vorbehaltlich";
  sample.result.status = Status::kEstimated;
  const std::vector<std::string> lines = lines_of(sample.report("table"));
  CHECK(lines[0] == "changed `pots.grund.amount`: 9_000_000 → 10_000_000");
  CHECK(lines[1].empty());
  CHECK(lines[2] == "Zuweisung 2026 · 1 pot · 5 districts · EUR");
  CHECK(lines[5] == "status: estimated (weakest of the data in use)");
  CHECK(lines[6] == "note: ein Entwurf ohne Gewähr");
  CHECK(lines[7] == "pot `grund`: vorbehaltlich");
  CHECK(lines[8].empty());
}

}  // namespace
}  // namespace allot::report
