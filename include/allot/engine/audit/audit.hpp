#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "allot/core/bigint.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/engine/check/findings.hpp"
#include "allot/model/printed_table.hpp"

namespace allot::engine {

// What a published table says about itself, without a scenario. SEMANTICS, Checking a printed
// table. Rows and columns are indices into the table.

/// What is known of a table besides what it prints.
struct AuditKnowledge {
  std::optional<Fraction> total = {};  ///< the pot, exact
  std::optional<BigInt> count = {};    ///< of whole things behind its percentages
};

enum class AuditVerdict : std::uint8_t { kConsistent, kCannotTell, kInconsistent };

/// Every number from low to high.
struct Range {
  Fraction low, high;

  [[nodiscard]] bool holds(const Fraction& number) const { return low <= number && number <= high; }
  [[nodiscard]] bool meets(const Range& other) const {
    return low <= other.high && other.low <= high;
  }
};

/// A row that breaks what the others keep, and what would keep it.
struct StrayRow {
  std::size_t row;
  Range fits;    ///< every number that would
  Fraction fit;  ///< what would be printed for the middle of them, or one that a slip has spoilt
  std::optional<std::size_t> same_as = {};  ///< the row that has what this one prints
  Slip slip = Slip::kNone;                  ///< how `fit` may have become what is printed
};

/// Where a total comes from.
enum class TotalFrom : std::uint8_t {
  kGiven,      ///< AuditKnowledge
  kPrinted,    ///< a sum row of the table
  kRows,       ///< the sum of its rows
  kPublished,  ///< shares are parts of 1 (or of 100) by what they are
};

/// (a) A printed sum, or the total that is given, against what it adds up.
struct ColumnSum {
  std::size_t column;
  std::optional<std::size_t> sum;  ///< nothing: the total that is given
  std::size_t rows, empty;         ///< that it adds up, and those of them without a number
  Fraction printed, added;
  Fraction rounding;        ///< most that numbers printed to the nearest can explain
  Fraction one_way;         ///< most that numbers rounded all down, or all up, can
  bool reproduced = false;  ///< a rounding rule gives every row, and may leave this sum

  [[nodiscard]] Fraction difference() const { return added - printed; }
};

/// (a), (b) Percentages of the whole against 100 %.
struct PercentageSum {
  std::size_t column;
  std::size_t rows, empty;
  Fraction added, rounding, one_way;
  bool reproduced = false;
  bool of_excerpt = false;  ///< a sum row that adds up all rows says less than 100 %

  [[nodiscard]] Fraction difference() const { return added - Fraction{1}; }
};

/// (b) Whole counts of `count` behind percentages: there are some iff least <= count <= most.
struct WholeCounts {
  std::size_t column;
  BigInt count, least, most;
  std::vector<std::size_t> impossible;  ///< rows that no whole number gives
};

/// How amounts may have been rounded, from what is claimed most to what is claimed least.
enum class RoundedHow : std::uint8_t {
  kNearest,
  kDown,
  kUp,
  kWithinUnits,  ///< to one unit more or less, as closing methods do
};

/// (b) A pot that gives both the amounts and their percentages.
struct CommonPot {
  std::size_t amount, percent;
  std::size_t rows, sharing;  ///< rows that have both, and those of them that admit the pot
  Range pot;
  RoundedHow rounded = RoundedHow::kNearest;
  std::optional<Fraction> amounts;  ///< what they add up to, where all rows have one
  std::vector<StrayRow> strays;
};

/// (c) One rate for all: amount = rate * key.
struct OneRate {
  std::size_t amount, key;
  std::size_t rows, sharing;
  Range rate;
  RoundedHow rounded = RoundedHow::kNearest;
  bool key_rounded = false;  ///< the key is taken as rounded, too
  std::vector<StrayRow> strays;
};

/// (d) prior + shift = amount, or shift / prior = change.
struct ShiftFigures {
  enum class Of : std::uint8_t { kShift, kChange };
  Of of;
  std::optional<std::size_t> amount, prior, shift, change;
  std::size_t rows, holding;
  std::size_t cut = 0;           ///< of those that do not hold the ones that cutting explains
  bool reversed = false;         ///< prior - amount
  std::vector<StrayRow> strays;  ///< in the column of the shift or the change
};

/// A rule that gives exactly what is printed.
struct RuleFound {
  enum class Residual : std::uint8_t {
    kNone,     ///< the rounded amounts add up to the pot, or the rows are not all there
    kReport,   ///< they do not, and nobody takes the difference
    kLargest,  ///< the largest takes it
  };
  std::size_t method;  ///< of rounding_methods()
  Fraction unit;
  Residual residual = Residual::kNone;
  Fraction rest;  ///< pot less what the rows add up to
  Fraction pot, whole;
  TotalFrom pot_from, whole_from;
  bool tie = false;  ///< another one of equal districts might have got a unit
};

/// (e) The rules that reproduce a column by a key: all that do, of those that were tried.
struct Reproduced {
  std::size_t column, key;
  std::size_t rows;
  std::vector<RuleFound> rules;
  bool cut = false;  ///< the column is a key, or percentages, cut off and not rounded
};

/// (e) No rule that was tried does: the one that most rows follow, if it is seven of eight.
struct NearestRule {
  std::size_t column, key;
  std::size_t rows;
  std::optional<RuleFound> rule;
  std::vector<StrayRow> strays;
};

/// (f) Two rows of one id (without ids: of one name).
struct TwoRows {
  std::size_t first, second;
  bool same_numbers;
};

/// (f) Many ids stand in several rows: the table is not one row for each district.
struct ManyRowsEach {
  std::size_t rows, ids;
};

/// (f) An amount that, among so many and so precise ones, stands in two rows.
struct SharedAmount {
  std::size_t column, first, second;
};

/// (f) A value repeated from the column of another year, while all others changed.
struct RepeatedValue {
  std::size_t column;  ///< where it is likelier to be wrong
  std::size_t from;    ///< the column of the other year
  std::size_t row;
  std::size_t others;                ///< rows that changed
  std::optional<Fraction> restores;  ///< the value with which the column adds up
  Fraction sum, should_be;           ///< of the column, where it does not add up
};

/// (g) Rows of a table that the one before lacks, or the reverse.
struct RowsOfOne {
  bool came;                      ///< else went
  std::vector<std::size_t> rows;  ///< of the table that has them
};

/// (g) One id, two names.
struct Renamed {
  std::size_t before, after;
};

/// (g) What a table gives as the year before, against the amounts of that year's table.
struct PriorFigures {
  std::size_t amount, prior;  ///< columns of the table before and of the one after
  std::size_t rows, holding;
  std::vector<StrayRow> strays;  ///< rows of the table after; `fits`: what the table before says
};

using AuditFact = std::variant<ColumnSum, PercentageSum, WholeCounts, CommonPot, OneRate,
                               ShiftFigures, Reproduced, NearestRule, TwoRows, ManyRowsEach,
                               SharedAmount, RepeatedValue, RowsOfOne, Renamed, PriorFigures>;

struct AuditFinding {
  AuditVerdict verdict;
  AuditFact fact;
  Location where;  ///< the cell, the sum or the head of the column
};

struct Audit {
  std::vector<AuditFinding> findings;  ///< rules first, then in the order of (a) to (g)

  /// Inconsistent if one finding is; else consistent if one is.
  [[nodiscard]] AuditVerdict verdict() const;
};

Audit audit(const PrintedTable& table, const AuditKnowledge& known);
/// Two tables of one programme.
Audit audit_two(const PrintedTable& before, const PrintedTable& after);

}  // namespace allot::engine
