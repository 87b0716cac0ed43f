// A count by classes of its size. A class begins at its threshold, the first one at 0. Of the whole
// count by the factor of its class; of the part in each class by the factor of that (Saxony's 70
// euros for each of the first 1 000 inhabitants); or by a factor that is linear between thresholds
// and constant above the last (the Hauptansatz of North Rhine-Westphalia, whose factor is rounded
// up to 0.1 %).

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

using enum KeyFormula::Op;

constexpr std::array kFields{
    Field{.name = "brackets",
          .type = FieldType::kMap,
          .summary = "a count times a factor that goes by how large it is"},
};

constexpr std::array kMapFields{
    Field{.name = "of", .type = FieldType::kCounts, .required = true, .summary = "what is counted"},
    Field{.name = "apply",
          .type = FieldType::kChoice,
          .required = true,
          .choices = "whole, marginal, interpolated",
          .summary = "the factor of its class for the whole count; of each class for the part "
                     "within it; or for the whole count one that is linear between thresholds and "
                     "constant above the last"},
    Field{.name = "from",
          .type = FieldType::kBrackets,
          .required = true,
          .summary = "where each class begins, 0 first and in ascending order, and its factor"},
    Field{.name = "round",
          .type = FieldType::kMap,
          .summary = "rounds the factor; with `apply: interpolated` only"},
};

using Brackets = std::vector<Bracket>;

const Brackets& brackets_of(const Key& key) { return *key.get<Brackets>("from"); }
const std::string& applied(const Key& key) { return *key.get<std::string>("apply"); }

void check(const KeyPlace& place, Problems& problems) {
  const auto* apply = place.key.get<std::string>("apply");
  const auto* round = place.key.get<FactorRounding>("round");
  if (apply == nullptr || round == nullptr || *apply == "interpolated") {
    return;
  }
  problems.add(
      {.code = Code::kFieldsClash,
       .where = std::ranges::find(place.key.arguments, "round", &KeyArgument::name)->where,
       .message = fmt::format("the brackets of `{}` round their factors, and apply them `{}`",
                              place.key.name, *apply),
       .label = "only with `apply: interpolated`",
       .help = {"remove it: these factors are those of `from`"}});
}

/// The class that a value is in: the last that begins at it or before.
std::size_t class_of(const Fraction& value, const Brackets& brackets) {
  const auto after = std::ranges::upper_bound(brackets, value, {}, &Bracket::from);
  return static_cast<std::size_t>(after - brackets.begin()) - 1;
}

Fraction rounded(const Fraction& factor, const FactorRounding* rule) {
  return rule == nullptr ? factor : rule->of(factor);
}

Fraction interpolated(const Fraction& value, const Brackets& brackets) {
  const std::size_t at = class_of(value, brackets);
  const Bracket& low = brackets[at];
  if (at + 1 == brackets.size() || value == low.from) {
    return low.factor;
  }
  const Bracket& high = brackets[at + 1];
  return low.factor + (value - low.from) * (high.factor - low.factor) / (high.from - low.from);
}

/// What counts that fill all classes below each come to.
std::vector<Fraction> filled_below(const Brackets& brackets) {
  std::vector<Fraction> below(1);
  for (std::size_t i = 1; i < brackets.size(); ++i) {
    below.push_back(below.back() +
                    (brackets[i].from - brackets[i - 1].from) * brackets[i - 1].factor);
  }
  return below;
}

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  const Quantities& counts = input.parts.front()->weights;
  const Brackets& brackets = brackets_of(input.key);
  const std::string& apply = applied(input.key);
  const auto* round = input.key.get<FactorRounding>("round");
  const bool marginal = apply == "marginal";
  const std::vector<Fraction> below = filled_below(brackets);
  std::vector<Fraction> values;
  values.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Fraction value = counts.at(i);
    const std::size_t at = class_of(value, brackets);
    const Bracket& in = brackets[at];
    values.push_back(marginal           ? below[at] + (value - in.from) * in.factor
                     : apply == "whole" ? in.factor
                                        : rounded(interpolated(value, brackets), round));
  }
  const Quantities result = Quantities::from(values);
  return closed((marginal ? result : counts.times(result)).reduced());
}

/// The part of the count above a threshold.
KeyFormula above(const Fraction& threshold) {
  KeyFormula count = KeyFormula::of_part(0);
  return threshold.sign() == 0
             ? count
             : KeyFormula::of(kDifference, {std::move(count), KeyFormula::of_number(threshold)});
}

KeyFormula marginal_formula(const Fraction& value, const Brackets& brackets) {
  std::vector<KeyFormula> parts;
  const std::size_t last = class_of(value, brackets);
  for (std::size_t i = 0; i <= last; ++i) {
    KeyFormula inside = i == last ? above(brackets[i].from)
                                  : KeyFormula::of_number(brackets[i + 1].from - brackets[i].from);
    parts.push_back(
        KeyFormula::of(kProduct, {std::move(inside), KeyFormula::of_share(brackets[i].factor)}));
  }
  return KeyFormula::of(kSum, std::move(parts));
}

KeyFormula factor_formula(const Key& key, const Fraction& value) {
  const Brackets& brackets = brackets_of(key);
  const std::size_t at = class_of(value, brackets);
  const Bracket& low = brackets[at];
  const Bracket* high =
      applied(key) == "whole" || at + 1 == brackets.size() ? nullptr : &brackets[at + 1];
  KeyFormula factor = KeyFormula::of_share(low.factor);
  if (high != nullptr && high->factor != low.factor && value != low.from) {
    KeyFormula rise = KeyFormula::of(
        kQuotient, {KeyFormula::of(kProduct, {above(low.from),
                                              KeyFormula::of_share(high->factor - low.factor)}),
                    KeyFormula::of_number(high->from - low.from)});
    factor = KeyFormula::of(kSum, {std::move(factor), std::move(rise)});
  }
  if (const auto* rule = key.get<FactorRounding>("round")) {
    factor = KeyFormula::rounded(std::move(factor), rule->rounding, rule->unit);
  }
  return KeyFormula::factor(std::move(factor), low.from,
                            high == nullptr ? std::nullopt : std::optional{high->from});
}

KeyFormula formula(const KeyInput& input, std::size_t district) {
  const Fraction value = input.parts.front()->weights.at(district);
  return applied(input.key) == "marginal"
             ? marginal_formula(value, brackets_of(input.key))
             : KeyFormula::of(kProduct, {KeyFormula::of_part(0), factor_formula(input.key, value)});
}

}  // namespace

extern const KeyKind kBrackets{
    .name = "brackets",
    .fields = kFields,
    .examples = "{brackets: {of: population, apply: whole, from: {0: 100 %, 7_500: 109 %}}}",
    .between = "",
    .map_fields = kMapFields,
    .map_examples =
        "{of: population, apply: whole, from: {0: 100 %, 7_500: 109 %}}\n"
        "{of: population, apply: marginal, from: {0: 100 %, 1_000: 0 %}}\n"
        "{of: population, apply: interpolated, from: {0: 100 %, 25_000: 100 %, 50_000: 108.5 %}, "
        "round: {unit: 0.1 %, method: up}}",
    .of_counts = true,
    .check = &check,
    .evaluate = &evaluate,
    .formula = &formula,
};

}  // namespace allot::engine
