#include <algorithm>

#include "report/columns/run_table.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

/// A column of the scenario's own table.
TableColumn counted_column(const Column& counted) {
  const Fraction scale{BigInt::power_of_ten(counted.decimals)};
  return {.name = counted.name,
          .header = counted.label,
          .cell =
              [&missing = counted.missing,
               scaled = ScaledQuantities{counted.values, scale}](std::size_t row) {
                return !missing.empty() && missing[row] ? Cell::undefined()
                                                        : Cell::of(scaled.at(row));
              },
          .total = Cell::of(rounded_units(counted.values.total(), counted.decimals)),
          .decimals = counted.decimals};
}

/// Numbers stand in line where all cells are some.
TableColumn shown_column(const ShownColumn& shown) {
  const bool numbers = std::ranges::all_of(shown.cells, [](const std::string& cell) {
    return cell.find_first_not_of("0123456789.,'+- ") == std::string::npos;
  });
  return {.name = shown.name,
          .header = shown.name,
          .cell = [&cells = shown.cells](
                      std::size_t row) { return Cell::of(std::string_view{cells[row]}); },
          .align = numbers ? Align::kRight : Align::kLeft};
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
  return !std::ranges::equal(districts.ids, districts.names);
}

std::vector<TableColumn> identity_columns(const Districts& districts, const Words& words) {
  TableColumn name = text_column("name", districts.names);
  name.header = words(Text::kDistrictColumn, {words.districts(districts, 1)});
  name.shrinks = name.stub = true;
  TableColumn id = text_column("id", districts.ids);
  id.stub = true;
  return {std::move(id), std::move(name), text_column("group", districts.groups)};
}

ColumnSet district_columns(const RunView& view, Audience audience, const Words& words) {
  const Scenario& scenario = view.scenario;
  KeyColumns keys = key_columns(view, audience);
  ColumnSet set;
  set.figures = district_figures(view);
  set.add(identity_columns(scenario.districts, words), false);
  set.add({std::move(keys.key), std::move(keys.percent)}, false);
  set.add(amount_columns(view, set.figures, audience), false);
  set.shown = audience == Audience::kPeople
                  ? shown_to_people(view, shown_key(view).has_value(), keys.plain)
                  : std::vector<std::string>{"id",    "name",   "group", "key_percent",
                                             "prior", "budget", "shift", "shift_percent"};
  add_causes(view, audience, words, set);
  set.add(payment_columns(view, set.figures));
  add_per_unit(view, words, set, &Quantities::at);
  add_table_columns(scenario, set);
  return set;
}

void add_table_columns(const Scenario& scenario, ColumnSet& set) {
  // The report's own names win over equal ones of the scenario's table.
  for (const Column& counted : scenario.columns) {
    if (find_column(set.columns, counted.name) == nullptr) {
      set.add(counted_column(counted), false);
    }
  }
  for (const ShownColumn& shown : scenario.shown_columns) {
    if (find_column(set.columns, shown.name) == nullptr) {
      set.add(shown_column(shown), false);
    }
  }
}

}  // namespace allot::report
