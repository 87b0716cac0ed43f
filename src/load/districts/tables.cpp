#include "load/districts/tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "allot/load/csv/csv.hpp"
#include "load/districts/text_checks.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Windows-1252 is decoded in a copy: a scenario read before may hold views into the text, and a
/// second decoding of the same file would make nonsense of it.
FileId file_to_read(Draft& draft, FileId file) {
  if (draft.encoding == Encoding::kUtf8) {
    return file;
  }
  SourceFiles& files = draft.session.files;
  return files.add(files.name(file), std::string{files.text(file)});
}

/// A row, and eight bytes of its id in an order that is the bytes' own. Most comparisons end there.
struct SortedRow {
  std::uint64_t beginning;
  std::uint32_t row;
};

std::size_t common_beginning(const Table& table, std::size_t id_column,
                             const std::vector<std::uint32_t>& rows) {
  const std::string_view first = table.cell(rows.front(), id_column);
  std::size_t common = first.size();
  for (const std::uint32_t row : rows) {
    const std::string_view id = table.cell(row, id_column);
    const auto differ = std::mismatch(
        first.begin(), first.begin() + static_cast<std::ptrdiff_t>(std::min(common, id.size())),
        id.begin());
    common = static_cast<std::size_t>(differ.first - first.begin());
  }
  return common;
}

std::uint64_t eight_bytes(std::string_view id, std::size_t from) {
  const std::string_view part = id.substr(from, 8);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value = (value << 8U) | (i < part.size() ? static_cast<unsigned char>(part[i]) : 0U);
  }
  return value;
}

void sort_rows(const Table& table, std::size_t id_column, std::vector<std::uint32_t>& rows) {
  const std::size_t common = common_beginning(table, id_column, rows);
  std::vector<SortedRow> sorted;
  sorted.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    sorted.push_back({eight_bytes(table.cell(row, id_column), common), row});
  }
  std::ranges::sort(sorted, [&](const SortedRow& a, const SortedRow& b) {
    if (a.beginning != b.beginning) {
      return a.beginning < b.beginning;
    }
    const int order = table.cell(a.row, id_column).compare(table.cell(b.row, id_column));
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::ranges::transform(sorted, rows.begin(), &SortedRow::row);
}

bool is_total_row(const Table& table, std::uint32_t row) {
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (looks_like_total(table.cell(row, column))) {
      return true;
    }
  }
  return false;
}

void drop_rows_without_id(const Table& table, std::size_t id_column,
                          std::vector<std::uint32_t>& rows, Problems& problems) {
  constexpr std::string_view kDeleteRows = "delete rows that are empty or hold totals";
  FirstTen missing{problems, "more rows without an id", rows.size(), kDeleteRows};
  std::erase_if(rows, [&](std::uint32_t row) {
    if (!table.cell(row, id_column).empty()) {
      return false;
    }
    missing.add([&] {
      return Diagnostic{
          .code = Code::kMissingId,
          .where = table.where(row, id_column),
          .message = fmt::format("the row has no {}", quoted(table.header()[id_column])),
          .label = "no id",
          .help = {is_total_row(table, row) ? "delete the row: it looks like a row of totals"
                                            : "write the id, or delete the row"}};
    });
    return true;
  });
  missing.finish();
}

void drop_duplicates(const Table& table, std::size_t id_column, std::vector<std::uint32_t>& rows,
                     Problems& problems) {
  FirstTen duplicates{problems, "more ids that are there twice"};
  const auto same = [&](std::uint32_t first, std::uint32_t again) {
    const std::string_view id = table.cell(again, id_column);
    if (table.cell(first, id_column) != id) {
      return false;
    }
    duplicates.add([&] {
      return Diagnostic{.code = Code::kDuplicateDistrict,
                        .where = table.where(again, id_column),
                        .message = fmt::format("the id {} is there twice", quoted(id)),
                        .label = "again",
                        .help = {"ids are unique: delete one of the rows, or filter with `where`"},
                        .related = {{table.where(first, id_column), "first used here"}}};
    });
    return true;
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  duplicates.finish();
}

}  // namespace

std::optional<Table> open_table(Draft& draft, const YamlNode& path) {
  const auto opened = open_named(draft.layers, path);
  if (!opened) {
    return std::nullopt;
  }
  SourceFiles& files = draft.session.files;
  const FileId file = file_to_read(draft, *opened);
  if (!prepare_text(files, file, draft.encoding, draft.problems)) {
    return std::nullopt;
  }
  return read_csv(files, file, {}, draft.problems);
}

std::optional<std::size_t> require_column(const Table& table, std::string_view name,
                                          const Location& where, Problems& problems) {
  const auto column = table.find_column(name);
  if (!column) {
    problems.add({.code = Code::kUnknownColumn,
                  .where = where,
                  .message = fmt::format("the table has no column {}", quoted(name)),
                  .label = "no such column",
                  .help = way_out(name, table.header(), "the columns")});
  }
  return column;
}

std::vector<std::uint32_t> sorted_by_id(const Table& table, std::size_t id_column,
                                        std::vector<std::uint32_t> rows, Problems& problems) {
  drop_rows_without_id(table, id_column, rows, problems);
  const auto id_of = [&](std::uint32_t row) { return table.cell(row, id_column); };
  if (!std::ranges::is_sorted(rows, {}, id_of)) {
    sort_rows(table, id_column, rows);
  }
  drop_duplicates(table, id_column, rows, problems);
  return rows;
}

std::vector<std::uint32_t> all_rows(const Table& table) {
  std::vector<std::uint32_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

}  // namespace allot::load
