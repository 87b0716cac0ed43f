#include "allot/report/compare.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/cli_runner.hpp"
#include "support/report_sample.hpp"

namespace allot::cli {
namespace {

using report::Compared;

Compared side(std::vector<std::string_view> ids, const std::vector<std::int64_t>& minor,
              int decimals = 2) {
  Compared made{.file = "x",
                .label = {},
                .variant = {},
                .title = {},
                .year = {},
                .currency = {},
                .decimals = decimals,
                .ids = ids,
                .names = ids,
                .groups = {},
                .budgets = {}};
  for (const std::int64_t amount : minor) {
    made.budgets.push_back(Money::from_minor(amount));
  }
  return made;
}

/// 100 for a, b and c by 2 : 3 : 5; that a column is used by nothing is a warning.
constexpr std::string_view kFirst =
    "allot: 1\n"
    "title: First\n"
    "currency: EUR\n"
    "districts:\n"
    "  - {id: a, name: Au, weight: 2, other: 5}\n"
    "  - {id: b, name: Bach, weight: 3, other: 3}\n"
    "  - {id: c, name: Chur, weight: 5, other: 2}\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: weight}}], rounding: {unit: 1}}]\n";

std::string with(std::string text, std::string_view old_part, std::string_view new_part) {
  const std::size_t at = text.find(old_part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old_part.size(), new_part);
}

struct Pair {
  TestFolder folder;
  std::string first, second;

  explicit Pair(const std::string& second_text)
      : first{folder.write("a.yaml", kFirst)}, second{folder.write("b.yaml", second_text)} {}

  [[nodiscard]] Ended compare(std::vector<std::string_view> options = {}) const {
    options.insert(options.begin(), {"compare", first, second});
    return run_allot(options);
  }
};

}  // namespace

TEST_CASE("what is won and what is lost is counted, added up and named by the largest") {
  std::vector<Compared> sides{side({"a", "b", "c", "d"}, {1000, 2000, 3000, 400}),
                              side({"a", "b", "c", "d"}, {1250, 2250, 2500, 400})};
  const report::Comparison comparison = report::compare(std::move(sides), {});
  const report::Against& against = comparison.against.front();
  CHECK(against.total == Money{});
  CHECK(against.winners.count == 2);
  CHECK(against.winners.amount == Money::from_minor(500));
  CHECK(against.winners.most == 0);  // of equal ones the first by id
  CHECK(against.losers.count == 1);
  CHECK(against.losers.amount == Money::from_minor(-500));
  CHECK(against.losers.most == 2);
  CHECK(against.losers.largest == Money::from_minor(-500));
  CHECK(against.unchanged == 1);
  CHECK(comparison.differs());
}

TEST_CASE("amounts of fewer decimals are brought to the most of all") {
  std::vector<Compared> sides{side({"a"}, {12}, 0), side({"a"}, {1250}, 2),
                              side({"a"}, {12000}, 3)};
  const report::Comparison comparison = report::compare(std::move(sides), {});
  CHECK(comparison.decimals == 3);
  CHECK(comparison.totals[0] == Money::from_minor(12000));
  CHECK(comparison.against[0].total == Money::from_minor(500));
  CHECK(comparison.against[1].total == Money{});
}

TEST_CASE("only a result may lack districts, and only those who take no part elsewhere") {
  const Scenario scenario;
  Compared of_scenario = side({"a", "b"}, {10, 0});
  of_scenario.scenario = &scenario;
  of_scenario.takes_part = {true, false};
  const Compared result = side({"a"}, {10});
  CHECK(report::missing_ids(std::vector{of_scenario, result}).empty());

  Compared of_all = of_scenario;
  of_all.takes_part.clear();
  const auto missing = report::missing_ids(std::vector{of_all, result});
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].side == 1);
  CHECK(missing[0].ids == std::vector<std::string_view>{"b"});

  Compared other = side({"a"}, {10});
  other.scenario = &scenario;
  CHECK(report::missing_ids(std::vector{of_scenario, other}).size() == 1);
}

