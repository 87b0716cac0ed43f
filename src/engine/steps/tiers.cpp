#include "engine/steps/tiers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "engine/arithmetic/group_scenario.hpp"
#include "engine/keys/named_ties.hpp"
#include "engine/pot/participants.hpp"
#include "engine/pot/totals.hpp"
#include "engine/problems/wording.hpp"
#include "engine/rounding/round_amounts.hpp"
#include "engine/steps/tier_weights.hpp"

namespace allot::engine {

namespace {

/// Some districts and the money for them.
struct Part {
  std::size_t first, last;  ///< in Blocks::members
  Fraction total;           ///< with what they have already
  std::int64_t units = 0;   ///< whole units in it
  std::string_view group;   ///< empty: all
};

/// Groups of districts; who they are and of whom.
struct Groups {
  std::vector<std::string_view> ids;
  std::vector<std::span<const std::uint32_t>> members;
  Quantities weights;
};

/// There can be a group for each district in each of many pots: what is done for each of them is
/// one pass over numbers of all, and facts are written only for watched districts.
class TieredShare {
 public:
  TieredShare(const StepInput& input, const std::vector<Tier>& tiers, const Keys* upper,
              PotState& state, Problems& problems)
      : input_{input},
        tiers_{tiers},
        weights_of_{input, upper},
        state_{state},
        problems_{problems},
        blocks_{state.blocks} {
    blocks_.before = state.ledger.so_far().is_zero() ? Quantities{} : state.ledger.so_far();
    for (const Tier& tier : tiers) {
      const KeyValues* key = weights_of_.key_of(tier);
      const bool of_groups = key == nullptr || !tier.upper.empty();
      weights_.push_back(of_groups ? Quantities{} : weights_of_.of_districts(*key));
    }
  }

  /// The exact amounts of the first tier, all together.
  [[nodiscard]] const Fraction& paid() const { return paid_; }

  /// False: reported, or a key has failed.
  bool split(const Part& part, std::size_t tier) {
    const Tier& level = tiers_[tier];
    const bool last = tier + 1 == tiers_.size();
    return last ? to_districts(part, level, tier) : to_groups(part, level, tier);
  }

 private:
  /// The failure of a key has been reported.
  bool blocked() {
    state_.blocked = true;
    return false;
  }

  /// What a part is rounded to, and the whole units in it.
  struct ToGive {
    Fraction total;
    std::int64_t units;
  };

  /// The first tier is rounded like a pot without tiers. Of the others each part has what the tier
  /// above has rounded.
  ToGive to_give(const Fraction& exact) {
    paid_ = exact;
    const Totals totals = totals_of(state_, paid_, input_.pot.rounding.unit);
    return {totals.to_districts, totals.units};
  }

  /// The gap of a published key that does not close stays in the whole of the first tier; below it
  /// all money belongs to somebody.
  static Fraction whole_of(const KeyValues& key, const Fraction& weights, std::size_t tier) {
    return tier == 0 ? weights + key.whole - key.weights.total() : weights;
  }

  [[nodiscard]] std::span<const std::uint32_t> members_of(const Part& part) const {
    return std::span{blocks_.members}.subspan(part.first, part.last - part.first);
  }

  [[nodiscard]] bool nothing_before() const { return blocks_.before.size() == 0; }

  [[nodiscard]] Fraction had_by(std::span<const std::uint32_t> members) const {
    return nothing_before() ? Fraction{} : blocks_.before.sum_of(members);
  }

  bool report_zero(const Part& part, const Tier& level, const Fraction& rest) {
    problems_.add(
        {.code = Code::kZeroWeight,
         .where = level.where,
         .message = fmt::format("key `{}` adds up to 0{}: {} of pot `{}` cannot be shared by it",
                                weights_of_.key_name(level),
                                part.group.empty() ? "" : fmt::format(" in `{}`", part.group),
                                amount_text(rest, input_.scenario.decimals), input_.pot.id),
         .label = "no weight",
         .help = {"give at least one district a count above 0, or share by another key"}});
    return false;
  }

