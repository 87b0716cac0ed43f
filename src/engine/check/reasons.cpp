#include <algorithm>
#include <optional>
#include <set>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/run.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "engine/check/printed_check.hpp"

namespace allot::engine {

namespace {

/// A scenario is run again for each way that is tried.
constexpr std::size_t kMostPots = 20;

class ReasonFinder {
 public:
  ReasonFinder(const Scenario& scenario, const PrintedAmounts& printed)
      : scenario_{scenario}, printed_{printed} {}

  std::vector<TableReason> run() && {
    if (scenario_.pots.size() <= kMostPots) {
      try_roundings();
    }
    return std::move(reasons_);
  }

 private:
  /// Whether every printed amount agrees with the budgets of the scenario as it is changed.
  [[nodiscard]] bool reproduces(Scenario& changed) const {
    Problems ignored;
    changed.decimals = std::max(changed.decimals, decimals_of_units(changed));
    const auto result = engine::run(changed, ignored, PotDetail::kTotals);
    if (!result) {
      return false;
    }
    return admits(printed_, result->budgets, changed.decimals);
  }

  static int decimals_of_units(const Scenario& scenario) {
    int most = 0;
    for (const Pot& pot : scenario.pots) {
      most = std::max(most, pot.rounding.unit.decimals().value_or(0));
    }
    return most;
  }

  /// The units of the pots, and that of the last printed digit.
  [[nodiscard]] std::set<Fraction> units() const {
    std::set<Fraction> units;
    for (const Pot& pot : scenario_.pots) {
      units.insert(pot.rounding.unit);
    }
    for (const auto& cell : printed_.column.cells) {
      if (cell && cell->half.sign() > 0) {
        units.insert(cell->half * Fraction{2});
        break;
      }
    }
    return units;
  }

  void try_roundings() {
    for (const Fraction& unit : units()) {
      for (std::size_t method = 0; method < rounding_methods().size(); ++method) {
        if (rounding_methods()[method].divisor && !may_round_by_divisor()) {
          continue;
        }
        if (rounding_methods()[method].closes) {
          try_rounding({.method = method, .unit = unit, .residual = {}});
        } else {
          try_residuals(method, unit);
        }
      }
    }
  }

  /// What one unit each would give is the same as these where no more than one is left.
  void try_residuals(std::size_t method, const Fraction& unit) {
    const std::size_t before = reasons_.size();
    try_rounding({.method = method, .unit = unit, .residual = Residual::To::kReport});
    try_rounding({.method = method, .unit = unit, .residual = Residual::To::kLargest});
    if (reasons_.size() == before && rounding_methods()[method].each != Rounding::kUp) {
      try_rounding({.method = method, .unit = unit, .residual = Residual::To::kOneEachToLargest});
    }
  }

  /// Only a pot whose single step is one share.
  [[nodiscard]] bool may_round_by_divisor() const {
    return std::ranges::all_of(scenario_.pots, [](const Pot& pot) {
      return pot.steps.size() == 1 && step_kinds()[pot.steps.front().kind].name == "share" &&
             pot.steps.front().find("tiers") == nullptr &&
             pot.steps.front().find(kRoundOfStep.name) == nullptr && !pot.prorate;
    });
  }

  void try_rounding(const OtherRounding& rounding) {
    Scenario changed = scenario_;
    for (Pot& pot : changed.pots) {
      RoundingRule& rule = pot.rounding;
      rule.method = rounding.method;
      rule.unit = rounding.unit;
      rule.residual = rounding.residual
                          ? std::optional{Residual{
                                .to = *rounding.residual, .reserve = {}, .where = rule.where}}
                          : std::nullopt;
      // A pot that is no multiple of the unit keeps the rest.
      if (!rule.residual && pot.fixed_amount() != nullptr &&
          !(*pot.fixed_amount() / rule.unit).is_whole()) {
        rule.residual = Residual{.to = Residual::To::kReport, .reserve = {}, .where = rule.where};
      }
      if (!rounding_methods()[rule.method].divisor) {
        rule.minimum = rule.maximum = std::monostate{};
      }
    }
    if (reproduces(changed)) {
      reasons_.emplace_back(rounding);
    }
  }

  const Scenario& scenario_;
  const PrintedAmounts& printed_;
  std::vector<TableReason> reasons_;
};

}  // namespace

bool admits(const PrintedAmounts& printed, const std::vector<Money>& budgets, int decimals) {
  const std::vector<PrintedRow>& rows = printed.table.rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& cell = printed.column.cells[i];
    if (rows[i].district && cell &&
        !cell->admits(in_currency(budgets[index_of(*rows[i].district)], decimals))) {
      return false;
    }
  }
  return true;
}

std::vector<TableReason> reasons_for(const Scenario& scenario, const PrintedAmounts& printed) {
  return ReasonFinder{scenario, printed}.run();
}

}  // namespace allot::engine