TEST_CASE("sides are lettered as spreadsheets letter their columns") {
  CHECK(report::letter_of_side(0) == "A");
  CHECK(report::letter_of_side(25) == "Z");
  CHECK(report::letter_of_side(26) == "AA");
  CHECK(report::letter_of_side(27) == "AB");
}

TEST_CASE("every format can show a comparison") {
  const report::Comparison comparison = report::compare({side({"a"}, {1}), side({"a"}, {2})}, {});
  for (const report::Format& format : report::formats()) {
    CHECK_MESSAGE(!report::written([&](report::Writer& out) {
                     report::write_comparison(comparison, {}, format, out);
                   }).empty(),
                  format.name);
  }
}

TEST_CASE("compare puts the budgets of two scenarios beside each other") {
  const Pair pair{with(std::string{kFirst}, "amount: 100", "amount: 120")};
  const Ended csv = pair.compare({"-f", "csv"});
  CHECK(csv.error.find("error") == std::string::npos);
  CHECK(csv.exit_code == 0);
  CHECK(csv.output ==
        "id,name,group,budget_a,budget_b,difference_b,difference_percent_b\n"
        "a,Au,,20,24,4,20.000000\n"
        "b,Bach,,30,36,6,20.000000\n"
        "c,Chur,,50,60,10,20.000000\n");
  const Ended table = pair.compare();
  CHECK(table.output.find("B against A: +20 (+20.00\u202F%) in all; 3 gain +20\n") !=
        std::string::npos);
  CHECK(table.output.find("\nB: pot `p`: `amount` 100 → 120\n") != std::string::npos);
}

TEST_CASE("where the totals are equal the money that moved is the half of all differences") {
  const Pair pair{with(std::string{kFirst}, "by: weight", "by: other")};
  const Ended table = pair.compare();
  CHECK(table.output.find("\nB  b          100     1     1     30  +30 Au      −30 Chur\n") !=
        std::string::npos);
  const auto json = nlohmann::json::parse(pair.compare({"-f", "json"}).output);
  CHECK(json["against"][0]["moved"] == 30);
  CHECK(json["against"][0]["winners"]["most"]["id"] == "a");
  CHECK(json["against"][0]["losers"]["amount"] == -30);
  CHECK(json["districts"][2]["budgets"] == nlohmann::json{50, 20});
}

TEST_CASE("the causes of each difference add up to it, and their sums to those who gain") {
  const Pair pair{
      with(with(std::string{kFirst}, "amount: 100", "amount: 133"), "weight: 3", "weight: 4")};
  const auto json = nlohmann::json::parse(pair.compare({"-f", "json", "--causes"}).output);
  for (const auto& district : json["districts"]) {
    int sum = 0;
    for (const auto& cause : district["against"][0]["causes"]) {
      sum += cause["amount"].get<int>();
    }
    CHECK(sum == district["against"][0]["difference"].get<int>());
  }
  int sum = 0;
  for (const auto& cause : json["against"][0]["winners"]["causes"]) {
    sum += cause["amount"].get<int>();
  }
  CHECK(sum == json["against"][0]["winners"]["amount"].get<int>());
  // 133 * 3/11 - 100 * 3/10 and so on: more money moved by the pot than by the counts.
  CHECK(json["districts"][1]["budgets"] == nlohmann::json{30, 48});
  CHECK(pair.compare({"--causes", "--by", "pot"}).exit_code == 2);
}

