#include "engine/pot/bounds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

/// Evaluates the forms of a bound, for all districts.
struct BoundReader {
  const StepInput& input;
  const PotState& state;
  const Location& where;
  Problems& problems;

  using Values = std::optional<Quantities>;

  [[nodiscard]] Values constant(const Fraction& amount) const {
    return Quantities::constant(input.scenario.districts.size(), amount);
  }

  Values operator()(const FixedBound& bound) const { return constant(bound.amount); }
  Values operator()(const PriorBound& bound) const {
    if (const auto undefined = first_undefined(input)) {
      report_undefined_prior(input, where, *undefined, "bound it by an amount or a column instead",
                             problems);
      return std::nullopt;
    }
    return input.prior->amounts.times(bound.share);
  }
  Values operator()(const PotBound& bound) const {
    return constant(state.ledger.amount() * bound.share);
  }
  Values operator()(const RateBound& bound) const {
    const KeyValues* key = input.keys.find(bound.per);
    return key == nullptr ? Values{} : Values{key->weights.times(bound.amount)};
  }
  Values operator()(const ColumnBound& bound) const {
    return input.scenario.column(bound.column).values;
  }
};

/// The same forms in words.
struct BoundWords {
  const Scenario& scenario;
  const std::string& prior;

  std::string operator()(const FixedBound& bound) const {
    return amount_text(bound.amount, scenario.decimals);
  }
  std::string operator()(const PriorBound& bound) const {
    return fmt::format("{} of {}", percent_text(bound.share), prior);
  }
  std::string operator()(const PotBound& bound) const {
    return fmt::format("{} of the pot", percent_text(bound.share));
  }
  std::string operator()(const RateBound& bound) const {
    return fmt::format("{} for each of `{}`", amount_text(bound.amount, 0),
                       scenario.key(bound.per).name);
  }
  std::string operator()(const ColumnBound& bound) const {
    return fmt::format("column `{}`", scenario.column(bound.column).name);
  }
};

}  // namespace

std::string bound_text(const Scenario& scenario, const Bound& bound, const std::string& prior) {
  return std::visit(BoundWords{scenario, prior}, bound);
}

std::optional<Quantities> bound_values(const StepInput& input, const PotState& state,
                                       const Argument& bound, Problems& problems) {
  auto values =
      std::visit(BoundReader{input, state, bound.where, problems}, std::get<Bound>(bound.value));
  return values ? std::optional{input.participants.only(*values)} : std::nullopt;
}

void report_minimums(const StepInput& input, const Location& where, const Fraction& needed,
                     const Fraction& there, std::string way_out, Problems& problems) {
  const int decimals = input.scenario.decimals;
  std::vector<std::string> help{std::move(way_out)};
  if (there.sign() == 0 && input.index == 0) {
    help = {"bounds work on what the steps before them gave: put this step after them"};
  }
  problems.add(
      {.code = Code::kMinimumsTooHigh,
       .where = where,
       .message = fmt::format("the minimums of pot `{}` need {}, {} is there: short by {}",
                              input.pot.id, amount_text(needed, decimals),
                              amount_text(there, decimals), amount_text(needed - there, decimals)),
       .label = "cannot all be met",
       .help = std::move(help)});
}

void report_maximums(const StepInput& input, const Location& where, const Fraction& room,
                     const Fraction& there, std::string way_out, Problems& problems) {
  const int decimals = input.scenario.decimals;
  problems.add({.code = Code::kMaximumsTooLow,
                .where = where,
                .message = fmt::format(
                    "the maximums of pot `{}` leave room for {}, {} is there: {} cannot be placed",
                    input.pot.id, amount_text(room, decimals), amount_text(there, decimals),
                    amount_text(there - room, decimals)),
                .label = "leave money over",
                .help = {std::move(way_out)}});
}

Scaling scaling_of(const FillingTask& task, const Quantities& amounts,
                   const std::vector<std::uint32_t>& held, std::size_t others) {
  std::vector<bool> flags(task.weights.size());
  for (const std::uint32_t district : held) {
    flags[district] = true;
  }
  return {.total = task.total,
          .held = amounts.only(flags).total(),
          .others = task.weights.total() - task.weights.only(flags).total(),
          .held_districts = held.size(),
          .other_districts = others};
}

std::optional<DistrictId> first_undefined(const StepInput& input) {
  const std::vector<bool>& missing = input.prior->missing;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (missing[i] && input.participants.takes_part(i)) {
      return static_cast<DistrictId>(i);
    }
  }
  return std::nullopt;
}

void report_undefined_prior(const StepInput& input, const Location& where, DistrictId district,
                            std::string way_out, Problems& problems) {
  problems.add(
      {.code = Code::kUndefinedPrior,
       .where = where,
       .message = fmt::format("{} has no prior year, and this step of pot `{}` needs one",
                              district_text(input.scenario, district), input.pot.id),
       .label = "of an undefined amount",
       .help = {"write 0 where a district got nothing last year", std::move(way_out)},
       .related = {{input.scenario.districts.places[index_of(district)], "this district"}}});
}

}  // namespace allot::engine
