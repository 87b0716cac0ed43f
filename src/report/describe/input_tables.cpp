#include <algorithm>
#include <memory>

#include "allot/core/date.hpp"
#include "allot/core/error.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/columns/run_table.hpp"
#include "report/describe/description.hpp"
#include "report/words/scaled.hpp"

namespace allot::report::description {
namespace {

using enum Text;

constexpr int kMostDecimals = 18;  ///< of a cell

/// Texts that a column shows, kept by it.
TableColumn kept_texts(std::string header, std::vector<std::string> texts, Align align) {
  const auto kept = std::make_shared<const std::vector<std::string>>(std::move(texts));
  return {.header = std::move(header),
          .cell = [kept](std::size_t row) { return Cell::of(std::string_view{(*kept)[row]}); },
          .total = {},
          .align = align};
}

/// Exact, and so in fractions where decimals do not end.
TableColumn value_column(std::string header, const Quantities& values,
                         const std::vector<bool>& missing, int least_decimals,
                         const Described& what) {
  const auto is_missing = [missing](std::size_t row) { return !missing.empty() && missing[row]; };
  const auto needed = Fraction{BigInt{1}, values.denominator()}.decimals();
  if (needed && *needed <= kMostDecimals) {
    const int decimals = std::max(*needed, least_decimals);
    const Fraction scale{BigInt::power_of_ten(decimals)};
    const auto kept = std::make_shared<const Quantities>(values);
    return {.header = std::move(header),
            .cell =
                [kept, is_missing, scaled = ScaledQuantities{*kept, scale}](std::size_t row) {
                  return is_missing(row) ? Cell::undefined() : Cell::of(scaled.at(row));
                },
            .total = Cell::of(rounded_units(values.total(), decimals)),
            .decimals = decimals};
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    texts.push_back(is_missing(i) ? "–" : what.rules.number(values.at(i)));
  }
  return kept_texts(std::move(header), std::move(texts), Align::kRight);
}

/// When each takes part in a pot.
TableColumn participation_column(const Described& what, const Pot& pot) {
  const Words& words = what.words;
  const Period& period = *what.scenario().period;
  std::vector<std::string> texts;
  for (const std::vector<Span>& spans : pot.participation->spans) {
    std::string text;
    for (const Span& span : spans) {
      add_item(text, words(kFromTo, {words.date(date_text(span.from)),
                                     words.date(date_text(span.until - std::chrono::days{1}))}));
    }
    const bool whole =
        spans.size() == 1 && spans[0].from == period.from && spans[0].until == period.until;
    texts.push_back(whole ? words(kWholePeriod) : spans.empty() ? words(kNoPeriod) : text);
  }
  return kept_texts(words(kTakesPartFor, {pot.id}), std::move(texts), Align::kLeft);
}

/// Amounts that are in no column: of a table, or of another scenario.
void add_prior_column(const Described& what, const std::optional<Prior>& prior,
                      const std::string& pot, std::vector<TableColumn>& columns) {
  if (!prior) {
    return;
  }
  const Words& words = what.words;
  std::string header = words(kPriorYear, {prior_year(prior->label)});
  std::string name = "prior";
  if (!pot.empty()) {
    header += " (" + pot + ")";
    name += "_" + pot;
  }
  const auto add = [&](const Quantities& amounts, const std::vector<bool>& missing, int decimals) {
    columns.push_back(value_column(std::move(header), amounts, missing, decimals, what));
    columns.back().name = std::move(name);
  };
  if (const auto* table = std::get_if<PriorTable>(&prior->from)) {
    add(table->amounts, table->missing, table->decimals);
  } else if (const auto* other = std::get_if<PriorScenario>(&prior->from)) {
    Problems none;  // it has been run before, with this scenario
    const auto result = engine::run(*other->scenario, none, engine::PotDetail::kTotals);
    invariant(result.has_value(), "a scenario that was run has a prior year");
    std::vector<std::int64_t> minor;
    for (const Money budget : result->budgets) {
      minor.push_back(budget.minor());
    }
    const int decimals = other->scenario->decimals;
    add(Quantities::from(std::move(minor), BigInt::power_of_ten(decimals)), {}, decimals);
  }
}

/// The texts of a column by which districts are told apart. A column with the same texts that has
/// no name of its own goes.
void add_groups(std::string_view column, const std::vector<std::string_view>& groups,
                const std::vector<std::uint32_t>& group_of, const Districts& districts,
                std::vector<TableColumn>& columns) {
  const bool known = std::ranges::any_of(
      columns, [&](const TableColumn& other) { return other.header == column; });
  if (known) {
    return;
  }
  std::vector<std::string> texts;
  for (const std::uint32_t group : group_of) {
    texts.emplace_back(groups[group]);
  }
  if (std::ranges::equal(texts, districts.ids) || std::ranges::equal(texts, districts.names)) {
    return;  // they are there
  }
  if (std::ranges::equal(texts, districts.groups)) {
    std::erase_if(columns, [](const TableColumn& other) { return other.name == "group"; });
  }
  columns.push_back(kept_texts(std::string{column}, std::move(texts), Align::kLeft));
  columns.back().name = "group_" + std::string{column};
}

void add_groups(const Grouping& by, const Districts& districts, std::vector<TableColumn>& columns) {
  add_groups(by.column, by.groups, by.group_of, districts, columns);
}

void add_groups(const Where& where, const Districts& districts, std::vector<TableColumn>& columns) {
  for (const Where::Condition& condition : where.conditions) {
    add_groups(*condition.by, districts, columns);
  }
}

/// Who is in which group of a tier, whom a step is for, and what it is done within.
void add_groups(const Step& step, const Districts& districts, std::vector<TableColumn>& columns) {
  if (const auto* tiers = step.get<std::vector<Tier>>("tiers")) {
    for (const Tier& tier : *tiers) {
      if (!tier.group.empty()) {
        add_groups(tier.group, tier.groups, tier.group_of, districts, columns);
      }
    }
  }
  if (const auto* where = step.get<Where>(engine::kWhere)) {
    add_groups(*where, districts, columns);
  }
  if (const auto* within = step.get<Within>(engine::kWithin.name)) {
    add_groups(*within->by, districts, columns);
  }
}

std::vector<TableColumn> names_and_columns(const Scenario& of, const Described& what) {
  std::vector<TableColumn> columns = identity_columns(of.districts, what.words);
  columns[0].header = what.words.named(NamesOf::kColumn, "id");
  columns[2].header = what.words.named(NamesOf::kColumn, "group");
  const bool named = has_names(of.districts);
  columns[named ? 1 : 0].total = Cell::of(what.words.named(NamesOf::kColumn, "sum"));
  if (of.districts.groups.empty()) {
    columns.erase(columns.begin() + 2);
  }
  if (!named) {
    columns.erase(columns.begin() + 1);
  }
  for (const Column& column : of.columns) {
    columns.push_back(
        value_column(column.name, column.values, column.missing, column.decimals, what));
  }
  return columns;
}

Table table_of(std::vector<TableColumn> columns, std::size_t size, std::size_t most,
               std::string sheet) {
  Table table{
      .columns = std::move(columns), .rows = {}, .rows_in_all = size, .sheet = std::move(sheet)};
  for (std::uint32_t row = 0; row < std::min(size, most); ++row) {
    table.rows.push_back(row);
  }
  table.totals = std::ranges::any_of(table.columns, [](const TableColumn& column) {
    return column.total.kind == Cell::Kind::kNumber;
  });
  return table;
}

}  // namespace

Table district_table(const Described& what, std::size_t most_rows, Audience audience) {
  const Scenario& scenario = what.scenario();
  std::vector<TableColumn> columns = names_and_columns(scenario, what);
  add_prior_column(what, scenario.prior, "", columns);
  for (const Pot& pot : scenario.pots) {
    for (const Step& step : pot.steps) {
      add_groups(step, scenario.districts, columns);
    }
    add_prior_column(what, pot.prior, pot.id, columns);
    if (pot.participation && pot.participation->only) {
      add_groups(*pot.participation->only, scenario.districts, columns);
    }
    if (pot.participation && !pot.participation->spans.empty() && audience == Audience::kPeople) {
      columns.push_back(participation_column(what, pot));
    }
  }
  return table_of(std::move(columns), scenario.districts.size(), most_rows,
                  what.words(Text::kTabInputs));
}

Table group_table(const Described& what) {
  const Scenario& groups = *what.scenario().groups;
  return table_of(names_and_columns(groups, what), groups.districts.size(), groups.districts.size(),
                  what.words(Text::kTabGroups));
}

}  // namespace allot::report::description
