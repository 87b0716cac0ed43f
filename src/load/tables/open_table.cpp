#include <string>
#include <utility>

#include "allot/load/csv/csv.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/head_lines.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/tables.hpp"

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

/// Where a line that is no head was taken for it, the error that says which one looks like it.
std::optional<Table> read_table(const SourceFiles& files, FileId file, const TableSpec& spec,
                                Problems& problems) {
  Problems own;
  auto table = read_csv(files, file, spec.form, own);
  if (!spec.form.head.is_given() && (!table || has_one_name(*table))) {
    if (const auto head = find_head(files, file)) {
      problems.add(not_the_head(files, file, *head));
      return std::nullopt;
    }
  }
  problems.append(own);
  return table;
}

/// The column, by the name that a field gives it, else by the one that it has if none does.
std::optional<std::size_t> id_column(const SourceFiles& files, const Table& table,
                                     const TableSpec& spec, Problems& problems) {
  const YamlNode* named = spec.find("id");
  const std::string_view name = named == nullptr ? "id" : std::string_view{named->text};
  if (const auto column = table.find_column(name)) {
    return column;
  }
  if (!spec.form.head.is_given()) {
    const auto head = find_head(files, table.file());
    if (head && has_name(files, table.file(), *head, name)) {
      problems.add(not_the_head(files, table.file(), *head));
      return std::nullopt;
    }
  }
  return require_column(table, name, named == nullptr ? spec.where() : named->where, problems);
}

}  // namespace

std::optional<OpenTable> open_table(Draft& draft, const TableSpec& spec, const YamlNode* where) {
  const auto opened =
      spec.file() == nullptr || spec.wrong ? std::nullopt : open_named(draft.layers, *spec.file());
  if (!opened) {
    return std::nullopt;
  }
  SourceFiles& files = draft.session.files;
  const FileId file = file_to_read(draft, *opened, spec.encoding);
  if (!prepare_text(files, file, spec.encoding, draft.problems)) {
    return std::nullopt;
  }
  auto table = read_table(files, file, spec, draft.problems);
  const auto id = table ? id_column(files, *table, spec, draft.problems) : std::nullopt;
  if (!id) {
    return std::nullopt;
  }
  table->name_by_letters();
  OpenTable open{.table = std::move(*table), .id = *id};
  return choose_rows(draft, spec, where, open) ? std::optional{std::move(open)} : std::nullopt;
}

}  // namespace allot::load
