#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "allot/report/words/languages.hpp"
#include "allot/report/words/number_style.hpp"
#include "report/words/texts.hpp"

namespace allot::report {

/// How a language says one text. In it `{0}` is the first argument; `{0?nobody}` the same, or
/// `nobody` where it is empty; `{0#}` a count of districts with its noun, as kDistricts says it;
/// `{0:is|are}` a choice by a count, `{0:a|b|c|d}` one by a count of districts, where c and d are
/// for a file that calls them recipients. A `|` outside of braces is where a line may end before
/// any other place (see Sentence).
struct TextRow {
  Text text;
  std::string_view words;
};

/// Whose names programs read, and people in words.
enum class NamesOf : std::uint8_t { kMethod, kColumn, kStatus, kCause, kSplit, kTieRule };

/// What a name is called: the rounding method `largest_remainder` "by largest remainder".
struct NameRow {
  NamesOf of;
  std::string_view name, words;
};

/// One file of this folder.
struct Language {
  std::string_view name;           ///< "en"
  std::span<const TextRow> texts;  ///< one for each Text, in their order
  std::span<const NameRow> names;
  NumberStyle numbers = NumberStyle::kPlain;  ///< unless `--numbers` says otherwise
  bool zero_is_singular = false;              ///< "0 commune"
};

/// Each text once, in order, and well-formed: a language that lacks one does not compile.
consteval bool is_complete(std::span<const TextRow> texts) {
  std::size_t next = 0;
  for (const TextRow& row : texts) {
    bool in_braces = false;
    for (std::size_t i = 0; i < row.words.size(); ++i) {
      const char c = row.words[i];
      if (c == '{' || c == '}') {
        if (in_braces == (c == '{')) {
          return false;
        }
        in_braces = c == '{';
        if (in_braces &&
            (i + 2 >= row.words.size() || row.words[i + 1] < '0' || row.words[i + 1] > '9' ||
             std::string_view{"?:#}"}.find(row.words[i + 2]) == std::string_view::npos)) {
          return false;
        }
      }
    }
    if (in_braces || static_cast<std::size_t>(row.text) != next++) {
      return false;
    }
  }
  return next == static_cast<std::size_t>(Text::kEnd);
}

/// All there are: a language is a file of this folder, a row here and its name in
/// model/languages.hpp.
std::span<const Language* const> languages();

}  // namespace allot::report
