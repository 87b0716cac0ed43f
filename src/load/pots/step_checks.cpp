#include <fmt/core.h>

#include <algorithm>

#include "allot/engine/steps/step_kinds.hpp"
#include "load/draft/readers.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using engine::StepKind;
using engine::StepPlace;

const StepKind& kind_of(const Step& step) { return engine::step_kinds()[step.kind]; }

/// Checks one step within its pot: by what the table of steps says, then by the step's own check.
class StepCheck {
 public:
  StepCheck(Draft& draft, const StepPlace& place, const Prior* prior, bool of_prior_rule)
      : draft_{draft}, place_{place}, prior_{prior}, of_prior_rule_{of_prior_rule} {}

  void run() {
    const StepKind& kind = kind_of(place_.step());
    if (kind.needs_prior) {
      need_prior(quoted(kind.name), place_.step().where);
    }
    for (const Argument& argument : place_.step().arguments) {
      check_bound(argument);
    }
    check_prorated_key();
    if (kind.check != nullptr) {
      kind.check(place_, draft_.problems);
    }
  }

 private:
  void check_bound(const Argument& argument) {
    const auto* bound = std::get_if<Bound>(&argument.value);
    if (bound == nullptr) {
      return;
    }
    if (std::holds_alternative<PriorBound>(*bound)) {
      need_prior(fmt::format("a percentage of the prior year in {}", quoted(argument.name)),
                 argument.where);
    }
    if (std::holds_alternative<PotBound>(*bound) && place_.pot.is_open()) {
      draft_.problems.add(
          {.code = Code::kOpenPotStep,
           .where = argument.where,
           .message = fmt::format("{} is a percentage of the pot, and the pot is `open`",
                                  quoted(argument.name)),
           .label = "an open pot is the sum of its claims: no step knows it",
           .help = {"give the pot an amount, or write the bound as an amount"},
           .related = {{place_.pot.amount_where, "the amount"}}});
    }
  }

  void need_prior(const std::string& what, const Location& where) {
    if (prior_ != nullptr || draft_.prior_failed) {
      return;
    }
    const bool several = draft_.scenario.pots.size() > 1 && draft_.scenario.prior;
    draft_.problems.add(
        {.code = Code::kPriorNeeded,
         .where = where,
         .message = of_prior_rule_
                        ? fmt::format(
                              "{} needs a prior year, and a rule for the prior year has none", what)
                        : fmt::format("{} needs a prior year, and the pot {} has none", what,
                                      quoted(place_.pot.id)),
         .label = "compared with what?",
         .help = {of_prior_rule_ ? "take the prior year from a column or a scenario instead"
                  : several
                      ? "the file's `prior` is of all its pots together: add `prior: {column: "
                        "NAME}` to this pot"
                      : "add `prior: {column: NAME}`, or `prior: {scenario: FILE}`"}});
  }

  /// A claim has no key that could be multiplied.
  void check_prorated_key() {
    if (!kind_of(place_.step()).claims) {
      return;
    }
    const auto* own = place_.step().get<std::optional<Prorate>>("prorate");
    const std::optional<Prorate>& prorate = own != nullptr ? *own : place_.pot.prorate;
    if (!prorate || prorate->applies_to != Prorate::AppliesTo::kKey) {
      return;
    }
    const std::string_view name = kind_of(place_.step()).name;
    draft_.problems.add(
        {.code = Code::kFieldsClash,
         .where = place_.step().where,
         .message =
             fmt::format("`applies_to: key` is for `share`, and {} has no key", quoted(name)),
         .label = "nothing to multiply",
         .help = {fmt::format("write `{}: {{prorate: …}}` with `applies_to: amount`, or `prorate: "
                              "none`, for this step",
                              name)},
         .related = {{prorate->where, "`applies_to: key`"}}});
  }

  Draft& draft_;
  StepPlace place_;
  const Prior* prior_;
  bool of_prior_rule_;
};

void check_steps_of(Draft& draft, const Pot& pot, const Prior* prior, bool of_prior_rule) {
  for (std::size_t i = 0; i < pot.steps.size(); ++i) {
    if (!draft.wrong_steps.contains(pot.steps[i].where)) {
      StepCheck{draft, {draft.scenario, pot, i}, prior, of_prior_rule}.run();
    }
  }
}

void check_prior_rule(Draft& draft, const std::optional<Prior>& prior) {
  const auto* rule = prior ? std::get_if<PriorRule>(&prior->from) : nullptr;
  if (rule != nullptr) {
    check_steps_of(draft, *rule->pot, nullptr, true);
  }
}

}  // namespace

bool is_prorated(const Pot& pot, const Step& step) {
  const auto* own = step.get<std::optional<Prorate>>("prorate");
  return own != nullptr ? own->has_value() : pot.prorate.has_value();
}

void check_steps(Draft& draft) {
  const Scenario& scenario = draft.scenario;
  for (const Pot& pot : scenario.pots) {
    const std::optional<Prior>& prior =
        pot.prior || scenario.pots.size() > 1 ? pot.prior : scenario.prior;
    check_steps_of(draft, pot, prior ? &*prior : nullptr, false);
    check_prior_rule(draft, pot.prior);
  }
  check_prior_rule(draft, scenario.prior);
}

}  // namespace allot::load
