#include "allot/engine/rerun.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "allot/core/error.hpp"
#include "allot/engine/keys/keys.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/model/scenario.hpp"
#include "engine/allocate.hpp"
#include "engine/pot/pot_amounts.hpp"
#include "engine/prior.hpp"
#include "engine/rounding/left_over.hpp"

namespace allot::engine {

namespace {

constexpr int kMostBits = 63;
constexpr int kBitsOfAmount = 51;  ///< a thousand such amounts can be added

bool does_nothing_else(const Scenario& scenario, const Pot& pot) {
  const auto is_part = [&](const Pot& other) {
    const auto* part = std::get_if<PartOfPot>(&other.amount);
    return part != nullptr && scenario.pots[index_of(part->of)].id == pot.id;
  };
  return pot.fixed_amount() != nullptr && !pot.participation && !pot.prorate &&
         pot.contributors.empty() && !pot.tranches &&
         std::none_of(scenario.pots.begin(), scenario.pots.end(), is_part);
}

std::optional<std::int64_t> minor_of(const Fraction& unit, int decimals) {
  const Fraction minor = unit * Fraction{BigInt::power_of_ten(decimals)};
  return minor.is_whole() ? minor.numerator().as_int64() : std::nullopt;
}

void report_beyond_range(const ArithmeticError& error, const Scenario& scenario,
                         Problems& problems) {
  problems.add({.code = Code::kNumberOutOfRange,
                .where = scenario.where,
                .message = error.what(),
                .label = "out of range",
                .help = {error.way_out()}});
}

void add_pot(const PotResult& pot, Outcome& outcome) {
  for (std::size_t i = 0; i < pot.budgets.size(); ++i) {
    outcome.budgets[i] += pot.budgets[i];
  }
  outcome.total += pot.budget;
  outcome.not_assigned += pot.not_assigned;
}

}  // namespace

/// A pot that does nothing but share all of a fixed amount among all districts by a key, rounded by
/// largest remainder: most pots. Its amount can then be changed ten thousand times a moment.
class PlainShare {
 public:
  /// Nothing where the pot does more than that. `scenario` and `keys` outlive it.
  static std::optional<PlainShare> of(const Scenario& scenario, const Keys& keys, const Pot& pot);

  /// Adds what each district gets of `amount`, in minor units. False, and nothing is added, where
  /// the general way has to be gone: the amount is no whole number of units, or too large.
  bool add(const Fraction& amount, std::vector<std::int64_t>& minor) const;

 private:
  PlainShare(const Quantities::Narrow& weights, std::int64_t whole, Fraction unit,
             std::int64_t unit_minor, TieOrder ties);

  const Quantities::Narrow* weights_;
  std::int64_t whole_;
  int bits_;  ///< of the largest weight
  Fraction unit_;
  std::int64_t unit_minor_;
  TieOrder ties_;
};

PlainShare::PlainShare(const Quantities::Narrow& weights, std::int64_t whole, Fraction unit,
                       std::int64_t unit_minor, TieOrder ties)
    : weights_{&weights},
      whole_{whole},
      bits_{bit_length(*std::max_element(weights.begin(), weights.end()))},
      unit_{std::move(unit)},
      unit_minor_{unit_minor},
      ties_{std::move(ties)} {}

std::optional<PlainShare> PlainShare::of(const Scenario& scenario, const Keys& keys,
                                         const Pot& pot) {
  const KeyId* by = only_key(pot);
  const KeyValues* key = by == nullptr ? nullptr : keys.find(*by);
  if (key == nullptr || !key->closes || !does_nothing_else(scenario, pot) ||
      pot.rounding.method != default_rounding_method()) {
    return std::nullopt;
  }
  const Fraction whole = key->whole * Fraction{key->weights.denominator()};
  const auto* weights = key->weights.narrow();
  const std::int64_t sum = whole.is_whole() ? whole.numerator().as_int64().value_or(0) : 0;
  const auto unit_minor = minor_of(pot.rounding.unit, scenario.decimals);
  if (weights == nullptr || weights->empty() || sum <= 0 || !unit_minor) {
    return std::nullopt;
  }
  return PlainShare{*weights, sum, pot.rounding.unit, *unit_minor,
                    TieOrder{scenario, pot.rounding, key->weights}};
}

bool PlainShare::add(const Fraction& amount, std::vector<std::int64_t>& minor) const {
  const Fraction quotient = amount / unit_;
  const auto all = quotient.is_whole() ? quotient.numerator().as_int64() : std::nullopt;
  if (!all || *all < 0 || bit_length(*all) + bits_ > kMostBits ||
      bit_length(*all) + bit_length(unit_minor_) > kBitsOfAmount) {
    return false;
  }
  const std::size_t size = weights_->size();
  std::vector<std::int64_t> units(size);
  std::vector<Remainder<std::int64_t>> remainders;
  remainders.reserve(size);
  std::int64_t left = *all;
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::int64_t product = *all * (*weights_)[i];
    units[i] = product / whole_;
    left -= units[i];
    if (const std::int64_t remainder = product - units[i] * whole_; remainder > 0) {
      remainders.push_back({.value = remainder, .of = i});
    }
  }
  invariant(left <= static_cast<std::int64_t>(remainders.size()),
            "rounding down leaves fewer units than districts");
  if (left > 0) {
    select_largest(remainders, left, [&](auto a, auto b) { return ties_.before(a, b); });
    std::for_each(remainders.begin(), remainders.begin() + left,
                  [&](const auto& entry) { ++units[entry.of]; });
  }
  for (std::size_t i = 0; i < size; ++i) {
    minor[i] += units[i] * unit_minor_;
  }
  return true;
}

