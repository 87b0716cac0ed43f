#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "load/draft/draft.hpp"
#include "load/tables/table_spec.hpp"

namespace allot::load {

// A table as people have it -> its cells, and the rows that are meant.

/// A table as the scenario says that it is to be read.
struct OpenTable {
  Table table;
  std::size_t id = 0;                       ///< the column of the ids, with their zeros
  std::vector<std::uint32_t> rows = {};     ///< those of districts, in the order of the file
  std::vector<std::uint32_t> skipped = {};  ///< other rows, in the order of the file
};

/// Which rows the scenario wants; null: no condition.
struct RowConditions {
  const YamlNode* where = nullptr;   ///< keeps those that have these texts
  const YamlNode* except = nullptr;  ///< leaves out those that have them

  /// Those of the table's own map.
  static RowConditions own(const TableSpec& spec) {
    return {spec.find_own("where"), spec.find_own("except")};
  }
  /// Those of a table whose map is its own.
  static RowConditions all_of(const TableSpec& spec) {
    return {spec.find("where"), spec.find("except")};
  }
};

/// Opens the table, finds the column of its ids, gives ids their leading zeros and empty cells what
/// is above them, keeps the rows that are wanted, and parts those of districts from others. What is
/// wrong is reported; nothing then.
std::optional<OpenTable> open_table(Draft& draft, const TableSpec& spec,
                                    const RowConditions& conditions);

/// A table that is held against a result.
struct PublishedRows {
  OpenTable open;       ///< with all rows that are wanted; `id` is the column of the names then
  bool has_ids = true;  ///< false: districts are told by their names
  std::optional<std::size_t> name = {};
};

/// Opens such a table. Its head is found where none is given, by the columns `wanted` first; its
/// rows are not told apart; it may have names (`name`) in place of ids. What is wrong is reported.
std::optional<PublishedRows> open_published(Draft& draft, const TableSpec& spec,
                                            std::span<const std::string_view> wanted);

/// Index of a column that must be there.
std::optional<std::size_t> require_column(const Table& table, std::string_view name,
                                          const Location& where, Problems& problems);

/// `rows` in the order of their ids by bytes. Rows without an id and all but the first of several
/// with the same one are reported and left out.
std::vector<std::uint32_t> sorted_by_id(const Table& table, std::size_t id_column,
                                        std::vector<std::uint32_t> rows, Problems& problems);

/// Rows 0, 1, 2, ...
std::vector<std::uint32_t> all_rows(const Table& table);

/// Whether the id has digits and nothing else.
bool are_digits(std::string_view id);

/// Whether the ids are the same but for leading zeros and blanks of any kind.
bool nearly_same_id(std::string_view a, std::string_view b);

/// Whether most of the ids that are missing in one of two tables are there with, or without,
/// leading zeros. Then it is one mistake, which is reported at `where`.
bool report_lost_zeros(std::span<const std::string_view> missing,
                       std::span<const std::string_view> known, const Location& where,
                       Problems& problems);

}  // namespace allot::load
