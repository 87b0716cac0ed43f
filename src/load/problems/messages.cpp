#include "load/problems/messages.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"
#include "load/characters/foreign_characters.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kListed = 12;
constexpr std::size_t kWidestListed = 60;
// Beyond, looking for the nearest takes longer than the whole run.
constexpr std::size_t kCompared = 20'000;

std::vector<std::string> nearest_or_all(std::string_view word,
                                        std::span<const std::string_view> known,
                                        std::string_view what) {
  if (known.size() <= kCompared) {
    if (const auto near = nearest(word, known)) {
      return {fmt::format("did you mean {}?", told_apart(*near, word))};
    }
  }
  if (known.empty()) {
    return {};
  }
  return {fmt::format("{}: {}", what, listed_words(known))};
}

}  // namespace

std::string quoted(std::string_view word) { return fmt::format("`{}`", word); }

std::string told_apart(std::string_view word, std::string_view other) {
  const Likeness how = likeness(word, other);
  const std::string plain = with_unseen_and_blanks(word);
  const std::string differing = how == Likeness::kAccents || how == Likeness::kLetters
                                    ? with_differences(word, other).first
                                    : plain;
  return differing == plain ? quoted(plain)
                            : fmt::format("{} ({})", quoted(plain), quoted(differing));
}

std::string listed_words(std::span<const std::string_view> words) {
  std::vector<std::string> shown;
  for (const std::string_view word : words.first(std::min(words.size(), kListed))) {
    shown.push_back(quoted(shortened_in_the_middle(word, kWidestListed)));
  }
  if (words.size() > kListed) {
    shown.push_back(fmt::format("{} more", words.size() - kListed));
  }
  return listed(std::vector<std::string_view>(shown.begin(), shown.end()));
}

Diagnostic same_id(std::string_view thing, std::string_view id, const Location& first,
                   const Location& again) {
  return {.code = Code::kDuplicateId,
          .where = again,
          .message = fmt::format("two {}s have the id {}", thing, quoted(id)),
          .label = "again",
          .help = {fmt::format("give each {} an id of its own", thing)},
          .related = {{first, "first used here"}}};
}

std::vector<std::string> way_out(std::string_view word, std::span<const std::string_view> known,
                                 std::string_view what) {
  if (const auto meant = without_foreign_quotes(word)) {
    const std::string quotes =
        fmt::format("{} and {} are no quotes of YAML", named_character(first_foreign_quote(word)),
                    named_character(last_foreign_quote(word)));
    if (std::ranges::find(known, *meant) != known.end()) {
      return {fmt::format("{}: write {}", quotes, quoted(*meant))};
    }
    auto help = nearest_or_all(*meant, known, what);
    help.push_back(fmt::format("{}: use `\"` or none", quotes));
    return help;
  }
  return nearest_or_all(word, known, what);
}

}  // namespace allot::load
