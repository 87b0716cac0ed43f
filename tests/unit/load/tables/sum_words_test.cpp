#include "load/tables/sum_words.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace allot::load {
namespace {

/// As districts, cities and communes are called.
constexpr std::string_view kDistricts[] = {
    "Landkreis Hof",
    "Landkreis",
    "Landau in der Pfalz",
    "Landsberg am Lech",
    "Landshut, Kreisfreie Stadt",
    "Sumte",
    "Summerau",
    "Sumiswald",
    "Sommerda",
    "Gesamtschulverband Nord",
    "Gesamtgemeinde Urnäsch",
    "Totalisator",
    "Totnes",
    "Zusmarshausen",
    "Zusamaltheim",
    "Zusammenarbeit Ost",
    "Gesees",
    "Geseke",
    "Insgeheim",
    "Regionalverband Saarbrücken",
    "Region-Köllertal",
    "Regensburg",
    "Kantonsschule Wil",
    "Bezirksstadt Imst",
    "Bezirksamt Mitte",
    "Dontrien",
    "Davos",
    "Darum",
    "Ensembles",
    "Mittelsachsen",
    "Mittelfranken",
    "Mittelberg",
    "Meanwood",
    "Medianen",
    "Anteilshausen",
    "Moyenneville",
    "Prozelten",
    "Oebisfelde",
    "St. Gallen",
    "Île-de-France",
    "08111",
    "",
    " ",
    "-",
};

TEST_CASE("districts whose names are like words for sums are none") {
  for (const std::string_view name : kDistricts) {
    CAPTURE(name);
    CHECK_FALSE(says_sum(name));
    CHECK_FALSE(says_average(name));
    CHECK_FALSE(looks_like_total(name));
  }
}

TEST_CASE("a word for a sum is found anywhere in a name, in any case and with marks beside it") {
  constexpr std::string_view kSums[] = {
      "Summe",
      "SUMME",
      "summe:",
      "Summe (alle)",
      "In Summe",
      "Summen",
      "Zwischensumme",
      "Zwischensumme: Kreise",
      "Endsumme",
      "Teilsumme",
      "Gesamtsumme",
      "Kreissumme",
      "Landessumme",
      "Landeswert",
      "Gesamt",
      "Kreise gesamt",
      "Kreise, ges.",
      "Gesamtergebnis",
      "Gesamtzahl",
      "Insgesamt",
      "Baden-Württemberg insgesamt",
      "Baden-Württemberg, insges.",
      "Kreise zusammen",
      "Kreise zus.",
      "(zusammen)",
      "davon",
      "davon: kreisfrei",
      "- darunter",
      "Total",
      "Total:",
      "TOTAL GÉNÉRAL",
      "Kanton/Total",
      "Sous-total",
      "Totaux",
      "Grand totals",
      "Subtotal",
      "Sum",
      "Sum of all",
      "England overall",
      "Ensemble",
      "Somme",
      "dont: villes",
      "Σ",
      "∑ Kreise",
  };
  for (const std::string_view text : kSums) {
    CAPTURE(text);
    CHECK(says_sum(text));
  }
}

TEST_CASE("a higher level is called so at the beginning of a name") {
  constexpr std::string_view kLevels[] = {
      "Land Hessen",         "LAND HESSEN",
      "Bundesland Salzburg", "Regierungsbezirk Stuttgart",
      "Reg.-Bez. Köln",      "RegBez Köln",
      "Region Hannover",     "Direktionsbezirk Dresden",
      "Bezirk Oberbayern",   "Statistische Region Braunschweig",
      "Kanton Zürich",       "Canton de Vaud",
      "département du Nord",
  };
  for (const std::string_view text : kLevels) {
    CAPTURE(text);
    CHECK(says_sum(text));
    CHECK_FALSE(looks_like_total(text));
  }
  CHECK_FALSE(says_sum("Hameln, Region Hannover"));
  CHECK_FALSE(says_sum("Altes Land"));
  CHECK_FALSE(says_sum("Land"));
}

TEST_CASE("a district may be called like a sum, so that its name alone is no reason") {
  CHECK(says_sum("Somme-Leuze"));
  CHECK(says_sum("Bezirk Mitte"));
  CHECK_FALSE(looks_like_total("Somme-Leuze"));
  CHECK_FALSE(looks_like_total("Bezirk Mitte"));
}

TEST_CASE("averages, shares and changes add nothing up") {
  constexpr std::string_view kAverages[] = {
      "Durchschnitt",
      "Durchschnitt aller Kreise",
      "DURCHSCHNITT:",
      "Landesdurchschnitt",
      "Bundesdurchschnitt",
      "Mittelwert",
      "arithm. Mittel",
      "Median (Kreise)",
      "Anteil in Prozent",
      "Veränderung zum Vorjahr",
      "Average",
      "Mean",
      "Moyenne cantonale",
      "Ø",
      "Ø Kreise",
      "in Prozent",
  };
  for (const std::string_view text : kAverages) {
    CAPTURE(text);
    CHECK(says_average(text));
    CHECK_FALSE(says_sum(text));
  }
  CHECK_FALSE(says_average("Summe"));
  CHECK_FALSE(says_average("Land Hessen"));
}

TEST_CASE("an id is a word for a row of totals or averages where it is that word only") {
  constexpr std::string_view kTotals[] = {
      "Summe",
      "SUMME",
      "Gesamt",
      "gesamt:",
      "Gesamtsumme",
      "Gesamtergebnis",
      "Insgesamt",
      "Zusammen",
      "Sum",
      "Total",
      "Total: ",
      "Total :",
      "Grand Total",
      "Median",
      "Average",
      "Mean",
      "Moyenne",
      "Durchschnitt::",
      "Mittelwert",
      "Landesdurchschnitt",
      "Bundesdurchschnitt",
  };
  for (const std::string_view text : kTotals) {
    CAPTURE(text);
    CHECK(looks_like_total(text));
  }
  constexpr std::string_view kMore[] = {"Summe Nord", "Kreise insgesamt", "Total 2",
                                        "Sum-1",      "Gesamt Ost",       ":"};
  for (const std::string_view text : kMore) {
    CAPTURE(text);
    CHECK_FALSE(looks_like_total(text));
  }
}

}  // namespace
}  // namespace allot::load
