#include <fmt/core.h>

#include <algorithm>
#include <span>
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

/// Windows-1252 is decoded in a copy: a scenario read before may hold views into the text, and a
/// second decoding of the same file would make nonsense of it.
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

std::optional<Table> read_with(const SourceFiles& files, const TableText& text,
                               const TableForm& form, Problems& problems) {
  return text.cells == nullptr ? read_csv(files, text.file, form, problems)
                               : read_sheet(files, text.file, *text.cells, form, problems);
}

/// Where a line that is no head was taken for it, the error that says which one looks like it.
std::optional<Table> read_table(const SourceFiles& files, const TableText& text,
                                const TableForm& form, std::string_view id, Problems& problems) {
  Problems own;
  auto table = read_with(files, text, form, own);
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

/// The lines that have the columns `wanted` are the head, else those that look most like it.
std::optional<Table> find_table(const SourceFiles& files, const TableText& text, TableForm form,
                                std::span<const std::string_view> wanted, Problems& problems) {
  Problems own;
  form.notes_are_rows = true;
  auto table = read_with(files, text, form, own);
  const bool has_all = table && std::ranges::all_of(wanted, [&](std::string_view name) {
                         return table->find_column(name).has_value();
                       });
  if (!form.head.is_given() && !(has_all && !wanted.empty())) {
    auto head = wanted.empty() ? std::nullopt : head_naming(files, text.file, wanted);
    if (!head && (!table || has_one_name(*table))) {
      const auto found = find_head(files, text.file);
      head = found ? std::optional{found->lines} : std::nullopt;
    }
    if (head) {
      own = {};
      form.head = *head;
      table = read_with(files, text, form, own);
    }
  }
  problems.append(own);
  if (table) {
    table->name_by_letters();
  }
  return table;
}

/// The column that identifies the districts: of their ids, by its name here or in the table of the
/// districts, else of their names.
std::optional<std::size_t> identifying_column(const Draft& draft, const Table& table,
                                              const TableSpec& spec, const YamlNode* names,
                                              Problems& problems) {
  if (const YamlNode* id = spec.find("id")) {
    return require_column(table, id->text, id->where, problems);
  }
  const auto id = table.find_column("id");
  const auto& files = draft.columns.files;
  const auto same = files.empty() ? std::nullopt
                                  : table.find_column(files.front().csv.header()[files.front().id]);
  if (!id && same) {
    return same;
  }
  return id || names == nullptr ? require_column(table, "id", spec.where(), problems)
                                : require_column(table, names->text, names->where, problems);
}

}  // namespace

std::optional<PublishedRows> open_published(Draft& draft, const TableSpec& spec,
                                            std::span<const std::string_view> wanted) {
  const auto opened =
      spec.file() == nullptr || spec.wrong ? std::nullopt : open_named(draft.layers, *spec.file());
  const auto text = opened ? text_of_table(draft, *opened, spec) : std::nullopt;
  auto table = text ? find_table(draft.session.files, *text, spec.form, wanted, draft.problems)
                    : std::nullopt;
  if (!table) {
    return std::nullopt;
  }
  const YamlNode* names = spec.find("name");
  const auto first = identifying_column(draft, *table, spec, names, draft.problems);
  const auto name = names == nullptr
                        ? table->find_column("name")
                        : require_column(*table, names->text, names->where, draft.problems);
  if (!first || (names != nullptr && !name)) {
    return std::nullopt;
  }
  const bool by_name = name == first;
  OpenTable open{.table = std::move(*table), .id = *first};
  if (!find_rows(draft, spec, RowConditions::all_of(spec), open)) {
    return std::nullopt;
  }
  return PublishedRows{.open = std::move(open), .has_ids = !by_name, .name = name};
}

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
