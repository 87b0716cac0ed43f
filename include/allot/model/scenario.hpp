#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"
#include "allot/core/source.hpp"
#include "allot/model/funding.hpp"
#include "allot/model/ids.hpp"
#include "allot/model/printed_table.hpp"
#include "allot/model/table_reading.hpp"

namespace allot {

struct Source {
  std::string id, title, publisher, date, url, locator, checked_on;
  Provenance provenance;
  Location where;
};

/// All who can receive money, in the order of their ids by bytes: whatever the order of rows in the
/// file, the engine and every report see the same. Views are into SourceFiles or into `texts`.
struct Districts {
  std::vector<std::string_view> ids;
  std::vector<std::string_view> names;   ///< as many as ids; the id where the file gives no name
  std::vector<std::string_view> groups;  ///< empty if the scenario has no `group`
  std::vector<Location> places;          ///< row of the table, or item of the list
  std::shared_ptr<std::deque<std::string>> texts;  ///< what the files do not hold word for word
  bool called_recipients = false;                  ///< the file says `recipients:`

  [[nodiscard]] std::size_t size() const { return ids.size(); }
  [[nodiscard]] std::optional<DistrictId> find(std::string_view id) const;
};

/// A numeric column that the scenario uses.
struct Column {
  std::string name;
  std::string label;  ///< the name where the file gives none
  std::string unit, as_of;
  Provenance provenance;
  Quantities values;          ///< one for each district; 0 where missing
  std::vector<bool> missing;  ///< empty if no cell is empty
  int decimals = 0;           ///< most decimals printed in a cell
  Location where;             ///< header cell, or first use
};

/// A column that nothing counts by and a report shows as it stands.
struct ShownColumn {
  std::string name;
  std::vector<std::string> cells;  ///< one for each district
};

// Keys: how much of the whole belongs to whom. SEMANTICS: evaluated over all districts of the file.

struct WeightedKey {
  Fraction weight;
  KeyId of;
  Location where;
};

/// A class of counts: it begins at `from`, and has this factor.
struct Bracket {
  Fraction from, factor;
  bool operator==(const Bracket&) const = default;
};

/// What a field of a key says besides what it is made of. Choices are strings.
struct KeyArgument {
  std::string_view name;  ///< of the field in the engine's table of keys
  /// Brackets are at least one, from 0 on, in ascending order.
  std::variant<Fraction, std::string, std::vector<Bracket>, FactorRounding> value;
  Location where;
};

struct TieRule {
  enum class By { kLargestKey, kSmallestKey, kId, kColumn };
  By by = By::kId;
  ColumnId column{};  ///< of kColumn; the larger value goes first
};

/// Where the difference goes that a rounding leaves.
struct Residual {
  /// kOneEachToLargest: whole units, one each by the largest exact amounts; less than a unit is
  /// reported.
  enum class To { kReport, kLargest, kOneEachToLargest, kDistrict, kReserve };
  To to = To::kReport;
  DistrictId district{};
  std::string reserve;
  Location where;
};

/// A bound in units on what a divisor method gives.
using UnitBound = std::variant<std::monostate, std::int64_t, ColumnId>;

struct RoundingRule {
  Fraction unit;           ///< > 0, with finitely many decimals
  std::size_t method = 0;  ///< index into the engine's table of rounding methods
  std::optional<Residual> residual;
  std::vector<TieRule> ties;  ///< ends in kId
  UnitBound minimum, maximum;
  Location where;
  std::optional<Location> unit_where = {};  ///< where the file says it
};

/// A key rounded before money is (law: "auf fünf Dezimalstellen").
struct KeyRounding {
  RoundingRule rule;  ///< the unit is a share of 1: five decimals of a percent are 1/10 000 000
};

/// What a key makes of its column or its parts is said by row `kind` of the engine's table of keys;
/// the loader has held the arguments against that row's fields, and a choice that the file leaves
/// out is there with its default.
struct Key {
  std::string name;
  std::size_t kind = 0;
  std::optional<ColumnId> column;
  std::vector<WeightedKey> parts;
  std::vector<KeyArgument> arguments;
  std::optional<KeyRounding> rounding;
  Provenance provenance;
  Location where;

  template <class T>
  [[nodiscard]] const T* get(std::string_view argument) const {
    const auto at = std::find_if(arguments.begin(), arguments.end(),
                                 [&](const KeyArgument& one) { return one.name == argument; });
    return at == arguments.end() ? nullptr : std::get_if<T>(&at->value);
  }
};

/// The value of a field of a step. Texts and choices are strings. An empty `prorate` is `none`: the
/// step is not prorated although its pot is.
using ArgumentValue =
    std::variant<Fraction, std::string, KeyId, ColumnId, DistrictId, Bound, Payer, Released,
                 std::optional<Prorate>, std::vector<Tier>, FactorRounding, Where, Within>;

struct Argument {
  std::string_view name;  ///< of the field in the engine's table of steps
  ArgumentValue value;
  Location where;
};

/// One step of a pot. What it does is said by row `kind` of the engine's table of steps; the
/// arguments are checked against that row's fields by the loader.
struct Step {
  std::size_t kind = 0;
  std::string label;
  std::vector<Argument> arguments;
  Location where;