  bool to_districts(const Part& part, const Tier& level, std::size_t tier) {
    const KeyValues* key = weights_of_.key_of(level);
    if (key == nullptr) {
      return blocked();
    }
    const std::span members = members_of(part);
    const Quantities& weights = weights_[tier];
    const Fraction weighed = weights.sum_of(members);
    const Fraction whole = whole_of(*key, weighed, tier);
    const Fraction had = had_by(members);
    const Fraction rest = part.total - had;
    if (whole.sign() == 0 && rest.sign() != 0) {
      return report_zero(part, level, rest);
    }
    Block block{.first = part.first,
                .last = part.last,
                .each = rest.sign() == 0 ? rest : rest / whole,
                .total = part.total,
                .units = part.units};
    blocks_.weights = weights;
    for (const std::uint32_t member : members) {
      if (block.each.sign() * weights.sign_at(member) < 0 &&
          blocks_.amount_of(block, member).sign() < 0) {
        return report_negative(part, member, blocks_.amount_of(block, member));
      }
    }
    state_.facts.record_of(members, [&](std::uint32_t member) {
      const Fraction weight = weights.at(member);
      return Shared{.key = level.by,
                    .left = rest,
                    .weight = weight,
                    .whole = whole,
                    .amount = weight * block.each};
    });
    // Below the first tier all money belongs to somebody (`whole_of`).
    const Fraction exact = tier > 0 ? part.total : had + weighed * block.each;
    if (tier == 0) {
      const ToGive given = to_give(exact);
      block.total = given.total;
      block.units = given.units;
    }
    blocks_.exact += exact;
    blocks_.list.push_back(std::move(block));
    state_.last_share = LastShare{.step = input_.index, .key = level.by};
    state_.gave_rest = "share";
    return true;
  }

  bool report_negative(const Part& part, std::uint32_t district, const Fraction& amount) {
    problems_.add(
        {.code = Code::kBoundsAfterRounding,
         .where = input_.step.where,
         .message = fmt::format(
             "`{}` is rounded to {}, less than the steps before have given its districts ({} "
             "would have {})",
             part.group, amount_text(part.total, input_.scenario.decimals),
             district_text(input_.scenario, static_cast<DistrictId>(district)),
             amount_text(amount, input_.scenario.decimals)),
         .label = "leaves less than nothing to share",
         .help = {"choose a smaller `unit`"}});
    return false;
  }

  /// The groups that have a member in the part; brings their members side by side.
  std::vector<Part> groups_in(const Part& part, const Tier& level) {
    const auto first = blocks_.members.begin() + static_cast<std::ptrdiff_t>(part.first);
    const auto last = blocks_.members.begin() + static_cast<std::ptrdiff_t>(part.last);
    const auto group_of = [&](std::uint32_t i) { return level.group_of[i]; };
    if (!std::ranges::is_sorted(first, last, {}, group_of)) {
      std::ranges::stable_sort(first, last, {}, group_of);
    }
    std::vector<Part> groups;
    for (std::size_t i = part.first; i < part.last; ++i) {
      const std::uint32_t group = group_of(blocks_.members[i]);
      if (i == part.first || group != group_of(blocks_.members[i - 1])) {
        groups.push_back(
            {.first = i, .last = i, .total = {}, .units = 0, .group = level.groups[group]});
      }
      groups.back().last = i + 1;
    }
    return groups;
  }

  bool to_groups(const Part& part, const Tier& level, std::size_t tier) {
    const KeyValues* key = weights_of_.key_of(level);
    if (key == nullptr) {
      return blocked();
    }
    if (!level.upper.empty()) {
      state_.tier_of_groups = TierOfGroups{.step = input_.index, .tier = tier};
    }
    std::vector<Part> parts = groups_in(part, level);
    Groups groups;
    for (const Part& group : parts) {
      groups.ids.push_back(group.group);
      groups.members.push_back(members_of(group));
    }
    groups.weights = weights_of_.of_groups(*key, level, groups.members, weights_[tier]);
    const Fraction whole = whole_of(*key, groups.weights.total(), tier);
    const Fraction rest = part.total - had_by(members_of(part));
    if (whole.sign() == 0 && rest.sign() != 0) {
      return report_zero(part, level, rest);
    }
    const Fraction each = rest.sign() == 0 ? rest : rest / whole;
    const Quantities shares = groups.weights.times(each);
    const Quantities exact =
        nothing_before() ? shares : blocks_.before.sums_of(groups.members).plus(shares);
    for (std::size_t g = 0; g < parts.size(); ++g) {
      if (exact.sign_at(g) < 0) {
        return report_negative(part, groups.members[g].front(), exact.at(g));
      }
    }
    if (!round_groups(part, tier, groups, exact, parts)) {
      return false;
    }
    for (std::size_t g = 0; g < parts.size(); ++g) {
      state_.facts.record_of(groups.members[g], [&](std::uint32_t /*member*/) {
        return GroupShared{.group = std::string{parts[g].group},
                           .left = rest,
                           .weight = groups.weights.at(g),
                           .whole = whole,
                           .had = had_by(groups.members[g]),
                           .total = parts[g].total};
      });
      if (!split(parts[g], tier + 1)) {
        return false;
      }
    }
    return true;
  }

