#include <fmt/core.h>

#include <string>
#include <utility>

#include "allot/load/csv/csv.hpp"
#include "allot/load/xlsx/workbook.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/head_lines.hpp"
#include "load/tables/other_format.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/tables.hpp"
#include "load/xlsx/workbooks.hpp"

namespace allot::load {

namespace {

/// What is not UTF-8 is decoded in a copy: a scenario read before may hold views into the text, and
/// a second decoding of the same file would make nonsense of it.
FileId file_to_read(Draft& draft, FileId file, Encoding encoding) {
  if (encoding == Encoding::kUtf8) {
    return file;
  }
  SourceFiles& files = draft.session.files;
  return files.add(files.name(file), std::string{files.text(file)});
}

/// A text that is read as a table: of a file, or of a sheet of it.
struct TableText {
  FileId file;
  const SheetCells* cells;  ///< null of a file
};

std::optional<TableText> text_of_sheet(Draft& draft, FileId file, const TableSpec& spec) {
  const YamlNode* name = spec.find("sheet");
  const Location& where = name == nullptr ? spec.where() : name->where;
  const SheetOnHand* sheet = draft.session.workbooks.open(
      draft.session.files, file, name == nullptr ? std::string_view{} : name->text, where,
      draft.problems);
  return sheet == nullptr ? std::nullopt
                          : std::optional{TableText{sheet->file, &sheet->text.cells}};
}

std::optional<TableText> text_of_table(Draft& draft, FileId file, const TableSpec& spec) {
  SourceFiles& files = draft.session.files;
  if (is_spreadsheet(files.text(file))) {
    spec.refuse_own({"encoding"}, "a spreadsheet, which is always Unicode", draft.problems);
    return text_of_sheet(draft, file, spec);
  }
  if (report_other_format(files, file, draft.problems)) {
    return std::nullopt;
  }
  const YamlNode* sheet = spec.find("sheet");
  const bool for_others = spec.is_one_of_several && spec.find_own("sheet") == nullptr;
  if (sheet != nullptr && !for_others) {
    draft.problems.add({.code = Code::kFieldsClash,
                        .where = sheet->where,
                        .message = fmt::format("{} is no spreadsheet, and has no sheets",
                                               quoted(files.name(file))),
                        .label = "without meaning here",
                        .help = {"remove `sheet`, or name an XLSX"}});
    return std::nullopt;
  }
  const FileId text = file_to_read(draft, file, spec.encoding);
  const bool good = prepare_text(files, text, spec.encoding, draft.problems);
  return good ? std::optional{TableText{text, nullptr}} : std::nullopt;
}

/// Where a line that is no head was taken for it, the error that says which one looks like it.
std::optional<Table> read_table(const SourceFiles& files, const TableText& text,
                                const TableForm& form, std::string_view id, Problems& problems) {
  Problems own;
  auto table = text.cells == nullptr ? read_csv(files, text.file, form, own)
                                     : read_sheet(files, text.file, *text.cells, form, own);
  if (!form.head.is_given() && (!table || has_one_name(*table))) {
    if (const auto head = find_head(files, text.file, id)) {
      problems.add(not_the_head(files, text.file, head->lines));
      return std::nullopt;
    }
  }
  problems.append(own);
  if (table) {
    table->name_by_letters();
  }
  return table;
}

std::string_view id_name(const TableSpec& spec) {
  const YamlNode* named = spec.find("id");
  return named == nullptr ? std::string_view{"id"} : std::string_view{named->text};
}

/// The column, by the name that a field gives it, else by the one that it has if none does.
std::optional<std::size_t> id_column(const SourceFiles& files, const Table& table,
                                     const TableSpec& spec, Problems& problems) {
  const YamlNode* named = spec.find("id");
  const std::string_view name = id_name(spec);
  if (const auto column = table.find_column(name)) {
    return column;
  }
  if (!spec.form.head.is_given()) {
    const auto head = find_head(files, table.file(), name);
    if (head && head->has_wanted) {
      problems.add(not_the_head(files, table.file(), head->lines));
      return std::nullopt;
    }
  }
  return require_column(table, name, named == nullptr ? spec.where() : named->where, problems);
}

}  // namespace

std::optional<OpenTable> open_table(Draft& draft, const TableSpec& spec,
                                    const RowConditions& conditions) {
  const auto opened =
      spec.file() == nullptr || spec.wrong ? std::nullopt : open_named(draft.layers, *spec.file());
  if (!opened) {
    return std::nullopt;
  }
  const SourceFiles& files = draft.session.files;
  const auto text = text_of_table(draft, *opened, spec);
  auto table =
      text ? read_table(files, *text, spec.form, id_name(spec), draft.problems) : std::nullopt;
  const auto id = table ? id_column(files, *table, spec, draft.problems) : std::nullopt;
  if (!id) {
    return std::nullopt;
  }
  OpenTable open{.table = std::move(*table), .id = *id};
  return choose_rows(draft, spec, conditions, open) ? std::optional{std::move(open)} : std::nullopt;
}

}  // namespace allot::load
