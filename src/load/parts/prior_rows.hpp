#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "load/draft/draft.hpp"

namespace allot::load {

/// A row: an old unit, or a part of one, and the district of this year that has it now.
struct PriorRow {
  std::uint32_t row = 0;
  std::string_view id;
  std::string_view becomes;
  Fraction part{1};
  bool part_known = true;
  Fraction amount;
  bool empty = false;  ///< no amount: the district is new
  std::optional<DistrictId> district;
};

/// A table of the prior year, read cell by cell; what its rows say of each other is not checked.
struct PriorRows {
  CsvTable table;
  std::size_t id = 0, amount = 0;            ///< columns
  std::optional<std::size_t> becomes, part;  ///< columns
  std::vector<PriorRow> rows;                ///< in the order of the file
  int decimals = 0;
};

/// Nothing where there are no rows to speak of. Wrong cells are in `problems`.
std::optional<PriorRows> read_prior_rows(Draft& draft, const FieldReader& fields,
                                         Problems& problems);

}  // namespace allot::load
