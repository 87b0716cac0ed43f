#include "allot/engine/causes/rule_changes.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <type_traits>
#include <utility>

#include "allot/engine/causes/column_pairs.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "engine/causes/same_rules.hpp"

namespace allot::engine {

namespace {

using What = RuleChange::What;

bool same_prorate(const std::optional<Prorate>& a, const std::optional<Prorate>& b) {
  return a.has_value() == b.has_value() &&
         (!a || (a->unit == b->unit && a->started_month == b->started_month &&
                 a->applies_to == b->applies_to));
}

/// `prorate` of the step, or its pot's.
const std::optional<Prorate>& prorate_of(const Step& step, const Pot& pot) {
  const auto* own = step.get<std::optional<Prorate>>("prorate");
  return own == nullptr ? pot.prorate : *own;
}

/// As if the field were not there.
bool is_fallback(const ArgumentValue& value, std::string_view fallback) {
  const auto* text = std::get_if<std::string>(&value);
  const auto* number = std::get_if<Fraction>(&value);
  return (text != nullptr && *text == fallback) ||
         (number != nullptr && number->to_string() == fallback);
}

bool is_tiered(const Step& step) { return step.get<std::vector<Tier>>("tiers") != nullptr; }
bool is_slice(const Step& step) {
  const auto link = chain_link(step);
  return link && std::holds_alternative<ChainSlice>(*link);
}

/// Whether the same districts are together.
bool same_parts(const std::vector<std::uint32_t>& was, const std::vector<std::uint32_t>& is) {
  std::map<std::uint32_t, std::uint32_t> became, came_from;
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (became.emplace(was[i], is[i]).first->second != is[i] ||
        came_from.emplace(is[i], was[i]).first->second != was[i]) {
      return false;
    }
  }
  return true;
}

/// Where the groups have a table, in groups of the same name.
bool same_groups(const Tier& was, const Tier& is) {
  const auto renamed = [&](std::size_t i) {
    return was.groups[was.group_of[i]] != is.groups[is.group_of[i]];
  };
  for (std::size_t i = 0; !is.upper.empty() && i < is.group_of.size(); ++i) {
    if (renamed(i)) {
      return false;
    }
  }
  return same_parts(was.group_of, is.group_of);
}

class Comparison {
 public:
  Comparison(const Scenario& before, const Scenario& after)
      : before_{before},
        after_{after},
        paired_before_{paired_columns(before, after)},
        paired_after_{paired_columns(after, before)} {}

  std::vector<RuleChange> changes() && {
    for (pot_ = 0; pot_ < after_.pots.size(); ++pot_) {
      if (const auto partner = paired_pot(after_, pot_, before_)) {
        // By the paired scenarios: their steps name the columns that pair.
        compare(paired_before_.scenario.pots[*partner], paired_after_.scenario.pots[pot_]);
      }
    }
    return std::move(changes_);
  }

 private:
  void add(RuleChange change) {
    if (std::ranges::find(changes_, change) == changes_.end()) {
      changes_.push_back(std::move(change));
    }
  }
  void add_field(bool other, std::string_view name) {
    if (other) {
      add({.what = What::kPotField, .pot = pot_, .name = std::string{name}});
    }
  }

  void compare(const Pot& was, const Pot& is) {
    const auto steps = paired_steps(is, was);
    std::size_t next = 0;
    bool in_order = true;
    for (step_ = 0; step_ < steps.size(); ++step_) {
      if (steps[step_]) {
        in_order = in_order && *steps[step_] >= next;
        next = *steps[step_];
        compare(was, was.steps[*steps[step_]], is, is.steps[step_]);
      }
    }
    if (!in_order) {
      add({.what = What::kOrder, .pot = pot_});
    }
    add_field(!same_form(was.amount, is.amount), "amount");
    add_field(was.reduce_claims != is.reduce_claims, "if_claims_exceed");
    add_field(reallocates(was) != reallocates(is), "unclaimed");
    add_field(reallocates(was) && reallocates(is) && !same(*was.claims, *is.claims), "claims");
    add_field(!same_prorate(was.prorate, is.prorate), "prorate");
    add_field(rounds_otherwise(was, is), "rounding");
  }

  static bool reallocates(const Pot& pot) { return pot.unclaimed == Unclaimed::kReallocate; }

  /// The amount itself is no rule.
  [[nodiscard]] bool same_form(const PotAmount& was, const PotAmount& is) const {
    const auto* part = std::get_if<PartOfPot>(&was);
    return was.index() == is.index() &&
           (part == nullptr || before_.pots[index_of(part->of)].id ==
                                   after_.pots[index_of(std::get<PartOfPot>(is).of)].id);
  }

  /// Where exact amounts go by what is rounded: tiers, and the unit of a slice.
  [[nodiscard]] bool rounds_otherwise(const Pot& was, const Pot& is) const {
    const auto both = [&](bool (*kind)(const Step&)) {
      return std::ranges::any_of(was.steps, kind) && std::ranges::any_of(is.steps, kind);
    };
    return (both(is_tiered) && !rules().same(was.rounding, is.rounding)) ||
           (both(is_slice) && was.rounding.unit != is.rounding.unit);
  }

