#include "load/init/survey/table_opening.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/xlsx/workbook.hpp"
#include "load/cells/cell_signs.hpp"
#include "load/init/survey/column_facts.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/head_lines.hpp"
#include "load/tables/other_format.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

constexpr std::uint32_t kMostNameLines = 5;

/// Where the cells of a table are.
struct FoundText {
  FileId file;
  const SheetCells* cells = nullptr;  ///< null of a CSV
};

/// What is not UTF-8 is taken for Windows-1252, which Excel writes as `CSV`, or Mac Roman. Decoded
/// in a copy: the scenario reads the file as it is.
std::optional<FoundText> text_of_csv(SourceFiles& files, FileId file, FoundTable& found,
                                     Problems& problems) {
  if (report_other_format(files, file, problems)) {
    return std::nullopt;
  }
  const std::string_view text = files.text(file);
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  if (!utf16 && first_invalid_utf8(text)) {
    found.encoding = guess_encoding(text);
    file = files.add(files.name(file), std::string{text});
  }
  const bool good = prepare_text(files, file, found.encoding, problems);
  return good ? std::optional{FoundText{file}} : std::nullopt;
}

const SheetName* choose_sheet(const std::vector<SheetName>& all, const TableOnHand& named,
                              std::span<const NamedSheet> sheets, Problems& problems) {
  for (const NamedSheet& sheet : sheets) {
    const auto found = std::ranges::find(all, sheet.name, &SheetName::name);
    if (found != all.end()) {
      return &*found;
    }
  }
  const auto visible = std::ranges::count(all, false, &SheetName::hidden);
  if (visible == 1) {
    return &*std::ranges::find(all, false, &SheetName::hidden);
  }
  std::vector<std::string_view> names;
  for (const SheetName& sheet : all) {
    if (!sheet.hidden || visible == 0) {
      names.push_back(sheet.name);
    }
  }
  problems.add(
      {.code = Code::kMissingField,
       .where = named.where,
       .message =
           fmt::format("{} has {} visible sheets", quoted(without_controls(named.path)), visible),
       .label = "which one?",
       .help = {fmt::format("name it: `--sheet NAME`; its sheets are {}", listed_words(names))}});
  return nullptr;
}

std::optional<FoundText> text_of_sheet(SourceFiles& files, Workbooks& workbooks,
                                       const TableOnHand& named, std::span<const NamedSheet> sheets,
                                       FoundTable& found, Problems& problems) {
  const Workbook* workbook = workbooks.book(files, named.file, problems);
  const SheetName* sheet =
      workbook != nullptr ? choose_sheet(workbook->sheets(), named, sheets, problems) : nullptr;
  if (sheet == nullptr) {
    return std::nullopt;
  }
  found.sheet = workbook->sheets().size() > 1 ? sheet->name : std::string{};
  Problems own;  // whoever loads the scenario repeats the warnings
  const SheetOnHand* read = workbooks.open(files, named.file, sheet->name, named.where, own);
  for (const Diagnostic& problem : own.list()) {
    if (read == nullptr) {
      problems.add(problem);
    }
  }
  return read == nullptr ? std::nullopt : std::optional{FoundText{read->file, &read->text.cells}};
}

std::optional<Table> read_with(const SourceFiles& files, const FoundText& text,
                               const HeadLines& head, Problems& problems) {
  const TableForm form{.head = head, .notes_are_rows = true};
  return text.cells == nullptr ? read_csv(files, text.file, form, problems)
                               : read_sheet(files, text.file, *text.cells, form, problems);
}

/// Words under the names of numbers, `Anzahl` and `Tsd. EUR`: they belong to the names.
bool is_row_of_units(const Table& table) {
  constexpr std::size_t kRowsBelow = 5;
  const std::size_t rows = std::min(table.row_count(), kRowsBelow);
  const auto is_filled = [&](std::size_t column) {
    for (std::size_t row = 1; row < rows; ++row) {
      if (!table.cell(row, column).empty()) {
        return true;
      }
    }
    return false;
  };
  std::size_t first = 0;
  while (first < table.column_count() && !is_filled(first)) {
    ++first;
  }
  if (rows < 2 || first == table.column_count() || !table.cell(0, first).empty()) {
    return false;  // a district has its id, or its name, in the first column
  }
  bool over_number = false;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    const std::string_view cell = without_outer_blanks(table.cell(0, column));
    if (cell.empty()) {
      continue;
    }
    if (reads_as_number(cell) || read_sign(cell)) {
      return false;
    }
    for (std::size_t row = 1; row < rows; ++row) {
      over_number = over_number || reads_as_number(table.cell(row, column));
    }
  }
  return over_number;
}

/// 1, 2, 3 below the names: the columns are counted, also those of texts or the others only.
bool is_row_of_column_numbers(const Table& table) {
  if (table.row_count() < 2) {
    return false;
  }
  std::size_t counted = 0;
  bool over_text = table.cell(0, 0).empty();
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    const std::string_view cell = table.cell(0, column);
    if (cell.empty() && counted == 0) {
      continue;
    }
    if (cell != std::to_string(++counted)) {
      return false;
    }
    const std::string_view below = table.cell(1, column);
    over_text = over_text || (!below.empty() && !reads_as_number(below) && !read_sign(below));
  }
  return counted > 1 && over_text;
}

/// The line on which the names end, where rows of units or of column numbers go on with them.
void lengthen_head(const SourceFiles& files, const FoundText& text, FoundTable& found) {
  while (is_row_of_units(found.table) || is_row_of_column_numbers(found.table)) {
    const std::uint32_t first =
        found.head.is_given() ? found.head.first : found.table.where_header(0).line;
    const HeadLines longer{.first = first, .last = found.table.line_of(0)};
    Problems ignored;
    auto table = longer.last < first + kMostNameLines ? read_with(files, text, longer, ignored)
                                                      : std::nullopt;
    if (!table) {
      return;
    }
    found.head = longer;
    found.table = *std::move(table);
  }
}

/// With the names on whichever line. False where something is wrong, which is reported.
bool read_found(const SourceFiles& files, const FoundText& text, FoundTable& found,
                Problems& problems) {
  Problems own;
  auto table = read_with(files, text, {}, own);
  const auto head = find_head(files, text.file);
  const bool is_first =
      table && head && head->lines.last == 0 && table->where_header(0).line == head->lines.first;
  if (head && !is_first) {
    own = {};
    table = read_with(files, text, head->lines, own);
    found.head = head->lines;
  }
  problems.append(own);
  if (!table) {
    return false;
  }
  found.table = *std::move(table);
  lengthen_head(files, text, found);
  found.table.name_by_letters();
  return true;
}

}  // namespace

std::optional<FoundTable> find_table(SourceFiles& files, Workbooks& workbooks,
                                     const TableOnHand& named, std::span<const NamedSheet> sheets,
                                     Problems& problems) {
  FoundTable found;
  const auto text = is_spreadsheet(files.text(named.file))
                        ? text_of_sheet(files, workbooks, named, sheets, found, problems)
                        : text_of_csv(files, named.file, found, problems);
  return text && read_found(files, *text, found, problems) ? std::optional{std::move(found)}
                                                           : std::nullopt;
}

std::vector<std::string> sheets_of(const SourceFiles& files, const TableOnHand& named) {
  std::vector<std::string> names;
  Problems ignored;
  if (is_spreadsheet(files.text(named.file))) {
    if (const auto workbook = Workbook::open(files.text(named.file), named.file, ignored)) {
      for (const SheetName& sheet : workbook->sheets()) {
        names.push_back(sheet.name);
      }
    }
  }
  return names;
}

}  // namespace allot::load
