#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "allot/core/text.hpp"

namespace allot {
namespace {

/// A combining mark, and in pairs the letters that have it and what they are without it: those of
/// Latin-1 and Latin Extended-A (Unicode 15). They reach for the names of places in Europe.
struct Accent {
  char32_t mark;
  std::u32string_view letters;
};
constexpr std::array kAccents{std::to_array<Accent>({
    {0x300, U"ÀAÈEÌIÒOÙUàaèeìiòoùu"},
    {0x301, U"ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźz"},
    {0x302, U"ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷy"},
    {0x303, U"ÃAÑNÕOãañnõoĨIĩiŨUũu"},
    {0x304, U"ĀAāaĒEēeĪIīiŌOōoŪUūu"},
    {0x306, U"ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭu"},
    {0x307, U"ĊCċcĖEėeĠGġgİIŻZżz"},
    {0x308, U"ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸY"},
    {0x30A, U"ÅAåaŮUůu"},
    {0x30B, U"ŐOőoŰUűu"},
    {0x30C, U"ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžz"},
    {0x327, U"ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţt"},
    {0x328, U"ĄAąaĘEęeĮIįiŲUųu"},
})};

/// Capitals without an accent, and how far away the small letter is. `every`: 2 where capital and
/// small letters take turns.
struct Capitals {
  char32_t first, last;
  char32_t every, away;
};
constexpr std::array kCapitals{std::to_array<Capitals>({
    {'A', 'Z', 1, 0x20},
    {0xC6, 0xC6, 1, 0x20},
    {0xD0, 0xD0, 1, 0x20},
    {0xD8, 0xD8, 1, 0x20},
    {0xDE, 0xDE, 1, 0x20},
    {0x110, 0x136, 2, 1},
    {0x139, 0x147, 2, 1},
    {0x14A, 0x176, 2, 1},
    {0x386, 0x386, 1, 0x26},
    {0x388, 0x38A, 1, 0x25},
    {0x38C, 0x38C, 1, 0x40},
    {0x38E, 0x38F, 1, 0x3F},
    {0x391, 0x3AB, 1, 0x20},
    {0x400, 0x40F, 1, 0x50},
    {0x410, 0x42F, 1, 0x20},
    {0x460, 0x480, 2, 1},
    {0x48A, 0x4BE, 2, 1},
    {0x4D0, 0x52E, 2, 1},
})};

/// Small letters of Cyrillic and Greek, each before the Latin one that it, or its capital, looks
/// like.
constexpr std::u32string_view kLookalikes =
    U"аaвbеeкkмmнhоoрpсcтtуyхxіiѕsјjһhԛqԝw"
    U"αaβbεeζzηhιiκkμmνnοoρpτtυyχx";

/// What is not looked at, besides how accents are stored.
struct Folding {
  bool letter_case = false;
  bool letters = false;
};

char32_t small(char32_t letter) {
  for (const Capitals& capitals : kCapitals) {
    if (letter >= capitals.first && letter <= capitals.last) {
      return (letter - capitals.first) % capitals.every == 0 ? letter + capitals.away : letter;
    }
  }
  return letter;
}

char32_t latin(char32_t letter) {
  for (std::size_t i = 0; i < kLookalikes.size(); i += 2) {
    if (kLookalikes[i] == letter) {
      return kLookalikes[i + 1];
    }
  }
  return letter;
}

/// The letter of valid UTF-8 at `at`, which is moved behind it.
char32_t next_letter(std::string_view text, std::size_t& at) {
  const unsigned lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0xC0) {
    return lead;
  }
  char32_t letter = lead < 0xE0 ? lead & 0x1FU : lead < 0xF0 ? lead & 0x0FU : lead & 0x07U;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    letter = (letter << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return letter;
}

std::u32string folded(std::string_view text, const Folding& folding) {
  std::u32string result;
  const auto put = [&](char32_t letter) {
    letter = folding.letter_case ? small(letter) : letter;
    result += folding.letters ? latin(letter) : letter;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = next_letter(text, at);
    const Accent* accent = nullptr;
    std::size_t pair = 0;
    if (letter >= 0xC0 && letter < 0x180) {
      for (const Accent& known : kAccents) {
        for (std::size_t i = 0; i < known.letters.size() && accent == nullptr; i += 2) {
          accent = known.letters[i] == letter ? &known : nullptr;
          pair = i;
        }
        if (accent != nullptr) {
          break;
        }
      }
    }
    put(accent == nullptr ? letter : accent->letters[pair + 1]);
    if (accent != nullptr) {
      put(accent->mark);
    }
  }
  return result;
}

constexpr Folding kNoAccents{};
constexpr Folding kNoCase{.letter_case = true};
constexpr Folding kNoAlphabets{.letter_case = true, .letters = true};

}  // namespace

Likeness likeness(std::string_view a, std::string_view b) {
  const auto alike = [&](const Folding& folding) {
    return folded(a, folding) == folded(b, folding);
  };
  if (!alike(kNoAlphabets)) {
    return Likeness::kNone;
  }
  return alike(kNoAccents) ? Likeness::kAccents
         : alike(kNoCase)  ? Likeness::kCase
                           : Likeness::kLetters;
}

std::pair<std::string, std::string> with_differences(std::string_view a, std::string_view b) {
  // In step: parts of both that have as many letters of the skeleton.
  const auto next_part = [](std::string_view text, std::size_t& at, std::size_t& letters) {
    const std::size_t begin = at;
    next_letter(text, at);
    letters += skeleton(text.substr(begin, at - begin)).size();
  };
  std::pair<std::string, std::string> shown;
  std::size_t at_a = 0;
  std::size_t at_b = 0;
  while (at_a < a.size() && at_b < b.size()) {
    const std::size_t begin_a = at_a;
    const std::size_t begin_b = at_b;
    std::size_t letters_a = 0;
    std::size_t letters_b = 0;
    next_part(a, at_a, letters_a);
    next_part(b, at_b, letters_b);
    while (letters_a != letters_b && at_a < a.size() && at_b < b.size()) {
      letters_a < letters_b ? next_part(a, at_a, letters_a) : next_part(b, at_b, letters_b);
    }
    const std::string_view part_a = a.substr(begin_a, at_a - begin_a);
    const std::string_view part_b = b.substr(begin_b, at_b - begin_b);
    shown.first += part_a == part_b ? std::string{part_a} : with_code_points(part_a);
    shown.second += part_a == part_b ? std::string{part_b} : with_code_points(part_b);
  }
  shown.first += a.substr(at_a);
  shown.second += b.substr(at_b);
  return shown;
}

std::u32string skeleton(std::string_view text) { return folded(text, kNoAlphabets); }

}  // namespace allot
