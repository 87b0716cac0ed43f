#include "allot/load/printed/bare_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace allot::load {
namespace {

/// "id=AGS,amount=Betrag | 3 rows, 1 sum" or the first problem.
std::string guessed(std::string_view csv) {
  SourceFiles files;
  const FileId file = files.add("t.csv", std::string{csv});
  Problems problems;
  const auto read =
      read_bare_table(files, {.file = {.file = file, .path = "t.csv", .where = {}}}, problems);
  if (!read) {
    return problems.list().empty() ? "nothing" : problems.list().front().message;
  }
  std::string text;
  for (const NamedRole& guess : read->guessed) {
    text += (text.empty() ? "" : ",") + guess.role + "=" + guess.column;
  }
  return text + " | " + std::to_string(read->table.rows.size()) + " rows, " +
         std::to_string(read->table.sums.size()) + " sums";
}

TEST_CASE("what the columns of a bare table are for follows from their names and numbers") {
  CHECK(guessed("AGS;Kreis;Zuweisung 2024 in €;Zuweisung 2025 in €;Differenz;Veränderung in %\n"
                "08111;Stuttgart;100;110;10;10,0\n08115;Böblingen;200;190;-10;-5,0\n") ==
        "id=AGS,name=Kreis,prior=Zuweisung 2024 in €,amount=Zuweisung 2025 in €,"
        "shift=Differenz,change=Veränderung in % | 2 rows, 0 sums");
  CHECK(guessed("id,name,group,key_percent,prior,budget,shift,shift_percent\n"
                "a,A,,25.000000,20,25,5,25.000000\nb,B,,75.000000,80,75,-5,-6.250000\n") ==
        "id=id,name=name,percent=key_percent,prior=prior,amount=budget,shift=shift,"
        "change=shift_percent | 2 rows, 0 sums");
  CHECK(guessed("Land;2016;2015\nA;60,5;61,5\nB;39,5;38,5\n") ==
        "id=Land,percent=2016,percent=2015 | 2 rows, 0 sums");
}

TEST_CASE("titles and sums of a bare table are no rows") {
  CHECK(guessed("Zuweisungen 2025;;\n;;\nKreis;Personen;Betrag\nA;10;1.000,50\nB;20;2.001,00\n"
                "Summe;30;3.001,50\nQuelle: Ministerium;;\n") ==
        "id=Kreis,key=Personen,amount=Betrag | 2 rows, 1 sums");
}

TEST_CASE("amounts may be in dollars, and as the press tells them") {
  CHECK(guessed("County,Amount\nA,\"$1,300.50\"\nB,\"$2,000.00\"\n") ==
        "id=County,amount=Amount | 2 rows, 0 sums");
  CHECK(guessed("Kreis;Zuweisung\nA;rund 1,3 Mio. Euro\nB;2,4 Mio. Euro\n") ==
        "id=Kreis,amount=Zuweisung | 2 rows, 0 sums");
  CHECK(guessed("Gemeinde;Betrag im Jahr;Quelle\nA;1.132.149 Euro;x\nB;10.349 Euro;y\n") ==
        "id=Gemeinde,name=Quelle,amount=Betrag im Jahr | 2 rows, 0 sums");
}

TEST_CASE("a table without numbers that somebody may ask about is refused") {
  CHECK(guessed("Kreis;Jahr\nA;2024\nB;2024\n").find("has amounts") != std::string::npos);
}

}  // namespace
}  // namespace allot::load
