// Tables made by a known rule: the audit names it, names no other that does not give the same, and
// finds nothing against what an honest table may do.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "allot/engine/audit/audit.hpp"
#include "random.hpp"
#include "support/audit_facts.hpp"
#include "support/printed_sample.hpp"
#include "support/rounding_case.hpp"

namespace allot::test {
namespace {

using engine::AuditVerdict;
using engine::RuleFound;
using Units = std::vector<std::int64_t>;

/// Amounts in units by weights, and how they were made.
struct KnownTable {
  std::string_view method;
  Units weights, units;
  std::int64_t pot = 0;  ///< in units
  Fraction unit = 1;
  std::string residual = {};  ///< as in Names

  [[nodiscard]] std::int64_t sum() const {
    return std::accumulate(units.begin(), units.end(), std::int64_t{0});
  }
  [[nodiscard]] std::string name() const {
    return std::string{method} + " " + unit.to_string() + residual;
  }
};

std::string text_of(std::int64_t units, const Fraction& unit) {
  const Fraction amount = Fraction{units} * unit;
  return amount.to_decimal(unit.decimals().value());
}

std::vector<std::string> texts_of(const Units& units, const Fraction& unit = 1) {
  std::vector<std::string> texts;
  for (const std::int64_t count : units) {
    texts.push_back(text_of(count, unit));
  }
  return texts;
}

std::vector<std::string> labels(std::size_t count) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back("d" + std::to_string(i));
  }
  return result;
}

PrintedTable printed(const KnownTable& known) {
  return printed_sample(labels(known.weights.size()),
                        {{PrintedRole::kAmount, "amount", texts_of(known.units, known.unit)},
                         {PrintedRole::kKey, "key", texts_of(known.weights)}});
}

/// Nothing where the method refuses, or who takes the difference has less.
std::optional<KnownTable> made(Random& random, const engine::RoundingMethod& method, int number) {
  KnownTable known{.method = method.name, .weights = {}, .units = {}};
  const auto count = static_cast<std::size_t>(random.between(2, 4 + number / 5));
  known.weights = random.weights(count, static_cast<int>(random.between(3, 20)));
  known.pot = random.between(1, random.chance(50) ? 60 : 5'000'000);
  const Fraction units[] = {1, 100, Fraction{BigInt{1}, BigInt{100}}};
  known.unit = units[random.index(3)];
  const RoundingCase task{
      .method = known.method, .weights = Quantities::from(known.weights), .units = known.pot};
  RoundingResult result = rounded(task);
  if (!result.codes.empty()) {
    return std::nullopt;
  }
  known.units = result.outcome.units;
  const std::int64_t rest = known.pot - known.sum();
  if (rest != 0) {
    const auto largest = std::ranges::max_element(known.weights) - known.weights.begin();
    const bool report = random.chance(50);
    known.units[static_cast<std::size_t>(largest)] += report ? 0 : rest;
    known.residual = report ? " report" : " largest";
  }
  if (std::ranges::any_of(known.units, [](std::int64_t amount) { return amount < 0; }) ||
      known.sum() == 0) {
    return std::nullopt;
  }
  return known;
}

Whole rounded_by(std::string_view method, const Exact& value) {
  const Whole down = floor_of(value);
  const Exact part = value - Exact{down};
  if (method == "down" || part == 0) {
    return down;
  }
  if (method == "up") {
    return down + 1;
  }
  const bool half = part == Exact{1, 2};
  const bool to_even = method == "half_even" && half && down % 2 == 0;
  return part < Exact{1, 2} || to_even ? down : down + 1;
}

/// By what the method means, without the program's own way to it.
bool gives(const RuleFound& rule, const KnownTable& known) {
  const std::string_view method = engine::rounding_methods()[rule.method].name;
  const Exact scale = exact(known.unit / rule.unit);
  const Exact whole = exact(rule.whole);
  std::vector<Exact> quotas;
  std::vector<Exact> weights;
  Units units;
  for (std::size_t i = 0; i < known.units.size(); ++i) {
    weights.emplace_back(known.weights[i]);
    quotas.push_back(exact(rule.pot / rule.unit) * known.weights[i] / whole);
    const Exact in_units = scale * known.units[i];
    if (in_units != Exact{floor_of(in_units)}) {
      return false;
    }
    units.push_back(static_cast<std::int64_t>(floor_of(in_units)));
  }
  if (!engine::rounding_methods()[rule.method].each) {
    return is_legitimate({method, method == "largest_remainder" ? quotas : weights, {}, {}}, units);
  }
  if (method == "exact") {
    return std::equal(units.begin(), units.end(), quotas.begin(),
                      [](std::int64_t a, const Exact& b) { return Exact{a} == b; });
  }
  Exact rest = exact(rule.pot / rule.unit);
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Whole computed = rounded_by(method, quotas[i]);
    rest -= Exact{computed};
    if (computed != units[i]) {
      differing.push_back(i);
    }
  }
  if (rule.residual != RuleFound::Residual::kLargest) {
    return differing.empty() && (rest == 0) == (rule.residual == RuleFound::Residual::kNone);
  }
  return differing.size() == 1 &&
         quotas[differing[0]] == *std::max_element(quotas.begin(), quotas.end()) &&
         Exact{rounded_by(method, quotas[differing[0]])} + rest == Exact{units[differing[0]]};
}

