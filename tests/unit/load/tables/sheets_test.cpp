#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/report/diagnostics/diagnostics.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/text/cut_off.hpp"
#include "support/cli_runner.hpp"
#include "support/report_sample.hpp"
#include "support/workbook_sample.hpp"
#include "unit/load/tables/table_sample.hpp"

namespace allot::load {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

bool is_stored_number(std::string_view text) {
  return !text.empty() && is_digit(text.front()) &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// `5` is a number, `5{2}` one of style 2, `'5` a text as is all that is no number.
std::string sheet_cell(std::string_view text, std::size_t column, std::size_t row) {
  const std::string name = fmt::format("{}{}", static_cast<char>('A' + column), row);
  std::string_view style = text;
  const std::string_view number = cut_off(style, "{");
  if (is_stored_number(number)) {
    return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", name,
                       style.empty() ? "0" : style.substr(0, 1), number);
  }
  text.remove_prefix(text.starts_with('\'') ? 1 : 0);
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", name, text);
}

/// Rows of cells between `|`; `~` begins a hidden one.
std::string sheet_rows(std::string_view text) {
  std::string rows;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = cut_off(text, "\n");
    const bool hidden = line.starts_with('~');
    line.remove_prefix(hidden ? 1 : 0);
    rows += fmt::format("<row r=\"{}\"{}>", number, hidden ? " hidden=\"1\"" : "");
    for (std::size_t column = 0; !line.empty(); ++column) {
      const std::string_view cell = trimmed(cut_off(line, "|"));
      rows += cell.empty() ? std::string{} : sheet_cell(cell, column, number);
    }
    rows += "</row>";
  }
  return rows;
}

// Style 1 is a percentage, 2 five digits, 3 no decimals, 4 thousands.
constexpr std::string_view kStyles =
    R"(<xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="1"/><xf numFmtId="172"/>)";
constexpr std::string_view kFormats =
    R"(<numFmt numFmtId="170" formatCode="0.0%"/><numFmt numFmtId="171" formatCode="00000"/>)"
    R"(<numFmt numFmtId="172" formatCode="#,##0,"/>)";

std::string workbook_of(std::string_view rows) {
  return WorkbookSample{
      .rows = sheet_rows(rows), .formats = std::string{kFormats}, .styles = std::string{kStyles}}
      .bytes();
}

/// Of two sheets; `state` is of the second.
std::string workbook_of_two(std::string_view first, std::string_view second,
                            std::string_view state) {
  WorkbookSample sample{.rows = sheet_rows(first)};
  sample.workbook = fmt::format(
      R"(<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Kreise" sheetId="1" r:id="r1"/>)"
      R"(<sheet name="Städte" sheetId="2" {} r:id="r9"/></sheets></workbook>)",
      state);
  sample.relationships =
      R"(<Relationships><Relationship Id="r1" Type="http://t/worksheet" Target="worksheets/sheet1.xml"/>)"
      R"(<Relationship Id="r9" Type="http://t/worksheet" Target="worksheets/sheet9.xml"/></Relationships>)";
  return sample.zip()
      .add("xl/worksheets/sheet9.xml",
           "<worksheet xmlns=\"m\"><sheetData>" + sheet_rows(second) + "</sheetData></worksheet>")
      .bytes();
}

TableSample sample_of_book(std::string bytes, std::string_view fields, std::string_view rest = {}) {
  return TableSample{{{"t.xlsx", std::move(bytes)}},
                     scenario_by_n(fmt::format("{{table: t.xlsx, {}}}", fields), rest)};
}

TableSample sample_of_sheet(std::string_view rows, std::string_view fields,
                            std::string_view rest = {}) {
  return sample_of_book(workbook_of(rows), fields, rest);
}

