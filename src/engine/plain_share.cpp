#include "engine/plain_share.hpp"

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"
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

}  // namespace

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

}  // namespace allot::engine
