#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/money.hpp"
#include "allot/core/source.hpp"
#include "allot/engine/causes/causes.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

/// One of those that are compared: a scenario that has been run, or the result of an earlier run.
/// Views are into what it was made from.
struct Compared {
  std::string file;      ///< as messages call it
  std::string label;     ///< of a variant, heads its columns; empty: its letter does
  std::string variant;   ///< of the first one: "PATH=VALUE" that it has instead; empty: none
  bool is_base = false;  ///< the scenario as it is, which the others are variants of
  std::string title, year, currency;
  std::string status = {};   ///< of the weakest data in use, its name; empty: unknown
  std::string tranche = {};  ///< the year that its budgets are the tranches of; empty: of all
  int decimals = 0;
  std::vector<std::string_view> ids, names, groups;  ///< by id; `groups` may be empty
  std::vector<Money> budgets;
  std::vector<std::optional<Money>> priors = {};  ///< empty: no prior year
  std::string prior_label = {};
  bool is_prior = false;               ///< the year before the others, which has no letter
  std::vector<bool> is_new = {};       ///< who had nothing in it to compare with; empty: nobody
  std::vector<bool> takes_part = {};   ///< empty: all do
  std::vector<Location> places = {};   ///< empty: unknown
  const Scenario* scenario = nullptr;  ///< both null: a result, of which no more is known
  const engine::Result* result = nullptr;
};

/// The rows that `by` asks for, of a scenario.
Compared compared_scenario(const RunView& view, RowsBy by, std::string file);

/// What all scenarios had last year: one more side, against which the others are compared.
/// Nothing where one has no prior year, or another one than the others.
std::optional<Compared> prior_of(std::span<const Compared> sides);

/// Ids that one of those compared lacks and another has.
struct MissingIds {
  std::size_t side;   ///< that lacks them
  std::size_t other;  ///< that has the first of them
  std::vector<std::string_view> ids;
};

/// Districts must be the same. A result may lack those who take no part anywhere else.
std::vector<MissingIds> missing_ids(std::span<const Compared> sides);

/// Those who gain, or those who lose.
struct Movement {
  std::size_t count = 0;
  Money amount;          ///< in all; below 0 where they lose
  std::size_t most = 0;  ///< the row with the largest, the first by id of equal ones
  Money largest;

  /// But for the amount in all, which may be out of range where each is not.
  void add(std::size_t row, Money difference);
};

/// One of those compared, against the first.
struct Against {
  std::vector<std::optional<Money>> differences;  ///< for each row; nothing: it is new
  Money total;
  Movement winners, losers;
  std::size_t unchanged = 0;  ///< of the rows that are listed
  std::size_t is_new = 0;
  std::optional<engine::Causes> causes;  ///< in the order of the rows

  [[nodiscard]] bool differs() const { return winners.count + losers.count + is_new > 0; }
};

struct CompareOptions {
  RunOptions run = {};
  bool causes = false;
  bool per = false;  ///< the budgets for each unit of a column, too
};

/// Side by side; rows by id.
struct Comparison {
  std::vector<Compared> sides;  ///< at least two
  RowsBy by = RowsBy::kDistrict;
  int decimals = 0;  ///< of all amounts here
  std::vector<std::string_view> ids, names, groups;
  std::vector<Location> places;
  std::vector<bool> takes_part;              ///< in any of them; empty: all do
  std::vector<std::vector<Money>> budgets;   ///< of each side; 0 where it lacks the row
  std::vector<std::optional<Money>> firsts;  ///< the budgets of the first; nothing: the row is new
  std::vector<std::vector<std::optional<Money>>> priors;  ///< of each side; empty: no prior year
  std::vector<std::int64_t> changes;  ///< the largest difference of each row; 0: the same in all
  std::vector<Money> totals;
  std::vector<Against> against;  ///< of all sides but the first

  [[nodiscard]] bool differs() const;
};

/// `missing_ids` has found nothing. With causes for each pair of scenarios where they are asked
/// for. Throws ArithmeticError where an amount is beyond 15 digits of the smallest unit that any of
/// them has.
Comparison compare(std::vector<Compared> sides, const CompareOptions& options);

/// "A", "B", … "Z", "AA".
std::string letter_of_side(std::size_t side);
/// The same, where a prior year has none and is not counted.
std::string letter_in(const Comparison& comparison, std::size_t side);

/// Columns that `--columns` may name.
std::vector<std::string> compare_column_names(const Comparison& comparison, Audience audience);

/// The same, with the headings that people see: "budget_b (`scale_gains`)".
std::vector<std::string> compare_columns_in_words(const Comparison& comparison, Audience audience);

/// Whether the columns that the options choose have a difference, which bars can draw.
bool shows_difference(const Comparison& comparison, const CompareOptions& options);

void write_comparison(const Comparison& comparison, const CompareOptions& options,
                      const Format& format, Writer& out);

}  // namespace allot::report
