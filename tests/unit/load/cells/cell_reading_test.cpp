#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/csv/csv.hpp"
#include "support/read_table.hpp"

namespace allot::load {
namespace {

using enum DecimalMark;

TEST_CASE("money may carry the scenario's own currency, and dashes for decimals") {
  struct Row {
    std::string currency;
    Cells cells;
    Cells values;
    int decimals;
  };
  const Row rows[] = {
      {"EUR", {"1.608,50 €", "3"}, {"3217/2", "3"}, 2},
      {"EUR", {"€ 1.608,50", "€1.608,50", "1.608,50€"}, {"3217/2", "3217/2", "3217/2"}, 2},
      {"EUR", {"EUR 12", "12 EUR", "12 Euro", "7\u00A0€"}, {"12", "12", "12", "7"}, 0},
      {"EUR", {"-1,50 €", "-€ 2,25", "€ -3"}, {"-3/2", "-9/4", "-3"}, 2},
      {"EUR", {"12.500,--", "500,-- €", "500,—", "7,-"}, {"12500", "500", "500", "7"}, 0},
      {"EUR", {"-,--", "–,–– €", "2,50"}, {"0", "0", "5/2"}, 2},
      {"EUR", {"- €", "–\u00A0€", " -   € ", "2"}, {"0", "0", "0", "2"}, 0},
      {"CHF",
       {"CHF 500.--", "Fr. 500.-", "SFr. 1'500.50", "2.— Fr."},
       {"500", "500", "3001/2", "2"},
       2},
      {"USD", {"$ 1,234.50", "US$12", "12 USD"}, {"2469/2", "12", "12"}, 2},
      {"CAD", {"$ 1,234.50"}, {"2469/2"}, 2},
      {"GBP", {"£12", "12 GBP"}, {"12", "12"}, 0},
      {"XOF", {"12 XOF"}, {"12"}, 0},
      {"Euro", {"12 €"}, {"12"}, 0},  // which is wrong, and told where it stands
      {"", {"12.500,--", "2"}, {"12500", "2"}, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cells.front());
    ReadTable read = column_of(row.cells);
    REQUIRE(read.ok());
    const auto column = read.numbers("n", {.currency = row.currency});
    REQUIRE(column.has_value());
    CHECK(values(*column) == row.values);
    CHECK(column->decimals == row.decimals);
  }
}

TEST_CASE("a dash for the decimals says which mark is meant") {
  CHECK(values(*column_of({"1.034", "500,--"}).numbers("n")) == Cells{"1034", "500"});
  CHECK(values(*column_of({"1,034", "500.-"}).numbers("n")) == Cells{"1034", "500"});
}

TEST_CASE("another currency, one in a column of counts, and a unit of thousands are no numbers") {
  struct Row {
    std::string cell;
    NumberRules rules;
    std::string message;
    std::vector<std::string> help;
  };
  const Row rows[] = {
      {"12 $",
       {.currency = "EUR"},
       "is in `$`, and the scenario in `EUR`",
       {"convert the amount to EUR, or name the column that has it"}},
      {"PLN 1.087",
       {.currency = "EUR"},
       "is in `PLN`, and the scenario in `EUR`",
       {"convert the amount to EUR, or name the column that has it"}},
      {"12 €",
       {},
       "is in `€`, and the scenario has no currency",
       {"write 12", "or state `currency: EUR` in the scenario"}},
      {"12,50 kr",
       {},
       "is in `kr`, and the scenario has no currency",
       {"write 12.50", "or state the `currency` of the scenario"}},
      {"1.087 €",
       {},
       "is in `€`, and the scenario has no currency",
       {"write 1.087", "write 1087", "or state `currency: EUR` in the scenario"}},
      {"12 €",
       {.currency = "EUR", .may_be_money = false},
       "carries a currency, and the column counts units",
       {"write 12"}},
      {"500,--", {.mark = kComma, .may_be_money = false}, "is not a number", {"write 500"}},
      {"12 TEUR", {.currency = "EUR"}, "is not a number", {"write 12000"}},
      {"12 T€", {.currency = "EUR"}, "is not a number", {"write 12000"}},
      {"(12 €)",
       {.currency = "EUR"},
       "has a sign of statistics (DIN 55301): an uncertain value",
       {"`signs: din55301` in `districts: {…}` (`districts.signs`) reads `(12 €)` as 12 €",
        "accounts mean a negative amount by it: then write -12 €"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    ReadTable read = column_of({"7", row.cell});
    CHECK_FALSE(read.numbers("n", row.rules).has_value());
    REQUIRE(read.problems().size() == 1);
    CHECK(read.problem().code == Code::kNotANumber);
    CHECK(read.problem().message == "`" + row.cell + "` in column `n` " + row.message);
    CHECK(read.problem().help == row.help);
    CHECK(read.problem().where.line == 3);
  }
}

TEST_CASE("a percentage is a part, or a number of points, where percentages are read") {
  const Cells cells{"12,5 %", "50%", "0,375"};
  const auto parts = column_of(cells).numbers("n", {.percentages = PercentCells::kParts});
  REQUIRE(parts.has_value());
  CHECK(values(*parts) == Cells{"1/8", "1/2", "3/8"});
  CHECK(parts->decimals == 3);
  const auto points =
      column_of({"12,5 %", "50%", "37,5"}).numbers("n", {.percentages = PercentCells::kPoints});
  REQUIRE(points.has_value());
  CHECK(values(*points) == Cells{"25/2", "50", "75/2"});
  CHECK(points->decimals == 1);
  CHECK_FALSE(column_of(cells).numbers("n").has_value());
  CHECK_FALSE(column_of({"0.12345678901234567 %"})
                  .numbers("n", {.percentages = PercentCells::kParts})
                  .has_value());
}

TEST_CASE("signs of statistics are read where the table says so, and noted") {
  ReadTable read = column_of({"-", "–", "12", ".", "…", "...", "/", "x", "X", "(13)", "14 p", "15r",
                              "16 s", "17e", "(18) p", " "});
  const auto column = read.numbers("n", {.signs_din55301 = true});
  REQUIRE(column.has_value());
  CHECK(values(*column) == Cells{"0", "0", "12", "0", "0", "0", "0", "0", "0", "13", "14", "15",
                                 "16", "17", "18", "0"});
  CHECK(column->missing == std::vector<bool>{false, false, false, true, true, true, true, true,
                                             true, false, false, false, false, false, false, true});
  using enum CellSign;
  CHECK(column->signs == std::vector<SignedCell>{{3, kUnknown},
                                                 {4, kLater},
                                                 {5, kLater},
                                                 {6, kUnreliable},
                                                 {7, kMeaningless},
                                                 {8, kMeaningless},
                                                 {9, kLimited},
                                                 {10, kPreliminary},
                                                 {11, kRevised},
                                                 {12, kEstimated},
                                                 {13, kEstimated},
                                                 {14, kPreliminary}});
}

TEST_CASE("what offices write where the standard has a sign is unknown, too") {
  const Cells words{"k. A.", "k.A.",  "K.A.", "k.\u00A0A.",   "keine Angabe", "n/a",
                    "N/A",   "n. v.", "n.v.", "n.a.",         "NA",           "unbekannt",
                    "*",     ":",     "..",   "nicht bekannt"};
  Cells cells = words;
  cells.emplace_back("7");
  const auto column = column_of(cells).numbers("n", {.signs_din55301 = true});
  REQUIRE(column.has_value());
  REQUIRE(column->signs.size() == words.size());
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    CAPTURE(words[i]);
    CHECK(column->missing[i]);
    CHECK(column->signs[i] == SignedCell{i, CellSign::kUnknown});
  }
  CHECK(column_of({"entfällt", "7"}).numbers("n", {.signs_din55301 = true})->signs ==
        std::vector<SignedCell>{{0, CellSign::kMeaningless}});
  // Null is 0 in German, and an error of the spreadsheet is none of the office.
  for (const std::string text : {"Null", "NULL", "NaN", "?", "--", "#NV", "#N/A", "Kiel"}) {
    CAPTURE(text);
    CHECK_FALSE(column_of({text, "7"}).numbers("n", {.signs_din55301 = true}).has_value());
  }
}

TEST_CASE("signs are counted in the order that was asked for") {
  SourceFiles files;
  Problems problems;
  const FileId file = files.add("t.csv", "n\n1\n.\n3\n");
  const auto table = read_csv(files, file, {}, problems);
  REQUIRE(table.has_value());
  const auto column = read_numbers(*table, 0, {2, 1}, {.signs_din55301 = true}, problems);
  REQUIRE(column.has_value());
  CHECK(column->signs == std::vector<SignedCell>{{1, CellSign::kUnknown}});
}

TEST_CASE("a sign of statistics without `signs` says what it means, once for a column") {
  struct Row {
    std::string cell, message, help;
  };
  const Row rows[] = {
      {"-", "is a sign of statistics (DIN 55301): nothing, exactly 0", "0"},
      {"—", "is a sign of statistics (DIN 55301): nothing, exactly 0", "0"},
      {".", "is a sign of statistics (DIN 55301): a value that is not known, or is secret",
       "an empty cell"},
      {"…", "is a sign of statistics (DIN 55301): a value that is not known yet", "an empty cell"},
      {"/", "is a sign of statistics (DIN 55301): a value too uncertain to be given",
       "an empty cell"},
      {"x", "is a sign of statistics (DIN 55301): that no value makes sense here", "an empty cell"},
      {"k. A.", "means a value that is not known, or is secret", "an empty cell"},
      {"N/A", "means a value that is not known, or is secret", "an empty cell"},
      {"entfällt", "means that no value makes sense here", "an empty cell"},
      {"(120)", "has a sign of statistics (DIN 55301): an uncertain value", "120"},
      {"120 p", "has a sign of statistics (DIN 55301): a preliminary value", "120"},
      {"1.120,5 r", "has a sign of statistics (DIN 55301): a corrected value", "1.120,5"},
      {"120s", "has a sign of statistics (DIN 55301): an estimated value", "120"}};
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    ReadTable read = column_of({"7", row.cell});
    CHECK_FALSE(read.numbers("n").has_value());
    REQUIRE(read.problems().size() == 1);
    CHECK(read.problem().message == "`" + row.cell + "` in column `n` " + row.message);
    CHECK(read.problem().help.front() ==
          std::string{"`signs: din55301` in `districts: {…}` (`districts.signs`) "
                      "reads `" +
                      row.cell + "` as " + row.help});
  }
  ReadTable many = column_of({"7", "-", "(3)", "x"});
  CHECK_FALSE(many.numbers("n").has_value());
  REQUIRE(many.problems().size() == 1);
  CHECK(many.problem().message ==
        "`-` in column `n` is a sign of statistics (DIN 55301): nothing, exactly 0; 2 more cells "
        "of the column have such signs");
}

TEST_CASE("what a spreadsheet left in a cell is told as that, without a reading") {
  struct Row {
    std::string cell, message, label;
  };
  const Row rows[] = {
      {"#N/A", "is an error of the spreadsheet", "a look-up found nothing"},
      {"#WERT!", "is an error of the spreadsheet", "a text stands where a number belongs"},
      {"#DIV/0!", "is an error of the spreadsheet", "it divides by 0"},
      {"#KALK!", "is an error of the spreadsheet", "no value"},
      {"Err:502", "is an error of the spreadsheet", "no value"},
      {"########", "is no number: the column was too narrow to show it", "cut off"},
      {"=SUM(A1:A3)", "is a formula, not its value", "not calculated"},
      {"1,23E+05", "has an exponent", "a spreadsheet has cut digits here"},
      {"1.23E+05", "has an exponent", "a spreadsheet has cut digits here"},
      {"-1,2E-05", "has an exponent", "a spreadsheet has cut digits here"},
      {"5e3", "has an exponent", "a spreadsheet has cut digits here"},
      {"NaN", "says that there is no number", "no number"},
      {"--", "says that there is no number", "no number"}};
  for (const Row& row : rows) {
    CAPTURE(row.cell);
    ReadTable read = column_of({"7", row.cell});
    CHECK_FALSE(read.numbers("n").has_value());
    REQUIRE(read.problems().size() == 1);
    CHECK(read.problem().message == "`" + row.cell + "` in column `n` " + row.message);
    CHECK(read.problem().label == row.label);
    REQUIRE(read.problem().help.size() == 1);
    CHECK(read.problem().help.front().find("write ") == std::string::npos);
  }
}

TEST_CASE("numbers beside an ambiguous column decide, where they agree") {
  struct Row {
    std::string table;
    Cells values;  ///< empty: it stays ambiguous
  };
  const Row rows[] = {
      {"id;n;b\na;1.087;2.812.688,82\nb;2.000;1\n", {"1087", "2000"}},
      {"id;n;b\na;1.087;1,234.5\nb;2.000;1\n", {"1087/1000", "2"}},
      {"id;n;b\na;1.087;0.5\nb;2.000;31.12\n", {}},  // a chapter and a day are no quantities
      {"id;n;b\na;1.087;12,5 %\nb;2.000;1\n", {"1087", "2000"}},
      {"id;n;b\na;1.087;12,50 €\nb;2.000;1\n", {"1087", "2000"}},
      {"id;n;b\na;1.087;500,--\nb;2.000;1\n", {"1087", "2000"}},
      {"id;n;b;c\na;1.087;1,234.5;1\nb;2.000;1;1.234,5\n", {}},  // they contradict each other
      {"id;n;b\n0.5;1.087;1\n0.6;2.000;1\n", {}},                // ids are no numbers
      {"id;n;b\na;1.087;31.12.2025\nb;2.000;text, too\n", {}},
      {"id;n;b\na;1.087;3.045\nb;2.000;1\n", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.table);
    ReadTable read{row.table};
    const auto column = read.numbers("n", {.currency = "EUR", .id = 0});
    CHECK(column.has_value() == !row.values.empty());
    if (column) {
      CHECK(values(*column) == row.values);
      CHECK(column->mark_from_table);
    } else {
      CHECK(read.problem().code == Code::kAmbiguousDecimal);
    }
  }
  CHECK_FALSE(column_of({"1.034,5", "1.087"}).numbers("n")->mark_from_table);
}

TEST_CASE("what is a number by its type has a point, and says nothing of the texts beside it") {
  struct Row {
    std::string text;
    std::vector<std::uint32_t> numbers;  ///< offsets
    DecimalMark mark;
    Cells values;  ///< empty: ambiguous
  };
  const Row rows[] = {
      {"n\n1.087\n2.5\n", {2, 8}, kFind, {"1087/1000", "5/2"}},
      {"n\n1.087\n2.500,5\n", {2}, kFind, {"1087/1000", "5001/2"}},
      {"n\n1.087\n2.500\n", {2}, kComma, {"1087/1000", "2500"}},
      {"n\n12.5\n2.500\n", {2}, kFind, {}},
      {"n\n12.5\n7\n", {2}, kComma, {"25/2", "7"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    SourceFiles files;
    Problems problems;
    const FileId file = files.add("t.xlsx", row.text);
    const auto table = read_sheet(files, file, {.numbers = row.numbers}, {}, problems);
    REQUIRE(table.has_value());
    const auto column = read_numbers(*table, 0, {0, 1}, {.mark = row.mark}, problems);
    CHECK(column.has_value() == !row.values.empty());
    if (column) {
      CHECK(values(*column) == row.values);
    }
  }
}

TEST_CASE("a column is multiplied exactly, and its decimals follow") {
  struct Row {
    Fraction factor;
    Cells values;
    int decimals;
  };
  const Row rows[] = {{1, {"5/2", "-3"}, 1},
                      {1000, {"2500", "-3000"}, 0},
                      {{1, 1000}, {"1/400", "-3/1000"}, 4},
                      {20, {"50", "-60"}, 0},
                      {{5, 2}, {"25/4", "-15/2"}, 2}};
  for (const Row& row : rows) {
    const auto column = multiplied(*column_of({"2.5", "-3"}).numbers("n"), row.factor);
    CHECK(values(column) == row.values);
    CHECK(column.decimals == row.decimals);
    CHECK(column.negative);
  }
}

}  // namespace
}  // namespace allot::load
