#include "engine/pot/pot_amounts.hpp"

#include <fmt/core.h>

#include <optional>
#include <vector>

#include "allot/core/error.hpp"
#include "engine/pot/contributions.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

/// As a file has it: `30 %`, or `1/3` where no percentage is exactly that.
std::string part_text(const Fraction& share) {
  constexpr int kMostDecimals = 4;
  const auto decimals = (share * Fraction{100}).decimals();
  return decimals && *decimals <= kMostDecimals ? percent_text(share) : share.to_string();
}

/// A part needs the amount of the pot that it is a part of, which may be a part itself.
class Amounts {
 public:
  Amounts(const Scenario& scenario, Problems& problems)
      : scenario_{scenario}, problems_{problems}, known_(scenario.pots.size()) {
    result_.passed_on.resize(scenario.pots.size());
  }

  PotAmounts take() {
    for (std::size_t pot = 0; pot < known_.size(); ++pot) {
      try {
        result_.amounts.push_back(amount_of(pot));
      } catch (const ArithmeticError& error) {
        report_range(scenario_.pots[at_], error);
        break;  // its parts have the same reason
      }
    }
    return std::move(result_);
  }

 private:
  /// From the outermost pot inwards, without recursion: a chain may be longer than the stack.
  const Fraction& amount_of(std::size_t index) {
    std::vector<std::size_t> chain;
    for (std::optional<std::size_t> next = index; next && !known_[*next]; next = whole_of(*next)) {
      chain.push_back(*next);
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      at_ = *link;
      const Pot& pot = scenario_.pots[at_];
      known_[at_] =
          std::visit([&](const auto& form) { return value_of(at_, pot, form); }, pot.amount);
    }
    return *known_[index];
  }

  [[nodiscard]] std::optional<std::size_t> whole_of(std::size_t index) const {
    const auto* part = std::get_if<PartOfPot>(&scenario_.pots[index].amount);
    return part == nullptr ? std::nullopt : std::optional{index_of(part->of)};
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
    Fraction amount = *known_[index_of(part.of)] * part.share;
    if (!(amount / pot.rounding.unit).is_whole()) {
      report_part(pot, part, amount);
    }
    result_.passed_on[index_of(part.of)].push_back(
        {.to = static_cast<PotId>(index), .amount = amount});
    return amount;
  }

  void report_range(const Pot& pot, const ArithmeticError& error) {
    problems_.add({.code = Code::kNumberOutOfRange,
                   .where = pot.amount_where,
                   .message = fmt::format("the amount of pot `{}`: {}", pot.id, error.what()),
                   .label = "out of range",
                   .help = {error.way_out()}});
  }

  void report_part(const Pot& pot, const PartOfPot& part, const Fraction& amount) {
    const Fraction& unit = pot.rounding.unit;
    problems_.add(
        {.code = Code::kPartNotWhole,
         .where = pot.amount_where,
         .message = fmt::format("{} of pot `{}` is {}, not a whole number of units of {}",
                                part_text(part.share), scenario_.pots[index_of(part.of)].id,
                                amount_text(amount, scenario_.decimals),
                                amount_text(unit, unit.decimals().value_or(0))),
         .label = "a part of a unit",
         .help = ways_to_whole_units(part, amount, unit)});
  }

  [[nodiscard]] std::vector<std::string> ways_to_whole_units(const PartOfPot& part,
                                                             const Fraction& amount,
                                                             const Fraction& unit) const {
    std::vector<std::string> ways;
    if (const auto smaller = unit_that_fits(amount, unit)) {
      ways.push_back(fmt::format("choose a smaller unit for this pot: `unit: {}`",
                                 smaller->to_decimal(smaller->decimals().value_or(0))));
    }
    const Fraction whole{(amount / unit).rounded(Rounding::kDown)};
    if (whole.sign() > 0) {
      const Fraction share = part.share * (whole * unit / amount);
      ways.push_back(fmt::format("{}take a part that is whole units: `part: {}` is {}",
                                 ways.empty() ? "" : "or ", part_text(share),
                                 amount_text(whole * unit, scenario_.decimals)));
    }
    return ways;
  }

  /// 1, 10 or 100 … of the currency's smallest unit; nothing where none of them fits.
  [[nodiscard]] std::optional<Fraction> unit_that_fits(const Fraction& amount,
                                                       const Fraction& unit) const {
    const Fraction smallest = scenario_.currency.empty() ? Fraction{1} : Fraction{1, 100};
    std::optional<Fraction> fits;
    for (Fraction tried = smallest; tried < unit && (amount / tried).is_whole();
         tried = tried * Fraction{10}) {
      fits = tried;
    }
    return fits;
  }

  const Scenario& scenario_;
  Problems& problems_;
  std::vector<std::optional<Fraction>> known_;
  std::size_t at_ = 0;  ///< the pot under way
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
