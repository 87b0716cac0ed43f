#include "load/tables/other_format.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

/// Empty where it may be a table.
std::string_view format_of(std::string_view bytes) {
  bytes.remove_prefix(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  if (bytes.starts_with("%PDF")) {
    return "a PDF";
  }
  if (bytes.starts_with("{\\rtf")) {
    return "a text document (RTF)";
  }
  const bool is_markup = bytes.size() > 1 && bytes.front() == '<' &&
                         (bytes[1] == '!' || bytes[1] == '?' || small_letter(bytes[1]) == 'h' ||
                          small_letter(bytes[1]) == 't');
  return is_markup ? "a web page or XML" : std::string_view{};
}

}  // namespace

bool report_other_format(const SourceFiles& files, FileId file, Problems& problems) {
  const std::string_view format = format_of(files.text(file));
  if (format.empty()) {
    return false;
  }
  problems.add({.code = Code::kTableSyntax,
                .where = {.file = file},
                .message = fmt::format("the table is {}, whatever its name says", format),
                .label = {},
                .help = {"open it in a spreadsheet and save it as .xlsx or as CSV"}});
  return true;
}

}  // namespace allot::load
