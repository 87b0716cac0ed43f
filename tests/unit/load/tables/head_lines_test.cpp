#include "load/tables/head_lines.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

#include "allot/core/source.hpp"
#include "support/read_table.hpp"

namespace allot::load {
namespace {

/// "5", "4+5" of two lines, with "!" where they name the wanted column; "none".
std::string head_of(std::string text, std::string_view wanted = "id", bool sheet = false) {
  SourceFiles files;
  const FileId file = sheet ? files.add_sheet("t.xlsx", "Kreise", std::move(text))
                            : files.add("t.csv", std::move(text));
  const auto head = find_head(files, file, wanted);
  if (!head) {
    return "none";
  }
  const std::string lines = head->lines.last == 0
                                ? fmt::format("{}", head->lines.first)
                                : fmt::format("{}+{}", head->lines.first, head->lines.last);
  return lines + (head->has_wanted ? "!" : "");
}

TEST_CASE("the names of the columns are found below titles") {
  CHECK(head_of("Zugang 2024\nAGS;Kreis;Zugang\n08111;Stuttgart;5\n") == "2");
  CHECK(head_of("Zugang 2024\n\nStand: Mai\n\nAGS;Kreis;Zugang\n08111;Stuttgart;5\n") == "5");
  CHECK(head_of("Zugang 2024;;\nStand;Mai;\nAGS;Kreis;Zugang\n08111;Stuttgart;5\n") == "3");
  CHECK(head_of(";;\nAGS;Kreis;Zugang\n08111;Stuttgart;5\n") == "2");
  CHECK(head_of("Zugang\nAGS,Kreis,Zugang\n08111,Stuttgart,5\n") == "2");
  CHECK(head_of("Zugang\r\nAGS;Kreis;Zugang\r\n08111;Stuttgart;5\r\n") == "2");
}

TEST_CASE("a head has no number, but years, and numbers are below it") {
  CHECK(head_of("Zugang\nAGS;2023;2024\n08111;5;6\n") == "2");
  CHECK(head_of("Zugang\nAGS;1.234;5\n08111;5;6\n") == "none");
  CHECK(head_of("Zugang\nAGS;1950;1951\nKreis;alt;neu\n08111;5;6\n") == "2");
  CHECK(head_of("Zugang\nAGS;Kreis;Art\nA;B;C\nD;E;F\nG;H;I\n") == "none");
  CHECK(head_of("Zugang\nnur Text\nnoch einer\n") == "none");
  CHECK(head_of("") == "none");
}

TEST_CASE("two lines are the head where the second adds names to the first") {
  CHECK(head_of("Zugang\nAGS;Kreis;Zugang;\n;;2023;2024\n08111;Stuttgart;5;6\n") == "2+3");
  CHECK(head_of("AGS;Kreis;Zugang;\n;;2023;2024\n08111;Stuttgart;5;6\n") == "1+2");
  CHECK(head_of("Zugang\nAGS;Kreis;Zugang;\n;;alt;neu\n08111;Stuttgart;5;6\n") == "2+3");
  // Numbers are no names, and would add one.
  CHECK(head_of("Zugang\nAGS;;n\n08111;Stuttgart;5\n08115;Bad;6\n") == "2");
  // As many names on one line: a line of units below it.
  CHECK(head_of("Zugang\nAGS;Kreis;Zugang;Kosten\n;;Anzahl;EUR\n08111;Stuttgart;5;6\n") == "2");
}

TEST_CASE("a line that names the wanted column wins over one of more names") {
  const std::string text =
      "Zugang\nGebiet;Art;Quelle;Stand\nAmt;1;1;1\nAGS;Kreis;;\n08111;Stuttgart;5;\n";
  CHECK(head_of(text, "id") == "2");
  CHECK(head_of(text, "AGS") == "4!");
  CHECK(head_of(text, "Stand") == "2!");
  CHECK(head_of("Zugang\nid;n\na;1\n") == "2!");
}

TEST_CASE("the wanted column may be named by two lines together") {
  const std::string text = "Zugang\nAGS;Zugang;\n;2023;2024\n08111;5;6\n";
  CHECK(head_of(text, "AGS") == "2+3!");
  CHECK(head_of(text, "Zugang / 2024") == "2+3!");
}

TEST_CASE("the first line that is filled is what was taken for the head already") {
  CHECK(head_of("AGS;Kreis;Zugang\n08111;Stuttgart;5\n", "AGS") == "none");
  CHECK(head_of("\n \t\nAGS;Kreis;Zugang\n08111;Stuttgart;5\n", "AGS") == "none");
  CHECK(head_of("Zugang;Kreise;alle\nAGS;Kreis;\n08111;Stuttgart;5\n", "AGS") == "2!");
}

TEST_CASE("names of numbers only are a head where the first column has none") {
  CHECK(head_of("Bevölkerung: Kreise\n;;31.12.2023\n01001;Flensburg;92550\n") == "2");
  CHECK(head_of("Titel\nStand;;\n08111;Stuttgart;5\n") == "none");
}

TEST_CASE("the names of a sheet are found by the rows of the sheet") {
  CHECK(head_of("Zugang, Kreise\n\nAGS\tKreis, Stadt\tZugang\n08111\tStuttgart\t5\n", "AGS",
                true) == "3!");
  CHECK(head_of("Zugang\nAGS\tZugang\n\t2023\t2024\n08111\t5\t6\n", "AGS", true) == "2+3!");
}

TEST_CASE("names are looked for in the first forty lines") {
  const auto below = [](std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) {
      text += "Hinweis\n";
    }
    return head_of(text + "AGS;Kreis;n\n08111;Stuttgart;5\n");
  };
  CHECK(below(39) == "40");
  CHECK(below(40) == "none");
}

TEST_CASE("a file of many megabytes is looked at as far as its beginning") {
  std::string text = "Zugang\nAGS;n\n";
  for (int i = 0; i < 300'000; ++i) {
    text += "08111;5\n";
  }
  CHECK(head_of(text) == "2");
  CHECK(head_of(std::string(70'000, 'a') + "\nAGS;n\n08111;5\n") == "none");
  // A single line without an end.
  CHECK(head_of(std::string(1'000'000, 'a')) == "none");
  CHECK(head_of(std::string(1'000'000, ';')) == "none");
}

TEST_CASE("one name at most is a title") {
  const auto is_title = [](const std::string& text) {
    return has_one_name(ReadTable{text}.table());
  };
  CHECK(is_title("Zugang\n5\n"));
  CHECK(is_title("Zugang;;\n08111;Stuttgart;5\n"));
  CHECK(is_title(";;31.12.2023\n08111;Stuttgart;5\n"));
  CHECK(is_title(";;\n08111;Stuttgart;5\n"));
  CHECK_FALSE(is_title("AGS;;n\n08111;Stuttgart;5\n"));
}

TEST_CASE("the message points at the whole line, and says what to write") {
  struct Row {
    HeadLines head;
    std::string help;
  };
  const Row rows[] = {
      {{.first = 3}, "say so beside the name of the table: `header: 3`"},
      {{.first = 3, .last = 4}, "say so beside the name of the table: `header: [3, 4]`"},
  };
  SourceFiles files;
  const FileId file = files.add("t.csv", "\nZugang;;\nAGS;Kreis;n\n");
  for (const Row& row : rows) {
    const Diagnostic problem = not_the_head(files, file, row.head);
    CHECK(problem.code == Code::kTableSyntax);
    CHECK(problem.where == Location{file, 2, 1, 8});
    REQUIRE(problem.help.size() == 1);
    CHECK(problem.help[0] == row.help);
  }
}

}  // namespace
}  // namespace allot::load
