#include "allot/load/csv/csv.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/load/csv/csv_parts.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/first_ten.hpp"

namespace allot::load {
namespace {

/// A title above the names is a line with one cell.
std::string way_to_name(const CsvTable& table) {
  const auto unnamed = std::ranges::count(table.header(), std::string_view{});
  return static_cast<std::size_t>(unnamed) + 1 == table.header().size()
             ? "name it, or delete the lines above the one with the names"
             : "name it, or remove it";
}

void check_unnamed(const CsvTable& table, std::size_t column, FirstTen& wrong) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!table.cell(row, column).empty()) {
      wrong.add([&] {
        return Diagnostic{.code = Code::kTableSyntax,
                          .where = table.where_header(column),
                          .message = fmt::format("column {} has no name", column + 1),
                          .label = "no name",
                          .help = {way_to_name(table)},
                          .related = {{table.where(row, column), "but it has a value"}}};
      });
      return;
    }
  }
}

}  // namespace

Location place_on_line(FileId file, std::string_view text, std::uint32_t line, std::size_t offset,
                       std::size_t length) {
  const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
  return place_on_line(file, text, line, line_begin, offset, length);
}

Location place_on_line(FileId file, std::string_view text, std::uint32_t line,
                       std::size_t line_begin, std::size_t offset, std::size_t length) {
  const std::string_view meant = text.substr(offset, length);
  const auto line_end = std::ranges::find_if(meant, [](char c) { return c == '\r' || c == '\n'; });
  return {
      .file = file,
      .line = line,
      .column = static_cast<std::uint32_t>(offset - line_begin + 1),
      .length = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, line_end - meant.begin()))};
}

char find_separator(std::string_view header) {
  std::array<std::size_t, 3> counts{};
  // Of equally many the less ordinary character: a comma can be part of a name.
  constexpr std::string_view kSeparators = "\t;,";
  bool quoted = false;
  for (const char c : header) {
    quoted = quoted != (c == '"');
    const std::size_t index = kSeparators.find(c);
    if (!quoted && index != std::string_view::npos) {
      ++counts[index];
    }
  }
  const auto most = std::ranges::max_element(counts) - counts.begin();
  return counts[static_cast<std::size_t>(most)] == 0 ? ','
                                                     : kSeparators[static_cast<std::size_t>(most)];
}

std::string separator_name(char separator) {
  return separator == '\t' ? "a tab" : fmt::format("`{}`", separator);
}

bool check_header_line(std::string_view header, const Location& where, Problems& problems) {
  const std::size_t cr = header.find('\r');
  if (header.starts_with("sep=") || header.starts_with("SEP=")) {
    problems.add({.code = Code::kTableSyntax,
                  .where = where,
                  .message = "the table begins with a `sep=` line",
                  .label = "not a header",
                  .help = {"remove it: the separator is found from the header"}});
    return false;
  }
  if (cr != std::string_view::npos && cr + 1 < header.size()) {
    problems.add({.code = Code::kTableSyntax,
                  .where = where,
                  .message = "the lines of the table end in CR alone",
                  .help = {"save it with LF or CRLF as line ends"}});
    return false;
  }
  return true;
}

bool check_is_separated(const CsvTable& table, Problems& problems) {
  const std::string_view name = table.header().front();
  const std::size_t other = name.find_first_of("|\t;");
  if (table.column_count() > 1 || other == std::string_view::npos) {
    return true;
  }
  problems.add(
      {.code = Code::kTableSyntax,
       .where = table.where_header(0),
       .message = fmt::format("the header is a single column, {}", quoted_value(name)),
       .label = "no `,`, `;` or tab between columns",
       .help = {name[other] == '|' ? "separate the columns by `,`, `;` or a tab, not by `|`"
                                   : "do not quote a whole line: quotes are for single cells"}});
  return false;
}

bool check_column_names(const CsvTable& table, Problems& problems) {
  FirstTen wrong{problems, "more wrong columns in this table"};
  for (std::size_t column = 0; column < table.header().size(); ++column) {
    const std::string_view name = table.header()[column];
    if (name.empty()) {
      check_unnamed(table, column, wrong);
      continue;
    }
    const std::size_t first = table.find_column(name).value_or(column);
    if (first != column) {
      wrong.add([&] {
        return Diagnostic{.code = Code::kDuplicateColumn,
                          .where = table.where_header(column),
                          .message = fmt::format("there are two columns {}", quoted_value(name)),
                          .label = "the same name again",
                          .help = {"give each column a name of its own"},
                          .related = {{table.where_header(first), "first used here"}}};
      });
    }
  }
  wrong.finish();
  return !wrong.any();
}

std::optional<std::size_t> CsvTable::find_column(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional{found->second};
}

CsvTable::Cell CsvTable::in_text(Cell cell) const {
  if ((cell.length & kStored) == 0) {
    return cell;
  }
  const StoredCell& stored = (*stored_)[cell.begin];
  return {stored.begin, stored.length};
}

Location CsvTable::where(Cell first_of_row, Cell cell, std::uint32_t line) const {
  const Cell first = in_text(first_of_row);
  const Cell meant = in_text(cell);
  // A quoted cell before it may have line breaks.
  const std::string_view before = text_.substr(first.begin, meant.begin - first.begin);
  const auto breaks = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  std::size_t line_begin = breaks == 0 ? first.begin : meant.begin;
  while (line_begin > 0 && text_[line_begin - 1] != '\n') {
    --line_begin;
  }
  return place_on_line(file_, text_, line + breaks, line_begin, meant.begin, meant.length);
}

Location CsvTable::where(std::size_t row, std::size_t column) const {
  const std::size_t first = row * header_.size();
  return where(cells_[first], cells_[first + column], lines_[row]);
}

}  // namespace allot::load
