#include "load/numbers/scale_words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace allot::load {
namespace {

/// "Tsd = 1000", or "none".
std::string scale_of(std::string_view head) {
  const auto scale = scale_in(head);
  return scale ? std::string{scale->word} + " = " + std::string{scale->factor} : "none";
}

TEST_CASE("a head says that its numbers are in thousands, millions or milliards") {
  struct Row {
    std::string_view head, scale;
  };
  const Row rows[] = {
      {"Zuweisung Tsd. EUR", "Tsd = 1000"},
      {"Zuweisung (Tsd. €)", "Tsd = 1000"},
      {"TSD EUR", "TSD = 1000"},
      {"Zuweisung / Tsd.EUR", "Tsd = 1000"},
      {"Zuweisung, tausend Euro", "tausend = 1000"},
      {"in Tausend", "Tausend = 1000"},
      {"Thsd. EUR", "Thsd = 1000"},
      {"Zuweisung T€", "T€ = 1000"},
      {"Zuweisung [T€]", "T€ = 1000"},
      {"Zuweisung in TEUR", "TEUR = 1000"},
      {"Zuweisung T-Euro", "T-Euro = 1000"},
      {"TEuro", "TEuro = 1000"},
      {"Beitrag TCHF", "TCHF = 1000"},
      {"Beitrag TFr.", "TFr = 1000"},
      {"Grant k€", "k€ = 1000"},
      {"Grant (K€)", "K€ = 1000"},
      {"Grant kEUR", "kEUR = 1000"},
      {"Grant €000", "€000 = 1000"},
      {"Grant, EUR thousands", "thousands = 1000"},
      {"Dotation (milliers d'euros)", "milliers = 1000"},
      {"Zuweisung\nTsd. EUR", "Tsd = 1000"},
      {"Zuweisung Mio. EUR", "Mio = 1000000"},
      {"Zuweisung Mio", "Mio = 1000000"},
      {"Zuweisung Mill. €", "Mill = 1000000"},
      {"Zuweisung (m€)", "m€ = 1000000"},
      {"Zuweisung M€", "M€ = 1000000"},
      {"MEUR", "MEUR = 1000000"},
      {"Millionen Euro", "Millionen = 1000000"},
      {"EUR millions", "millions = 1000000"},
      {"EUR mn", "mn = 1000000"},
      {"Zuweisung Mrd. EUR", "Mrd = 1000000000"},
      {"Milliarden", "Milliarden = 1000000000"},
      {"milliards d'euros", "milliards = 1000000000"},
      {"EUR bn", "bn = 1000000000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CHECK(scale_of(row.head) == row.scale);
  }
}

TEST_CASE("a factor may be a number, with any grouping mark") {
  struct Row {
    std::string_view head, scale;
  };
  const Row rows[] = {
      {"Zuweisung in 1000 EUR", "1000 = 1000"},
      {"Zuweisung in 1.000 EUR", "1.000 = 1000"},
      {"Zuweisung (in 1.000)", "1.000 = 1000"},
      {"Zuweisung in 1 000 EUR", "1 000 = 1000"},
      {"Zuweisung in 1\u00A0000 EUR", "1 000 = 1000"},
      {"Zuweisung in 1\u202F000 EUR", "1 000 = 1000"},
      {"Beitrag in 1'000 CHF", "1'000 = 1000"},
      {"Beitrag in 1\u2019000 CHF", "1\u2019000 = 1000"},
      {"Grant in 1,000 EUR", "1,000 = 1000"},
      {"IN 1000", "1000 = 1000"},
      {"Zuweisung in 1000€", "1000 = 1000"},
      {"Haushalt 2024 Mio. Euro", "Mio = 1000000"},
      {"1 Mrd. Euro, in Mio. Euro", "Mio = 1000000"},
      {"Zuweisung x 1000", "1000 = 1000"},
      {"Zuweisung × 1.000.000", "1.000.000 = 1000000"},
      {"Zuweisung in 1 000 000 EUR", "1 000 000 = 1000000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CHECK(scale_of(row.head) == row.scale);
  }
}

TEST_CASE("other heads say nothing of a scale") {
  constexpr std::string_view kHeads[] = {
      "",
      "Zuweisung",
      "1,5 Mrd. Euro (nur in 2017)",  // an amount
      "1 Mrd. Euro (pro Jahr)",
      "Zuweisung EUR",
      "Zuweisung in €",
      "Stand 2024",
      "in 2024",
      "in 2000 EUR",
      "Tsdorf",
      "Miozän",
      "Miodowa",
      "Milliken",
      "Millstatt",
      "Thousandville",
      "k. A.",
      "k.A. (€)",
      "T. Mann",
      "t",
      "k",
      "m",
      "Euro je m",
      "m2",
      "in 1 Jahr",
      "in 10 Jahren",
      "in 10.000",
      "in 100 EUR",
      "in 100 000 EUR",
      "in 1",
      "je 1000 Einwohner",
      "1000",
      "2024",
      "1.000",
      "in",
      "in ",
      "x ",
  };
  for (const std::string_view head : kHeads) {
    CAPTURE(head);
    CHECK(scale_of(head) == "none");
  }
}

}  // namespace
}  // namespace allot::load
