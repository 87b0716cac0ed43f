#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"

namespace allot::load {

/// What `paid_by` may be.
inline constexpr std::string_view kPayerForms =
    "write `ratable`, `scale_above_floor`, `scale_gains`, or `{top_up: NAME}` with the name of who "
    "pays";

/// What `released` may be.
inline constexpr std::string_view kReleasedForms =
    "write `to_others`, `keep`, or `{reserve: NAME}` with the name of the reserve";

/// `word` in backticks.
std::string quoted(std::string_view word);

/// `word` in backticks, and with code points where they are needed to tell it from `other`:
/// "`Köln` (`Ko\u{308}ln`)".
std::string told_apart(std::string_view word, std::string_view other);

/// "`a`, `b` and `c`": the first twelve, and how many more there are.
std::string listed_words(std::span<const std::string_view> words);

/// The texts of a list: `texts_of(pots, &Pot::id)`.
template <class List, class Text>
std::vector<std::string_view> texts_of(const List& list, Text text) {
  std::vector<std::string_view> texts;
  for (const auto& item : list) {
    texts.push_back(std::invoke(text, item));
  }
  return texts;
}

/// "two pots have the id `im`".
Diagnostic same_id(std::string_view thing, std::string_view id, const Location& first,
                   const Location& again);

/// Help for a word that is not known: "did you mean `share`?", or else which `what` there are.
std::vector<std::string> way_out(std::string_view word, std::span<const std::string_view> known,
                                 std::string_view what);

/// The same for the first ten words of a kind: each is compared with all that are known, and ten
/// thousand wrong ids are one mistake.
class Hints {
 public:
  /// `known` gives the words; it is not called where no hint is given.
  template <class Known>
  std::vector<std::string> way_out(std::string_view word, std::string_view what, Known known) {
    constexpr std::size_t kGiven = 10;
    return ++asked_[std::string{what}] <= kGiven ? load::way_out(word, known(), what)
                                                 : std::vector<std::string>{};
  }

  /// `thing` is what the word should name: "pot"; `label`, of what it is none.
  template <class Known>
  Diagnostic unknown(std::string_view thing, std::string_view word, const Location& where,
                     std::string_view label, std::string_view what, Known known) {
    return {.code = Code::kUnknownName,
            .where = where,
            .message = "unknown " + std::string{thing} + " " + quoted(word),
            .label = std::string{label},
            .help = way_out(word, what, known)};
  }

 private:
  std::map<std::string, std::size_t> asked_;
};

}  // namespace allot::load
