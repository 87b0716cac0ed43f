#include <doctest/doctest.h>
#include <fmt/core.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/engine/run.hpp"
#include "allot/load/init/scenario_template.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/init/template_text.hpp"
#include "support/memory_files.hpp"

using namespace allot;
using namespace allot::load;
using allot::test::MemoryFiles;

namespace {

using RoleMap = std::initializer_list<std::pair<ColumnRole, std::string>>;
using Findings = std::vector<std::string>;

constexpr std::string_view kKreisTable =
    "ags;kreis;land;zugang_2024;zugang_2025;zuweisung_2025\n"
    "01001;Flensburg;Schleswig-Holstein;88;92;200.906,35\n"
    "05315;Köln;NRW;1.101;1.087;2.812.688,82\n"
    "05316;Leverkusen;NRW;101;87;212.688,82\n"
    "01002;Kiel;Schleswig-Holstein;301;290;774.924,47\n";

/// What became of a table.
struct Proposal {
  std::string text, guesses;
  Findings messages;
};

Proposal proposal_for(std::string_view table, RoleMap map = {}) {
  SourceFiles files;
  Problems problems;
  TablesOnHand on_hand{
      .tables = {{.file = files.add("t.csv", std::string{table}), .path = "t.csv", .where = {}}}};
  for (const auto& [role, column] : map) {
    on_hand.mapped.push_back({.role = role, .column = column, .where = {}});
  }
  auto scenario = scenario_for_tables(files, on_hand, "s.yaml", problems);
  Proposal proposal;
  if (scenario) {
    proposal = {std::move(scenario->text), std::move(scenario->guesses), {}};
  }
  for (const Diagnostic& problem : problems.sorted()) {
    proposal.messages.push_back(problem.message);
  }
  return proposal;
}

/// What loading and running the text says: nothing, if it is good.
Findings findings_of(MemoryFiles& files, const std::string& text) {
  Loaded loaded = files.load(text);
  if (loaded.scenario) {
    engine::run(*loaded.scenario, loaded.problems);
  }
  return files.lines(loaded.problems);
}

Findings findings_of_run(const std::string& text, std::string_view table) {
  MemoryFiles files{{{"t.csv", std::string{table}}}};
  return findings_of(files, text);
}

/// The lines of the text that contain `part`, without their comments.
std::string line_holding(const std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t begin = text.rfind('\n', at) + 1;
  const std::string line = text.substr(begin, text.find('\n', at) - begin);
  const std::string code = line.substr(0, line.find("  # ", line.find_first_not_of(' ')));
  return code.substr(0, code.find_last_not_of(' ') + 1);
}

std::string csv_cell(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string{c};
  }
  return quoted + "\"";
}

/// Texts that a YAML file must quote, and some that it need not.
const std::vector<std::string> kNastyTexts{
    "AGS",       "Zugänge 2025", "Groß-Gerau", "a/b (c)",    "true",
    "No",        "null",         "~",          "y",          "ON",
    "2025",      "08111",        "12.5",       "1_000",      "0x10",
    "1e6",       ".inf",         "-5",         "2025-01-01", "12:30",
    "- x",       "-x",           "a: b",       "a:b",        "x:",
    ":",         "a #b",         "#a",         "a,b",        "a, b",
    "[x]",       "{x}",          "x]",         "'x'",        "\"x\"",
    "x\"y",      "it's",         "a\\b",       "\\x41",      "%x",
    "@x",        "`x`",          "|",          "> x",        "!x",
    "&x",        "*x",           "?",          "? x",        "=",
    "<<",        "---",          "...",        "../x.csv",   "/x.csv",
    " lead",     "trail ",       "a  b",       "a\nb",       "a\tb",
    "a\u00a0b",  "日本",         "𝔘",          "u\u0308",    "€",
    "§ 5 Abs.1", "50 %",         "10%",        "x # y: z",   "1 034",
    "+5",        "null x"};

/// Said with a warning wherever they are read.
const std::vector<std::string> kInvisibleTexts = {"\u2028", "\ufeffx", "\u202eabc"};

std::optional<YamlNode> parsed_text(const std::string& text) {
  SourceFiles files;
  Problems problems;
  auto tree = parse_yaml(files, files.add("x.yaml", text), problems);
  CHECK_FALSE(problems.has_errors());
  return tree;
}

}  // namespace