TEST_CASE("a wrong cell is named as the spreadsheet names it, in each style") {
  std::string rows = "AGS | Kreis | n\n";
  for (int i = 2; i <= 17; ++i) {
    rows += fmt::format("{} | Gößweinstein {} | {}\n", 10'000 + i, i, i == 17 ? "viele" : "5");
  }
  TableSample sample{{{"zugang.xlsx", workbook_of(rows)}},
                     scenario_by_n("{table: zugang.xlsx, id: AGS}")};
  CHECK(sample.problems() == TextLines{"not_a_number zugang.xlsx:Kreise:17:25"});
  const auto shown = [&](report::DiagnosticStyle style) {
    return report::written([&](report::Writer& out) {
      report::write_diagnostics(sample.problem_list().sorted(), sample.files(), style, false, out);
    });
  };
  CHECK(shown(report::DiagnosticStyle::kHuman).find("\n  --> zugang.xlsx:Kreise!C17\n") !=
        std::string::npos);
  CHECK(shown(report::DiagnosticStyle::kGcc).starts_with("zugang.xlsx:Kreise!C17: error: "));
  // GitHub has no lines of a spreadsheet: the cell is in the message.
  CHECK(shown(report::DiagnosticStyle::kGithub)
            .starts_with("::error file=zugang.xlsx,title=E014 not_a_number::Kreise!C17: `viele`"));
  const auto json = nlohmann::json::parse(shown(report::DiagnosticStyle::kJson));
  REQUIRE(json.size() == 1);
  CHECK(json[0]["file"] == "zugang.xlsx");
  CHECK(json[0]["cell"] == "Kreise!C17");
  CHECK(json[0]["line"] == 17);
  CHECK(json[0]["column"] == 3);
  CHECK(json[0]["end_column"] == 4);
}

TEST_CASE("one sheet that is visible is read, of several the one that is named") {
  constexpr std::string_view kKreise = "id | n\na | 1\nb | 2\n";
  constexpr std::string_view kTowns = "id | n\nc | 3\nd | 4\n";
  const auto read = [&](std::string_view state, std::string_view fields) {
    return sample_of_book(workbook_of_two(kKreise, kTowns, state), fields);
  };
  CHECK(read("state=\"hidden\"", "id: id").districts() == "a=1 b=2");
  CHECK(read("state=\"veryHidden\"", "id: id").districts() == "a=1 b=2");
  CHECK(read("", "id: id").problems() == TextLines{"missing_field s.yaml:4:20"});
  CHECK(read("", "id: id, sheet: Kreise").districts() == "a=1 b=2");
  CHECK(read("", "id: id, sheet: Städte").districts() == "c=3 d=4");
  CHECK(read("state=\"hidden\"", "id: id, sheet: Städte").districts() == "c=3 d=4");
  CHECK(read("", "id: id, sheet: Staedte").problems() == TextLines{"unknown_name s.yaml:4:43"});
}

TEST_CASE("two sheets of a workbook are two tables") {
  const TableSample sample{
      {{"t.xlsx", workbook_of_two("id | m\na | 1\nb | 2\n", "id | n\nb | 3\na | 4\n", "")}},
      scenario_by_n(
          "{id: id, tables: [{file: t.xlsx, sheet: Kreise}, {file: t.xlsx, sheet: Städte}]}")};
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "a=4 b=3");
}

TEST_CASE("a text has no sheets") {
  CHECK(sample_of("id,n\na,1\n", "id: id, sheet: Kreise").problems() ==
        TextLines{"fields_clash s.yaml:4:42"});
}

TEST_CASE("hidden rows are read, with a warning at the first of them") {
  const TableSample sample = sample_of_sheet("id | n\na | 1\n~b | 2\n~c | 4\n", "id: id");
  CHECK(sample.districts() == "a=1 b=2 c=4");
  CHECK(sample.problems() == TextLines{"hidden_cells t.xlsx:Kreise:3:0"});
}

TEST_CASE("a cell whose format is a percentage is one") {
  constexpr std::string_view kRows = "id | n\na | 0.125{1}\nb | 0.875{1}\n";
  CHECK(sample_of_sheet(kRows, "id: id").problems() ==
        TextLines{"not_a_number t.xlsx:Kreise:2:3", "not_a_number t.xlsx:Kreise:3:3"});
  const auto shares = [&](std::string_view adds_to) {
    return TableSample{
        {{"t.xlsx", workbook_of(kRows)}},
        fmt::format("allot: 1\ntitle: T\ndistricts: {{table: t.xlsx, id: id}}\n"
                    "keys: {{k: {{shares: n, adds_to: {}}}}}\n"
                    "pots: [{{id: p, amount: 100, steps: [{{share: {{by: k}}}}]}}]\n",
                    adds_to)};
  };
  CHECK(shares("100").districts() == "a=25/2 b=175/2");
  CHECK(shares("1").districts() == "a=1/8 b=7/8");
}

TEST_CASE("ids that a format shows with zeros have them, others get them back") {
  const TableSample shown = sample_of_sheet("id | n\n8111{2} | 1\n11000{2} | 2\n", "id: id");
  CHECK(shown.problems() == TextLines{});
  CHECK(shown.districts() == "08111=1 11000=2");
  CHECK(shown.readings() == TextLines{});
  const TableSample padded =
      sample_of_sheet("id | n\n8111 | 1\n'8115 | 2\n11000 | 4\n", "id: id, id_digits: 5");
  CHECK(padded.districts() == "08111=1 08115=2 11000=4");
  CHECK(padded.readings() == TextLines{"padded t.xlsx:Kreise: 2 in 2 3"});
}

