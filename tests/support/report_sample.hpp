#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"
#include "support/scenario_builder.hpp"

namespace allot::report {

/// What `write` writes.
inline std::string written(const std::function<void(Writer&)>& write) {
  std::string text;
  Writer out{[&](std::string_view block) { text += block; }};
  write(out);
  out.flush();
  return text;
}

/// A narrow no-break space in place of each `_`, as expected texts are easier to read so.
inline std::string grouped(std::string text) {
  for (std::size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at)) {
    text.replace(at, 1, "\u202F");
  }
  return text;
}

inline std::optional<Money> cents(std::int64_t minor) { return Money::from_minor(minor); }

/// The five districts that the manual shows: 10 million by intake, and a prior year.
class Sample {
 public:
  Sample() {
    scenario.title = "Zuweisung 2026";
    scenario.year = "2026";
    scenario.currency = "EUR";
    scenario.decimals = 2;
    Districts& districts = scenario.districts;
    districts.ids = {"01001", "05315", "06431", "06433", "09162"};
    districts.names = {"Flensburg", "Köln", "Bergstraße", "Groß-Gerau", "München"};
    // In the file München is the first.
    for (const std::uint32_t line : {7U, 3U, 4U, 5U, 2U}) {
      districts.places.push_back({.file = 1, .line = line, .column = 1});
    }
    add_column("intake", {92, 1087, 274, 281, 1512});
    scenario.keys.emplace_back();
    scenario.keys[0].name = "intake";
    scenario.keys[0].column = ColumnId{0};
    add_pot("grund");
    set_budgets(0, {28342575, 334873691, 84411583, 86568084, 465804067});
    result.pots[0].extra = {DistrictId{3}, DistrictId{1}, DistrictId{4}};
    result.pots[0].extra_units = 3;
    scenario.pots[0].steps = {test::step("share", {{"by", KeyId{0}}})};
    result.pots[0].share = engine::LastShare{.step = 0, .key = KeyId{0}};
    result.prior = engine::PriorYear{.budgets = {cents(20090635), cents(281268882), cents(77492447),
                                                 cents(86102719), cents(485045317)},
                                     .total = Money::from_minor(950000000),
                                     .label = "2025"};
    evaluate_keys();
  }

  void add_column(const std::string& name, std::vector<std::int64_t> values) {
    Column column;
    column.name = column.label = name;
    column.values = Quantities::from(std::move(values));
    scenario.columns.push_back(std::move(column));
  }

  void add_pot(const std::string& id) {
    Pot pot;
    pot.id = id;
    pot.rounding.unit = Fraction{1} / Fraction{100};
    pot.rounding.ties = {{TieRule::By::kLargestKey}, {TieRule::By::kId}};
    scenario.pots.push_back(std::move(pot));
    result.pots.emplace_back();
  }

  /// Budgets of one pot in minor units; all totals follow.
  void set_budgets(std::size_t pot, const std::vector<std::int64_t>& minor) {
    engine::PotResult& into = result.pots[pot];
    std::vector<Fraction> exact;
    result.budgets.resize(minor.size());
    for (std::size_t i = 0; i < minor.size(); ++i) {
      into.budgets.push_back(Money::from_minor(minor[i]));
      into.budget += into.budgets.back();
      exact.push_back(Fraction{minor[i]} / Fraction{100});
      result.budgets[i] += into.budgets.back();
      result.total += into.budgets.back();
    }
    into.amount = into.budget;
    into.exact = Quantities::from(exact);
  }

  void set_method(std::string_view name) {
    const auto methods = engine::rounding_methods();
    for (std::size_t i = 0; i < methods.size(); ++i) {
      if (methods[i].name == name) {
        scenario.pots[0].rounding.method = i;
      }
    }
  }

  void evaluate_keys() {
    Problems problems;
    result.keys = engine::Keys::evaluate(scenario, problems);
  }

  [[nodiscard]] RunView view() const { return {scenario, result}; }

  [[nodiscard]] std::string report(std::string_view format, const RunOptions& options = {}) const {
    return written([&](Writer& out) { write_run(view(), options, *find_format(format), out); });
  }

  Scenario scenario;
  engine::Result result;
};

}  // namespace allot::report
