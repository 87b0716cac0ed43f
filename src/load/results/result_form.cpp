#include <algorithm>

#include "allot/core/text.hpp"
#include "allot/load/csv/csv_parts.hpp"
#include "allot/load/results/result_file.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

std::string_view from_first_character(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  return text;
}

/// Whether the outermost object begins with its version, as all that we write does.
bool begins_as_json(std::string_view text) {
  return text.starts_with('{') &&
         from_first_character(text.substr(1)).starts_with("\"format_version\"");
}

std::string_view without_quotes(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) {
    return {};
  }
  cell = cell.substr(first, cell.find_last_not_of(kWhiteSpace) - first + 1);
  return cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"')
             ? cell.substr(1, cell.size() - 2)
             : cell;
}

bool has_cell(std::string_view header, char separator, std::string_view name) {
  while (true) {
    const std::size_t end = std::min(header.find(separator), header.size());
    if (without_quotes(header.substr(0, end)) == name) {
      return true;
    }
    if (end == header.size()) {
      return false;
    }
    header.remove_prefix(end + 1);
  }
}

bool begins_as_csv(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const char separator = find_separator(header);
  return has_cell(header, separator, "id") && has_cell(header, separator, "budget");
}

}  // namespace

std::optional<ResultForm> result_form(std::string_view name, std::string_view text) {
  if (has_suffix(name, ".csv")) {
    return ResultForm::kCsv;
  }
  if (has_suffix(name, ".json")) {
    return ResultForm::kJson;
  }
  if (has_suffix(name, ".yaml") || has_suffix(name, ".yml")) {
    return std::nullopt;
  }
  const std::string_view begin = from_first_character(text);
  if (begins_as_json(begin)) {
    return ResultForm::kJson;
  }
  return begins_as_csv(begin) ? std::optional{ResultForm::kCsv} : std::nullopt;
}

}  // namespace allot::load