TEST_CASE("what differs in the inputs is said by its name") {
  struct Row {
    std::string_view old_part, new_part, line;
  };
  const Row rows[] = {
      {"amount: 100", "amount: 90", "pot `p`: `amount` 100 → 90"},
      {"unit: 1", "unit: 10", "pot `p`: `rounding.unit` 1 → 10"},
      {"unit: 1", "unit: 1, method: dhondt",
       "pot `p`: `rounding.method` `largest_remainder` → `dhondt`"},
      {"weight: 3", "weight: 7", "column `weight`: 1 cell differs, most: Bach 3 → 7"},
      {"by: weight", "by: other", "pot `p`: step 1 (`share`): `by` weight → `by` other"},
      {"[{share", "[{flat: {amount: 2}}, {share", "pot `p`: step put in: `flat`: `amount` 2"},
      {"id: p", "id: q", "pot `q`: `id` p → q"},
      {"currency: EUR", "currency: EUR\nyear: 2026", "`year` none → 2026"},
  };
  for (const Row& row : rows) {
    const Pair pair{with(std::string{kFirst}, row.old_part, row.new_part)};
    const auto json = nlohmann::json::parse(pair.compare({"-f", "json"}).output);
    const auto& inputs = json["against"][0]["inputs"];
    CHECK_MESSAGE(std::find(inputs.begin(), inputs.end(), row.line) != inputs.end(), row.line,
                  " not in ", inputs.dump());
  }
  const Pair same{std::string{kFirst}};
  CHECK(same.compare().output.find("B differs from A in no input\n") != std::string::npos);
}

TEST_CASE("steps that nobody touched are not said to differ") {
  struct Row {
    std::string_view before, after;
    std::vector<std::string> lines;
  };
  const std::string_view sliced =
      "{top_slice: {amount: 10, to: R}}, {share: {by: weight}}, {limit: {minimum: 5}}";
  const Row rows[] = {
      {sliced,
       "{flat: {amount: 1}}, {top_slice: {amount: 10, to: R}}, {share: {by: weight}}",
       {"pot `p`: step taken out: `limit`: `minimum` 5",
        "pot `p`: step put in: `flat`: `amount` 1"}},
      {sliced,
       "{flat: {amount: 1}}, {share: {by: weight}}",
       {"pot `p`: step taken out: `top_slice`: `amount` 10, `to` R",
        "pot `p`: step taken out: `limit`: `minimum` 5",
        "pot `p`: step put in: `flat`: `amount` 1"}},
      {"{flat: {amount: 1}}, {share: {by: weight}}",
       "{top_slice: {amount: 10, to: R}}, {flat: {amount: 2}}, {share: {by: weight}}",
       {"pot `p`: step put in: `top_slice`: `amount` 10, `to` R",
        "pot `p`: step 2 (`flat`): `amount` 1 → `amount` 2"}},
      {"{flat: {amount: 1}}, {flat: {amount: 2, label: Base}}, {share: {by: weight}}",
       "{flat: {amount: 3, label: Base}}, {share: {by: weight}}",
       {"pot `p`: step taken out: `flat`: `amount` 1",
        "pot `p`: step 1 (`Base`): `amount` 2 → `amount` 3"}},
      {"{flat: {amount: 1}}, {top_slice: {amount: 10, to: R}}, {share: {by: weight}}",
       "{top_slice: {amount: 10, to: R}}, {flat: {amount: 1}}, {share: {by: weight}}",
       {"pot `p`: order of steps: `flat`, `top_slice` → `top_slice`, `flat`"}},
      {"{flat: {amount: 1}}, {flat: {amount: 2}}, {share: {by: weight}}",
       "{flat: {amount: 2}}, {flat: {amount: 1}}, {share: {by: weight}}",
       {"pot `p`: order of steps: `flat`: `amount` 1, `flat`: `amount` 2 → `flat`: `amount` 2, "
        "`flat`: `amount` 1"}},
  };
  for (const Row& row : rows) {
    const auto steps = [&](std::string_view text) {
      return with(std::string{kFirst}, "{share: {by: weight}}", text);
    };
    Pair pair{steps(row.after)};
    pair.first = pair.folder.write("a.yaml", steps(row.before));
    const auto json = nlohmann::json::parse(pair.compare({"-f", "json"}).output);
    CHECK(json["against"][0]["inputs"].get<std::vector<std::string>>() == row.lines);
  }
}

