#include "engine/steps/bounds_at_end.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/pot/bounds.hpp"
#include "engine/pot/kept_bounds.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::size_t kMostNamed = 10;

std::size_t count(const std::vector<bool>& flags) {
  return static_cast<std::size_t>(std::ranges::count(flags, true));
}

std::string_view argument_of(bool is_minimum) { return is_minimum ? "minimum" : "maximum"; }

/// "95 % of 2024": what the bound is by the file.
std::string bound_words(const PotTask& task, const Step& step, bool is_minimum) {
  const std::string prior = prior_text(task.prior);
  if (const auto* growth = step.get<Fraction>("percent")) {
    return fmt::format("{} above {}", percent_text(*growth), prior);
  }
  if (const auto* part = step.get<Fraction>("percent_of_loss")) {
    return part_of_loss_text(*part, prior);
  }
  if (const auto floor = floor_of(step)) {
    return bound_text(task.scenario, *floor, prior);
  }
  const auto* smallest = step.get<Bound>("amount");
  return bound_text(task.scenario,
                    smallest != nullptr ? *smallest : *step.get<Bound>(argument_of(is_minimum)),
                    prior);
}

/// "the floor `Besitzstand` (95 % of 2024)".
std::string named_bound(const PotTask& task, const Step& step, bool is_minimum) {
  const std::string_view kind = step_kinds()[step.kind].name;
  const std::string_view name = kind == "hold_harmless" ? "floor"
                                : kind == "gain_cap"    ? "ceiling"
                                : kind == "drop_below"  ? "smallest amount"
                                                        : argument_of(is_minimum);
  const std::string label = step.label.empty() ? "" : fmt::format(" `{}`", step.label);
  const auto* where = step.get<Where>(kWhere);
  const std::string whom = where == nullptr ? "" : " for " + whom_text(*where);
  return fmt::format("the {}{} ({}){}", name, label, bound_words(task, step, is_minimum), whom);
}

/// "step 3, `limit`".
std::string step_text(const Pot& pot, std::size_t step) {
  return fmt::format("step {}, `{}`", step + 1, step_kinds()[pot.steps[step].kind].name);
}

std::string listed(const Scenario& scenario, const BoundUndone& undone) {
  std::string text;
  for (const DistrictId district : undone.first) {
    text += (text.empty() ? "" : ", ") + district_text(scenario, district);
  }
  const std::size_t more = undone.districts - undone.first.size();
  return more == 0 ? text : fmt::format("{} and {} more", text, more);
}

std::string message_of(const PotTask& task, const Step& step, const BoundUndone& undone) {
  const int decimals = task.scenario.decimals;
  const std::string_view word =
      task.scenario.districts.called_recipients ? "recipient" : "district";
  std::string by;
  for (const std::size_t later : undone.by) {
    by += (by.empty() ? "" : ", and ") + step_text(task.pot, later);
  }
  const std::string bound = named_bound(task, step, undone.is_minimum);
  const std::string who = listed(task.scenario, undone);
  return undone.districts == 1
             ? fmt::format("{} ends at {} instead of {} for 1 {}, {}: {}, came after it", bound,
                           amount_text(undone.ends, decimals), amount_text(undone.bound, decimals),
                           word, who, by)
             : fmt::format(
                   "{} does not hold in the end for {} {}s, by {} in all, {}: {}, came "
                   "after it",
                   bound, undone.districts, word, amount_text(undone.beyond, decimals), who, by);
}

/// What the end of all steps makes of one bound.
class BoundsAtEnd {
 public:
  BoundsAtEnd(const PotTask& task, const AmountsNow& now, Facts& facts, Problems& problems)
      : task_{task}, now_{now}, facts_{facts}, problems_{problems} {}