TEST_CASE("the example runs, and its expectation holds") {
  MemoryFiles files;
  const std::string text = example_scenario("budget.yaml");
  CHECK(findings_of(files, text) == Findings{});
  CHECK(text.find("#   allot run budget.yaml\n") != std::string::npos);
  const Loaded loaded = files.load(text);
  Problems problems;
  const auto result = engine::run(*loaded.scenario, problems);
  CHECK(result->total == Money::from_minor(1'000'000'000));
  CHECK(loaded.scenario->expect.total.has_value());
}

TEST_CASE("any text comes back from a value, a name and a flow map as it was") {
  std::vector<std::string> texts = kNastyTexts;
  texts.insert(texts.end(), kInvisibleTexts.begin(), kInvisibleTexts.end());
  for (const std::string& text : texts) {
    CAPTURE(text);
    const std::string scalar = yaml_text(text);
    const auto tree = parsed_text("a: " + scalar + "  # comment\nb: {x: " + scalar + ", " + scalar +
                                  ": 1}\nc: [" + scalar + ", " + scalar + "]\n");
    REQUIRE(tree);
    CHECK(tree->find("a")->text == text);
    CHECK(tree->find("b")->find("x")->text == text);
    CHECK(tree->find("b")->entries.back().key == text);
    CHECK(tree->find("c")->items.at(1).text == text);
  }
  CHECK(parsed_text("a: " + yaml_text(""))->find("a")->quoted);
}

TEST_CASE("only texts that no reader takes for anything else stand without quotes") {
  struct Row {
    std::string_view text, written;
  };
  const Row rows[] = {{"AGS", "AGS"},
                      {"Zugänge 2025", "Zugänge 2025"},
                      {"../data/k.csv", "../data/k.csv"},
                      {"08111", "\"08111\""},
                      {"NO", "\"NO\""},
                      {"null", "\"null\""},
                      {"nullwert", "nullwert"},
                      {"a: b", "\"a: b\""},
                      {"C:\\t \"1\"", "\"C:\\\\t \\\"1\\\"\""},
                      {"a\nb", "\"a\\x0ab\""},
                      {"", "\"\""}};
  for (const Row& row : rows) {
    CHECK(yaml_text(row.text) == row.written);
  }
  CHECK(quoted_yaml_text("AGS") == "\"AGS\"");
}

TEST_CASE("columns of any name can be the id, the name, the key and the prior year") {
  for (const std::string& text : kNastyTexts) {
    const std::string table = "w," + csv_cell(text) + ",v\n3,7,1\n4,9,5\n";
    std::string name = text;
    std::ranges::replace(name, '\n', ' ');  // a line break in a name is a blank
    CAPTURE(name);
    for (const ColumnRole role : {ColumnRole::kIdColumn, ColumnRole::kNameColumn,
                                  ColumnRole::kKeyColumn, ColumnRole::kPriorColumn}) {
      const Proposal proposal =
          role == ColumnRole::kIdColumn
              ? proposal_for(table, {{role, name}, {ColumnRole::kKeyColumn, "v"}})
          : role == ColumnRole::kKeyColumn
              ? proposal_for(table, {{ColumnRole::kIdColumn, "w"}, {role, name}})
              : proposal_for(
                    table,
                    {{ColumnRole::kIdColumn, "w"}, {role, name}, {ColumnRole::kKeyColumn, "v"}});
      CHECK(proposal.messages == Findings{});
      CHECK(findings_of_run(proposal.text, table) == Findings{});
    }
  }
}

TEST_CASE("a table of any name is named so that the loader finds it") {
  for (const std::string& name : kNastyTexts) {
    CAPTURE(name);
    SourceFiles sources;
    Problems problems;
    const std::string table{kKreisTable};
    const auto scenario = scenario_for_tables(
        sources, {.tables = {{.file = sources.add("t.csv", table), .path = name, .where = {}}}},
        "s.yaml", problems);
    REQUIRE(scenario);
    MemoryFiles files{{{name, table}}};
    CHECK(findings_of(files, scenario->text) == Findings{});
  }
}

TEST_CASE("roles are guessed from names and cells") {
  struct Row {
    std::string_view table, guesses;
  };
  const Row rows[] = {
      {kKreisTable, "id=ags,name=kreis,key=zugang_2025,prior=zuweisung_2025"},
      {"Zuweisungen,Kreis,AGS,Budget\n92,Kiel,01002,5.5\n93,Bonn,05314,6\n",
       "id=AGS,name=Kreis,key=Zuweisungen,prior=Budget"},
      {"Lfd. Nr.;Kreis;Einwohner\n1;A;5\n2;B;6\n", "id=Kreis,key=Einwohner"},
      {"Kreis;Jahr;Zahl\nA;2025;6\nB;2025;7\n", "id=Kreis,key=Zahl"},
      {"x,y\na,1\nb,2\n", "id=x,key=y"},
      // A name that is there twice is no id; a number that is there twice neither.
      {"kreis,nr,wert\nMünchen,1,4\nMünchen,2,4\nKiel,3,5\n", "id=nr,name=kreis,key=wert"},
      {"Land;Schlüssel in Prozent;Betrag in Euro\nA;60,5;7,25\nB;39,5;8,75\n",
       "id=Land,key=Schlüssel in Prozent,prior=Betrag in Euro"},
      {"id,gemeinde,kreis,count_2023,count_2025,count_2024\n1,A,K,1,2,3\n2,B,L,1,2,3\n",
       "id=id,name=gemeinde,key=count_2025"},
      // Nothing else to share by.
      {"ags,budget\n01001,5\n01002,6\n", "id=ags,key=budget,prior=budget"},
      // A column that is called `id` is the id, whatever its cells are.
      {"name,id,n\nA,1.5,3\nB,2.5,4\n", "id=id,name=name,key=n"},
      {"name,AGS,n\nA,x 1,3\nB,y-2,4\n", "id=AGS,name=name,key=n"},
      {"state,total_usd,wards,heads\nA,5,1,3\nB,6,2,4\n", "id=state,key=heads,prior=total_usd"},
      // Years are names of columns.
      {"kreis;2024;2025\nA;5;6\nB;7;8\n", "id=kreis,key=2025"},
      // Gaps and negative numbers are no key.
      {"id,a,b,c\n1,,-1,5\n2,3,2,6\n", "id=id,key=c"}};
  for (const Row& row : rows) {
    const Proposal proposal = proposal_for(row.table);
    CHECK(proposal.messages == Findings{});
    CHECK(proposal.guesses == row.guesses);
    CHECK(findings_of_run(proposal.text, row.table) == Findings{});
  }
}

TEST_CASE("a mapped column is not guessed, and comments say what was") {
  const Proposal proposal = proposal_for(
      kKreisTable, {{ColumnRole::kIdColumn, "ags"}, {ColumnRole::kKeyColumn, "zugang_2024"}});
  CHECK(proposal.guesses == "name=kreis,prior=zuweisung_2025");
  CHECK(line_holding(proposal.text, "by: zugang") == "      - share: {by: zugang_2024}");
  CHECK(proposal.text.find("# the column of the ids (Schlüssel)\n") != std::string::npos);
  CHECK(proposal.text.find("# guessed: the column of the names (Name)\n") != std::string::npos);
  CHECK(proposal.text.find("  # Not used: `land`, `zugang_2025`\n") != std::string::npos);
}

TEST_CASE("the pot is last year's money, and the year the one after it") {
  const Proposal proposal = proposal_for(kKreisTable);
  CHECK(line_holding(proposal.text, "amount: 4") == "    amount: 4_001_208");
  CHECK(line_holding(proposal.text, "status: e") == "    status: estimated");
  CHECK(line_holding(proposal.text, "year: ") == "year: 2026");
  CHECK(line_holding(proposal.text, "unit: 0") ==
        "    rounding: {unit: 0.01, method: largest_remainder}");
  CHECK(line_holding(proposal.text, "prior: {") == "prior: {column: zuweisung_2025}");
}

TEST_CASE("the sum is rounded to whole units where it has many, so that percents can be added") {
  struct Row {
    std::string_view first, second, amount;
  };
  const Row rows[] = {{"1500", "2500", "4_000"},        {"1500.30", "2500.30", "4_001"},
                      {"999.98", "0.01", "999.99"},     {"999.99", "0.01", "1_000"},
                      {"1.0001", "2.0048", "3.00"},     {"0.004", "0.0041", "0.01"},
                      {"11457716", "0.5", "11_457_716"}};
  for (const Row& row : rows) {
    const std::string table =
        fmt::format("id,count,budget\na,1,{}\nb,2,{}\n", row.first, row.second);
    const Proposal proposal = proposal_for(table, {{ColumnRole::kPriorColumn, "budget"}});
    CHECK(line_holding(proposal.text, "    amount:") == fmt::format("    amount: {}", row.amount));
    CHECK(findings_of_run(proposal.text, table) == Findings{});
  }
}

TEST_CASE("without a prior year the pot is a round placeholder, marked invented") {
  struct Row {
    std::string_view counts, amount;
  };
  const Row rows[] = {{"281\n92", "300_000"},     // 373 × 1000
                      {"0.25\n0.75", "1_000"},    // shares of 1
                      {"60.5\n39.5", "100_000"},  // percentages
                      {"11100394\n1", "1_000_000_000"}, {"0.001\n0.002", "1_000_000"},
                      {"999999999999\n5", "1_000_000"}};
  for (const Row& row : rows) {
    const std::string counts{row.counts};
    const std::size_t end = counts.find('\n');
    const std::string table =
        "id,count\na," + counts.substr(0, end) + "\nb," + counts.substr(end + 1) + "\n";
    const Proposal proposal = proposal_for(table, {{ColumnRole::kKeyColumn, "count"}});
    CHECK(line_holding(proposal.text, "    amount:") == "    amount: " + std::string{row.amount});
    CHECK(line_holding(proposal.text, "status: i") == "    status: invented");
    CHECK(findings_of_run(proposal.text, table) == Findings{});
  }
}

TEST_CASE("an encoding and a decimal mark are stated where the table needs them") {
  struct Row {
    std::string_view table, encoding, decimal;
  };
  const Row rows[] = {{"id,Zugänge\na,1\nb,2\n", "", ""},
                      {"\xEF\xBB\xBFid,Zugänge\na,1\nb,2\n", "", ""},
                      {"id,Zug\xE4nge\na,1\nb,2\n", "  encoding: windows-1252", ""},
                      {"id;zugang\na;1.034\nb;12\n", "", "  decimal: \",\""},
                      {"id;zugang\na;1.034,5\nb;12\n", "", ""},
                      {"id,zugang\na,\"1,034\"\nb,12\n", "", "  decimal: \".\""},
                      {"id;zugang;x\na;1.034;0.5\nb;12;0.25\n", "", "  decimal: \".\""},
                      {"id;zugang;budget\na;1.034;0,5\nb;12;0,25\n", "", "  decimal: \",\""},
                      // Only the columns in use count.
                      {"id;zugang;x\na;34;1.034\nb;12;2.117\n", "", ""},
                      {"id\tzugang\na\t1.034\nb\t2.117\n", "", "  decimal: \",\""}};
  for (const Row& row : rows) {
    CAPTURE(row.table);
    const Proposal proposal = proposal_for(row.table);
    CHECK(line_holding(proposal.text, "encoding:") == row.encoding);
    CHECK(line_holding(proposal.text, "  decimal:") == row.decimal);
    CHECK(findings_of_run(proposal.text, row.table) == Findings{});
  }
}

TEST_CASE("what stands in comments is right as well") {
  std::string text = proposal_for(kKreisTable).text;
  for (const std::string_view hint :
       {"# group: ", "# where: {", "# columns:", "#   zugang_2025: {",
        "# keys:", "#   all_years: ", "# - flat: {", "# - hold_harmless: {"}) {
    const std::size_t at = text.find(hint);
    REQUIRE(at != std::string::npos);
    text.erase(at, 1);
    if (text.at(at) == ' ' && hint != "#   zugang_2025: {" && hint != "#   all_years: ") {
      text.erase(at, 1);
    }
  }
  const std::size_t by = text.find("{by: zugang_2025}");
  text.replace(by, 17, "{by: all_years}");
  MemoryFiles files{{{"t.csv", std::string{kKreisTable}}}};
  const Loaded loaded = files.load(text);
  CHECK(files.lines(loaded.problems) == Findings{});
  REQUIRE(loaded.scenario);
  CHECK(loaded.scenario->districts.size() == 2);
  CHECK(loaded.scenario->pots.front().steps.size() == 3);
}

TEST_CASE("official keys that lost their zeros get them back") {
  struct Row {
    std::string_view table, digits;
  };
  const Row rows[] = {{"ags,n\n1001,1\n10041,2\n", "  id_digits: 5"},
                      {"ags,n\n8111,1\n8115,2\n", "  id_digits: 5"},
                      {"kundennr,n\n8111,1\n8115,2\n", ""},
                      {"gemeindeschlüssel,n\n8111000,1\n8115003,2\n", "  id_digits: 8"},
                      {"ags,n\n01001,1\n10041,2\n", ""},
                      {"ags,n\n01001,1\n5315,2\n", "  id_digits: 5"},
                      {"nr,n\n9,1\n10,2\n", ""},
                      {"nr,n\n9999,1\n30000,2\n", ""},
                      // Swiss communes have numbers of all lengths.
                      {"bfs,n\n1,1\n22,2\n351,3\n2701,4\n6621,5\n6810,6\n", ""}};
  for (const Row& row : rows) {
    CAPTURE(row.table);
    const Proposal proposal = proposal_for(row.table);
    CHECK(line_holding(proposal.text, "id_digits") == row.digits);
    CHECK(findings_of_run(proposal.text, row.table) == Findings{});
  }
}

TEST_CASE("a table without ids or numbers, and columns that it does not have, are reported") {
  struct Row {
    std::string_view table;
    RoleMap map;
    Findings messages;
  };
  const Row rows[] = {
      {"a,b\nx,1\nx,1\n",
       {},
       {"no column of the table looks like an id, which differs from row to "
        "row"}},
      {"id,b\nx,y\nz,w\n", {}, {"no column of the table looks like numbers to share by"}},
      {"id,b\n", {}, {"the table has no rows"}},
      {"id,b\nx,1\n", {{ColumnRole::kKeyColumn, "c"}}, {"the table has no column `c`"}},
      {"id,b\nx,1\n",
       {{ColumnRole::kIdColumn, "ID"}, {ColumnRole::kPriorColumn, ""}},
       {"the table has no column `ID`", "the table has no column ``"}},
      {"\xFF\xFEi\x01", {}, {"the file is UTF-16, not UTF-8"}},
      {"id,b,b\nx,1,2\n", {}, {"there are two columns `b`"}},
      {"01001;Kiel;5\n01002;Bonn;7\n",
       {},
       {"the first line of the table has numbers where names of columns belong"}}};
  for (const Row& row : rows) {
    const Proposal proposal = proposal_for(row.table, row.map);
    CHECK(proposal.text.empty());
    CHECK(proposal.messages == row.messages);
  }
}

TEST_CASE("what is wrong in cells is left to the loader") {
  struct Row {
    std::string_view table;
    Findings problems;
  };
  const Row rows[] = {{"ags,zugang\n01001,5\n01001,6\n",
                       {"duplicate_district t.csv:3:1 the id `01001` is there twice"}},
                      {"ags,zugang\n01001,5\n,6\n", {"missing_id t.csv:3:1 the row has no `ags`"}},
                      {"ags,zugang\n01001,5\nSumme,5\n", {}},
                      {"ags,zugang\n01001,5 t\n01002,6 t\n",
                       {"not_a_number t.csv:2:7 `5 t` in column `zugang` is not a number",
                        "not_a_number t.csv:3:7 `6 t` in column `zugang` is not a number"}}};
  for (const Row& row : rows) {
    const Proposal proposal = proposal_for(row.table);
    CHECK(proposal.messages == Findings{});
    CHECK(findings_of_run(proposal.text, row.table) == row.problems);
  }
}

TEST_CASE("a single line that is put in runs, or says what to fill in") {
  struct Row {
    std::string_view table, line;
    Findings findings;
  };
  const Row rows[] = {
      {kKreisTable, "  # group: land", {}},
      {kKreisTable, "  # where: {land: Schleswig-Holstein}", {}},
      {kKreisTable, "      # - flat: {amount: 100_000}", {}},
      {kKreisTable, "      # - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}", {}},
      {"id,n\na,1\nb,2\n", "# year: 2026", {}},
      {"id,n\na,1\nb,2\n", "# language: de", {}},
      {"id,n\na,1\nb,2\n",
       "# prior: {column: NAME}",
       {"unknown_column s.yaml:33:17 unknown column `NAME`"}},
      {"id,n,budget\na,1,5 t\nb,2,6\n",
       "# prior: {column: budget}",
       {"not_a_number t.csv:2:5 `5 t` in column `budget` is not a number"}}};
  for (const Row& row : rows) {
    std::string text = proposal_for(row.table).text;
    const std::size_t at = text.find(row.line);
    REQUIRE(at != std::string::npos);
    text.erase(text.find("# ", at), 2);
    CHECK(findings_of_run(text, row.table) == row.findings);
  }
}

TEST_CASE("amounts are grouped by three, and placeholders have one digit") {
  CHECK(amount_text(58000000, 0) == "58_000_000");
  CHECK(amount_text(100, 0) == "100");
  CHECK(amount_text(Fraction{123456789, 100}, 2) == "1_234_567.89");
  CHECK(one_digit(3246000) == Fraction{3000000});
  CHECK(one_digit(Fraction{999, 10}) == Fraction{90});
  CHECK(one_digit(Fraction{1, 2}) == Fraction{0});
}
