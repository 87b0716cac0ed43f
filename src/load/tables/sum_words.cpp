#include "load/tables/sum_words.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "load/text/cut_off.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

constexpr std::array<std::string_view, 17> kTotals{
    "Summe",   "Gesamt", "Gesamtsumme", "Gesamtergebnis",     "Insgesamt",         "Zusammen",
    "Sum",     "Total",  "Grand total", "Durchschnitt",       "Mittelwert",        "Median",
    "Average", "Mean",   "Moyenne",     "Landesdurchschnitt", "Bundesdurchschnitt"};

/// Words, in small letters, each without a full stop behind it.
constexpr std::array<std::string_view, 30> kSumWords{
    "summe",      "summen",         "zwischensumme", "gesamtsumme", "endsumme", "teilsumme",
    "gesamt",     "gesamtergebnis", "insgesamt",     "insges",      "zusammen", "zus",
    "gesamtzahl", "kreissumme",     "landessumme",   "landeswert",  "total",    "totaux",
    "sum",        "subtotal",       "totals",        "ensemble",    "somme",    "overall",
    "davon",      "darunter",       "dont",          "ges",         "Σ",        "∑"};

constexpr std::array<std::string_view, 13> kAverageWords{"durchschnitt",
                                                         "landesdurchschnitt",
                                                         "bundesdurchschnitt",
                                                         "mittelwert",
                                                         "mittel",
                                                         "median",
                                                         "anteil",
                                                         "veränderung",
                                                         "average",
                                                         "mean",
                                                         "moyenne",
                                                         "Ø",
                                                         "prozent"};

/// Beginnings of the names of higher levels.
constexpr std::array<std::string_view, 12> kHigherLevels{"land ",
                                                         "regierungsbezirk ",
                                                         "reg.-bez. ",
                                                         "regbez ",
                                                         "direktionsbezirk ",
                                                         "bundesland ",
                                                         "kanton ",
                                                         "canton ",
                                                         "département ",
                                                         "region ",
                                                         "statistische region ",
                                                         "bezirk "};

bool has_word(std::string_view text, std::span<const std::string_view> words) {
  while (!text.empty()) {
    const std::string_view word = cut_off(text, " .:,;()-/");
    if (std::ranges::any_of(words,
                            [&](std::string_view known) { return same_word(word, known); })) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool looks_like_total(std::string_view text) {
  while (text.ends_with(':') || text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return std::ranges::any_of(kTotals,
                             [&](std::string_view total) { return same_word(text, total); });
}

bool says_average(std::string_view text) { return has_word(text, kAverageWords); }

bool says_sum(std::string_view text) {
  const bool higher = std::ranges::any_of(kHigherLevels, [&](std::string_view level) {
    return same_word(text.substr(0, level.size()), level);
  });
  if (higher) {
    return true;
  }
  return has_word(text, kSumWords);
}

}  // namespace allot::load
