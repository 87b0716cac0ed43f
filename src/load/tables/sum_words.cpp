#include "load/tables/sum_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "load/numbers/decimal_text.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

constexpr std::array<std::string_view, 17> kTotals{
    "Summe",   "Gesamt", "Gesamtsumme", "Gesamtergebnis",     "Insgesamt",         "Zusammen",
    "Sum",     "Total",  "Grand total", "Durchschnitt",       "Mittelwert",        "Median",
    "Average", "Mean",   "Moyenne",     "Landesdurchschnitt", "Bundesdurchschnitt"};

/// Words, in small letters, each without a full stop behind it.
constexpr std::array<std::string_view, 37> kSumWords{"ergebnis",
                                                     "teilergebnis",
                                                     "summe",
                                                     "summen",
                                                     "zwischensumme",
                                                     "gesamtsumme",
                                                     "endsumme",
                                                     "teilsumme",
                                                     "gesamt",
                                                     "gesamtergebnis",
                                                     "insgesamt",
                                                     "insges",
                                                     "insg",
                                                     "zusammen",
                                                     "zus",
                                                     "gesamtzahl",
                                                     "kreissumme",
                                                     "landessumme",
                                                     "total",
                                                     "totaux",
                                                     "sum",
                                                     "subtotal",
                                                     "totals",
                                                     "totale",
                                                     "ensemble",
                                                     "somme",
                                                     "overall",
                                                     "landeswert",
                                                     "spaltensumme",
                                                     "summenzeile",
                                                     "ges",
                                                     "Σ",
                                                     "∑",
                                                     "somma",
                                                     "davon",
                                                     "darunter",
                                                     "dont"};

constexpr std::array<std::string_view, 3> kPartWords{"davon", "darunter", "dont"};

constexpr std::array<std::string_view, 14> kAverageWords{"durchschnitt",
                                                         "landesdurchschnitt",
                                                         "bundesdurchschnitt",
                                                         "mittelwert",
                                                         "mittel",
                                                         "median",
                                                         "anteil",
                                                         "veränderung",
                                                         "VERÄNDERUNG",
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

constexpr std::size_t kPairs = 1024;

/// Two characters without their case, and others with the same: most words end here.
constexpr std::size_t pair_of(std::string_view word) {
  const auto bits = [](char c) { return static_cast<std::size_t>(c) & 31U; };
  return bits(word[0]) * 32 + bits(word[1]);
}

constexpr std::array<bool, 256> kIsSeparator = [] {
  std::array<bool, 256> separators{};
  for (const char c : std::string_view{" .:,;()-/*+_"}) {
    separators[static_cast<unsigned char>(c)] = true;
  }
  return separators;
}();

/// Words by what they begin with: they are looked for in each row of a table.
class WordList {
 public:
  template <std::size_t Size>
  constexpr explicit WordList(const std::array<std::string_view, Size>& words) : words_{words} {
    for (const std::string_view word : words) {
      lengths_[pair_of(word)] |= std::uint32_t{1} << word.size();
    }
  }

  /// False of most texts: no word begins as it does.
  [[nodiscard]] bool may_have(std::string_view word) const {
    return word.size() > 1 && lengths_[pair_of(word)] != 0;
  }
  /// Also with the mark of a footnote behind it: `Insgesamt1`, `Total¹`.
  [[nodiscard]] bool has(std::string_view word) const {
    if (!may_have(word)) {
      return false;
    }
    const char last = word.back();
    const bool may_have_mark = is_digit(last) || static_cast<unsigned char>(last) >= 0x80;
    return has_as_it_is(word) || (may_have_mark && has_as_it_is(without_mark(word)));
  }
  [[nodiscard]] bool has_beginning_of(std::string_view text) const {
    return may_have(text) && std::ranges::any_of(words_, [&](std::string_view known) {
             return same_word(text.substr(0, known.size()), known);
           });
  }
  [[nodiscard]] bool has_word_of(std::string_view text) const {
    constexpr std::string_view kNoBreakSpace = "\u00A0";
    if (text.find('\xC2') != std::string_view::npos) {
      if (const std::size_t at = text.find(kNoBreakSpace); at != std::string_view::npos) {
        return has_word_of(text.substr(0, at)) ||
               has_word_of(text.substr(at + kNoBreakSpace.size()));
      }
    }
    const char* begin = text.data();
    const char* const end = begin + text.size();
    for (const char* at = begin; at != end; ++at) {
      if (kIsSeparator[static_cast<unsigned char>(*at)]) {
        if (has({begin, static_cast<std::size_t>(at - begin)})) {
          return true;
        }
        begin = at + 1;
      }
    }
    return has({begin, static_cast<std::size_t>(end - begin)});
  }

 private:
  static std::string_view without_mark(std::string_view word) {
    while (!word.empty()) {
      const bool is_high = static_cast<unsigned char>(word.back()) >= 0x80;
      const bool is_raised =
          is_high && (word.ends_with("¹") || word.ends_with("²") || word.ends_with("³"));
      if (!is_raised && !is_digit(word.back())) {
        break;
      }
      word.remove_suffix(is_raised ? 2 : 1);
    }
    return word;
  }
  [[nodiscard]] bool has_as_it_is(std::string_view word) const {
    return word.size() > 1 && word.size() < 32 &&
           (lengths_[pair_of(word)] >> word.size() & 1U) != 0 &&
           std::ranges::any_of(words_,
                               [&](std::string_view known) { return same_word(word, known); });
  }

  std::span<const std::string_view> words_;
  std::array<std::uint32_t, kPairs> lengths_{};  ///< of the words that begin so, a bit each
};

constexpr WordList kTotalList{kTotals};
constexpr WordList kSumList{kSumWords};
constexpr WordList kAverageList{kAverageWords};
constexpr WordList kLevelList{kHigherLevels};
constexpr WordList kPartList{kPartWords};

}  // namespace

bool looks_like_total(std::string_view text) {
  if (!kTotalList.may_have(text)) {
    return false;
  }
  while (!text.empty() && std::string_view{": )*"}.find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return kTotalList.has(text);
}

bool says_average(std::string_view text) { return kAverageList.has_word_of(text); }

bool says_level(std::string_view text) { return kLevelList.has_beginning_of(text); }

bool says_part(std::string_view text) { return kPartList.has_word_of(text); }

bool says_sum(std::string_view text) { return says_level(text) || kSumList.has_word_of(text); }

}  // namespace allot::load
