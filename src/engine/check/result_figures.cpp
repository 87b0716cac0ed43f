#include "engine/check/result_figures.hpp"

#include <algorithm>
#include <utility>

namespace allot::engine {

namespace {

/// What who is chosen has more than another; less, where units are taken back.
Money gain_of(const Tie& tie, const PotResult& pot) {
  const Money unit = Money::from_minor(pot.unit);
  switch (tie.stake) {
    case Stake::kUnits:
      return unit;
    case Stake::kTakenBack:
    case Stake::kGivenBack:
      return -unit;
    case Stake::kResidual:
      break;
  }
  return pot.residual;
}

}  // namespace

std::vector<TieOtherwise> ResultFigures::settle_ties(const Cells& amounts) {
  std::vector<TieOtherwise> settled;
  for (std::uint32_t pot = 0; pot < result_.pots.size(); ++pot) {
    for (const Tie& tie : result_.pots[pot].ties) {
      if (auto other = settle(tie, PotId{pot}, amounts)) {
        settled.push_back(*std::move(other));
      }
    }
  }
  return settled;
}

std::optional<TieOtherwise> ResultFigures::settle(const Tie& tie, PotId pot, const Cells& amounts) {
  const Money gain = gain_of(tie, result_.pots[index_of(pot)]);
  TieOtherwise other{.pot = pot, .printed = {}, .computed = {}};
  for (const DistrictId district : tie.tied) {
    const auto cell = amounts.find(district);
    const Money budget = budgets_[index_of(district)];
    if (cell == amounts.end() || cell->second->admits(amount(budget))) {
      continue;
    }
    const bool chosen = std::ranges::binary_search(tie.chosen, district);
    if (!cell->second->admits(amount(chosen ? budget - gain : budget + gain))) {
      return std::nullopt;
    }
    (chosen ? other.computed : other.printed).push_back(district);
  }
  if (other.printed.empty() || other.printed.size() != other.computed.size()) {
    return std::nullopt;
  }
  for (const DistrictId district : other.printed) {
    budgets_[index_of(district)] += gain;
  }
  for (const DistrictId district : other.computed) {
    budgets_[index_of(district)] = budgets_[index_of(district)] - gain;
  }
  return other;
}

const KeyValues* ResultFigures::only_key() const {
  std::optional<KeyId> key;
  for (const PotResult& pot : result_.pots) {
    if (!pot.share || (key && *key != pot.share->key)) {
      return nullptr;
    }
    key = pot.share->key;
  }
  return key ? result_.keys.find(*key) : nullptr;
}

std::optional<Fraction> ResultFigures::of(PrintedRole role, DistrictId district) const {
  const std::size_t i = index_of(district);
  const Fraction budget = amount(budgets_[i]);
  std::optional<Fraction> before;
  if (result_.prior && result_.prior->budgets[i]) {
    before = amount(*result_.prior->budgets[i]);
  }
  switch (role) {
    case PrintedRole::kAmount:
      return budget;
    case PrintedRole::kPercent:
      return result_.total == Money{} ? std::nullopt
                                      : std::optional{budget / amount(result_.total)};
    case PrintedRole::kPrior:
      return before;
    case PrintedRole::kShift:
      return before ? std::optional{budget - *before} : std::nullopt;
    case PrintedRole::kChange:
      return before && before->sign() != 0 ? std::optional{(budget - *before) / *before}
                                           : std::nullopt;
    case PrintedRole::kKey:
      break;
  }
  const KeyValues& key = *only_key();
  const Fraction value = key.weights.at(i);
  if (key_form == KeyForm::kValues || key.whole.sign() == 0) {
    return value;
  }
  return value / key.whole * Fraction{key_form == KeyForm::kPercentages ? 100 : 1};
}

bool ResultFigures::has_none(PrintedRole role) const {
  switch (role) {
    case PrintedRole::kPrior:
    case PrintedRole::kShift:
    case PrintedRole::kChange:
      return !result_.prior;
    case PrintedRole::kKey:
      return only_key() == nullptr;
    default:
      return false;
  }
}

Fraction ResultFigures::budget(DistrictId district) const {
  return amount(budgets_[index_of(district)]);
}

bool ResultFigures::has_part(DistrictId district) const {
  const std::size_t i = index_of(district);
  return budgets_[i] != Money{} ||
         (result_.prior && result_.prior->budgets[i].value_or(Money{}) != Money{}) ||
         result_.takes_part.empty() || result_.takes_part[i];
}

std::vector<Fraction> ResultFigures::of_all(PrintedRole role) const {
  if (role == PrintedRole::kAmount) {
    return {amount(result_.total), pots()};
  }
  if (role == PrintedRole::kPercent) {
    return {Fraction{1}};
  }
  if (result_.prior && role == PrintedRole::kPrior) {
    return {amount(result_.prior->total)};
  }
  if (result_.prior && role == PrintedRole::kShift) {
    return {amount(result_.total) - amount(result_.prior->total)};
  }
  return {};
}

Fraction ResultFigures::unit() const {
  return amount(Money::from_minor(result_.pots.front().unit));
}

/// All money that there was to give; what a pot passes on is another's.
Fraction ResultFigures::pots() const {
  Fraction all;
  for (const PotResult& pot : result_.pots) {
    all += amount(pot.amount);
    for (const PassedOn& part : pot.passed_on) {
      all -= amount(part.amount);
    }
  }
  return all;
}

}  // namespace allot::engine