TEST_CASE("--exit-code is 1 if a budget differs") {
  const Pair other{with(std::string{kFirst}, "amount: 100", "amount: 101")};
  CHECK(other.compare({"--exit-code", "-f", "csv"}).exit_code == 1);
  CHECK(other.compare({"-f", "csv"}).exit_code == 0);
  const Pair same{with(std::string{kFirst}, "title: First", "title: Second")};
  CHECK(same.compare({"--exit-code", "-f", "csv"}).exit_code == 0);
}

TEST_CASE("results of run are read again, CSV and JSON, and joined by id") {
  const TestFolder folder;
  const std::string scenario = folder.write("a.yaml", kFirst);
  const std::string csv = folder.path("r.csv");
  const std::string json = folder.path("r.json");
  const std::string excel = folder.path("excel.csv");
  CHECK(run_allot({"run", scenario, "-o", csv, "--sort", "budget"}).exit_code == 0);
  CHECK(run_allot({"run", scenario, "-o", json}).exit_code == 0);
  CHECK(run_allot({"run", scenario, "-o", excel, "-f", "csv-excel"}).exit_code == 0);
  const Ended ended =
      run_allot({"compare", scenario, csv, json, excel, "--exit-code", "-f", "csv"});
  CHECK(ended.error.find("error") == std::string::npos);
  CHECK(ended.exit_code == 0);
  CHECK(ended.output.find("\nc,Chur,,50,50,0,0.000000,50,0,0.000000,50,0,0.000000\n") !=
        std::string::npos);
  CHECK(run_allot({"compare", scenario, csv}).output.find("B is a result:") != std::string::npos);
}

TEST_CASE("numbers of a JSON result keep their text") {
  const TestFolder folder;
  const std::string a = folder.write(
      "a.json",
      R"({"format_version": "1.1", "districts": [{"id": "x", "budget": 9999999999999.98}]})");
  const std::string b = folder.write(
      "b.json",
      R"({"format_version": "1.0", "districts": [{"id": "x", "budget": 9999999999999.99, "pots": [{"id": "p", "budget": 1}]}]})");
  const Ended ended = run_allot({"compare", a, b, "-f", "csv"});
  CHECK(ended.output.find("\nx,x,,9999999999999.98,9999999999999.99,0.01,0.000000\n") !=
        std::string::npos);
}

TEST_CASE("files that are no results are refused at their place") {
  struct Row {
    std::string_view name, text, part;
  };
  const Row rows[] = {
      {"r.json", "{\"format_version\": \"1.0\", \"districts\": [", "not JSON"},
      {"r.json", "{\"districts\": [{\"id\": \"a\", \"budget\": 1}]}", "it has no `format_version`"},
      {"r.json", "{\"format_version\": \"10.0\"}", "the format version `10.0`"},
      {"r.json", "{\"format_version\": \"1.0\", \"pots\": []}", "no list `districts`"},
      {"r.json", "{\"format_version\": \"1.0\", \"districts\": [{\"id\": \"a\"}]}",
       "`a` has no budget"},
      {"r.csv", "id,amount\na,1\n", "no column `budget`"},
      {"r.csv", "id,budget\na,1\na,2\n", "the id `a` is there twice"},
      {"r.csv", "id,budget\na,1\nb,\n", "`b` has no budget"},
      {"r.csv", "id,budget\na,1\nb,2\n", "not in `"},
  };
  for (const Row& row : rows) {
    const TestFolder folder;
    const std::string scenario = folder.write("a.yaml", kFirst);
    const std::string result = folder.write(row.name, row.text);
    const Ended ended = run_allot({"compare", scenario, result});
    CHECK(ended.exit_code == 3);
    CHECK(ended.output.empty());
    CHECK_MESSAGE(ended.error.find(row.part) != std::string::npos, row.part, " not in ",
                  ended.error);
  }
}