struct Rerun::Fixed {
  Keys keys;
  PriorYears priors;
  std::optional<PriorYear> prior;
  std::vector<PlainShare> plain = {};  ///< of all pots, or of none

  /// Nothing where the general way has to be gone.
  [[nodiscard]] std::optional<Outcome> shared(const Scenario& varied) const;
};

std::optional<Outcome> Rerun::Fixed::shared(const Scenario& varied) const {
  if (plain.empty()) {
    return std::nullopt;
  }
  std::vector<std::int64_t> minor(varied.districts.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const Fraction* amount = varied.pots[i].fixed_amount();
    if (amount == nullptr || !plain[i].add(*amount, minor)) {
      return std::nullopt;
    }
  }
  Outcome outcome{.budgets = {}, .total = {}, .not_assigned = {}};
  outcome.budgets.reserve(minor.size());
  for (const std::int64_t budget : minor) {
    outcome.budgets.push_back(Money::from_minor(budget));
    outcome.total += outcome.budgets.back();
  }
  return outcome;
}

Outcome outcome_of(const Result& result) {
  Outcome outcome{.budgets = result.budgets, .total = result.total, .not_assigned = {}};
  for (const PotResult& pot : result.pots) {
    outcome.not_assigned += pot.not_assigned;
  }
  return outcome;
}

std::optional<Rerun> Rerun::of(const Scenario& scenario, Problems& problems) {
  Problems found;
  std::shared_ptr<const Fixed> fixed;
  try {
    Keys keys = Keys::evaluate(scenario, found);
    PriorYears priors{scenario, keys, found};
    auto prior = priors.in_all();
    auto made = std::make_shared<Fixed>(
        Fixed{.keys = std::move(keys), .priors = std::move(priors), .prior = std::move(prior)});
    for (const Pot& pot : scenario.pots) {
      if (auto share = PlainShare::of(scenario, made->keys, pot)) {
        made->plain.push_back(std::move(*share));
      }
    }
    if (made->plain.size() != scenario.pots.size()) {
      made->plain.clear();
    }
    fixed = std::move(made);
  } catch (const ArithmeticError& error) {
    report_beyond_range(error, scenario, found);
  }
  problems.append(found);
  return found.has_errors() ? std::nullopt : std::optional{Rerun{std::move(fixed)}};
}

std::optional<Outcome> Rerun::run(const Scenario& varied, Problems& problems) const {
  Problems found;
  Outcome outcome{
      .budgets = std::vector<Money>(varied.districts.size()), .total = {}, .not_assigned = {}};
  try {
    if (auto shared = fixed_->shared(varied)) {
      return shared;
    }
    const auto amounts = pot_amounts(varied, found);
    for (std::size_t i = 0; amounts && i < varied.pots.size(); ++i) {
      const auto pot = allocate({.scenario = varied,
                                 .keys = fixed_->keys,
                                 .pot = varied.pots[i],
                                 .amount = amounts->amounts[i],
                                 .passed_on = amounts->passed_on[i],
                                 .prior = fixed_->priors.of_pot(i),
                                 .watched = {}},
                                found);
      if (pot) {
        add_pot(pot->result, outcome);
      }
    }
  } catch (const ArithmeticError& error) {
    report_beyond_range(error, varied, found);
  }
  problems.append(found);
  return found.has_errors() ? std::nullopt : std::optional{std::move(outcome)};
}

const std::optional<PriorYear>& Rerun::prior() const { return fixed_->prior; }

}  // namespace allot::engine