  /// What each of the groups has to give.
  bool round_groups(const Part& part, std::size_t tier, const Groups& groups,
                    const Quantities& exact, std::vector<Part>& parts) {
    const RoundingRule& rule = input_.pot.rounding;
    if (tier > 0 && nothing_to_round(parts.size(), part.total, part.units, rule)) {
      parts.front().total = part.total;
      parts.front().units = part.units;
      return true;
    }
    const GroupScenario upper{input_.scenario, rule, groups.ids, groups.members};
    const ToGive given = tier > 0 ? ToGive{part.total, part.units} : to_give(exact.total());
    const auto rounded = round_amounts({.scenario = upper.scenario(),
                                        .rule = upper.rule(),
                                        .exact = exact,
                                        .weights = groups.weights,
                                        .total = given.total,
                                        .units = given.units},
                                       problems_);
    if (!rounded) {
      return false;
    }
    note_units(tiers_[tier].group, rounded->outcome, groups);
    for (const Tie& tie : rounded->outcome.ties) {
      state_.ties.push_back(
          named_tie(tie, TieOf::kGroups, tiers_[tier].group, upper.scenario().districts));
    }
    for (std::size_t g = 0; g < parts.size(); ++g) {
      parts[g].units = rounded->outcome.units[g];
      parts[g].total = Fraction{parts[g].units} * rule.unit;
      if (rounded->receiver && index_of(*rounded->receiver) == g) {
        parts[g].total += rounded->rest;
        parts[g].units = units_in(parts[g].total, rule.unit, Rounding::kDown);
      }
    }
    return true;
  }

  void note_units(const std::string& group, const RoundingOutcome& outcome, const Groups& groups) {
    using enum TierRounded::How;
    const bool alone = method_of(input_.pot.rounding).each.has_value();
    const auto note = [&](TierRounded::How how, std::int64_t units,
                          const std::vector<DistrictId>& moved) {
      if (units == 0) {
        return;
      }
      TierRounded fact{.how = how, .group = group, .units = units, .groups = {}};
      for (const DistrictId each : moved) {
        fact.groups.emplace_back(groups.ids[index_of(each)]);
      }
      state_.facts.effect(std::move(fact));
    };
    note(alone ? kOneEach : kLargestRemainder, outcome.extra_units, outcome.extra);
    note(kGivenBack, outcome.given_back, outcome.givers);
  }

  const StepInput& input_;
  const std::vector<Tier>& tiers_;
  TierWeights weights_of_;
  PotState& state_;
  Problems& problems_;
  Blocks& blocks_;
  Fraction paid_;
  std::vector<Quantities> weights_;  ///< of the districts, by tier; empty of a tier of the groups
};

std::vector<std::uint32_t> participating(const StepInput& input) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = 0; i < input.scenario.districts.size(); ++i) {
    if (input.participants.takes_part(i)) {
      members.push_back(i);
    }
  }
  return members;
}

}  // namespace

void share_in_tiers(const StepInput& input, const std::vector<Tier>& tiers, PotState& state,
                    Problems& problems) {
  std::optional<Keys> upper;
  if (input.scenario.groups) {
    upper = Keys::evaluate(*input.scenario.groups, problems);
    if (problems.has_errors()) {
      return;
    }
    KeyTies of_keys{*input.scenario.groups, *upper, TieOf::kGroupKey};
    for (const Tier& tier : tiers) {
      if (!tier.upper.empty()) {
        of_keys.add(tier.by);
      }
    }
    std::ranges::move(of_keys.take(), std::back_inserter(state.ties));
  }
  const Fraction total = state.ledger.so_far().total() + state.ledger.left();
  state.blocks.members = participating(input);
  const std::size_t members = state.blocks.members.size();
  const Part all{.first = 0, .last = members, .total = total, .units = 0, .group = {}};
  if (members == 0 && state.ledger.left().sign() > 0) {
    problems.add(
        {.code = Code::kZeroWeight,
         .where = input.step.where,
         .message = fmt::format("nobody takes part in pot `{}`: {} cannot be shared", input.pot.id,
                                amount_text(state.ledger.left(), input.scenario.decimals)),
         .label = "nobody takes part",
         .help = {"let somebody take part, or leave the pot out"}});
    return;
  }
  state.bounds = {};
  TieredShare share{input, tiers, upper ? &*upper : nullptr, state, problems};
  if (share.split(all, 0)) {
    state.ledger.give_in_tiers(share.paid(), state.blocks.exact);
  }
}

}  // namespace allot::engine