TEST_CASE("variants of a scenario are columns beside it as it is") {
  const TestFolder folder;
  const std::string scenario = folder.write("a.yaml", kFirst);
  const Ended ended =
      run_allot({"compare", scenario, "--vary", "pots.p.amount=100,200..300/100", "-f", "csv"});
  CHECK(ended.error.find("error") == std::string::npos);
  CHECK(ended.output.find("\na,Au,,20,20,0,0.000000,40,20,100.000000,60,40,200.000000\n") !=
        std::string::npos);
  const Ended table = run_allot({"compare", scenario, "--vary", "pots.p.amount=200"});
  CHECK(table.output.find("\nB: `pots.p.amount`: 100 → 200\n") != std::string::npos);
  CHECK(run_allot({"compare", scenario, scenario, "--vary", "pots.p.amount=1"}).exit_code == 2);
  CHECK(run_allot({"compare", scenario}).exit_code == 2);
  CHECK(run_allot({"compare", scenario, "--vary", "pots.q.amount=1"}).exit_code == 2);
}

TEST_CASE("rows can be pots, the first few, and in another order") {
  const Pair pair{with(std::string{kFirst}, "amount: 100", "amount: 120")};
  CHECK(pair.compare({"--by", "pot", "-f", "csv"}).output ==
        "id,name,budget_a,budget_b,difference_b,difference_percent_b\n"
        "p,,100,120,20,20.000000\n");
  CHECK(pair.compare({"--top", "1", "--sort", "shift", "-f", "csv", "--columns", "id,difference_b"})
            .output == "id,difference_b\nc,10\na,4\n");
  CHECK(pair.compare({"--per", "weight", "-f", "csv", "--columns", "id,per_weight_b"}).output ==
        "id,per_weight_b\na,12.00\nb,12.00\nc,12.00\n");
  CHECK(pair.compare({"--columns", "budgte_a"}).exit_code == 2);
}

namespace {

/// a is new, b had 40, c had 60.
constexpr std::string_view kWithPrior =
    "allot: 1\n"
    "title: Plan\n"
    "year: 2026\n"
    "districts:\n"
    "  - {id: a, name: Au, weight: 2}\n"
    "  - {id: b, name: Bach, weight: 3, last: 40}\n"
    "  - {id: c, name: Bach, weight: 5, last: 60}\n"
    "pots: [{id: p, amount: 100, steps: [{share: {by: weight}}]}]\n"
    "prior: {column: last}\n";

/// The part between the first empty line and the second.
std::string variants_in(const std::string& report) {
  const std::size_t begin = report.find("\n\n") + 2;
  return report.substr(begin, report.find("\n\n", begin) + 1 - begin);
}

}  // namespace

TEST_CASE("the head of a comparison is a table with a line for each variant") {
  const TestFolder folder;
  const std::string scenario = folder.write("a.yaml", kFirst);
  struct Row {
    std::string_view values, head;
  };
  const Row rows[] = {
      {"200",
       "   variant   total  gain  lose  gains most\n"
       "A  as it is    100\n"
       "B  200         200     3     0  +50 Chur\n"},
      {"200,50",
       "   variant   total  gain  lose  gains most  loses most\n"
       "A  as it is    100\n"
       "B  200         200     3     0  +50 Chur\n"
       "C  50           50     0     3              −25 Chur\n"},
      {"200,50,100",
       "   variant   total  gain  lose  gains most  loses most\n"
       "A  as it is    100\n"
       "B  200         200     3     0  +50 Chur\n"
       "C  50           50     0     3              −25 Chur\n"
       "D  100         100     0     0\n"},
  };
  for (const Row& row : rows) {
    const std::string vary = "pots.p.amount=" + std::string{row.values};
    CHECK(variants_in(run_allot({"compare", scenario, "--vary", vary}).output) == row.head);
  }
  const std::string many =
      run_allot({"compare", scenario, "--vary", "pots.p.amount=110..200/10"}).output;
  CHECK(many.find("\nK  200         200     3     0  +50 Chur\n") != std::string::npos);
  CHECK(many.find("\nK: `pots.p.amount`: 100 → 200\n") != std::string::npos);
  CHECK(many.ends_with("\nK against A: +100 (+100.00\u202F%) in all; 3 gain +100\n"));
}

