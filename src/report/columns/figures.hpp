#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "allot/core/source.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

/// What every kind of row has: districts, pots and groups are sorted by it. Views, in the order of
/// their ids by bytes.
struct Figures {
  std::span<const std::string_view> ids;
  std::span<const std::string_view> names;
  std::span<const Money> budgets;
  std::span<const std::optional<Money>> priors;  ///< empty: no prior year
  std::span<const Location> places;
  std::span<const Money> paid = {};               ///< empty: the scenario does not say
  const std::vector<bool>* takes_part = nullptr;  ///< null: all rows do
  /// How much each row changes where that is not its shift alone; empty: it is.
  std::span<const std::int64_t> changes = {};
  std::span<const Money> settlements = {};  ///< empty: no pot settles anything

  [[nodiscard]] std::size_t size() const { return ids.size(); }
  /// Nothing where there is no prior year, or none for this row.
  [[nodiscard]] std::optional<Money> prior(std::size_t row) const {
    return priors.empty() ? std::nullopt : priors[row];
  }
  [[nodiscard]] bool participates(std::size_t row) const {
    return takes_part == nullptr || (*takes_part)[row];
  }
  [[nodiscard]] Money settlement(std::size_t row) const {
    return settlements.empty() ? Money{} : settlements[row];
  }
  [[nodiscard]] Money payable(std::size_t row) const { return budgets[row] + settlement(row); }
  /// Who takes no part is listed where all are asked for, where it had something last year, since
  /// it has lost that, and where it has a settlement or has been paid something: the rows would not
  /// add up without it.
  [[nodiscard]] bool lists(std::size_t row, bool all) const {
    return all || participates(row) || prior(row).value_or(Money{}) != Money{} ||
           settlement(row) != Money{} || (!paid.empty() && paid[row] != Money{});
  }
};

/// In minor units: beyond what `Money` holds, too.
int128 sum_of(std::span<const Money> amounts);

Figures district_figures(const RunView& view);

/// All pots together.
struct GroupRows {
  std::vector<std::string_view> ids;    ///< sorted by bytes
  std::vector<std::string_view> names;  ///< from `groups` where the scenario has them; else the ids
  std::vector<std::int64_t> districts;  ///< how many take part
  std::vector<bool> takes_part;         ///< whether any of them does
  std::vector<std::uint32_t> row_of_district;
  std::vector<Money> budgets;
  std::vector<std::optional<Money>> priors;  ///< empty: no prior year
  std::vector<Money> paid;                   ///< empty: the scenario does not say
  std::vector<Money> settlements;            ///< empty: no pot settles anything
  std::vector<Location> places;              ///< of the group's first row in the file

  [[nodiscard]] Figures figures() const {
    return {ids, names, budgets, priors, places, paid, &takes_part, {}, settlements};
  }
};

GroupRows group_rows(const RunView& view);

/// What a column counts in each group.
std::vector<Fraction> group_counts(const RunView& view, const GroupRows& rows, ColumnId id);

struct PotRows {
  std::vector<std::size_t> pots;  ///< indices into the scenario's pots, by id
  std::vector<std::string_view> ids, titles;
  std::vector<Money> budgets;
  std::vector<Location> places;

  [[nodiscard]] Figures figures() const { return {ids, titles, budgets, {}, places}; }
};

PotRows pot_rows(const RunView& view);

/// How many rows there are before `--top`.
std::size_t listed_rows(const Figures& figures, const RunOptions& options);

/// Rows that are shown, in their order.
struct ShownRows {
  std::vector<std::uint32_t> rows;
  std::size_t before_gap = 0;  ///< rows before those that are left out between; 0: none are
};

/// Rows that are listed, by `--sort`, equal ones by id, undefined ones last in either direction.
/// Of these the first `--top`; by shift or percent as many from the other end, so that who loses
/// is seen with who gains.
ShownRows row_order(const Figures& figures, const RunOptions& options);

}  // namespace allot::report