  [[nodiscard]] const Argument* find(std::string_view name) const;
  template <class T>
  [[nodiscard]] const T* get(std::string_view name) const {
    const Argument* argument = find(name);
    return argument == nullptr ? nullptr : std::get_if<T>(&argument->value);
  }
};

struct Scenario;

/// The prior year's budgets: from a column, from another scenario, or by a rule of its own.
struct PriorColumn {
  ColumnId column;
};
struct PriorScenario {
  std::shared_ptr<const Scenario> scenario;
};
struct Pot;
struct PriorRule {
  std::shared_ptr<const Pot> pot;
};

/// From a table of its own: of merged, split or regrouped recipients, b_new = sum of part * b_old.
struct PriorTable {
  Quantities amounts;         ///< exact, for each district of this year
  std::vector<bool> missing;  ///< a new district, by the table's own word; empty: none
  int decimals = 0;           ///< most that an amount of the table has
};

struct Prior {
  std::variant<PriorColumn, PriorScenario, PriorRule, PriorTable> from;
  std::string label;  ///< what reports call it: "2025", "today.yaml", or "prior"
  Location where;
};

/// Corrections of an earlier year (German: Spitzabrechnung), paid together with this pot's budgets
/// and no part of them.
struct Settlement {
  ColumnId column;    ///< of either sign; an empty cell is none
  std::string label;  ///< empty where the file gives none
};

/// A funding pot.
struct Pot {
  std::string id;
  std::string title;
  PotAmount amount;
  Location amount_where;
  Provenance provenance;
  std::vector<Step> steps;  ///< in file order: in law the order is the rule
  RoundingRule rounding;
  std::optional<Prior> prior;
  std::optional<Participation> participation;  ///< none: all take part
  std::optional<Prorate> prorate;
  bool reduce_claims = false;  ///< `if_claims_exceed: reduce_pro_rata`
  Unclaimed unclaimed = Unclaimed::kNotAssigned;
  std::optional<ColumnId> claims;  ///< of kReallocate
  std::vector<Contributor> contributors;
  std::optional<Tranches> tranches;
  std::vector<SplitBy> split_order{SplitBy::kDistrict, SplitBy::kContributor, SplitBy::kYear};
  std::optional<ColumnId> paid;
  std::optional<Settlement> settle;
  Location where;

  /// Nothing where the amount is not a number of the file.
  [[nodiscard]] const Fraction* fixed_amount() const { return std::get_if<Fraction>(&amount); }
  [[nodiscard]] bool is_open() const { return std::holds_alternative<OpenAmount>(amount); }
};

/// `expect:`, which makes the file its own test.
struct ExpectedAmount {
  DistrictId district;
  Fraction amount;
  Location where;
};
struct ExpectedShare {
  KeyId key;
  DistrictId district;
  Fraction share;
  Location where;
};
struct ExpectedTotal {
  Fraction amount;
  Location where;
};
struct Expectations {
  std::optional<ExpectedTotal> total;
  std::vector<ExpectedAmount> budgets;
  std::vector<ExpectedShare> keys;
  std::optional<PrintedTable> table;
  std::optional<int> exit;  ///< the code that `run` ends with
  Location where;

  [[nodiscard]] bool empty() const {
    return !total && budgets.empty() && keys.empty() && !table && !exit;
  }
};

/// A value that `--set` or `--adjust` (later: an overlay) changed.
struct Change {
  std::string path, old_value, new_value;
};

/// A funding programme for one year. Valid by construction: what the loader returns refers only to
/// what exists, and can be run; it can still be infeasible, which only running it tells.
struct Scenario {
  std::string title;
  std::string year;      ///< a label; empty if the file gives none
  std::string currency;  ///< ISO code; empty for plain numbers (seats, posts, persons)
  std::string note;
  std::vector<Source> sources;
  std::optional<Period> period;
  Districts districts;
  /// The upper tier (`groups`) as a scenario of its own: groups, columns and keys, no pots.
  std::shared_ptr<const Scenario> groups;
  std::vector<Column> columns;
  std::vector<ShownColumn> shown_columns;  ///< those that were asked for by name
  /// Every column that is used as a key is one, too. A key comes after the keys it is made of.
  std::vector<Key> keys;
  std::vector<Pot> pots;
  std::optional<Prior> prior;
  Expectations expect;
  std::vector<Change> changes;
  std::vector<TableReading> readings;  ///< of all its tables
  std::optional<ColumnId> per;         ///< `--per`
  /// Decimals of every amount of this scenario: the most that a pot, a unit or a prior year has.
  int decimals = 0;
  Location where;

  [[nodiscard]] const Column& column(ColumnId id) const { return columns[index_of(id)]; }
  [[nodiscard]] const Key& key(KeyId id) const { return keys[index_of(id)]; }
};

/// The rule, if the prior year of the pot is made by one: its own, else that of the scenario.
const Pot* prior_rule_of(const Scenario& scenario, const Pot& pot);

}  // namespace allot
