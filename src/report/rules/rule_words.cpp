#include "report/rules/rule_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <variant>

#include "allot/core/date.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"

namespace allot::report {
namespace {

using enum Text;
using std::string_view_literals::operator""sv;

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
// clang 14 deduces no aggregates.
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// A name of the format, or a choice of one of its fields: the same in all languages.
std::string as_code(std::string_view name) { return fmt::format("`{}`", name); }

void add_word(std::string& text, const std::string& word, std::string_view between = ", ") {
  text += text.empty() || word.empty() ? std::string_view{} : between;
  text += word;
}

std::string_view name_of(const RoundingRule& rule) {
  return engine::rounding_methods()[rule.method].name;
}

FieldType type_of(const engine::StepKind& kind, std::string_view name) {
  const Field* field = find_field(engine::fields_of(kind), name);
  return field == nullptr ? FieldType::kNumber : field->type;
}

}  // namespace

std::string RuleWords::number(const Fraction& number) const {
  const auto decimals = number.decimals();
  return decimals ? fraction_text(number, *decimals, numbers_) : ratio_text(number, numbers_);
}

std::string RuleWords::amount(const Fraction& amount) const {
  const auto decimals = amount.decimals();
  return decimals ? fraction_text(amount, std::max(*decimals, decimals_), numbers_)
                  : ratio_text(amount, numbers_);
}

std::string RuleWords::amount(const PotAmount& amount) const {
  return std::visit(Overloaded{[&](const Fraction& fixed) { return this->amount(fixed); },
                               [](const OpenAmount&) { return as_code("open"); },
                               [](const ContributedAmount&) { return as_code("contributors"); },
                               [&](const PartOfPot& part) {
                                 return words_(kPartOfOtherPot,
                                               {percent_text(part.share, numbers_),
                                                scenario_.pots[index_of(part.of)].id});
                               }},
                    amount);
}

std::string RuleWords::bound(const Bound& bound, const std::string& prior) const {
  return std::visit(
      Overloaded{[&](const FixedBound& fixed) { return amount(fixed.amount); },
                 [&](const PriorBound& share) {
                   return words_(kPartOfPriorYear, {percent_text(share.share, numbers_), prior});
                 },
                 [&](const PriorColumnBound& share) {
                   return words_(kPartOfPriorYear, {of_column(share.percent) + "\u202F%", prior});
                 },
                 [&](const SeveralBounds& several) {
                   std::string members;
                   for (const BoundMember& member : several.members) {
                     add_word(members, this->bound(member.bound, prior), words_(kSemicolon) + " ");
                   }
                   const bool greatest = several.which == SeveralBounds::Which::kGreatest;
                   return words_(greatest ? kGreatestOf : kLeastOf, {members});
                 },
                 [&](const PotBound& share) {
                   return words_(kPartOfPot, {percent_text(share.share, numbers_)});
                 },
                 [&](const RateBound& rate) {
                   return words_(kRatePer, {number(rate.amount), name(rate.per)});
                 },
                 [&](const ColumnBound& column) { return of_column(column.column); }},
      bound);
}

std::string RuleWords::floor(const Step& step, const std::string& prior_label) const {
  const auto of_bound = engine::floor_of(step);
  return of_bound
             ? bound(*of_bound, prior_label)
             : words_(kPartOfLoss, {percent_text(*step.get<Fraction>("percent_of_loss"), numbers_),
                                    prior_label});
}

std::string RuleWords::tiers(const std::vector<Tier>& tiers) const {
  std::string text;
  for (const Tier& tier : tiers) {
    const auto& keys = tier.upper.empty() ? scenario_.keys : scenario_.groups->keys;
    const std::string& key = keys[index_of(tier.by)].name;
    const std::string one =
        tier.group.empty() ? words_(kTierBy, {key}) : words_(kTierTo, {tier.group, key});
    text = text.empty() ? one : words_(kTierThen, {text, one});
  }
  return text;
}

std::string RuleWords::where(const Where& where) const {
  std::string all;
  for (const Where::Condition& condition : where.conditions) {
    std::string texts;
    for (const std::string& text : condition.texts) {
      texts = texts.empty() ? text : words_(kOneOfTexts, {texts, text});
    }
    const std::string one = words_(kTextInColumn, {condition.by->column, texts});
    all = all.empty() ? one : words_(kAndInColumn, {all, one});
  }
  return all;
}

std::string RuleWords::prorate(const std::optional<Prorate>& rule) const {
  using Started = Prorate::StartedMonth;
  if (!rule) {
    return words_(kNone);
  }
  const std::string text = words_(rule->unit == Prorate::Unit::kDay          ? kByDay
                                  : rule->started_month == Started::kCounts  ? kByMonthCounted
                                  : rule->started_month == Started::kIgnored ? kByMonthIgnored
                                                                             : kByMonthHalved);
  return rule->applies_to == Prorate::AppliesTo::kKey ? words_(kProratesKey, {text}) : text;
}

std::string RuleWords::value(const Argument& argument) const {
  return std::visit(
      Overloaded{
          [&](const Fraction& value) { return number(value); },
          [](const std::string& text) { return text; }, [&](KeyId key) { return name(key); },
          [&](ColumnId column) { return name(column); },
          [&](DistrictId district) {
            return std::string{scenario_.districts.ids[index_of(district)]};
          },
          [&](const Bound& limit) { return bound(limit); },
          [&](const Payer& payer) {
            const std::string word = as_code(payer_word(payer.how));
            return payer.how == Payer::How::kTopUp ? words_(kPaidByWhom, {word, payer.name}) : word;
          },
          [&](const Released& released) {
            return released.to == Released::To::kReserve
                       ? words_(kResidualToReserve, {released.reserve})
                       : as_code(released_word(released.to));
          },
          [&](const std::optional<Prorate>& rule) { return prorate(rule); },
          [&](const std::vector<Tier>& levels) { return tiers(levels); },
          [&](const Where& whom) { return where(whom); },
          [](const Within& within) { return as_code(within.by->column); },
          [&](const FactorRounding& rule) {
            return fmt::format("{} {}", number(rule.unit), as_code(engine::name_of(rule.rounding)));
          }},
      argument.value);
}

std::string RuleWords::step_name(const Step& step) {
  return as_code(step.label.empty() ? engine::step_kinds()[step.kind].name
                                    : std::string_view{step.label});
}

std::string RuleWords::argument(const Step& step, const Argument& argument) const {
  const auto* share = std::get_if<Fraction>(&argument.value);
  const FieldType type = type_of(engine::step_kinds()[step.kind], argument.name);
  return fmt::format(
      "{} {}", as_code(argument.name),
      share != nullptr && (type == FieldType::kPercentage || type == FieldType::kPriorPart)
          ? percent_text(*share, numbers_)
      : type == FieldType::kChoice ? as_code(value(argument))
                                   : value(argument));
}

std::string RuleWords::step(const Step& step) const {
  std::string text;
  for (const Argument& one : step.arguments) {
    add_word(text, argument(step, one));
  }
  return fmt::format("{}{}{}", as_code(engine::step_kinds()[step.kind].name),
                     text.empty() ? "" : words_(kColon) + " ", text);
}

std::string RuleWords::parts(const Key& key) const {
  const engine::KeyKind& kind = engine::kind_of(key);
  const bool weighted = kind.relative_weights || !kind.part_fields.empty();
  std::string text;
  for (const WeightedKey& part : key.parts) {
    add_word(text,
             fmt::format("{}{}{}", weighted ? number(part.weight) : "", weighted ? " " : "",
                         name(part.of)),
             weighted ? ", " : kind.between);
  }
  return text;
}

std::string RuleWords::shares(const Key& key, const Fraction& adds_to) const {
  const std::string& if_not_closed = *key.get<std::string>("if_not_closed");
  return words_(if_not_closed == "as_published" ? kSharesAsPublished
                : if_not_closed == "normalise"  ? kSharesNormalised
                                                : kShares,
                {name(*key.column), number(adds_to)});
}

std::string RuleWords::mixture(const Key& key) const {
  std::string mixed = as_code(engine::kind_of(key).name);
  if (key.parts.empty()) {
    return mixed;
  }
  if (const auto* what = key.get<std::string>("of")) {
    mixed = words_(kMixtureOf, {mixed, as_code(*what)});
  }
  mixed = words_(kMixtureOf, {mixed, parts(key)});
  const engine::EmptyCells empty = engine::empty_cells(key);
  return empty == engine::EmptyCells::kZero   ? words_(kMissingAreZero, {mixed})
         : empty == engine::EmptyCells::kSkip ? words_(kMissingSkipped, {mixed})
                                              : mixed;
}

std::string RuleWords::key(const Key& key) const {
  const auto* adds_to = key.get<Fraction>("adds_to");
  std::string text = adds_to != nullptr ? shares(key, *adds_to)
                     : key.column       ? of_column(*key.column)
                                        : mixture(key);
  constexpr std::array kSaid{"adds_to"sv, "if_not_closed"sv, "of"sv, "missing"sv};
  for (const KeyArgument& one : key.arguments) {
    if (std::ranges::find(kSaid, one.name) == kSaid.end()) {
      add_word(
          text,
          fmt::format(
              "{} {}", as_code(one.name),
              std::visit(Overloaded{[&](const Fraction& value) { return number(value); },
                                    [](const std::string& word) { return as_code(word); },
                                    [&](const std::vector<Bracket>& all) { return classes(all); },
                                    [&](const FactorRounding& rule) {
                                      return fmt::format("{} {}", percent_text(rule.unit, numbers_),
                                                         as_code(engine::name_of(rule.rounding)));
                                    }},
                         one.value)));
    }
  }
  if (key.rounding) {
    add_word(text, words_(kRounded, {number(key.rounding->rule.unit),
                                     words_.method(name_of(key.rounding->rule))}));
    add_word(text, residual(key.rounding->rule));
  }
  return text;
}

std::string RuleWords::classes(const std::vector<Bracket>& brackets) const {
  std::string text;
  for (const Bracket& one : brackets) {
    add_word(text, fmt::format("{}{} {}", number(one.from), words_(kColon),
                               percent_text(one.factor, numbers_)));
  }
  return text;
}

std::string RuleWords::method(const RoundingRule& rule) const { return as_code(name_of(rule)); }

std::string RuleWords::residual(const RoundingRule& rule) const {
  if (!rule.residual) {
    return words_(kNone);
  }
  switch (rule.residual->to) {
    case Residual::To::kReport:
      return as_code("report");
    case Residual::To::kLargest:
      return as_code("largest");
    case Residual::To::kOneEachToLargest:
      return as_code("one_each_to_largest");
    case Residual::To::kDistrict:
      return words_(kResidualTo, {scenario_.districts.ids[index_of(rule.residual->district)]});
    case Residual::To::kReserve:
      break;
  }
  return words_(kResidualToReserve, {rule.residual->reserve});
}

std::string RuleWords::settlement(const Pot& pot) const {
  if (!pot.settle) {
    return words_(kNone);
  }
  std::string text = of_column(pot.settle->column);
  add_word(text, pot.settle->label);
  return text;
}

std::string RuleWords::ties(const RoundingRule& rule) const {
  std::string text;
  for (const TieRule& tie : rule.ties) {
    switch (tie.by) {
      case TieRule::By::kLargestKey:
        add_word(text, as_code("largest_key"));
        break;
      case TieRule::By::kSmallestKey:
        add_word(text, as_code("smallest_key"));
        break;
      case TieRule::By::kId:
        add_word(text, as_code("id"));
        break;
      case TieRule::By::kColumn:
        add_word(text, of_column(tie.column));
    }
  }
  return text;
}

std::string RuleWords::unit_bound(const UnitBound& bound) const {
  return std::visit(Overloaded{[&](std::monostate) { return words_(kNone); },
                               [&](std::int64_t units) { return number(units); },
                               [&](ColumnId column) { return of_column(column); }},
                    bound);
}

std::string RuleWords::prior(const std::optional<Prior>& prior) const {
  if (!prior) {
    return words_(kNone);
  }
  return std::visit(
      Overloaded{
          [&](const PriorColumn& of) { return of_column(of.column); },
          [&](const PriorScenario& of) { return words_(kPriorScenario, {of.scenario->title}); },
          [&](const PriorRule& of) {
            std::string text = words_(kPriorRule, {amount(of.pot->amount)});
            for (const Step& one : of.pot->steps) {
              add_word(text, step(one), words_(kSemicolon) + " ");
            }
            return text;
          },
          [&](const PriorTable& of) { return words_(kPriorTable, {amount(of.amounts.total())}); }},
      prior->from);
}

std::string RuleWords::unclaimed(const Pot& pot) const {
  switch (pot.unclaimed) {
    case Unclaimed::kNotAssigned:
      return as_code("not_assigned");
    case Unclaimed::kReturn:
      return as_code("return");
    case Unclaimed::kCarryOver:
      return as_code("carry_over");
    case Unclaimed::kReallocate:
      break;
  }
  return words_(kReallocatedUpTo, {name(*pot.claims)});
}

std::string RuleWords::contributors(const Pot& pot) const {
  std::string text;
  for (const Contributor& one : pot.contributors) {
    const std::string cash = std::visit(
        Overloaded{
            [&](std::monostate) { return words_(kNoCash); },
            [&](const Fraction& fixed) { return amount(fixed); },
            [&](const PercentOfWhole& part) { return percent_text(part.share, numbers_); },
            [&](const Match& match) {
              std::string matched =
                  fmt::format("{} × {}", number(match.ratio), pot.contributors[match.of].id);
              return match.at_most ? words_(kAtMost, {matched, amount(*match.at_most)}) : matched;
            }},
        one.cash);
    const std::string given = one.id + " " + cash;
    add_word(text, one.in_kind ? words_(kAndInKind, {given, amount(*one.in_kind)}) : given,
             words_(kSemicolon) + " ");
  }
  return text.empty() ? words_(kNone) : text;
}

std::string RuleWords::tranches(const Pot& pot) const {
  if (!pot.tranches) {
    return words_(kNone);
  }
  std::string text;
  for (std::size_t i = 0; i < pot.tranches->years.size(); ++i) {
    add_word(text,
             fmt::format("{} × {}", number(pot.tranches->weights[i]), pot.tranches->years[i]));
  }
  return text;
}

}  // namespace allot::report