TEST_CASE("the format of a cell is not its number: what it hides is noted of money") {
  const TableSample sample = sample_of_sheet(
      " | id | n | paid\n | a | 1.25{3} | 12.5{3}\n | b | 2 | 7\n | c | 4 | 5000{4}\n", "id: id",
      "prior: {column: paid}\n");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "a=5/4 b=2 c=4");
  CHECK(sample.districts("paid") == "a=25/2 b=7 c=5000");
  CHECK(sample.readings() == TextLines{"shown_shorter t.xlsx:Kreise: 1 paid in 2",
                                       "shown_scaled t.xlsx:Kreise: 1 paid in 4"});
}

TEST_CASE("digits that a spreadsheet does not keep are rounded away, which is noted") {
  const TableSample sample = sample_of_sheet(
      "id | n\na | 0.30000000000000004\nb | 0.7\nc | 56.730000000000004\n", "id: id");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "a=3/10 b=7/10 c=5673/100");
  CHECK(sample.readings() == TextLines{"rounded t.xlsx:Kreise: 2 n in 2"});
  CHECK(sample_of_sheet("id | n | m\na | 3 | 0.30000000000000004\nb | 7 | 1\n", "id: id")
            .readings() == TextLines{});
}

TEST_CASE("titles, sums and notes of a sheet are other rows, by the rows of the sheet") {
  constexpr std::string_view kRows =
      "Zugang der Kreise\n\nid | Kreis | n\n8111 | Aub | 1\n\n8115 | Bad | 2\n | Insgesamt | 3\n"
      "Quelle: Amt\n";
  CHECK(sample_of_sheet(kRows, "id: id").problems() == TextLines{"table_syntax t.xlsx:Kreise:1:1"});
  CHECK(sample_of_sheet(kRows, "id: id, header: 3").problems() ==
        TextLines{"missing_id t.xlsx:Kreise:7:1", "missing_cell t.xlsx:Kreise:8:12"});
  const TableSample sample =
      sample_of_sheet(kRows, "id: id, header: 3, other_rows: skip, id_digits: 5");
  CHECK(sample.problems() == TextLines{});
  CHECK(sample.districts() == "08111=1 08115=2");
  CHECK(sample.readings() ==
        TextLines{"padded t.xlsx:Kreise: 2 in 4 6", "other_rows t.xlsx:Kreise: 2 in 7 8"});
}

TEST_CASE("a table is the same with commas, semicolons or tabs, and as a sheet") {
  struct Row {
    std::string form, table;
  };
  const Row rows[] = {
      {"commas",
       "id,Kreis,land,n,paid\n08111,\"Hof, Stadt\",BW,1234.5,17.25\n08115,Bad,BW,2,0\n"
       "06411,Cam,HE,3.75,1000000\n,Summe,,1240.25,1000017.25\n"},
      {"semicolons",
       "id;Kreis;land;n;paid\n08111;Hof, Stadt;BW;1.234,5;17,25\n08115;Bad;BW;2;0\n"
       "06411;Cam;HE;3,75;1.000.000\n;Summe;;1.240,25;1.000.017,25\n"},
      {"tabs",
       "id\tKreis\tland\tn\tpaid\n08111\tHof, Stadt\tBW\t1234.5\t17.25\n08115\tBad\tBW\t2\t0\n"
       "06411\tCam\tHE\t3.75\t1000000\n\tSumme\t\t1240.25\t1000017.25\n"},
      {"a sheet",
       workbook_of("id | Kreis | land | n | paid\n'08111 | Hof, Stadt | BW | 1234.5 | 17.25\n"
                   "8115{2} | Bad | BW | 2 | 0\n'06411 | Cam | HE | 3.75 | 1000000\n"
                   " | Summe | | 1240.25 | 1000017.25\n")},
  };
  const std::string scenario = scenario_by_n(
      "{table: t, id: id, name: Kreis, group: land, other_rows: skip}", "prior: {column: paid}\n");
  std::string first;
  for (const Row& row : rows) {
    CAPTURE(row.form);
    const TableSample sample{{{"t", row.table}}, scenario};
    CHECK(sample.problems() == TextLines{});
    CHECK(sample.districts() == "06411=15/4 08111=2469/2 08115=2");
    CHECK(sample.districts("paid") == "06411=1000000 08111=69/4 08115=0");
    CHECK(sample.scenario().districts.names ==
          std::vector<std::string_view>{"Cam", "Hof, Stadt", "Bad"});
    CHECK(sample.scenario().districts.groups == std::vector<std::string_view>{"HE", "BW", "BW"});

    const cli::TestFolder folder;
    folder.write("t", row.table);
    const std::string path = folder.write("s.yaml", scenario);
    const cli::Ended ended = cli::run_allot({"run", path, "-f", "csv"});
    CHECK(ended.exit_code == 0);
    CHECK(ended.error.empty());
    first = first.empty() ? ended.output : first;
    CHECK(ended.output == first);
  }
  CHECK(first.find("06411,Cam") != std::string::npos);
}

}  // namespace
}  // namespace allot::load
