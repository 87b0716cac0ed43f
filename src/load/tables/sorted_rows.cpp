#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <unordered_map>

#include "allot/core/text.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

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

void drop_rows_without_id(const Table& table, std::size_t id_column,
                          std::vector<std::uint32_t>& rows, Problems& problems) {
  constexpr std::string_view kDeleteRows =
      "titles, notes and sums: `other_rows: skip` beside the name of the table leaves them out";
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
          .help = {is_called_sum(table, row)
                       ? "it looks like a sum: `other_rows: skip` beside the name of the table "
                         "leaves such rows out"
                       : "write the id; a row of no district, such as a note, is left out by "
                         "`other_rows: skip`"}};
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

namespace {

std::string_view without_zeros(std::string_view id) {
  return id.substr(std::min(id.find_first_not_of('0'), id.size()));
}

}  // namespace

bool are_digits(std::string_view id) {
  for (const char c : id) {
    if (!is_digit(c)) {
      return false;
    }
  }
  return !id.empty();
}

namespace {

std::string bare_id(std::string_view id) {
  constexpr std::string_view kNoBreakSpace = "\u00A0";
  std::string bare;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (id.substr(i).starts_with(kNoBreakSpace)) {
      ++i;
    } else if (id[i] != ' ' && id[i] != '\t' && !(bare.empty() && id[i] == '0')) {
      bare += id[i];
    }
  }
  return bare;
}

}  // namespace

bool nearly_same_id(std::string_view a, std::string_view b) { return bare_id(a) == bare_id(b); }

namespace {

/// Of two ids that are one but for zeros.
struct IdPair {
  std::string_view here, there;
};

bool are_most(std::size_t count, std::span<const std::string_view> missing) {
  return count > 1 && 2 * count > missing.size();
}

/// `id_digits` would make `08` of a Land that of a district if it gave back more zeros than one.
std::string way_to_zeros(const IdPair& pair, bool is_one_zero) {
  const auto [shorter, longer] =
      std::minmax(pair.here, pair.there, [](auto a, auto b) { return a.size() < b.size(); });
  return is_one_zero
             ? fmt::format(
                   "`id_digits: {}` beside the name of the table that has {} gives them "
                   "back",
                   longer.size(), quoted(shorter))
             : fmt::format(
                   "`id_digits` gives back one zero only: in a spreadsheet give the column "
                   "that has {} the number format `{}`, and save it as XLSX, of which it is "
                   "read",
                   quoted(shorter), std::string(longer.size(), '0'));
}

bool report_lost_zeros(std::span<const std::string_view> missing,
                       std::span<const std::string_view> known, const Location& where,
                       Problems& problems) {
  std::unordered_map<std::string_view, std::string_view> by_rest;
  for (const std::string_view id : known) {
    if (are_digits(id)) {
      by_rest.emplace(without_zeros(id), id);
    }
  }
  IdPair first;
  std::size_t count = 0;
  bool is_one_zero = true;
  for (const std::string_view id : missing) {
    const auto other = are_digits(id) ? by_rest.find(without_zeros(id)) : by_rest.end();
    if (other == by_rest.end() || other->second == id) {
      continue;
    }
    const IdPair pair{id, other->second};
    first = ++count == 1 ? pair : first;
    is_one_zero = is_one_zero && std::max(pair.here.size(), pair.there.size()) <=
                                     std::min(pair.here.size(), pair.there.size()) + 1;
  }
  if (!are_most(count, missing)) {
    return false;
  }
  problems.add({.code = Code::kLostZeros,
                .where = where,
                .message = fmt::format("{} ids of two tables differ by {} only: {} and {}",
                                       grouped_digits(std::to_string(count)),
                                       is_one_zero ? "a leading zero" : "leading zeros",
                                       quoted(first.here), quoted(first.there)),
                .label = "a spreadsheet drops zeros",
                .help = {way_to_zeros(first, is_one_zero)}});
  return true;
}

/// The number of digits that most of the ids have; 0: they are no numbers.
std::size_t usual_digits(std::span<const std::string_view> ids) {
  std::map<std::size_t, std::size_t> counts;
  for (const std::string_view id : ids) {
    counts[are_digits(id) ? id.size() : 0] += 1;
  }
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
  return most == counts.end() ? 0 : most->first;
}

/// 08111000 and 08111, or 08111001 and 08111.
bool report_levels(std::span<const std::string_view> missing,
                   std::span<const std::string_view> known, const Location& where,
                   Problems& problems) {
  constexpr std::size_t kFewestDigits = 2;  // 1 to 9 begin everything
  const std::size_t here = usual_digits(missing);
  const std::size_t there = usual_digits(known);
  const std::size_t digits = std::min(here, there);
  if (here == there || digits < kFewestDigits) {
    return false;
  }
  std::unordered_map<std::string_view, std::string_view> by_beginning;
  for (const std::string_view id : known) {
    if (id.size() == there && are_digits(id)) {
      by_beginning.emplace(id.substr(0, digits), id);
    }
  }
  IdPair first;
  std::size_t count = 0;
  bool only_zeros = true;
  for (const std::string_view id : missing) {
    const auto other = id.size() == here && are_digits(id) ? by_beginning.find(id.substr(0, digits))
                                                           : by_beginning.end();
    if (other == by_beginning.end()) {
      continue;
    }
    const std::string_view longer = here > there ? id : other->second;
    first = ++count == 1 ? IdPair{other->first, longer} : first;
    only_zeros = only_zeros && longer.find_first_not_of('0', digits) == std::string_view::npos;
  }
  if (!are_most(count, missing)) {
    return false;
  }
  const auto [beginning, longer] = first;
  problems.add(
      {.code = Code::kIdLevels,
       .where = where,
       .message = fmt::format("the ids of one table have {} digits, those of the other {}, and "
                              "begin with them: {} and {}",
                              digits, std::max(here, there), quoted(beginning), quoted(longer)),
       .label = only_zeros ? "zeros at the end: all of it" : "of two levels",
       .help = {
           only_zeros
               ? fmt::format("give the table that has {} a column of the first {} digits (in "
                             "a spreadsheet `=LEFT(A2,{})`), and name it with `id`",
                             quoted(longer), digits, digits)
               : fmt::format("take a table of the level that is meant, or add the rows of the "
                             "one that has {} up by the first {} digits (in a spreadsheet by a "
                             "pivot table)",
                             quoted(longer), digits)}});
  return true;
}

}  // namespace

bool report_other_ids(std::span<const std::string_view> missing,
                      std::span<const std::string_view> known, const Location& where,
                      Problems& problems) {
  return !missing.empty() && (report_lost_zeros(missing, known, where, problems) ||
                              report_levels(missing, known, where, problems));
}

}  // namespace allot::load
