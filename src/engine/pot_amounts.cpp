#include "engine/pot_amounts.hpp"

#include <fmt/core.h>

#include "engine/contributions.hpp"
#include "engine/wording.hpp"

namespace allot::engine {

namespace {

/// Depth first: a part needs the amount of the pot that it is a part of.
class Amounts {
 public:
  Amounts(const Scenario& scenario, Problems& problems)
      : scenario_{scenario}, problems_{problems}, known_(scenario.pots.size()) {
    result_.passed_on.resize(scenario.pots.size());
  }

  PotAmounts take() {
    for (std::size_t pot = 0; pot < known_.size(); ++pot) {
      result_.amounts.push_back(amount_of(pot));
    }
    return std::move(result_);
  }

 private:
  const Fraction& amount_of(std::size_t index) {
    if (!known_[index]) {
      const Pot& pot = scenario_.pots[index];
      known_[index] =
          std::visit([&](const auto& form) { return value_of(index, pot, form); }, pot.amount);
    }
    return *known_[index];
  }

  Fraction value_of(std::size_t /*index*/, const Pot& /*pot*/, const Fraction& amount) {
    return amount;
  }
  Fraction value_of(std::size_t /*index*/, const Pot& /*pot*/, const OpenAmount& /*open*/) {
    return 0;
  }
  Fraction value_of(std::size_t /*index*/, const Pot& pot, const ContributedAmount& /*amount*/) {
    return contributions(pot).amount;
  }
  Fraction value_of(std::size_t index, const Pot& pot, const PartOfPot& part) {
    Fraction amount = amount_of(index_of(part.of)) * part.share;
    if (!(amount / pot.rounding.unit).is_whole()) {
      report_part(pot, scenario_.pots[index_of(part.of)], part, amount);
    }
    result_.passed_on[index_of(part.of)].push_back(
        {.to = static_cast<PotId>(index), .amount = amount});
    return amount;
  }

  void report_part(const Pot& pot, const Pot& whole, const PartOfPot& part,
                   const Fraction& amount) {
    problems_.add({.code = Code::kPartNotWhole,
                   .where = pot.amount_where,
                   .message = fmt::format(
                       "{} of pot `{}` is {}, not a whole number of units of {}",
                       percent_text(part.share), whole.id, amount_text(amount, scenario_.decimals),
                       amount_text(pot.rounding.unit, pot.rounding.unit.decimals().value_or(0))),
                   .label = "a part of a unit",
                   .help = {"choose a smaller `unit` for this pot, or another part"}});
  }

  const Scenario& scenario_;
  Problems& problems_;
  std::vector<std::optional<Fraction>> known_;
  PotAmounts result_;
};

}  // namespace

std::optional<PotAmounts> pot_amounts(const Scenario& scenario, Problems& problems) {
  Problems found;
  PotAmounts amounts = Amounts{scenario, found}.take();
  problems.append(found);
  return found.has_errors() ? std::nullopt : std::optional{std::move(amounts)};
}

}  // namespace allot::engine
