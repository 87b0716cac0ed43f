#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/model/ids.hpp"
#include "allot/model/printed_table.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

// What a published table says that the result of its scenario does not. Amounts in the currency,
// percentages as parts of 1.

/// How a printed number may have come from the right one.
enum class Slip : std::uint8_t {
  kNone,
  kOneDigit,         ///< one digit is another
  kDigitsExchanged,  ///< two neighbours changed places
};

/// A cell that does not admit what the rule gives.
struct CellOff {
  PrintedRole role;
  DistrictId district;
  PrintedNumber printed;
  Fraction computed;
  Slip slip = Slip::kNone;
};

/// Every cell of the column that is not 0 is off by the same power of ten.
struct UnitOff {
  PrintedRole role;
  std::string column;
  int power;  ///< 6: the numbers are in millions, and nothing says so
  PrintedNumber first;
  Fraction computed;  ///< of the same row
  std::size_t rows;
  Fraction unit;  ///< that they would have to be in
  Location where;
};

/// A district that has money, or had some, and no row.
struct RowMissing {
  DistrictId district;
  Fraction computed;
  Location where;  ///< of the table
};

/// A row of no district of the scenario.
struct RowSurplus {
  std::string id, name;
  Location where;
};

/// A second row of a district.
struct RowTwice {
  DistrictId district;
  Location where, first;
};

/// A name that is not another spelling of the scenario's.
struct NameOther {
  DistrictId district;
  std::string printed;
  Location where;
};

/// A row of sums, in one column, that is not what the result makes it.
struct SumOff {
  PrintedRole role;
  std::string label, column;
  PrintedNumber printed;
  Fraction added;     ///< what its rows add to, as they are printed
  Fraction slack;     ///< the most that rounding of rows and sum could explain
  Fraction computed;  ///< what the rule gives
};

/// A column that the result has nothing for: no prior year, or no one key.
struct NothingToCompare {
  PrintedRole role;
  std::string column;
  Location where;
};

using TableFinding = std::variant<CellOff, UnitOff, RowMissing, RowSurplus, RowTwice, NameOther,
                                  SumOff, NothingToCompare>;

Location place_of(const TableFinding& finding);

/// Another way to the table: with it every amount agrees.
struct OtherRounding {
  std::size_t method;  ///< index into the rounding methods
  Fraction unit;
  std::optional<Residual::To> residual;  ///< nothing: the method closes
};
struct OtherColumn {
  std::string key, column;  ///< in the place of the column that the key is now
};
/// The amounts of two districts stand in each other's rows.
struct Exchanged {
  DistrictId a, b;
};
using TableReason = std::variant<OtherRounding, OtherColumn, Exchanged>;

/// What is worth knowing, and no fault.
struct TieOtherwise {
  PotId pot;
  std::vector<DistrictId> printed;   ///< who has a unit in the table that another has here
  std::vector<DistrictId> computed;  ///< who has it here
};
struct SumDrifts {
  PrintedRole role;
  std::string label, column;
  PrintedNumber printed;
  Fraction added, slack;
};
/// Its numbers can be read in two ways, and in this one they agree.
struct ReadingChosen {
  std::string column;
  PrintedNumber first;
};
using TableNote = std::variant<TieOtherwise, SumDrifts, ReadingChosen>;

struct TableCheck {
  std::size_t compared = 0;            ///< numbers, and rows that had to be there
  std::vector<TableFinding> findings;  ///< in the order of the file
  std::vector<TableReason> reasons;
  std::vector<TableNote> notes;
};

}  // namespace allot::engine
