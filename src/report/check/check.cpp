#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "allot/report/run_report.hpp"
#include "report/columns/run_table.hpp"
#include "report/diagnostics/places.hpp"
#include "report/document/document.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

using enum Text;
using engine::Deviation;

constexpr int kShareDecimals = 9;

/// The figures of a deviation as text: shares and amounts have different decimals.
struct CheckedFigure {
  std::string expected, computed, deviation, percent;
};

CheckedFigure figure_of(const Deviation& deviation, int amount_decimals,
                        const NumberFormat& numbers) {
  const bool share = deviation.of == Deviation::Of::kKey;
  const int least = share ? kShareDecimals : amount_decimals;
  const int decimals =
      std::max(least, share ? 0 : deviation.expected.decimals().value_or(amount_decimals + 2));
  const Fraction difference = deviation.actual - deviation.expected;
  CheckedFigure figure{fraction_text(deviation.expected, decimals, numbers),
                       fraction_text(deviation.actual, decimals, numbers),
                       fraction_text(difference, decimals, numbers, Sign::kAlways), "–"};
  if (deviation.expected.sign() != 0) {
    figure.percent =
        fraction_text(difference / deviation.expected * Fraction{100}, 2, numbers, Sign::kAlways);
  }
  return figure;
}

/// One row of the table.
struct Row : CheckedFigure {
  std::string id, name, at;
};

Row row_of(const Scenario& scenario, const Deviation& deviation, std::string at,
           const Words& words) {
  Row row{figure_of(deviation, scenario.decimals, words.numbers),
          std::string{words.named(NamesOf::kColumn, "total")}, "", std::move(at)};
  if (deviation.of != Deviation::Of::kTotal) {
    const std::size_t district = index_of(deviation.district);
    row.id = scenario.districts.ids[district];
    row.name = scenario.districts.names[district];
  }
  if (deviation.of == Deviation::Of::kKey) {
    row.id = words(kInKey, {row.id, scenario.key(deviation.key).name});
  }
  return row;
}

Table table_of(const std::vector<Row>& rows, const Districts& districts, const Words& words) {
  Table table;
  const auto add = [&](const char* name, Align align, auto text) -> TableColumn& {
    return table.columns.emplace_back(
        TableColumn{.name = name,
                    .cell =
                        [&rows, text](std::size_t row) {
                          return Cell::of(std::string_view{std::invoke(text, rows[row])});
                        },
                    .align = align});
  };
  add("id", Align::kLeft, &Row::id);
  TableColumn& name = add("name", Align::kLeft, &Row::name);
  name.header = words(kDistrictColumn, {words.districts(districts, 1)});
  name.shrinks = true;
  add("expected", Align::kRight, &Row::expected);
  add("computed", Align::kRight, &Row::computed);
  add("deviation", Align::kRight, &Row::deviation);
  add("percent", Align::kRight, &Row::percent);
  add("place", Align::kLeft, &Row::at);
  add_headers(table.columns, words);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    table.rows.push_back(row);
  }
  table.totals = false;
  return table;
}

std::string verdict(const engine::CheckResult& check, const Words& words) {
  const TextArgument all = words.count(check.expectations);
  const std::size_t wrong = check.deviations.size();
  return wrong > 0 ? words(kSomeDoNotHold, {words.count(wrong), all}) : words(kAllHold, {all});
}

std::string district_words(const Scenario& scenario, DistrictId district) {
  const std::string_view id = scenario.districts.ids[index_of(district)];
  const std::string_view name = scenario.districts.names[index_of(district)];
  return name == id ? fmt::format("`{}`", id) : fmt::format("`{}` ({})", name, id);
}

std::string message_of(const Scenario& scenario, const Deviation& deviation,
                       const CheckedFigure& figure) {
  switch (deviation.of) {
    case Deviation::Of::kTotal:
      return fmt::format("the budgets add up to {}, not to {}", figure.computed, figure.expected);
    case Deviation::Of::kBudget:
      return fmt::format("the budget of {} is {}, not {}",
                         district_words(scenario, deviation.district), figure.computed,
                         figure.expected);
    case Deviation::Of::kKey:
      break;
  }
  return fmt::format("the share of {} in key `{}` is {}, not {}",
                     district_words(scenario, deviation.district), scenario.key(deviation.key).name,
                     figure.computed, figure.expected);
}

/// The place comes last and may be long: names are not cut to make room for it.
RunOptions unwrapped(RunOptions options) {
  options.width = std::numeric_limits<std::size_t>::max();
  return options;
}

}  // namespace

void write_check(const RunView& view, const engine::CheckResult& check, const SourceFiles& files,
                 std::string_view name, const RunOptions& options, Writer& out) {
  LineFinder lines{files};
  std::vector<Row> rows;
  const auto document = [&](const Words& words) {
    Document made{.head = {{fmt::format("{}: {}", printable(name), verdict(check, words))}}};
    for (const Deviation& deviation : check.deviations) {
      rows.push_back(row_of(view.scenario, deviation,
                            place_text(place_of(deviation.where, files, lines)), words));
    }
    if (!rows.empty()) {
      made.blocks.emplace_back(table_of(rows, view.scenario.districts, words));
    }
    return made;
  };
  formats().front().write({.document = document, .facts = {}}, unwrapped(options), out);
}

void write_as_expected(std::string_view name, int exit, const RunOptions& options, Writer& out) {
  const auto document = [&](const Words& words) {
    return Document{
        .head = {{fmt::format(
            "{}: {}", printable(name),
            exit == 0 ? words(kAsExpected) : words(kRefusedAsExpected, {std::to_string(exit)}))}}};
  };
  formats().front().write({.document = document, .facts = {}}, unwrapped(options), out);
}

std::vector<Diagnostic> deviations_as_diagnostics(const RunView& view,
                                                  const engine::CheckResult& check) {
  const NumberFormat numbers = number_format(NumberStyle::kPlain);
  std::vector<Diagnostic> diagnostics;
  for (const Deviation& deviation : check.deviations) {
    const CheckedFigure figure = figure_of(deviation, view.scenario.decimals, numbers);
    diagnostics.push_back({.code = Code::kExpectationNotMet,
                           .where = deviation.where,
                           .message = message_of(view.scenario, deviation, figure),
                           .label = figure.deviation});
  }
  return diagnostics;
}

}  // namespace allot::report