TEST_CASE("variants are called by what tells them apart: titles, years or files") {
  const auto with_title = [](std::string_view title, std::string_view year) {
    return with(with(std::string{kFirst}, "First", title), "currency: EUR",
                "year: " + std::string{year});
  };
  struct Row {
    std::string first, second;
    std::string_view title, a, b;
  };
  const Row rows[] = {
      {with_title("Plan, half", "2026"), with_title("Plan, all", "2026"), "Plan, … · 2026 · ",
       "half", "all"},
      {with_title("Plan", "2026"), with_title("Plan", "2027"), "Plan · ", "2026", "2027"},
      {with_title("Plan", "2026"), with_title("Plan", "2026"), "Plan · 2026 · ", "a", "b"},
      {with_title("One", "2026"), with_title("Other", "2027"), "", "One", "Other"},
  };
  for (const Row& row : rows) {
    const TestFolder folder;
    const std::string output = run_allot({"compare", folder.write("a.yaml", row.first),
                                          folder.write("b.yaml", row.second)})
                                   .output;
    CAPTURE(output);
    CHECK(output.starts_with(std::string{row.title} + "2 variants · 3 districts\n"));
    CHECK(output.find("\nA  " + std::string{row.a} + " ") != std::string::npos);
    CHECK(output.find("\nB  " + std::string{row.b} + " ") != std::string::npos);
  }
}

TEST_CASE("--against prior holds each against last year, where new districts have no shift") {
  const TestFolder folder;
  const std::string scenario = folder.write("a.yaml", kWithPrior);
  const std::vector<std::string_view> arguments{"compare",           scenario,    "--vary",
                                                "pots.p.amount=200", "--against", "prior"};
  const std::string output = run_allot(arguments).output;
  CHECK(variants_in(output) ==
        "   variant   total  gain  lose  new  gains most    loses most\n"
        "   2025        100\n"
        "A  as it is    100     0     2    1                −10 Bach (b)\n"
        "B  200         200     2     0    1  +40 Bach (c)\n");
  CHECK(output.find("\nA against 2025: the same in all; 2 lose −20, 1 new\n") != std::string::npos);
  auto csv = arguments;
  csv.insert(csv.end(), {"-f", "csv"});
  CHECK(run_allot(csv).output ==
        "id,name,group,prior,budget_a,difference_a,difference_percent_a,budget_b,difference_b,"
        "difference_percent_b\n"
        "a,Au,,,20,,,40,,\n"
        "b,Bach,,40,30,-10,-25.000000,60,20,50.000000\n"
        "c,Bach,,60,50,-10,-16.666667,100,40,66.666667\n");
  auto form = arguments;
  form.insert(form.end(), {"-f", "json"});
  const auto json = nlohmann::json::parse(run_allot(form).output);
  CHECK(json["compared"][0]["letter"].is_null());
  CHECK(json["compared"][0]["label"] == "2025");
  CHECK(json["against"][0]["letter"] == "A");
  CHECK(json["against"][0]["new"] == 1);
  CHECK(json["districts"][0]["budgets"] == nlohmann::json{nullptr, 20, 40});
  CHECK(json["districts"][0]["against"][0]["difference"].is_null());
}

