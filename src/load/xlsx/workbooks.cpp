#include "load/xlsx/workbooks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "allot/load/text/bytes.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

std::vector<std::string_view> visible(const std::vector<SheetName>& sheets) {
  std::vector<std::string_view> names;
  for (const SheetName& sheet : sheets) {
    if (!sheet.hidden) {
      names.push_back(sheet.name);
    }
  }
  return names;
}

std::optional<std::size_t> only_table(const Workbook& workbook, const std::string& file,
                                      const Location& where, Problems& problems) {
  const std::vector<SheetName>& sheets = workbook.sheets();
  const auto names = visible(sheets);
  if (workbook.is_result()) {
    return 0;
  }
  if (names.size() == 1) {
    return std::ranges::find(sheets, false, &SheetName::hidden) - sheets.begin();
  }
  problems.add({.code = Code::kMissingField,
                .where = where,
                .message = fmt::format("{} has {} visible sheets", quoted(file), names.size()),
                .label = "which one?",
                .help = {fmt::format(
                    "name it with `sheet:` beside the table: {}",
                    listed_words(names.empty() ? texts_of(sheets, &SheetName::name) : names))}});
  return std::nullopt;
}

std::optional<std::size_t> sheet_named(const std::vector<SheetName>& sheets, std::string_view name,
                                       const std::string& file, const Location& where,
                                       Problems& problems) {
  const auto found = std::ranges::find(sheets, name, &SheetName::name);
  if (found != sheets.end()) {
    return found - sheets.begin();
  }
  problems.add({.code = Code::kUnknownName,
                .where = where,
                .message = fmt::format("{} has no sheet {}", quoted(file), quoted(name)),
                .label = "no such sheet",
                .help = way_out(name, texts_of(sheets, &SheetName::name), "its sheets")});
  return std::nullopt;
}

/// Hidden cells are read like all others; nobody who looks at the sheet sees them.
void warn_of_hidden(const SheetText& text, FileId file, Problems& problems) {
  const auto columns = std::ranges::count_if(
      text.columns, [](const SheetColumn& column) { return column.filled && column.hidden; });
  std::string hidden;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) {
      hidden += fmt::format("{}{} hidden {}{}", hidden.empty() ? "" : " and ", count, what,
                            count == 1 ? "" : "s");
    }
  };
  add(text.hidden_rows.count, "row");
  add(static_cast<std::size_t>(columns), "column");
  if (!hidden.empty()) {
    problems.add({.code = Code::kHiddenCells,
                  .where = {.file = file, .line = text.hidden_rows.first_row},
                  .message = fmt::format("the sheet has {}", hidden),
                  .label = "read like all others",
                  .help = {"show or delete them in the spreadsheet, or choose rows with `where`"}});
  }
}

}  // namespace

const SheetText* Workbooks::text_of(FileId sheet) const {
  for (const auto& [file, book] : books_) {
    for (const auto& [number, read] : book.sheets) {
      if (read && read->file == sheet) {
        return &read->text;
      }
    }
  }
  return nullptr;
}

const Workbook* Workbooks::book(const SourceFiles& files, FileId file, Problems& problems) {
  const auto [at, added] = books_.try_emplace(file);
  if (added) {
    at->second.workbook = Workbook::open(files.text(file), file, problems);
  }
  return at->second.workbook ? &*at->second.workbook : nullptr;
}

const SheetOnHand* Workbooks::open(SourceFiles& files, FileId file, std::string_view sheet,
                                   const Location& where, Problems& problems) {
  if (this->book(files, file, problems) == nullptr) {
    return nullptr;
  }
  Book& book = books_.at(file);
  const auto& sheets = book.workbook->sheets();
  const auto number = sheet.empty() ? only_table(*book.workbook, files.name(file), where, problems)
                                    : sheet_named(sheets, sheet, files.name(file), where, problems);
  if (!number) {
    return nullptr;
  }
  const auto [known, first_time] = book.sheets.try_emplace(*number);
  if (first_time) {
    if (auto text = book.workbook->read(*number, file, problems)) {
      const FileId read =
          files.add_sheet(files.name(file), sheets[*number].name, std::move(text->text));
      if (prepare_text(files, read, Encoding::kUtf8, problems)) {
        warn_of_hidden(*text, read, problems);
        known->second = SheetOnHand{read, *std::move(text)};
      }
    }
  }
  return known->second ? &*known->second : nullptr;
}

}  // namespace allot::load