TEST_CASE("the rule that made a table is among those named, and each of them gives the table") {
  constexpr int kCases = 150;
  Random random{71};
  int tables = 0;
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    for (int number = 0; number < kCases; ++number) {
      const auto known = made(random, method, number);
      if (!known) {
        continue;
      }
      ++tables;
      engine::AuditKnowledge knowledge;
      if (known->sum() != known->pot || random.chance(50)) {
        knowledge.total = Fraction{known->pot} * known->unit;
      }
      const engine::Audit found = audit(printed(*known), knowledge);
      CAPTURE(known->name());
      CAPTURE(number);
      REQUIRE(found.verdict() == AuditVerdict::kConsistent);
      const auto rules = facts_of<engine::Reproduced>(found);
      REQUIRE(rules.size() == 1);
      REQUIRE(names_of(rules[0].second.rules).contains(known->name()));
      for (const RuleFound& rule : rules[0].second.rules) {
        CAPTURE(name_of(rule));
        REQUIRE(gives(rule, *known));
      }
    }
  }
  CHECK(tables > 1'000);
}

/// What a ministry publishes: a sum row, percentages, the year before and the change, each rounded
/// by itself, some districts raised to a floor.
PrintedTable honest_table(Random& random) {
  const auto count = static_cast<std::size_t>(random.between(3, 40));
  constexpr std::string_view kMethods[] = {"half_up", "down", "up", "largest_remainder", "dhondt"};
  const std::string_view method = kMethods[random.index(5)];
  Units weights;
  Units prior;
  for (std::size_t i = 0; i < count; ++i) {
    weights.push_back(random.between(100, 100'000));
    prior.push_back(random.between(1'000, 3'000'000));
  }
  const std::int64_t pot = random.between(1'000, 50'000'000);
  Units units =
      rounded({.method = method, .weights = Quantities::from(weights), .units = pot}).outcome.units;
  if (random.chance(30)) {
    const std::int64_t floor = units[random.index(count)];
    for (std::int64_t& amount : units) {
      amount = std::max(amount, floor);
    }
  }
  const std::int64_t sum = std::accumulate(units.begin(), units.end(), std::int64_t{0});
  const bool cut = random.chance(30);
  std::vector<std::string> percent;
  std::vector<std::string> shift;
  std::vector<std::string> change;
  for (std::size_t i = 0; i < count; ++i) {
    const Fraction hundredths{BigInt{units[i]} * BigInt{10'000},
                              BigInt{std::max<std::int64_t>(sum, 1)}};
    const Fraction printed{hundredths.rounded(cut ? Rounding::kDown : Rounding::kHalfUp)};
    percent.push_back((printed / Fraction{100}).to_decimal(2));
    shift.push_back(std::to_string(units[i] - prior[i]));
    change.push_back(
        (Fraction{BigInt{units[i]} * BigInt{100}, BigInt{prior[i]}} - Fraction{100}).to_decimal(1));
  }
  const Fraction hundredth{BigInt{1}, BigInt{100}};
  auto amounts = texts_of(units);
  amounts.push_back(std::to_string(random.chance(50) ? sum : pot));
  if (sum - pot > static_cast<std::int64_t>(count) ||
      pot - sum > static_cast<std::int64_t>(count)) {
    amounts.back() = std::to_string(sum);
  }
  std::vector<PrintedSampleColumn> columns{{PrintedRole::kAmount, "amount", amounts}};
  if (random.chance(70)) {
    columns.push_back({PrintedRole::kKey, "key", texts_of(weights)});
  }
  if (random.chance(70)) {
    columns.push_back({PrintedRole::kPercent, "%", percent, hundredth});
  }
  columns.push_back({PrintedRole::kPrior, "prior", texts_of(prior)});
  if (random.chance(70)) {
    columns.push_back({PrintedRole::kShift, "shift", shift});
  }
  if (random.chance(70)) {
    columns.push_back({PrintedRole::kChange, "change", change, hundredth});
  }
  return printed_sample(labels(count), columns, true);
}

TEST_CASE("nothing is found against what an honest table may do") {
  Random random{72};
  for (int number = 0; number < 1'000; ++number) {
    const PrintedTable table = honest_table(random);
    const engine::Audit found = engine::audit(table, {});
    CAPTURE(number);
    for (const engine::AuditFinding& finding : found.findings) {
      CAPTURE(finding.fact.index());
      REQUIRE(finding.verdict != AuditVerdict::kInconsistent);
    }
  }
}

TEST_CASE("a misprint of some percent in the middle of a table is found, and its row") {
  Random random{73};
  for (int number = 0; number < 300; ++number) {
    const std::size_t count = 12 + random.index(30);
    Units weights;
    for (std::size_t i = 0; i < count; ++i) {
      weights.push_back(random.between(1'000, 100'000));
    }
    Units units = rounded({.method = "largest_remainder",
                           .weights = Quantities::from(weights),
                           .units = random.between(1'000'000, 90'000'000)})
                      .outcome.units;
    Units order = weights;
    std::ranges::sort(order);
    const auto at = std::ranges::find(weights, order[count / 2]) - weights.begin();
    const auto row = static_cast<std::size_t>(at);
    const std::int64_t right = units[row];
    units[row] += right / 30 * (random.chance(50) ? 1 : -1);
    const engine::Audit found = engine::audit(
        printed_sample(labels(count), {{PrintedRole::kAmount, "amount", texts_of(units)},
                                       {PrintedRole::kKey, "key", texts_of(weights)}}),
        {});
    CAPTURE(number);
    REQUIRE(found.verdict() == AuditVerdict::kInconsistent);
    const auto rates = facts_of<engine::OneRate>(found);
    REQUIRE(rates.size() == 1);
    REQUIRE(rates[0].second.strays.size() == 1);
    CHECK(rates[0].second.strays[0].row == row);
    const Fraction off = rates[0].second.strays[0].fit - Fraction{right};
    CHECK(off <= Fraction{1});
    CHECK(off >= Fraction{-1});
  }
}

}  // namespace
}  // namespace allot::test
