#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/init/survey/tables_on_hand.hpp"
#include "allot/model/printed_table.hpp"

namespace allot::load {

/// A column that somebody named. A role but `id` and `name` may have several.
struct NamedRole {
  std::string role;  ///< `id`, `name`, or one of kPrintedRoles
  std::string column;
  Location where;
};

/// A published table without a scenario, and what is known about it.
struct BareTable {
  TableOnHand file;
  std::vector<NamedRole> mapped = {};
  std::vector<NamedSheet> sheets = {};
  std::optional<Fraction> in = {};  ///< what its amounts are in
  DecimalMark decimal = DecimalMark::kFind;
};

struct ReadBareTable {
  PrintedTable table;
  std::vector<NamedRole> guessed = {};  ///< columns that nobody named
};

/// Reads a table as it was published: finds its head, its sums, titles and notes, and, where no
/// column but those of ids and names is named, what its columns are for. Nothing where none has
/// numbers that somebody may ask about, or one cannot be read, which is reported.
std::optional<ReadBareTable> read_bare_table(SourceFiles& files, const BareTable& bare,
                                             Problems& problems);

}  // namespace allot::load
