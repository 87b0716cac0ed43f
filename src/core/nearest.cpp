#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/core/text.hpp"

namespace allot {
namespace {

// Nobody mistypes a word of this length, and the work grows with the square of it.
constexpr std::size_t kLongestWord = 100;
constexpr std::size_t kShortestPrefix = 3;

/// The characters of the text, ASCII letters small, each as its bytes in one number.
std::vector<std::uint32_t> folded(std::string_view text) {
  std::vector<std::uint32_t> characters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !characters.empty()) {
      characters.back() = (characters.back() << 8) | byte;
    } else {
      characters.push_back(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
  }
  return characters;
}

using Word = std::vector<std::uint32_t>;

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, where no
/// part is edited twice.
std::size_t edits_between(const Word& a, const Word& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    above[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

bool begins_with(const Word& text, const Word& beginning) {
  return beginning.size() <= text.size() &&
         std::equal(beginning.begin(), beginning.end(), text.begin());
}

/// The edits from word to candidate, if they are few enough for the candidate to be meant. A
/// replacement of every character is never few enough.
std::optional<std::size_t> near_edits(const Word& word, const Word& candidate) {
  const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  const bool beginning = word.size() >= kShortestPrefix && begins_with(candidate, word);
  const std::size_t lengths_differ_by = word.size() > candidate.size()
                                            ? word.size() - candidate.size()
                                            : candidate.size() - word.size();
  if (lengths_differ_by > limit) {
    return beginning ? std::optional{lengths_differ_by} : std::nullopt;
  }
  const std::size_t edits = edits_between(word, candidate);
  const bool near = edits <= limit && edits < std::max(word.size(), candidate.size());
  return near || beginning ? std::optional{edits} : std::nullopt;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  const Word meant = folded(word);
  if (meant.empty() || meant.size() > kLongestWord) {
    return std::nullopt;
  }
  std::optional<std::string_view> best;
  std::size_t best_edits = 0;
  for (const std::string_view candidate : candidates) {
    const std::optional<std::size_t> edits = near_edits(meant, folded(candidate));
    if (edits && (!best || *edits < best_edits)) {
      best = candidate;
      best_edits = *edits;
    }
  }
  return best;
}

}  // namespace allot
