#include "engine/steps/tiers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "engine/arithmetic/subset.hpp"
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
  std::vector<std::uint32_t> members;
  Fraction total;          ///< with what they have already
  std::int64_t units = 0;  ///< whole units in it
  std::string group;       ///< empty: all
};

class TieredShare {
 public:
  TieredShare(const StepInput& input, const std::vector<Tier>& tiers, const Keys* upper,
              PotState& state, Problems& problems)
      : input_{input},
        tiers_{tiers},
        weights_of_{input, upper},
        state_{state},
        problems_{problems},
        before_{state.so_far},
        nothing_before_{before_.is_zero()} {
    state.records.resize(input.watched.size());
    for (std::size_t w = 0; w < input.watched.size(); ++w) {
      record_of_.emplace(static_cast<std::uint32_t>(index_of(input.watched[w])), w);
    }
    for (const Tier& tier : tiers) {
      const KeyValues* key = weights_of_.key_of(tier);
      const bool of_groups = key == nullptr || !tier.upper.empty();
      weights_.push_back(of_groups ? Quantities{} : weights_of_.of_districts(*key));
    }
  }

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
  ToGive to_give(const Part& part, std::size_t tier, const Quantities& exact) {
    if (tier > 0) {
      return {part.total, part.units};
    }
    state_.in_tiers = exact.total();
    const Totals totals = totals_of(state_, input_.pot.rounding.unit);
    return {totals.to_districts, totals.units};
  }

  /// The gap of a published key that does not close stays in the whole of the first tier; below it
  /// all money belongs to somebody.
  static Fraction whole_of(const KeyValues& key, const Fraction& weights, std::size_t tier) {
    return tier == 0 ? weights + key.whole - key.weights.total() : weights;
  }

  Fraction had_by(const std::vector<std::uint32_t>& members) const {
    return nothing_before_ ? Fraction{} : before_.of(members).total();
  }

