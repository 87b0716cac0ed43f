#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/model/ids.hpp"

namespace allot {

// A table as somebody published it, before anybody says whether it is right.

/// A printed number is a text and carries its precision: it stands for every number from
/// On which side of a printed number the real one is: on either; below it, as of "knapp"; above it.
enum class PrintedSide : std::uint8_t { kEither, kBelow, kAbove };

/// `value - half` to `value + half`, or the half of it that its side says.
struct PrintedNumber {
  Fraction value;  ///< in the currency: `1,4 Mio. EUR` is 1 400 000; of a percentage a part of 1
  Fraction half;   ///< half a unit of its last digit; 0: exact
  std::string text;
  Location where;
  PrintedSide side = PrintedSide::kEither;

  [[nodiscard]] Fraction low() const { return side == PrintedSide::kAbove ? value : value - half; }
  [[nodiscard]] Fraction high() const { return side == PrintedSide::kBelow ? value : value + half; }
  /// Whether the number that was printed may have been this one.
  [[nodiscard]] bool admits(const Fraction& number) const {
    return number == value || (number >= low() && number <= high());
  }
};

/// What a column of a published table says of each district.
enum class PrintedRole : std::uint8_t {
  kAmount,
  kPercent,  ///< the share of the whole
  kPrior,    ///< the amount of the year before
  kShift,    ///< amount - prior
  kChange,   ///< shift / prior
  kKey,      ///< what the amounts go by
};
/// What scenarios, the command line and results call them, in the order of the enumerators.
inline constexpr std::array<std::string_view, 6> kPrintedRoles{"amount", "percent", "prior",
                                                               "shift",  "change",  "key"};
constexpr std::string_view role_name(PrintedRole role) {
  return kPrintedRoles[static_cast<std::size_t>(role)];
}

struct PrintedColumn {
  PrintedRole role;
  std::string name;
  Location where;  ///< of the name
  Fraction unit =
      1;  ///< what one in it is: 1 000 000 of a column in millions, 1/100 of percentages
  /// One for each row; nothing where the cell is empty.
  std::vector<std::optional<PrintedNumber>> cells = {};
  /// The same with the point, or the comma, before decimals: where `80.000` in all of them groups
  /// or does not. Empty where there is one reading.
  std::vector<std::optional<PrintedNumber>> otherwise = {};
};

struct PrintedRow {
  std::string id;    ///< empty: the table has no ids
  std::string name;  ///< empty: it has no names
  Location where;    ///< of its id, else of its name
  Location name_where = {};
  /// Of the scenario that the table is held against; nothing: it has no such district.
  std::optional<DistrictId> district = {};

  [[nodiscard]] const std::string& label() const { return name.empty() ? id : name; }
};

/// A row that adds up others.
struct PrintedSum {
  std::string label;
  Location where;
  std::vector<std::uint32_t> rows;                           ///< what it adds up, ascending
  std::vector<std::optional<PrintedNumber>> cells = {};      ///< one for each column
  std::vector<std::optional<PrintedNumber>> otherwise = {};  ///< the same; see PrintedColumn
};

struct PrintedTable {
  std::string name;  ///< of the file, as it may be shown
  Location where;
  std::vector<PrintedRow> rows = {};  ///< of districts, in the order of the file
  std::vector<PrintedColumn> columns = {};
  std::vector<PrintedSum> sums = {};
  bool complete = true;  ///< it says that it has all districts
};

}  // namespace allot
