#include "load/numbers/scale_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "load/numbers/decimal_text.hpp"
#include "load/text/cut_off.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

struct ScaleWord {
  std::string_view word, factor;
};

constexpr std::string_view kThousand = "1000";
constexpr std::string_view kMillion = "1000000";
constexpr std::string_view kMilliard = "1000000000";

/// In small letters; a word of a head has no full stop behind it.
constexpr std::array<ScaleWord, 37> kWords{{
    {"tsd€", kThousand},      {"mio€", kMillion},        {"mia", kMilliard},
    {"mrd€", kMilliard},      {"tsd", kThousand},        {"tausend", kThousand},
    {"tausender", kThousand}, {"t€", kThousand},         {"teur", kThousand},
    {"t-euro", kThousand},    {"teuro", kThousand},      {"tchf", kThousand},
    {"tfr", kThousand},       {"tsfr", kThousand},       {"k€", kThousand},
    {"keur", kThousand},      {"kchf", kThousand},       {"thousand", kThousand},
    {"thousands", kThousand}, {"millier", kThousand},    {"milliers", kThousand},
    {"thsd", kThousand},      {"€000", kThousand},       {"$000", kThousand},
    {"mio", kMillion},        {"mill", kMillion},        {"million", kMillion},
    {"millionen", kMillion},  {"millions", kMillion},    {"m€", kMillion},
    {"meur", kMillion},       {"mn", kMillion},          {"mrd", kMilliard},
    {"milliarde", kMilliard}, {"milliarden", kMilliard}, {"milliards", kMilliard},
    {"bn", kMilliard},
}};

/// Of a factor that is written as a number: `in 1.000`, `x 1 000 000`.
constexpr std::array<std::string_view, 3> kBeforeNumber{"in ", "x ", "× "};

/// A thousand or a million, with any grouping mark.
std::optional<ScaleWord> scale_of_number(std::string_view rest) {
  std::size_t zeros = 0;
  std::size_t size = rest.starts_with('1') ? 1 : 0;
  for (; size > 0 && size < rest.size(); ++size) {
    const char c = rest[size];
    const bool mark =
        c == '.' || c == ',' || c == '\'' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    if (c != '0' && !(mark && rest.substr(size).find('0') != std::string_view::npos)) {
      break;
    }
    zeros += c == '0' ? 1 : 0;
  }
  return zeros == 3   ? std::optional{ScaleWord{rest.substr(0, size), kThousand}}
         : zeros == 6 ? std::optional{ScaleWord{rest.substr(0, size), kMillion}}
                      : std::nullopt;
}

/// Behind a word such as "in ".
std::optional<ScaleWord> scale_as_number(std::string_view head) {
  for (std::size_t at = 0; at < head.size(); ++at) {
    const bool begins_word = at == 0 || head[at - 1] == ' ' || head[at - 1] == '(';
    for (const std::string_view before : kBeforeNumber) {
      if (begins_word && same_word(head.substr(at, before.size()), before)) {
        if (const auto scale = scale_of_number(head.substr(at + before.size()))) {
          return scale;
        }
      }
    }
  }
  return std::nullopt;
}

/// `T EUR`, with a blank between.
std::optional<ScaleWord> scale_as_letter(std::string_view head) {
  for (const std::string_view money : {"T EUR", "T Euro", "T €", "T CHF", "T Fr"}) {
    const std::size_t at = head.find(money);
    if (at != std::string_view::npos && (at == 0 || head[at - 1] == ' ' || head[at - 1] == '(')) {
      return ScaleWord{money, kThousand};
    }
  }
  return std::nullopt;
}

/// With blanks for no-break spaces, which are as long as two or three of them.
std::string with_blanks(std::string_view head) {
  std::string text{head};
  for (const std::string_view blank : {"\u00A0", "\u202F", "\u2009"}) {
    for (std::size_t at = text.find(blank); at != std::string::npos; at = text.find(blank)) {
      text.replace(at, blank.size(), 1, ' ');
    }
  }
  return text;
}

/// `1,5 Mrd. Euro` is an amount; `Haushalt 2024 Mio. Euro` has a year.
bool is_count(std::string_view word) {
  const bool is_year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
  return !word.empty() && std::ranges::all_of(word, is_digit) && !is_year;
}

}  // namespace

std::optional<Scale> scale_in(std::string_view head) {
  const std::string text = with_blanks(head);
  const auto found = [](const ScaleWord& scale) {
    return Scale{std::string{scale.word}, scale.factor};
  };
  std::string_view before;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view word = cut_off(rest, " .,:;()[]/\n");
    const auto known = std::ranges::find_if(
        kWords, [&](const ScaleWord& scale) { return same_word(scale.word, word); });
    if (known != kWords.end() && !is_count(before)) {
      return found({word, known->factor});
    }
    before = word;
  }
  auto scale = scale_as_number(text);
  scale = scale ? scale : scale_as_letter(text);
  return scale ? std::optional{found(*scale)} : std::nullopt;
}

}  // namespace allot::load
