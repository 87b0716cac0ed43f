#include "engine/pot/bounds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "engine/arithmetic/comparison.hpp"
#include "engine/pot/participants.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

/// Those who have a bound, and what it is: of the others 0.
struct KnownBounds {
  Quantities amounts;
  std::vector<bool> unknown = {};  ///< empty: nobody
};

/// Evaluates the forms of a bound, for all districts. A part of an undefined prior year is unknown.
struct BoundReader {
  const StepInput& input;
  const PotState& state;

  using Values = std::optional<KnownBounds>;

  [[nodiscard]] Values constant(const Fraction& amount) const {
    return KnownBounds{Quantities::constant(input.scenario.districts.size(), amount)};
  }

  Values operator()(const FixedBound& bound) const { return constant(bound.amount); }
  Values operator()(const PriorBound& bound) const {
    return KnownBounds{input.prior->amounts.times(bound.share), input.prior->missing};
  }
  Values operator()(const PriorColumnBound& bound) const {
    const Quantities& percent = input.scenario.column(bound.percent).values;
    return KnownBounds{input.prior->amounts.times(percent).times(Fraction{1, 100}).reduced(),
                       input.prior->missing};
  }
  Values operator()(const PotBound& bound) const {
    return constant(state.ledger.amount() * bound.share);
  }
  Values operator()(const RateBound& bound) const {
    const KeyValues* key = input.keys.find(bound.per);
    return key == nullptr ? Values{} : Values{{key->weights.times(bound.amount)}};
  }
  Values operator()(const ColumnBound& bound) const {
    return KnownBounds{input.scenario.column(bound.column).values};
  }
  Values operator()(const SeveralBounds& bound) const {
    Values all;
    for (const BoundMember& member : bound.members) {
      Values one = std::visit(*this, member.bound);
      if (!one) {
        return std::nullopt;
      }
      all = all ? chosen(bound.which, *std::move(all), *std::move(one)) : std::move(one);
    }
    return all;
  }

 private:
  /// Of each district the greater, or the lesser, of those that are known.
  static KnownBounds chosen(SeveralBounds::Which which, KnownBounds a, KnownBounds b) {
    if (which == SeveralBounds::Which::kGreatest) {  // unknown ones are 0, and none is below 0
      return {larger_of(a.amounts, b.amounts), both(a.unknown, b.unknown)};
    }
    // Where one is unknown it is as large as the other.
    const Quantities of_a = b.unknown.empty() ? a.amounts : a.amounts.only(b.unknown);
    const Quantities of_b = a.unknown.empty() ? b.amounts : b.amounts.only(a.unknown);
    return {smaller_of(a.unknown.empty() ? a.amounts : a.amounts.plus(of_b),
                       b.unknown.empty() ? b.amounts : b.amounts.plus(of_a)),
            both(a.unknown, b.unknown)};
  }
  static std::vector<bool> both(std::vector<bool> a, const std::vector<bool>& b) {
    if (a.empty() || b.empty()) {
      return {};
    }
    for (std::size_t i = 0; i < b.size(); ++i) {
      a[i] = a[i] && b[i];
    }
    return a;
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
  std::string operator()(const PriorColumnBound& bound) const {
    return fmt::format("the percentage in column `{}` of {}", scenario.column(bound.percent).name,
                       prior);
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
  std::string operator()(const SeveralBounds& bound) const {
    std::string members;
    for (const BoundMember& member : bound.members) {
      members += (members.empty() ? "" : "; ") + std::visit(*this, member.bound);
    }
    const bool greatest = bound.which == SeveralBounds::Which::kGreatest;
    return fmt::format("the {} of ({})", greatest ? "greatest" : "least", members);
  }
};

}  // namespace

std::string bound_text(const Scenario& scenario, const Bound& bound, const std::string& prior) {
  return std::visit(BoundWords{scenario, prior}, bound);
}

std::string scaled_bound_text(const Scenario& scenario, const Bound& bound, const Fraction& factor,
                              const std::string& prior) {
  Bound scaled = bound;
  if (auto* fixed = std::get_if<FixedBound>(&scaled)) {
    fixed->amount = fixed->amount * factor;
  } else if (auto* of_prior = std::get_if<PriorBound>(&scaled)) {
    of_prior->share = of_prior->share * factor;
  } else if (auto* of_pot = std::get_if<PotBound>(&scaled)) {
    of_pot->share = of_pot->share * factor;
  } else {
    return percent_text(factor) + " of each";
  }
  return bound_text(scenario, scaled, prior);
}

std::string part_of_loss_text(const Fraction& part, const std::string& prior) {
  return fmt::format("{} of the loss against {}", percent_text(part), prior);
}

std::string prior_text(const PriorAmounts* prior) {
  return prior == nullptr || prior->label == "prior" ? "the prior year" : prior->label;
}

std::optional<Quantities> floor_values(const StepInput& input, const PotState& state,
                                       const Bound& bound) {
  auto values = std::visit(BoundReader{input, state}, bound);
  return values ? std::optional{input.participants.only(values->amounts)} : std::nullopt;
}

std::optional<Quantities> bound_values(const StepInput& input, const PotState& state,
                                       const Argument& argument, Problems& problems) {
  const auto& bound = std::get<Bound>(argument.value);
  const auto undefined = is_of_prior(bound) ? first_undefined(input) : std::nullopt;
  if (undefined) {
    report_undefined_prior(input, argument.where, *undefined,
                           "bound it by an amount or a column instead", problems);
    return std::nullopt;
  }
  return floor_values(input, state, bound);
}

std::vector<bool> unbounded(const StepInput& input, const Bound& bound) {
  bool by_prior = true;
  for_each_single(bound, [&](const Bound& single) { by_prior = by_prior && is_of_prior(single); });
  return by_prior ? input.prior->missing : std::vector<bool>{};
}

void record_members(const StepInput& input, const Bound& bound, bool is_minimum, PotState& state) {
  if (state.facts.watched().empty() || !std::holds_alternative<SeveralBounds>(bound)) {
    return;
  }
  std::vector<KnownBounds> singles;
  for_each_single(bound, [&](const Bound& single) {
    singles.push_back(std::visit(BoundReader{input, state}, single).value());
  });
  state.facts.record([&](std::size_t i) {
    BoundChosen chosen{.is_minimum = is_minimum, .of = {}};
    for (const KnownBounds& single : singles) {
      const bool known = single.unknown.empty() || !single.unknown[i];
      chosen.of.push_back(known ? std::optional{single.amounts.at(i)} : std::nullopt);
    }
    return chosen;
  });
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
