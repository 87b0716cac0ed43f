#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "load/text/cut_off.hpp"

namespace allot::load {

// Words in the names of columns, in lower case, parted by blanks. One with `=` counts only by
// itself, not as a part of a longer word.

// The first that some column has decides.
inline constexpr std::string_view kIdWords =
    "=ags =ars =id kreisschlüssel kreisnummer gemeindeschlüssel regionalschlüssel "
    "schlüsselnummer =schlüssel kennziffer kennzahl =gkz =bfs nuts fips geoid insee =codgeo =code "
    "=nummer =nr";
/// Official keys of Germany, whose first digit may be a zero.
inline constexpr std::string_view kGermanKeyWords =
    "=ags =ars kreisschlüssel gemeindeschlüssel regionalschlüssel kreisnummer kreisnr";
inline constexpr std::string_view kNameWords =
    "name bezeichnung gemeinde kommune landkreis kreis stadt bezirk district county recipient "
    "empfänger träger canton municipality kanton commune département departement libellé state "
    "=land";
inline constexpr std::string_view kGroupWords =
    "bundesland =land regierungsbezirk =bezirk region région kanton canton group gruppe";
inline constexpr std::string_view kKeyWords =
    "zugang zugäng zuweisung person einwohner bevölkerung population anzahl fälle kinder schüler "
    "geflücht flüchtling intake heads köpfe =count children pupils verteilungsschlüssel gewicht "
    "weight habitant";
inline constexpr std::string_view kPriorWords =
    "vorjahr prior budget betrag beträge förder zuwendung zuschuss zuschüsse pauschale =mittel "
    "auszahlung bewillig funding amount grant allocation montant dotation subvention franken =eur "
    "euro =chf =usd =gbp =teur =tchf =keur €";
inline constexpr std::string_view kPercentWords =
    "% prozent percent v.h. veränderung differenz =pct =pro =je";
inline constexpr std::string_view kShareWords = "anteil quote";
// Numbers that nobody shares money by.
inline constexpr std::string_view kLabelWords =
    "=jahr =year =année =rang =rank =plz =lfd =nr =id =ags =code =schlüssel";
inline constexpr std::string_view kRemarkWords =
    "bemerkung hinweis anmerkung fußnote note remark remarque kommentar comment status";

/// What `found` says of the first of the words of which it says anything.
template <class Found>
auto first_word(std::string_view words, Found found) -> decltype(found(words)) {
  while (!words.empty()) {
    if (const auto it = found(cut_off(words, " "))) {
      return it;
    }
  }
  return {};
}

/// In small letters, as far as ASCII and the umlauts go that German capitals have.
std::string lower_name(std::string_view name);

bool has_word(std::string_view name, std::string_view word);
bool has_any_word(std::string_view name, std::string_view words);

}  // namespace allot::load
