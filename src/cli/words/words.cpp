#include "cli/words/words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "allot/core/text.hpp"

namespace allot::cli {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  if (text.empty()) {
    return parts;
  }
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

std::string in_quotes(std::string_view word) { return "`" + without_controls(word) + "`"; }

std::string listed_in_quotes(std::span<const std::string_view> words) {
  std::vector<std::string> all(words.size());
  std::ranges::transform(words, all.begin(), in_quotes);
  return listed(std::vector<std::string_view>{all.begin(), all.end()});
}

std::vector<std::string> did_you_mean(std::string_view word,
                                      std::span<const std::string_view> candidates,
                                      std::string besides) {
  std::vector<std::string> help;
  if (const std::optional<std::string_view> candidate = nearest(word, candidates)) {
    help.push_back("did you mean `" + with_unseen_and_blanks(*candidate) + "`?");
  }
  if (!besides.empty()) {
    help.push_back(std::move(besides));
  }
  return help;
}

}  // namespace allot::cli
