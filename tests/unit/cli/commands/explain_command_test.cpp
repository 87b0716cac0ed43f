#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/cli_runner.hpp"

using namespace allot::cli;

namespace {

constexpr std::string_view kTwoYears =
    "allot: 1\n"
    "title: Zuweisung\n"
    "year: 2026\n"
    "currency: EUR\n"
    "districts:\n"
    "  - {id: \"01\", name: Nord, now: 3, before: 1, paid: 40}\n"
    "  - {id: \"02\", name: Mitte, now: 3, before: 1, paid: 40}\n"
    "  - {id: \"03\", name: Mitte, now: 1, before: 2, paid: 20}\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: now}}]}]\n";

constexpr std::string_view kRule = "prior: {amount: 80, steps: [{share: {by: before}}]}\n";
constexpr std::string_view kAmounts = "prior: {column: paid}\n";

/// Each scenario leaves a column unused, which is a warning.
constexpr std::string_view kQuiet = "-q";

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string scenario(const TestFolder& folder, std::string_view prior) {
  return folder.write("s.yaml", std::string{kTwoYears} + std::string{prior});
}

}  // namespace

TEST_CASE("explain prints the sheet of a district, by its id or by its name") {
  const TestFolder folder;
  const std::string path = scenario(folder, kRule);
  const Ended by_name = run_allot({"explain", path, "Nord", kQuiet});
  CHECK(by_name.exit_code == 0);
  CHECK(by_name.output == run_allot({"explain", path, "01", kQuiet}).output);
  CHECK(by_name.output ==
        "Nord (01), pot p, 2026\n"
        "  a  key             3 / 7                 42.857\u202F142…\u202F%  now\n"
        "  b  exact           100.00 × a            42.857\u202F142…    = 300/7\n"
        "  c  rounded down    b to 0.01             42.85          remainder 5/7, rank 1\n"
        "                                                          of 3\n"
        "  d  left-over unit  2 units to ranks 1–2  +0.01\n"
        "  e  budget          c + d                 42.86\n"
        "\n"
        "Shift against 2025    20.00 → 42.86   +22.86\n"
        "  the pot grew        80.00 → 100.00   +6.86\n"
        "  own count           1 → 3           +21.50\n"
        "  the others' counts  3 → 4            −5.50\n"
        "  rounding                              0.00\n");
}

TEST_CASE("a district that is not there, or is there twice, is a wrong command line") {
  const TestFolder folder;
  const std::string path = scenario(folder, "");
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view message, help;
  };
  const Row rows[] = {
      {{"explain", path, "Norf"}, "no district has the id or the name `Norf`", "mean `Nord`?"},
      {{"explain", path, "Xanten"}, "no district has the id or the name `Xanten`", "`allot run`"},
      {{"explain", path, "Mitte"}, "2 districts are called `Mitte`", "by its id: `02` and `03`"},
      {{"explain", path, "01", "-f", "csv"},
       "`explain` has no form as csv",
       "table, json, markdown"},
      {{"explain", path}, "`allot explain` needs a scenario and a district", "explain SCENARIO"},
      {{"explain", path, "01", "02"}, "takes a scenario and a district, and nothing else", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    const Ended ended = run_allot(row.arguments);
    CHECK(ended.exit_code == 2);
    CHECK(ended.output.empty());
    CHECK(holds(ended.error, row.message));
    CHECK(holds(ended.error, row.help));
  }
}

TEST_CASE("explain says what cannot be told of a prior year that is amounts only") {
  const TestFolder folder;
  const std::string path = scenario(folder, kAmounts);
  const std::string sheet = run_allot({"explain", path, "03", kQuiet}).output;
  CHECK(holds(sheet, "Shift against 2025"));
  CHECK(holds(sheet, "the file has only the amounts of 2025"));
  CHECK(holds(sheet, "its share"));
  CHECK_FALSE(holds(run_allot({"explain", scenario(folder, ""), "03", kQuiet}).output, "Shift"));
}

