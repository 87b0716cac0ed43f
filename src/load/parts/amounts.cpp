#include <fmt/core.h>

#include <algorithm>

#include "allot/core/money.hpp"
#include "load/districts/text_cells.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/thousands.hpp"
#include "load/fields/values.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

int decimals_of(const Fraction& amount) { return amount.decimals().value_or(0); }

int decimals_of(const Contributor& contributor) {
  const auto* cash = std::get_if<Fraction>(&contributor.cash);
  const int of_cash = cash == nullptr ? 0 : decimals_of(*cash);
  return std::max(of_cash, contributor.in_kind ? decimals_of(*contributor.in_kind) : 0);
}

int decimals_of(const Pot& pot) {
  const Fraction* amount = pot.fixed_amount();
  int decimals =
      std::max(amount == nullptr ? 0 : decimals_of(*amount), decimals_of(pot.rounding.unit));
  for (const Contributor& contributor : pot.contributors) {
    decimals = std::max(decimals, decimals_of(contributor));
  }
  return decimals;
}

struct DecimalsOfPrior {
  const Scenario& scenario;

  int operator()(const PriorColumn& prior) const { return scenario.column(prior.column).decimals; }
  int operator()(const PriorScenario& prior) const { return prior.scenario->decimals; }
  int operator()(const PriorRule& prior) const { return decimals_of(*prior.pot); }
  int operator()(const PriorTable& prior) const { return prior.decimals; }
};

std::vector<const Prior*> priors_of(const Scenario& scenario) {
  std::vector<const Prior*> priors;
  if (scenario.prior) {
    priors.push_back(&*scenario.prior);
  }
  for (const Pot& pot : scenario.pots) {
    if (pot.prior) {
      priors.push_back(&*pot.prior);
    }
  }
  return priors;
}

int decimals_of(const Scenario& scenario) {
  int decimals = 0;
  for (const Pot& pot : scenario.pots) {
    decimals = std::max(decimals, decimals_of(pot));
    if (pot.paid) {
      decimals = std::max(decimals, scenario.column(*pot.paid).decimals);
    }
  }
  for (const Prior* prior : priors_of(scenario)) {
    decimals = std::max(decimals, std::visit(DecimalsOfPrior{scenario}, prior->from));
  }
  return decimals;
}

Diagnostic too_large(std::string_view what, std::string_view amount, int decimals,
                     const Location& where) {
  return {.code = Code::kNumberOutOfRange,
          .where = where,
          .message = fmt::format("{} is {}, which with {} decimals has more than 15 digits", what,
                                 amount, decimals),
          .label = "beyond what every reader of JSON keeps",
          .help = {"count in a larger unit, such as thousands"}};
}

void check_column(Draft& draft, const Column& column) {
  // numerator / denominator * 10^decimals <= 10^15 - 1
  const int decimals = draft.scenario.decimals;
  const BigInt limit =
      BigInt{Money::kMaxMinor} * column.values.denominator() / BigInt::power_of_ten(decimals);
  FirstTen wrong{draft.problems,
                 fmt::format("more cells of {} that are too large", quoted(column.name))};
  column.values.visit([&](const auto& numerators) {
    for (std::size_t i = 0; i < numerators.size(); ++i) {
      const BigInt numerator{numerators[i]};
      if (numerator > limit || -numerator > limit) {  // a settlement can be below 0
        wrong.add([&] {
          return too_large(quoted(column.name), column.values.at(i).to_decimal(column.decimals),
                           decimals, place_of_cell(draft, column.name, i));
        });
      }
    }
  });
  wrong.finish();
}

/// A settlement is paid as it stands: it is not rounded.
void check_settlement(Draft& draft, const Column& column) {
  const int decimals = draft.scenario.decimals;
  if (column.decimals <= decimals) {
    return;
  }
  FirstTen wrong{draft.problems,
                 fmt::format("more cells of {} that are too fine", quoted(column.name))};
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    const Fraction amount = column.values.at(i);
    if (decimals_of(amount) > decimals) {
      wrong.add([&] {
        return Diagnostic{
            .code = Code::kNumberOutOfRange,
            .where = place_of_cell(draft, column.name, i),
            .message = fmt::format("{} of {} is {}, and amounts of this scenario have {} {}",
                                   quoted(column.name), quoted(draft.scenario.districts.names[i]),
                                   amount.to_decimal(decimals_of(amount)), decimals,
                                   decimals == 1 ? "decimal" : "decimals"),
            .label = "cannot be paid",
            .help = {"a settlement is paid as it stands: write it rounded, or use a smaller "
                     "`rounding.unit`"}};
      });
    }
  }
  wrong.finish();
}

}  // namespace

void finish_amounts(Draft& draft) {
  Scenario& scenario = draft.scenario;
  scenario.decimals = decimals_of(scenario);
  const Fraction scale{BigInt::power_of_ten(scenario.decimals)};
  for (const auto& [amount, what, where] : draft.amounts) {
    if (amount * scale > Fraction{Money::kMaxMinor}) {
      draft.problems.add(too_large(what, amount.to_decimal(amount.decimals().value_or(0)),
                                   scenario.decimals, where));
    }
  }
  for (const Prior* prior : priors_of(scenario)) {
    if (const auto* column = std::get_if<PriorColumn>(&prior->from)) {
      check_column(draft, scenario.column(column->column));
    }
  }
  for (const Pot& pot : scenario.pots) {
    if (pot.paid) {
      check_column(draft, scenario.column(*pot.paid));
    }
    if (pot.settle) {
      check_column(draft, scenario.column(pot.settle->column));
      check_settlement(draft, scenario.column(pot.settle->column));
    }
  }
}

std::optional<Fraction> read_unambiguous(Draft& draft, const YamlNode& node,
                                         std::string_view what) {
  if (!node.is_scalar() || node.computed || draft.pays_thousandths ||
      !looks_like_thousands(node.text)) {
    return read_amount(node, what, draft.problems);
  }
  report_thousands(node.text, node.where, what, draft.problems);
  return std::nullopt;
}

std::optional<Fraction> read_money(Draft& draft, const FieldReader& fields, std::string_view name) {
  const YamlNode* node = fields.find(name);
  return node == nullptr ? std::nullopt : read_money(draft, *node, quoted(name));
}

std::optional<Fraction> read_money(Draft& draft, const YamlNode& node, std::string_view what) {
  auto amount = read_unambiguous(draft, node, what);
  if (amount) {
    draft.amounts.push_back({*amount, std::string{what}, node.where});
  }
  return amount;
}

}  // namespace allot::load