TEST_CASE("what is new against last year differs, and nothing else has to") {
  const auto differs = [](std::string_view last) {
    const TestFolder folder;
    const std::string scenario =
        folder.write("a.yaml",
                     "allot: 1\ntitle: Same\ndistricts:\n"
                     "  - {id: a, weight: 1, last: 10}\n"
                     "  - {id: b, weight: 1" +
                         std::string{last} +
                         "}\n"
                         "pots: [{id: p, amount: 20, steps: [{share: {by: weight}}]}]\n"
                         "prior: {column: last}\n");
    return run_allot({"compare", scenario, "--against", "prior", "--exit-code"});
  };
  CHECK(differs(", last: 10").exit_code == 0);
  CHECK(differs(", last: 10")
            .output.ends_with("\nA against the prior year: all budgets are the same\n"));
  CHECK(differs("").exit_code == 1);
  CHECK(differs("").output.ends_with(
      "\nA against the prior year: +10 (+100.00\u202F%) in all; 1 unchanged, 1 new\n"));
}

TEST_CASE("--against prior is refused where there is no one prior year, with the way out") {
  const TestFolder folder;
  const std::string with_prior = folder.write("a.yaml", kWithPrior);
  const std::string other =
      folder.write("b.yaml", with(std::string{kWithPrior}, "last: 40", "last: 41"));
  const std::string without = folder.write("c.yaml", kFirst);
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view part;
  };
  const Row rows[] = {
      {{with_prior, other}, "do not have the same prior year"},
      {{with_prior, without}, "c.yaml` has no prior year"},
      {{with_prior, "--by", "pot"}, "leave out `--by`"},
      {{with_prior, "--causes"}, "`allot run --causes`"},
      {{with_prior, other, "--against", "budget.csv"}, "`--against` takes prior, not"},
  };
  for (const Row& row : rows) {
    std::vector<std::string_view> arguments{"compare"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    if (row.arguments.back() != "budget.csv") {
      arguments.insert(arguments.end(), {"--against", "prior"});
    }
    const Ended ended = run_allot(arguments);
    CHECK(ended.exit_code == 2);
    CHECK_MESSAGE(ended.error.find(row.part) != std::string::npos, row.part, " not in ",
                  ended.error);
  }
  CHECK(run_allot({"compare", with_prior, "--against", "prior"}).exit_code == 0);
  const std::string columns = "id,prior_a,shift_a,prior_b,shift_b,shift_percent_b";
  CHECK(run_allot({"compare", with_prior, other, "-f", "csv", "--columns", columns}).output ==
        columns + "\na,,,,,\nb,40,-10,41,-11,-26.829268\nc,60,-10,60,-10,-16.666667\n");
}

TEST_CASE("--changed leaves out what is the same in all, and says how many rows that is") {
  const Pair pair{with(std::string{kFirst}, "by: weight", "by: other")};
  const std::string output = pair.compare({"--changed", "--columns", "id,difference_b"}).output;
  CHECK(output.find("\nb ") == std::string::npos);
  CHECK(output.find("\n1 row is the same in all and not shown.\n") != std::string::npos);
  CHECK(output.find("1 unchanged\n") != std::string::npos);
  CHECK(pair.compare({"--changed", "-f", "csv", "--columns", "id"}).output == "id\na\nc\n");
  const Pair same{std::string{kFirst}};
  CHECK(same.compare({"--changed", "-f", "csv", "--columns", "id"}).output == "id\n");
}

TEST_CASE("by change the largest difference to any variant counts") {
  const TestFolder folder;
  const std::string scenario = folder.write("a.yaml", kFirst);
  // Against 18, 36, 46: a +2 and +32, b −6 and −6, c +4 and −26.
  const std::string output =
      run_allot(
          {"compare", folder.write("b.yaml", with(std::string{kFirst}, "weight: 3", "weight: 4")),
           scenario, folder.write("c.yaml", with(std::string{kFirst}, "by: weight", "by: other")),
           "--sort", "change", "-f", "csv", "--columns", "id"})
          .output;
  CHECK(output == "id\na\nc\nb\n");
}

}  // namespace allot::cli