  bool report_zero(const Part& part, const Tier& level, const Fraction& rest) {
    problems_.add(
        {.code = Code::kZeroWeight,
         .where = level.where,
         .message = fmt::format("key `{}` adds up to 0{}: {} of pot `{}` cannot be shared by it",
                                weights_of_.key_name(level),
                                part.group.empty() ? "" : " in `" + part.group + "`",
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
    Quantities weights = weights_[tier].of(part.members);
    const Fraction whole = whole_of(*key, weights.total(), tier);
    const Fraction rest = part.total - had_by(part.members);
    if (whole.sign() == 0 && rest.sign() != 0) {
      return report_zero(part, level, rest);
    }
    const Fraction each = rest.sign() == 0 ? rest : rest / whole;
    const Quantities shares = weights.times(each);
    Quantities amounts = nothing_before_ ? shares : before_.of(part.members).plus(shares);
    for (std::uint32_t member = 0; member < part.members.size(); ++member) {
      if (amounts.sign_at(member) < 0) {
        return report_negative(part, part.members[member], amounts.at(member));
      }
      note(part.members[member], [&] {
        return Shared{.key = level.by,
                      .left = rest,
                      .weight = weights.at(member),
                      .whole = whole,
                      .amount = shares.at(member)};
      });
    }
    const ToGive given = to_give(part, tier, amounts);
    state_.last_key = level.by;
    state_.blocks.push_back({.members = part.members,
                             .amounts = std::move(amounts),
                             .weights = std::move(weights),
                             .total = given.total,
                             .units = given.units});
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

  /// The groups that have a member in the part, with their members.
  std::vector<Part> groups_in(const Part& part, const Tier& level) const {
    std::vector<std::uint32_t> members = part.members;
    std::ranges::stable_sort(members, {}, [&](std::uint32_t i) { return level.group_of[i]; });
    std::vector<Part> groups;
    for (auto first = members.begin(); first != members.end();) {
      const std::uint32_t group = level.group_of[*first];
      const auto last = std::find_if(first, members.end(),
                                     [&](std::uint32_t i) { return level.group_of[i] != group; });
      groups.push_back({.members = {first, last},
                        .total = {},
                        .units = 0,
                        .group = std::string{level.groups[group]}});
      first = last;
    }
    return groups;
  }

  bool to_groups(const Part& part, const Tier& level, std::size_t tier) {
    const KeyValues* key = weights_of_.key_of(level);
    if (key == nullptr) {
      return blocked();
    }
    std::vector<Part> groups = groups_in(part, level);
    std::vector<Fraction> weights;
    Fraction sum;
    for (const Part& group : groups) {
      weights.push_back(weights_of_.of_group(
          *key, level, group.members.front(),
          level.upper.empty() ? weights_[tier].of(group.members) : Quantities{}));
      sum += weights.back();
    }
    const Fraction whole = whole_of(*key, sum, tier);
    const Fraction rest = part.total - had_by(part.members);
    if (whole.sign() == 0 && rest.sign() != 0) {
      return report_zero(part, level, rest);
    }
    const Fraction each = rest.sign() == 0 ? rest : rest / whole;
    std::vector<Fraction> exact;
    exact.reserve(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const Fraction share = weights[g] * each;
      exact.push_back(nothing_before_ ? share : had_by(groups[g].members) + share);
      if (exact.back().sign() < 0) {
        return report_negative(part, groups[g].members.front(), exact.back());
      }
    }
    return round_groups(part, tier, groups, weights, exact, whole);
  }

  bool round_groups(const Part& part, std::size_t tier, std::vector<Part>& groups,
                    const std::vector<Fraction>& weights, const std::vector<Fraction>& exact,
                    const Fraction& whole) {
    const RoundingRule& rule = input_.pot.rounding;
    const GroupScenario upper{input_.scenario, rule, groups_of(groups)};
    const Quantities amounts = Quantities::from(exact);
    const ToGive given = to_give(part, tier, amounts);
    const Quantities group_weights = Quantities::from(weights);
    auto rounded = round_amounts({.scenario = upper.scenario(),
                                  .rule = upper.rule(),
                                  .exact = amounts,
                                  .weights = group_weights,
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
    const Fraction had = had_by(part.members);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      Part& group = groups[g];
      group.units = rounded->outcome.units[g];
      group.total = Fraction{group.units} * rule.unit;
      if (rounded->receiver && index_of(*rounded->receiver) == g) {
        group.total += rounded->rest;
        group.units = units_in(group.total, rule.unit, Rounding::kDown);
      }
      const GroupShared fact{.group = group.group,
                             .left = part.total - had,
                             .weight = weights[g],
                             .whole = whole,
                             .had = had_by(group.members),
                             .total = group.total};
      for (const std::uint32_t member : group.members) {
        note(member, [&] { return fact; });
      }
      if (!split(group, tier + 1)) {
        return false;
      }
    }
    return true;
  }

  static std::vector<GroupScenario::Group> groups_of(const std::vector<Part>& parts) {
    std::vector<GroupScenario::Group> groups;
    groups.reserve(parts.size());
    for (const Part& part : parts) {
      groups.push_back({part.group, part.members});
    }
    return groups;
  }

  void note_units(const std::string& group, const RoundingOutcome& outcome,
                  const std::vector<Part>& groups) {
    if (outcome.extra_units == 0) {
      return;
    }
    TierRounded fact{.group = group, .units = outcome.extra_units, .groups = {}};
    for (const DistrictId extra : outcome.extra) {
      fact.groups.push_back(groups[index_of(extra)].group);
    }
    state_.effects.push_back({.step = input_.index, .what = std::move(fact)});
  }

  /// `fact()` says it of one district, where its records are asked for.
  template <class Fact>
  void note(std::uint32_t district, Fact&& fact) {
    if (record_of_.empty()) {
      return;
    }
    if (const auto record = record_of_.find(district); record != record_of_.end()) {
      state_.records[record->second].emplace_back(fact());
    }
  }

  const StepInput& input_;
  const std::vector<Tier>& tiers_;
  TierWeights weights_of_;
  PotState& state_;
  Problems& problems_;
  const Quantities before_;  ///< what the steps before have given
  bool nothing_before_;
  std::vector<Quantities> weights_;  ///< of the districts, by tier; empty of a tier of the groups
  std::unordered_map<std::uint32_t, std::size_t> record_of_;  ///< of watched districts
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
  const Fraction total = state.so_far.total() + state.left;
  Part all{.members = participating(input), .total = total, .units = 0, .group = ""};
  if (all.members.empty() && state.left.sign() > 0) {
    problems.add(
        {.code = Code::kZeroWeight,
         .where = input.step.where,
         .message = fmt::format("nobody takes part in pot `{}`: {} cannot be shared", input.pot.id,
                                amount_text(state.left, input.scenario.decimals)),
         .label = "nobody takes part",
         .help = {"let somebody take part, or leave the pot out"}});
    return;
  }
  state.bounds = {};
  TieredShare share{input, tiers, upper ? &*upper : nullptr, state, problems};
  if (!share.split(all, 0)) {
    return;
  }
  state.so_far = Quantities::constant(input.scenario.districts.size(), 0);
  // The gap of a published key belongs to nobody; what rounding of the tiers leaves is for
  // `residual`, or is paid by who tops up, where it gave more than there was.
  state.not_assigned += total - *state.in_tiers;
  state.left = *state.in_tiers;
  for (const Block& block : state.blocks) {
    state.left -= block.amounts.total();
  }
}

}  // namespace allot::engine
