#include "report/formats/spans.hpp"

#include <algorithm>
#include <optional>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

/// Before an opening backtick of ours stands none of these.
bool belongs_to_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The first backticks at or behind `at`, as many as there are side by side.
std::string_view backticks(std::string_view text, std::size_t at) {
  const std::size_t begin = std::min(text.find('`', at), text.size());
  const std::size_t end = std::min(text.find_first_not_of('`', begin), text.size());
  return text.substr(begin, end - begin);
}

/// Where the code behind these backticks ends: behind as many others.
std::optional<std::size_t> end_of_code(std::string_view text, std::size_t at, std::size_t ticks) {
  for (std::string_view found = backticks(text, at); !found.empty(); found = backticks(text, at)) {
    at = static_cast<std::size_t>(found.data() - text.data()) + found.size();
    if (found.size() == ticks) {
      return at;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') {
    line.pop_back();
  }
  return without_controls(line);
}

std::string_view TextSpan::name() const {
  std::string_view name = text.substr(ticks, text.size() - 2 * ticks);
  if (name.size() > 2 && name.starts_with(' ') && name.ends_with(' ')) {
    name.remove_prefix(1);
    name.remove_suffix(1);
  }
  return name;
}

std::vector<TextSpan> spans_of(std::string_view text) {
  std::vector<TextSpan> spans;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::string_view opening = backticks(text, begin);
    const auto at = static_cast<std::size_t>(opening.data() - text.data());
    if (at > begin) {
      spans.push_back({text.substr(begin, at - begin)});
    }
    begin = at;
    if (!opening.empty()) {
      const auto end = end_of_code(text, at + opening.size(), opening.size());
      if (!end || (at > 0 && belongs_to_word(text[at - 1]))) {
        return {{text}};
      }
      spans.push_back({text.substr(at, *end - at), opening.size()});
      begin = *end;
    }
  }
  return spans;
}

}  // namespace allot::report
