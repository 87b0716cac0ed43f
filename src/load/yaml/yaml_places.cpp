#include <algorithm>
#include <cstdint>
#include <optional>

#include "load/yaml/yaml_events.hpp"

namespace allot::load {
namespace {

/// Bytes of the quoted scalar that `text` begins with; nullopt if it does not end in it.
std::optional<std::size_t> quoted_length(std::string_view text) {
  const char quote = text.front();
  std::size_t at = 1;
  while (at < text.size()) {
    const bool escape = quote == '"' ? text[at] == '\\' : text.substr(at, 2) == "''";
    if (!escape && text[at] == quote) {
      return at + 1;
    }
    at += escape ? 2 : 1;
  }
  return std::nullopt;
}

bool is_quote(char c) { return c == '"' || c == '\''; }

std::size_t written_length(std::string_view line, std::string_view value) {
  if (!line.empty() && is_quote(line.front())) {
    return quoted_length(line).value_or(line.size());
  }
  if (line.starts_with('|') || line.starts_with('>')) {
    return std::min(line.find_first_of(" \t"), line.size());
  }
  return line.starts_with(value) ? value.size() : line.size();
}

}  // namespace

YamlPlaces::YamlPlaces(FileId file, std::string_view text) : file_{file}, text_{text} {
  line_starts_.push_back(0);
  for (std::size_t end = text.find('\n'); end != std::string_view::npos;
       end = text.find('\n', end + 1)) {
    line_starts_.push_back(end + 1);
  }
}

Location YamlPlaces::at(std::size_t offset, std::size_t length) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return {.file = file_,
          .line = static_cast<std::uint32_t>(after - line_starts_.begin()),
          .column = static_cast<std::uint32_t>(offset - *(after - 1) + 1),
          .length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1))};
}

Location YamlPlaces::of_scalar(std::size_t offset, std::string_view value) const {
  return at(offset, written_length(rest_of_line(offset), value));
}

bool YamlPlaces::is_open_quote(std::size_t offset) const {
  return is_quote(byte(offset)) && !quoted_length(text_.substr(offset));
}

char YamlPlaces::byte(std::size_t offset) const {
  return offset < text_.size() ? text_[offset] : '\0';
}

std::string_view YamlPlaces::rest_of_line(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  // Not by searching for the line end: a million values may stand on one line.
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t end = next == line_starts_.end() ? text_.size() : *next - 1;
  const std::string_view line = text_.substr(offset, end - offset);
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

std::string_view YamlPlaces::word(std::size_t offset) const {
  const std::string_view line = rest_of_line(offset);
  return line.substr(0, line.find_first_of(" \t,[]{}", 1));
}

std::string_view YamlPlaces::line_before(std::size_t offset) const {
  const std::string_view before = text_.substr(0, offset);
  return before.substr(before.rfind('\n') + 1);  // npos + 1 is 0: the first line
}

}  // namespace allot::load