  void compare(const Pot& old_pot, const Step& was, const Pot& new_pot, const Step& is) {
    for (const Field& field : fields_of(step_kinds()[is.kind])) {
      const Argument* then = was.find(field.name);
      const Argument* now = is.find(field.name);
      if (field.type == FieldType::kProrate) {
        if (same_prorate(old_pot.prorate, new_pot.prorate) &&
            !same_prorate(prorate_of(was, old_pot), prorate_of(is, new_pot))) {
          add_step_field(field.name);
        }
      } else if (then == nullptr || now == nullptr) {
        const Argument* one = then == nullptr ? now : then;
        if (one != nullptr && !is_fallback(one->value, field.fallback)) {
          add_step_field(field.name);
        }
      } else {
        compare(then->value, now->value, field.name);
      }
    }
  }

  void add_step_field(std::string_view name) {
    add({.what = What::kStepField, .pot = pot_, .step = step_, .name = std::string{name}});
  }

  void compare(const ArgumentValue& was, const ArgumentValue& is, std::string_view field) {
    std::visit(
        [&](const auto& now) {
          using Value = std::remove_cvref_t<decltype(now)>;
          if (const auto* then = std::get_if<Value>(&was)) {
            if constexpr (std::is_same_v<Value, KeyId>) {
              return compare_keys(*then, now, paired_before_, paired_after_, field);
            } else if constexpr (std::is_same_v<Value, std::vector<Tier>>) {
              return compare_tiers(*then, now, field);
            } else if (same(*then, now)) {
              return;
            }
          }
          add_step_field(field);
        },
        is);
  }

  /// Another key, or another rule of that of the same name.
  void compare_keys(KeyId was, KeyId is, const PairedScenario& before, const PairedScenario& after,
                    std::string_view field) {
    if (SameRules{before, after}.same(was, is)) {
      return;
    }
    const std::string& name = after.scenario.key(is).name;
    if (before.scenario.key(was).name == name) {
      add({.what = What::kKey, .name = name});
    } else {
      add_step_field(field);
    }
  }

  void compare_tiers(const std::vector<Tier>& was, const std::vector<Tier>& is,
                     std::string_view field) {
    const auto alike = [](const Tier& then, const Tier& now) {
      return then.group.empty() == now.group.empty() && then.upper.empty() == now.upper.empty();
    };
    if (!std::equal(was.begin(), was.end(), is.begin(), is.end(), alike)) {
      add_step_field(field);
      return;
    }
    for (std::size_t t = 0; t < is.size(); ++t) {
      if (is[t].upper.empty()) {
        compare_keys(was[t].by, is[t].by, paired_before_, paired_after_, field);
      } else {
        compare_keys(was[t].by, is[t].by, *paired_before_.groups, *paired_after_.groups, field);
      }
      if (!same_groups(was[t], is[t])) {
        add({.what = What::kGroups, .pot = pot_});
      }
    }
  }

  [[nodiscard]] SameRules rules() const { return {paired_before_, paired_after_}; }

  template <class Plain>
  [[nodiscard]] bool same(const Plain& a, const Plain& b) const {
    return a == b;
  }
  [[nodiscard]] bool same(const ColumnId& a, const ColumnId& b) const { return rules().same(a, b); }
  [[nodiscard]] bool same(const KeyId& a, const KeyId& b) const { return rules().same(a, b); }
  [[nodiscard]] bool same(const Bound& a, const Bound& b) const {
    return a.index() == b.index() &&
           std::visit(
               [&](const auto& bound) {
                 return same(bound, std::get<std::remove_cvref_t<decltype(bound)>>(b));
               },
               a);
  }
  [[nodiscard]] bool same(const FixedBound& a, const FixedBound& b) const {
    return a.amount == b.amount;
  }
  [[nodiscard]] bool same(const PriorBound& a, const PriorBound& b) const {
    return a.share == b.share;
  }
  [[nodiscard]] bool same(const PotBound& a, const PotBound& b) const { return a.share == b.share; }
  [[nodiscard]] bool same(const RateBound& a, const RateBound& b) const {
    return a.amount == b.amount && same(a.per, b.per);
  }
  [[nodiscard]] bool same(const ColumnBound& a, const ColumnBound& b) const {
    return same(a.column, b.column);
  }
  /// Whatever columns say it.
  [[nodiscard]] bool same(const Where& a, const Where& b) const {
    return a.districts == b.districts;
  }
  [[nodiscard]] bool same(const Within& a, const Within& b) const {
    return same_parts(a.by->group_of, b.by->group_of);
  }
  [[nodiscard]] bool same(const PriorColumnBound& a, const PriorColumnBound& b) const {
    return same(a.percent, b.percent);
  }
  [[nodiscard]] bool same(const SeveralBounds& a, const SeveralBounds& b) const {
    return a.which == b.which &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                      [&](const BoundMember& one, const BoundMember& other) {
                        return same(one.bound, other.bound);
                      });
  }
  [[nodiscard]] bool same(const Payer& a, const Payer& b) const {
    return a.how == b.how && a.name == b.name;
  }
  [[nodiscard]] bool same(const std::optional<Prorate>& a, const std::optional<Prorate>& b) const {
    return same_prorate(a, b);
  }

  const Scenario& before_;
  const Scenario& after_;
  PairedScenario paired_before_, paired_after_;
  std::size_t pot_ = 0, step_ = 0;
  std::vector<RuleChange> changes_;
};

}  // namespace

std::vector<RuleChange> rule_changes(const Scenario& before, const Scenario& after) {
  return Comparison{before, after}.changes();
}

}  // namespace allot::engine
