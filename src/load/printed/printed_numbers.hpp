#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/cells/table.hpp"
#include "allot/model/printed_table.hpp"

namespace allot::load {

/// How the numbers of a column of a published table are meant.
struct PrintedForm {
  PrintedRole role;
  NumberRules rules;
  std::optional<Fraction> in = {};          ///< what one is, where somebody says so
  std::optional<Fraction> printed_to = {};  ///< the printed unit, where somebody says so
  /// Where all numbers can be read in two ways both are kept: the result will tell. Else it is an
  /// error.
  bool result_decides = false;
};

/// A column of `rows`, in their order, with the unit that was found: `in`, else that of its head
/// (`Tsd. EUR`), else 1; of percentages 1/100, or 1 where they are parts that add to 1. A cell may
/// carry its own, `1,4 Mio. EUR`, or be `rund 3 Mio.`, whose zeros at the end were not meant
/// (`knapp` and `gut` say on which side it is): such words are taken out of the cells of the table.
/// A dash is 0, or in columns about the year before no value. Nothing where a cell is no number,
/// which is reported.
std::optional<PrintedColumn> read_printed_column(Table& table, std::size_t column,
                                                 const std::vector<std::uint32_t>& rows,
                                                 const PrintedForm& form, Problems& problems);

/// `rund 1,4 Mio. Euro`: a number with words that a column of numbers may have here.
bool is_told_number(std::string_view cell);

}  // namespace allot::load
