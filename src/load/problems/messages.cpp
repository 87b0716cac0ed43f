#include "load/problems/messages.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kListed = 12;
// Beyond, looking for the nearest takes longer than the whole run.
constexpr std::size_t kCompared = 20'000;

}  // namespace

std::string quoted(std::string_view word) { return fmt::format("`{}`", word); }

std::string listed_words(std::span<const std::string_view> words) {
  std::vector<std::string> shown;
  for (const std::string_view word : words.first(std::min(words.size(), kListed))) {
    shown.push_back(quoted(word));
  }
  if (words.size() > kListed) {
    shown.push_back(fmt::format("{} more", words.size() - kListed));
  }
  return listed(std::vector<std::string_view>(shown.begin(), shown.end()));
}

std::vector<std::string> way_out(std::string_view word, std::span<const std::string_view> known,
                                 std::string_view what) {
  if (known.size() <= kCompared) {
    if (const auto near = nearest(word, known)) {
      return {fmt::format("did you mean {}?", quoted(*near))};
    }
  }
  if (known.empty()) {
    return {};
  }
  return {fmt::format("{}: {}", what, listed_words(known))};
}

}  // namespace allot::load
