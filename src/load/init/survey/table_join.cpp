#include "load/init/survey/table_join.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

std::string_view without_leading_zeros(std::string_view id) {
  return are_digits(id) ? id.substr(std::min(id.find_first_not_of('0'), id.size() - 1)) : id;
}

/// The ids of a column, by what is left of them without zeros in front.
using Ids = std::unordered_map<std::string_view, std::string_view>;

Ids ids_of(const JoinSide& side, std::size_t column) {
  Ids ids;
  for (const std::uint32_t row : side.rows) {
    const std::string_view id = side.table.cell(row, column);
    if (!id.empty()) {
      ids.emplace(without_leading_zeros(id), id);
    }
  }
  return ids;
}

/// Counts up to 999 are in many columns.
bool look_like_ids(const Ids& ids) {
  constexpr std::size_t kFewestDigits = 4;
  return std::ranges::all_of(ids, [](const auto& id) {
    return id.second.size() >= kFewestDigits || !are_digits(id.second);
  });
}

/// How the ids of `first` are in a column of the other table.
TableJoin join_of(const Ids& first, std::size_t first_digits, const JoinSide& second,
                  std::size_t column) {
  TableJoin join{.first_id = 0, .second_id = column};
  std::unordered_set<std::string_view> seen;
  bool lost = false;
  std::size_t longest = first_digits;
  for (std::size_t row = 0; row < second.table.row_count(); ++row) {
    const std::string_view id = second.table.cell(row, column);
    const auto known = id.empty() ? first.end() : first.find(without_leading_zeros(id));
    if (known != first.end() && seen.insert(known->first).second) {
      ++join.matches;
      lost = lost || known->second != id;
      longest = std::max({longest, id.size(), known->second.size()});
    }
  }
  join.digits = lost ? longest : 0;
  return join;
}

/// The likeliest column, and then the others in their order.
std::vector<std::size_t> columns_from(const JoinSide& side) {
  std::vector<std::size_t> columns{side.id};
  for (std::size_t column = 0; column < side.table.column_count(); ++column) {
    if (column != side.id && !side.table.header()[column].empty()) {
      columns.push_back(column);
    }
  }
  return columns;
}

}  // namespace

std::optional<TableJoin> find_join(const JoinSide& first, const JoinSide& second) {
  std::optional<TableJoin> best;
  for (const std::size_t first_id : columns_from(first)) {
    const Ids ids = ids_of(first, first_id);
    if (ids.size() != first.rows.size() || (first_id != first.id && !look_like_ids(ids))) {
      continue;  // twins are no ids
    }
    for (const std::size_t second_id : columns_from(second)) {
      TableJoin join = join_of(ids, first_id == first.id ? first.id_digits : 0, second, second_id);
      join.first_id = first_id;
      if (2 * join.matches >= ids.size() && (!best || join.matches > best->matches)) {
        best = join;
      }
    }
    if (best && best->first_id == first.id) {
      return best;
    }
  }
  return best;
}

}  // namespace allot::load
