#include "load/tables/scale_words.hpp"

#include <algorithm>
#include <array>

#include "load/text/cut_off.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kThousand = "1000";
constexpr std::string_view kMillion = "1000000";
constexpr std::string_view kMilliard = "1000000000";

/// In small letters; a word of a head has no full stop behind it.
constexpr std::array<ScaleWord, 33> kWords{{
    {"tsd", kThousand},        {"tausend", kThousand},   {"tausender", kThousand},
    {"t€", kThousand},         {"teur", kThousand},      {"t-euro", kThousand},
    {"teuro", kThousand},      {"tchf", kThousand},      {"tfr", kThousand},
    {"tsfr", kThousand},       {"k€", kThousand},        {"keur", kThousand},
    {"kchf", kThousand},       {"thousand", kThousand},  {"thousands", kThousand},
    {"millier", kThousand},    {"milliers", kThousand},  {"thsd", kThousand},
    {"€000", kThousand},       {"$000", kThousand},      {"mio", kMillion},
    {"mill", kMillion},        {"million", kMillion},    {"millionen", kMillion},
    {"millions", kMillion},    {"m€", kMillion},         {"meur", kMillion},
    {"mn", kMillion},          {"mrd", kMilliard},       {"milliarde", kMilliard},
    {"milliarden", kMilliard}, {"milliards", kMilliard}, {"bn", kMilliard},
}};

/// Of a factor that is written as a number: `in 1.000`, `x 1 000 000`.
constexpr std::array<std::string_view, 3> kBeforeNumber{"in ", "x ", "× "};

/// A thousand or a million, with any grouping mark, behind "in ".
std::optional<ScaleWord> scale_as_number(std::string_view head) {
  for (const std::string_view before : kBeforeNumber) {
    const auto at = std::ranges::search(head, before, {}, small_letter);
    if (at.empty()) {
      continue;
    }
    const std::string_view rest{at.end(), head.end()};
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
    if (zeros == 3 || zeros == 6) {
      return ScaleWord{rest.substr(0, size), zeros == 3 ? kThousand : kMillion};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<ScaleWord> scale_in(std::string_view head) {
  std::string_view rest = head;
  while (!rest.empty()) {
    const std::string_view word = cut_off(rest, " .,:;()[]/\n");
    const auto known = std::ranges::find_if(
        kWords, [&](const ScaleWord& scale) { return same_word(scale.word, word); });
    if (known != kWords.end()) {
      return ScaleWord{word, known->factor};
    }
  }
  return scale_as_number(head);
}

}  // namespace allot::load