  void settle(const KeptBounds::Kept& kept) {
    note_held(kept);
    if (!any(kept.beyond)) {
      return;
    }
    const std::vector<std::size_t> undoing_of = last_undoings(kept);
    for (const bool given : {false, true}) {
      note_undone(kept, undoing_of, given);
    }
    for (std::size_t at = 0; at < kept.undoings.size(); ++at) {
      note_broken(kept, undoing_of, at);
    }
    record(kept, undoing_of);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// Of each district that is beyond the bound the last step that brought it there.
  static std::vector<std::size_t> last_undoings(const KeptBounds::Kept& kept) {
    std::vector<std::size_t> last(kept.beyond.size(), kNone);
    for (std::size_t at = 0; at < kept.undoings.size(); ++at) {
      for (std::size_t i = 0; i < last.size(); ++i) {
        last[i] = kept.beyond[i] && kept.undoings[at].districts[i] ? at : last[i];
      }
    }
    return last;
  }

  /// `group`: of those of the step's `within`.
  [[nodiscard]] HeldAtEnd held_at_end(const KeptBounds::Kept& kept,
                                      std::optional<std::uint32_t> group) const {
    std::vector<bool> held = kept.held;
    const auto* within = task_.pot.steps[kept.step].get<Within>(kWithin.name);
    for (std::size_t i = 0; group && i < held.size(); ++i) {
      held[i] = held[i] && within->by->group_of[i] == *group;
    }
    const std::vector<bool> at =
        without(without(held, now_.below(kept.bound.amounts)), now_.beyond(kept.bound.amounts));
    return {.held = count(held), .still = count(at)};
  }

  void note_held(const KeptBounds::Kept& kept) {
    if (!any(kept.held)) {
      return;
    }
    for (Effect& effect : facts_.effects()) {
      if (effect.step != kept.step) {
        continue;
      }
      if (auto* limited = std::get_if<Limited>(&effect.what)) {
        (kept.is_minimum ? limited->minimum_at_end : limited->maximum_at_end) =
            held_at_end(kept, effect.group);
      } else if (auto* floor = std::get_if<HeldHarmless>(&effect.what)) {
        floor->at_end = held_at_end(kept, effect.group);
      } else if (auto* capped = std::get_if<GainsCapped>(&effect.what)) {
        capped->at_end = held_at_end(kept, effect.group);
      }
    }
  }

  void note_undone(const KeptBounds::Kept& kept, const std::vector<std::size_t>& undoing_of,
                   bool given) {
    BoundUndone undone{.is_minimum = kept.is_minimum,
                       .by = {},
                       .given = given,
                       .districts = 0,
                       .first = {},
                       .beyond = {},
                       .bound = {},
                       .ends = {}};
    for (std::size_t i = 0; i < undoing_of.size(); ++i) {
      if (undoing_of[i] == kNone || is_given(kept, undoing_of[i]) != given) {
        continue;
      }
      const Fraction bound = kept.bound.amounts.at(i);
      const Fraction ends = now_.at(i);
      if (undone.districts++ == 0) {
        undone.bound = bound;
        undone.ends = ends;
      }
      if (undone.first.size() < kMostNamed) {
        undone.first.push_back(static_cast<DistrictId>(i));
      }
      undone.beyond += kept.is_minimum ? bound - ends : ends - bound;
      undone.by.push_back(kept.undoings[undoing_of[i]].step);
    }
    if (undone.districts == 0) {
      return;
    }
    std::ranges::sort(undone.by);
    undone.by.erase(std::unique(undone.by.begin(), undone.by.end()), undone.by.end());
    warn(kept, undone);
    facts_.begin(kept.step);
    facts_.effect(std::move(undone));
  }

  /// A minimum that a step breaks although it gives (a group is rounded below what its members
  /// have) is broken all the same.
  static bool is_given(const KeptBounds::Kept& kept, std::size_t undoing) {
    return !kept.is_minimum && kept.undoings[undoing].gives;
  }

  void note_broken(const KeptBounds::Kept& kept, const std::vector<std::size_t>& undoing_of,
                   std::size_t undoing) {
    BoundBroken broken{.of = kept.step, .is_minimum = kept.is_minimum, .districts = 0, .first = {}};
    for (std::size_t i = 0; i < undoing_of.size(); ++i) {
      if (undoing_of[i] == undoing && broken.districts++ < kMostNamed) {
        broken.first.push_back(static_cast<DistrictId>(i));
      }
    }
    if (broken.districts > 0 && !is_given(kept, undoing)) {
      facts_.begin(kept.undoings[undoing].step);
      facts_.effect(std::move(broken));
    }
  }

  void record(const KeptBounds::Kept& kept, const std::vector<std::size_t>& undoing_of) {
    std::vector<std::uint32_t> districts;
    for (const DistrictId district : facts_.watched()) {
      const std::size_t undoing = undoing_of[index_of(district)];
      if (undoing != kNone && !is_given(kept, undoing)) {
        districts.push_back(static_cast<std::uint32_t>(index_of(district)));
      }
    }
    facts_.begin(kept.step);
    facts_.record_of(districts, [&](std::size_t i) {
      return BeyondBound{.is_minimum = kept.is_minimum,
                         .bound = kept.bound.amounts.at(i),
                         .ends = now_.at(i),
                         .by = kept.undoings[undoing_of[i]].step};
    });
  }

  void warn(const KeptBounds::Kept& kept, const BoundUndone& undone) {
    const Step& step = task_.pot.steps[kept.step];
    const auto* accepted = step.get<std::string>(kMayBeUndone.name);
    if (undone.given || (accepted != nullptr && *accepted == "true")) {
      return;
    }
    Diagnostic warning{
        .code = Code::kBoundNotKept,
        .where = step.where,
        .message = of_pot(task_.pot.id) + message_of(task_, step, undone),
        .label = "does not hold in the end",
        .help = {kept.or_nothing
                     ? "put this step behind it"
                     : "put this step behind it, or say both bounds in one step: two floors are "
                       "`{greatest_of: [BOUND, BOUND]}`, a `minimum` and a `maximum` one `limit`",
                 "where later steps may undo it, say so: `may_be_undone: true`"}};
    for (const std::size_t later : undone.by) {
      warning.related.push_back({task_.pot.steps[later].where, "came after it"});
    }
    problems_.add(std::move(warning));
  }

  const PotTask& task_;
  const AmountsNow& now_;
  Facts& facts_;
  Problems& problems_;
};

}  // namespace

void settle_bounds(const PotTask& task, PotState& state, Problems& problems) {
  const AmountsNow now{state.ledger.so_far(), state.blocks};
  BoundsAtEnd at_end{task, now, state.facts, problems};
  for (const KeptBounds::Kept& kept : state.kept.all()) {
    at_end.settle(kept);
  }
  std::ranges::stable_sort(state.facts.effects(), {}, &Effect::step);
}

}  // namespace allot::engine