TEST_CASE("the sheet is written as the suffix of the file asks, and never onto the scenario") {
  const TestFolder folder;
  const std::string path = scenario(folder, kRule);
  const std::string sheet = folder.path("sheet.md");
  CHECK(run_allot({"explain", path, "01", kQuiet, "-o", sheet}).exit_code == 0);
  CHECK(folder.read("sheet.md").starts_with("**Nord (01), pot p, 2026**\n\n| line | what |"));
  CHECK(run_allot({"explain", path, "01", kQuiet, "-f", "table", "-o", path}).exit_code == 2);
  CHECK(holds(run_allot({"explain", path, "01", kQuiet, "-f", "json"}).output,
              R"({"letter": "b", "label": "exact", "formula": "100.00 × a", )"
              R"("value": 42.857142857, "exact": "300/7",)"));
}

TEST_CASE("a trace has a record to a line, and no option that asks for less") {
  const TestFolder folder;
  const std::string path = scenario(folder, kRule);
  const Ended trace = run_allot({"run", path, kQuiet, "--trace"});
  CHECK(trace.exit_code == 0);
  CHECK(trace.output.starts_with("{\"trace_version\": \"1.3\",\n"));
  CHECK(
      holds(trace.output,
            "\n  {\"pot\": \"p\", \"district\": \"01\", \"record\": \"shared\", \"key\": \"now\", "
            "\"left\": \"100\", \"weight\": \"3\", \"whole\": \"7\", \"part_year\": \"1\", "
            "\"amount\": \"300/7\"},\n"));
  CHECK(holds(trace.output,
              "\"district\": \"03\", \"record\": \"budget\", \"amount\": 14.28}\n]}\n"));
  for (const std::vector<std::string_view>& more : {std::vector<std::string_view>{"-f", "table"},
                                                    {"-o", "trace.csv"},
                                                    {"--by", "pot"},
                                                    {"--causes"},
                                                    {"--top", "1"},
                                                    {"--columns", "id"},
                                                    {"--sort", "name"}}) {
    std::vector<std::string_view> arguments{"run", path, "--trace"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    CAPTURE(more.front());
    CHECK(run_allot(arguments).exit_code == 2);
  }
}

TEST_CASE("the causes are columns after the shift, and add up to it") {
  const TestFolder folder;
  const std::string path = scenario(folder, kRule);
  const Ended csv = run_allot({"run", path, kQuiet, "--causes", "-f", "csv"});
  CHECK(csv.exit_code == 0);
  CHECK(
      csv.output.starts_with("id,name,group,key_percent,prior,budget,shift,shift_percent,"
                             "cause_pot,cause_own_count,cause_others_counts,"));
  const std::string table = run_allot({"run", path, kQuiet, "--causes"}).output;
  CHECK(holds(table, "the pot"));
  CHECK(holds(table, "own count"));
  CHECK_FALSE(holds(table, "who takes part"));
  CHECK(holds(run_allot({"run", path, kQuiet, "--causes", "-f", "json"}).output,
              R"("causes": [{"factor": "pot", "amount": )"));
  CHECK(holds(run_allot({"run", path, kQuiet, "--causes", "--columns", "id,cause_pot"}).output,
              "the pot"));
}

TEST_CASE("causes need a prior year and rows that are districts") {
  const TestFolder folder;
  CHECK(run_allot({"run", scenario(folder, ""), "--causes"}).exit_code == 2);
  CHECK(run_allot({"run", scenario(folder, kRule), "--causes", "--by", "pot"}).exit_code == 2);
  const Ended amounts = run_allot({"run", scenario(folder, kAmounts), kQuiet, "--causes"});
  CHECK(amounts.exit_code == 0);
  CHECK(holds(amounts.output, "its share"));
  CHECK(holds(amounts.output, "all of them are the share."));
}
