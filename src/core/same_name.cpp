#include "allot/core/same_name.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "allot/core/text.hpp"

namespace allot {

namespace {

/// Words for the kind of a place, folded. `kreisfreie` goes with the `stadt` behind it.
constexpr std::array<std::string_view, 24> kKinds{"landkreis",
                                                  "kreis",
                                                  "lkr",
                                                  "lk",
                                                  "sk",
                                                  "skr",
                                                  "kfs",
                                                  "krfr",
                                                  "stadt",
                                                  "stadtkreis",
                                                  "kreisfreie",
                                                  "hansestadt",
                                                  "hanse",
                                                  "freie",
                                                  "und",
                                                  "universitaetsstadt",
                                                  "landeshauptstadt",
                                                  "wissenschaftsstadt",
                                                  "bundesstadt",
                                                  "klingenstadt",
                                                  "documenta",
                                                  "region",
                                                  "regionalverband",
                                                  "staedteregion"};

constexpr std::u32string_view kUmlauts = U"äöüÄÖÜ";

/// U+0308 behind a letter makes an umlaut of it.
constexpr char32_t kDiaeresis = 0x308;

bool is_mark(char32_t c) { return c >= 0x300 && c < 0x370; }

bool is_letter_or_digit(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xC0;
}

/// The mark of a footnote behind a name: `Offenbach am Main1)`.
void drop_mark(std::vector<std::string>& words) {
  if (words.size() > 1 && words.back().find_first_not_of("0123456789") == std::string::npos) {
    words.pop_back();
  } else if (!words.empty()) {
    std::string& last = words.back();
    const std::size_t end = last.find_last_not_of("0123456789");
    last.resize(end == std::string::npos ? last.size() : end + 1);
  }
}

/// The words of a name, folded.
std::vector<std::string> folded_words(std::string_view name) {
  std::vector<std::string> words(1);
  // What is alike has one skeleton: small letters without accents that look the same.
  const auto add_folded = [&](std::string_view letter) {
    for (const char32_t c : skeleton(letter)) {
      if (is_mark(c)) {
        continue;
      }
      if (c < 0x80) {
        words.back() += static_cast<char>(c);
      } else {
        words.back() += letter;
      }
    }
  };
  for (std::size_t at = 0; at < name.size();) {
    const Character character = first_character(name.substr(at));
    const std::string_view letter = name.substr(at, character.size);
    at += character.size;
    const char32_t c = character.code_point;
    const bool is_umlaut = kUmlauts.find(c) != std::u32string_view::npos;
    const bool makes_umlaut =
        c == kDiaeresis && !words.back().empty() &&
        std::string_view{"aou"}.find(words.back().back()) != std::string_view::npos;
    if (makes_umlaut) {
      words.back() += 'e';
    } else if (c == U'ß') {
      words.back() += "ss";
    } else if (is_umlaut) {
      const std::size_t which = kUmlauts.find(c) % 3;
      words.back() += which == 0 ? "ae" : which == 1 ? "oe" : "ue";
    } else if (is_letter_or_digit(c)) {
      add_folded(letter);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  drop_mark(words);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string name;
  for (const std::string& word : words) {
    name += word;
  }
  return name;
}

}  // namespace

std::string folded_name(std::string_view name) { return joined(folded_words(name)); }

std::string sorted_name(std::string_view name) {
  std::vector<std::string> words = folded_words(name);
  std::ranges::sort(words);
  return joined(words);
}

std::optional<PlaceKind> kind_of_place(std::string_view name) {
  constexpr std::array<std::string_view, 4> kDistricts{"landkreis", "kreis", "lkr", "lk"};
  constexpr std::array<std::string_view, 12> kTowns{"kreisangehoerige",
                                                    "stadt",
                                                    "stadtkreis",
                                                    "kreisfreie",
                                                    "sk",
                                                    "skr",
                                                    "kfs",
                                                    "hansestadt",
                                                    "landeshauptstadt",
                                                    "krfr",
                                                    "bundesstadt",
                                                    "universitaetsstadt"};
  for (const std::string& word : folded_words(name)) {
    if (std::ranges::find(kDistricts, word) != kDistricts.end()) {
      return PlaceKind::kDistrict;
    }
    if (std::ranges::find(kTowns, word) != kTowns.end()) {
      return PlaceKind::kTown;
    }
  }
  return std::nullopt;
}

std::string folded_place(std::string_view name) {
  const std::vector<std::string> words = folded_words(name);
  std::vector<std::string> rest;
  std::ranges::copy_if(words, std::back_inserter(rest), [](const std::string& word) {
    return std::ranges::find(kKinds, word) == kKinds.end();
  });
  return joined(rest.empty() ? words : rest);
}

bool same_name(std::string_view a, std::string_view b) {
  return a == b || folded_place(a) == folded_place(b);
}

}  // namespace allot
