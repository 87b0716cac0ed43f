#include <algorithm>

#include "report/columns/run_table.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

TableColumn name_column(const Districts& districts) {
  TableColumn column =
      text_column("name", districts.called_recipients ? "recipient" : "district", districts.names);
  column.shrinks = true;
  return column;
}

TableColumn group_column(const Districts& districts) {
  TableColumn column = text_column("group", "group", districts.groups);
  if (districts.groups.empty()) {
    column.cell = [](std::size_t) { return Cell{}; };
  }
  return column;
}

/// A column of the scenario's own table.
TableColumn counted_column(const Column& counted) {
  const Fraction scale{BigInt::power_of_ten(counted.decimals)};
  TableColumn column;
  column.name = counted.name;
  column.header = counted.label;
  column.decimals = counted.decimals;
  column.cell = [&missing = counted.missing,
                 scaled = ScaledQuantities{counted.values, scale}](std::size_t row) {
    return !missing.empty() && missing[row] ? Cell::undefined() : Cell::of(scaled.at(row));
  };
  column.total = Cell::of(rounded_units(counted.values.total(), counted.decimals));
  return column;
}

bool has_column(const ColumnSet& set, std::string_view name) {
  return std::any_of(set.columns.begin(), set.columns.end(),
                     [&](const TableColumn& column) { return column.name == name; });
}

/// The report's own names win over equal ones of the scenario's table.
void add_counted_columns(const Scenario& scenario, ColumnSet& set) {
  for (const Column& counted : scenario.columns) {
    if (!has_column(set, counted.name)) {
      set.columns.push_back(counted_column(counted));
    }
  }
}

std::vector<std::string> shown_to_people(const RunView& view, bool key, bool plain_key) {
  std::vector<std::string> names{"id"};
  if (has_names(view.scenario.districts)) {
    names.emplace_back("name");
  }
  if (key) {
    names.emplace_back(plain_key ? "key" : "key_percent");
  }
  if (view.result.prior) {
    names.insert(names.end(), {"prior", "budget", "shift", "shift_percent"});
  } else {
    names.emplace_back("budget");
  }
  return names;
}

}  // namespace

bool has_names(const Districts& districts) {
  return !std::equal(districts.ids.begin(), districts.ids.end(), districts.names.begin(),
                     districts.names.end());
}

std::vector<TableColumn> identity_columns(const Districts& districts) {
  return {text_column("id", "id", districts.ids), name_column(districts), group_column(districts)};
}

ColumnSet district_columns(const RunView& view, Audience audience) {
  const Scenario& scenario = view.scenario;
  KeyColumns keys = key_columns(view, audience);
  ColumnSet set;
  set.figures = district_figures(view);
  set.columns = identity_columns(scenario.districts);
  set.columns.push_back(std::move(keys.key));
  set.columns.push_back(std::move(keys.percent));
  for (TableColumn& column : amount_columns(view, set.figures, audience)) {
    set.columns.push_back(std::move(column));
  }
  set.shown = audience == Audience::kPeople
                  ? shown_to_people(view, shown_key(view).has_value(), keys.plain)
                  : std::vector<std::string>{"id",    "name",   "group", "key_percent",
                                             "prior", "budget", "shift", "shift_percent"};
  for (CauseColumn& cause : cause_columns(view, audience)) {
    if (cause.shown) {
      set.shown.push_back(cause.column.name);
    }
    set.columns.push_back(std::move(cause.column));
  }
  for (TableColumn& column : paid_columns(view, set.figures)) {
    set.shown.push_back(column.name);
    set.columns.push_back(std::move(column));
  }
  if (scenario.per) {
    const Quantities& counts = scenario.column(*scenario.per).values;
    set.columns.push_back(
        per_unit_column(view, set.figures, [&counts](std::size_t row) { return counts.at(row); }));
    set.shown.push_back(set.columns.back().name);
  }
  add_counted_columns(scenario, set);
  return set;
}

}  // namespace allot::report
