#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/load/cells/table.hpp"
#include "allot/load/init/survey/tables_on_hand.hpp"
#include "allot/load/text/bytes.hpp"
#include "load/xlsx/workbooks.hpp"

namespace allot::load {

/// A table as it was found, and what its scenario has to say so that it is read in the same way.
struct FoundTable {
  Table table;
  std::string sheet = {};  ///< empty: nothing to say
  Encoding encoding = Encoding::kUtf8;
  HeadLines head = {};  ///< not given: nothing to say
};

/// Reads what is named, whatever it is: a sheet, or a CSV, with the names of its columns on
/// whichever line. Reports what makes it useless.
std::optional<FoundTable> find_table(SourceFiles& files, Workbooks& workbooks,
                                     const TableOnHand& named, std::span<const NamedSheet> sheets,
                                     Problems& problems);

/// The sheets of all workbooks; none of other files.
std::vector<std::string> sheets_of(const SourceFiles& files, const TableOnHand& named);

}  // namespace allot::load
