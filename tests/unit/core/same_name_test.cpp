#include "allot/core/same_name.hpp"

#include <doctest/doctest.h>

namespace allot {

TEST_CASE("the spellings of one place fold to one name") {
  struct Row {
    const char *a, *b;
    bool same;
  };
  const Row rows[] = {
      {"München", "MUENCHEN", true},
      {"Mu\u0308nchen", "München", true},
      {"Landkreis München", "München, Landeshauptstadt", true},
      {"Rhein-Neckar-Kreis", "Rhein Neckar Kreis", true},
      {"Rhein-Neckar-Kreis", "RHEIN-NECKAR", true},
      {"Hamburg, Freie und Hansestadt", "Hamburg", true},
      {"Baden-Baden, Stadt", "Baden Baden", true},
      {"Gießen", "Giessen", true},
      {"Groß-Gerau", "Gross Gerau", true},
      {"Genève", "Geneve", true},
      {"St. Gallen", "St Gallen", true},
      {"Regionalverband Saarbrücken", "Saarbruecken", true},
      {"Calw", "Enzkreis", false},
      {"Offenbach", "Offenburg", false},
      {"Ludwigsburg", "Ludwigshafen", false},
      {"Stadt", "Kreis", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(same_name(row.a, row.b) == row.same);
    CHECK(same_name(row.b, row.a) == row.same);
  }
}

TEST_CASE("a name that is a kind of place only stays") {
  CHECK(folded_place("Landkreis") == "landkreis");
  CHECK(folded_name("Stadt Köln") == "stadtkoeln");
  CHECK(folded_place("Stadt Köln") == "koeln");
}

}  // namespace allot
