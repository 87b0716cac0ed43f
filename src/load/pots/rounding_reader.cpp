#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/money.hpp"
#include "allot/core/text.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using engine::RoundingMethod;

struct TieWord {
  std::string_view word;
  TieRule::By by;
};
constexpr std::array kTieWords{TieWord{"largest_key", TieRule::By::kLargestKey},
                               TieWord{"smallest_key", TieRule::By::kSmallestKey},
                               TieWord{"id", TieRule::By::kId}};
constexpr std::string_view kColumnWord = "column";

std::optional<TieRule> read_tie(Draft& draft, const YamlNode& item) {
  if (item.is_map() && item.entries.size() == 1 && item.entries.front().key == kColumnWord) {
    const YamlNode& name = item.entries.front().value;
    if (!is_value(name, "`column` of `ties`", draft.problems)) {
      return std::nullopt;
    }
    const auto column = use_column(draft, name.text, name.where, ColumnUse::kOrder);
    return column ? std::optional{TieRule{TieRule::By::kColumn, *column}} : std::nullopt;
  }
  const auto at = std::ranges::find(kTieWords, item.text, &TieWord::word);
  if (item.is_scalar() && at != kTieWords.end()) {
    return TieRule{.by = at->by};
  }
  auto words = texts_of(kTieWords, &TieWord::word);
  words.emplace_back("column: NAME");
  draft.problems.add({.code = Code::kUnknownChoice,
                      .where = item.where,
                      .message = item.is_scalar()
                                     ? fmt::format("`ties` cannot have {}", quoted(item.text))
                                     : std::string{"`ties` cannot have this"},
                      .label = "not a rule for ties",
                      .help = way_out(item.text, words, "the rules")});
  return std::nullopt;
}

std::vector<TieRule> default_ties() {
  return {{.by = TieRule::By::kLargestKey}, {.by = TieRule::By::kId}};
}

/// A list that ends in `id`.
std::vector<TieRule> read_ties(Draft& draft, const YamlNode& node) {
  std::vector<TieRule> ties;
  for (const YamlNode& item : node.items) {
    if (const auto tie = read_tie(draft, item)) {
      ties.push_back(*tie);
    }
  }
  if (ties.size() < node.items.size()) {
    return ties;
  }
  const auto first_id = std::ranges::find(ties, TieRule::By::kId, &TieRule::by);
  if (first_id == ties.end() || first_id + 1 != ties.end()) {
    const bool early = first_id != ties.end();
    draft.problems.add({.code = early ? Code::kFieldsClash : Code::kMissingField,
                        .where = node.where,
                        .message = early ? "`ties` has rules after `id`, which no tie ever reaches"
                                         : "`ties` does not end in `id`",
                        .label = early ? "`id` decides every tie" : "some ties may stay open",
                        .help = {"write `id` as the last of the list, and only there"}});
  }
  return ties;
}

/// A word, `{district: ID}` and, where `of_pot`, `{reserve: NAME}`.
std::optional<Residual> read_residual(Draft& draft, const YamlNode& node, bool of_pot) {
  Residual residual{
      .to = Residual::To::kReport, .district = {}, .reserve = {}, .where = node.where};
  if (!node.is_map()) {
    constexpr Residual::To kOfWords[] = {Residual::To::kReport, Residual::To::kLargest,
                                         Residual::To::kOneEachToLargest};
    const auto word = read_choice(node, "`residual`", {"report", "largest", "one_each_to_largest"},
                                  draft.problems);
    if (!word) {
      return std::nullopt;
    }
    residual.to = kOfWords[*word];
    return residual;
  }
  const FieldReader fields{section("pots[].rounding.residual"), node, draft.problems};
  const YamlNode* district = fields.find("district");
  const YamlNode* reserve = fields.find("reserve");
  const bool one = (district == nullptr) != (reserve == nullptr);
  if (!one || (reserve != nullptr && !of_pot)) {
    draft.problems.add({.code = Code::kFieldsClash,
                        .where = node.where,
                        .message = one ? "a key has no reserve for what its rounding leaves"
                                       : "`residual` names one receiver",
                        .label = "not one receiver",
                        .help = {of_pot ? "write `{district: ID}` or `{reserve: NAME}`"
                                        : "write `report`, `largest`, `one_each_to_largest` or "
                                          "`{district: ID}`"}});
    return std::nullopt;
  }
  if (reserve != nullptr) {
    residual.to = Residual::To::kReserve;
    residual.reserve = reserve->text;
    return residual;
  }
  residual.to = Residual::To::kDistrict;
  const auto id = find_district(draft, fields.id("district"), district->where);
  residual.district = id.value_or(DistrictId{});
  return id ? std::optional{residual} : std::nullopt;
}

/// A number of units, or a column of them; `node` may be null.
UnitBound read_unit_bound(Draft& draft, const YamlNode* node, std::string_view what) {
  if (node == nullptr || !is_value(*node, what, draft.problems)) {
    return {};
  }
  if (is_digit(node->text.front()) || ReadNumber::takes(node->text)) {
    const auto units = read_integer(*node, what, 0, Money::kMaxMinor, draft.problems);
    return units ? UnitBound{*units} : UnitBound{};
  }
  const auto column = use_column(draft, node->text, node->where, ColumnUse::kUnits);
  return column ? UnitBound{*column} : UnitBound{};
}

const RoundingMethod& method_of(const RoundingRule& rule) {
  return engine::rounding_methods()[rule.method];
}

std::size_t read_method(const FieldReader& fields) {
  const auto method =
      fields.value("method", [](const YamlNode& node, std::string_view what, Problems& problems) {
        return read_choice(node, what, texts_of(engine::rounding_methods(), &RoundingMethod::name),
                           problems);
      });
  return method.value_or(engine::default_rounding_method());
}

Fraction default_unit(const Draft& draft) {
  return draft.scenario.currency.empty() ? Fraction{1} : Fraction{1, 100};
}

Fraction read_unit(const Draft& draft, const FieldReader& fields) {
  const auto unit = fields.number("unit");
  if (!unit) {
    return default_unit(draft);
  }
  if (unit->sign() > 0 && unit->decimals()) {
    return *unit;
  }
  const YamlNode* node = fields.find("unit");
  draft.problems.add(
      {.code = Code::kNumberOutOfRange,
       .where = node->where,
       .message = fmt::format("`unit` is {}, not a positive decimal number", node->text),
       .label = "write a number such as 1 or 0.01"});
  return default_unit(draft);
}

std::string grouped_text(const Fraction& decimal) {
  return grouped_digits(decimal.to_decimal(decimal.decimals().value_or(0)));
}

/// The unit, unless it stands beside the amount.
std::vector<RelatedPlace> unit_place(const RoundingRule& rule, const Pot& pot) {
  const auto& unit = rule.unit_where;
  return unit && unit->file != pot.amount_where.file
             ? std::vector<RelatedPlace>{{*unit, "the unit"}}
             : std::vector<RelatedPlace>{};
}

/// Of a rule without `residual`.
void check_closes(const RoundingRule& rule, std::string_view whole, const std::string& ways,
                  Problems& problems) {
  if (!method_of(rule).closes) {
    problems.add({.code = Code::kResidualRequired,
                  .where = rule.where,
                  .message = fmt::format("{} need not add up to the {}, and `residual` is missing",
                                         quoted(method_of(rule).name), whole),
                  .label = "no `residual`",
                  .help = {"say where the difference goes: `residual: report` " + ways}});
  }
}

/// Units that are left over one by one are those of amounts that are rounded by themselves; `up`
/// leaves none.
void check_one_each(const RoundingRule& rule, Problems& problems) {
  if (rule.residual && rule.residual->to == Residual::To::kOneEachToLargest &&
      (method_of(rule).closes || method_of(rule).each == Rounding::kUp)) {
    problems.add({.code = Code::kFieldsClash,
                  .where = rule.residual->where,
                  .message = fmt::format("{} leaves no units over, and `one_each_to_largest` says "
                                         "who gets them",
                                         quoted(method_of(rule).name)),
                  .label = "without meaning here",
                  .help = {"use `half_up`, `half_even` or `down`, or write `residual: report` or "
                           "`largest`"}});
  }
}

/// Of a rule without `residual`.
void check_multiple(const RoundingRule& rule, const Pot& pot, Problems& problems) {
  const std::string ways = "(it is published), `largest`, `{district: ID}` or `{reserve: NAME}`";
  check_closes(rule, "pot",
               "(it is published), `largest`, `one_each_to_largest`, `{district: ID}` or "
               "`{reserve: NAME}`",
               problems);
  const Fraction* amount = pot.fixed_amount();
  if (amount == nullptr) {
    return;
  }
  const Fraction units{(*amount / rule.unit).rounded(Rounding::kDown)};
  const Fraction rest = *amount - units * rule.unit;
  if (rest.sign() > 0) {
    problems.add(
        {.code = Code::kPotNotMultiple,
         .where = pot.amount_where,
         .message = fmt::format("the pot of {} is not a multiple of the unit {}: {} is left over",
                                grouped_text(*amount), grouped_text(rule.unit), grouped_text(rest)),
         .label = fmt::format("{} too much", grouped_text(rest)),
         .help = {"say where the difference goes: `residual: report` " + ways,
                  "or choose a smaller `unit`"},
         .related = unit_place(rule, pot)});
  }
}

/// Divisor methods round weights, not amounts.
bool is_one_share(const Pot& pot) {
  if (pot.steps.size() != 1 || !engine::step_kinds()[pot.steps.front().kind].proportional) {
    return false;
  }
  const auto* of = pot.steps.front().get<std::string>("of");
  return pot.steps.front().find(engine::kWhere) == nullptr &&
         (of == nullptr || *of == "participants") &&
         pot.steps.front().find(engine::kRoundOfStep.name) == nullptr &&
         pot.steps.front().find("rate") == nullptr && !is_prorated(pot, pot.steps.front());
}

void check_divisor(const FieldReader& fields, const RoundingRule& rule, const Pot& pot,
                   Problems& problems) {
  if (!method_of(rule).divisor) {
    for (const std::string_view bound : {"minimum", "maximum"}) {
      if (fields.has(bound)) {
        problems.add({.code = Code::kFieldsClash,
                      .where = fields.find(bound)->where,
                      .message = fmt::format("{} is for divisor methods, and {} is none",
                                             quoted(bound), quoted(method_of(rule).name)),
                      .label = "without meaning here",
                      .help = {"choose a divisor method such as `sainte_lague`, or remove it"}});
      }
    }
  } else if (!pot.steps.empty() && !is_one_share(pot)) {
    problems.add(
        {.code = Code::kDivisorNeedsShare,
         .where = fields.find("method")->where,
         .message = fmt::format("{} needs a pot whose only step is one `share` of all "
                                "participants{}",
                                quoted(method_of(rule).name), pot.prorate ? ", not prorated" : ""),
         .label = "rounds weights, not amounts",
         .help = {"use `largest_remainder`, or split the pot into two"}});
  }
}

}  // namespace

RoundingRule read_rounding(Draft& draft, const YamlNode* node, const Pot& pot) {
  RoundingRule rule;
  rule.where = node == nullptr ? pot.where : node->where;
  rule.unit = default_unit(draft);
  rule.method = engine::default_rounding_method();
  rule.ties = default_ties();
  if (node == nullptr) {
    check_multiple(rule, pot, draft.problems);
    return rule;
  }
  const FieldReader fields{section("pots[].rounding"), *node, draft.problems};
  rule.unit = read_unit(draft, fields);
  if (const YamlNode* unit = fields.find("unit")) {
    rule.unit_where = unit->where;
  }
  rule.method = read_method(fields);
  const YamlNode* residual = fields.find("residual");
  rule.residual = residual == nullptr ? std::nullopt : read_residual(draft, *residual, true);
  const YamlNode* ties = fields.find("ties");
  rule.ties = ties == nullptr ? default_ties() : read_ties(draft, *ties);
  rule.minimum = read_unit_bound(draft, fields.find("minimum"), "`minimum`");
  rule.maximum = read_unit_bound(draft, fields.find("maximum"), "`maximum`");
  check_divisor(fields, rule, pot, draft.problems);
  check_one_each(rule, draft.problems);
  if (residual == nullptr) {
    check_multiple(rule, pot, draft.problems);
  }
  return rule;
}

RoundingRule read_key_rounding(Draft& draft, const YamlNode& node) {
  constexpr int kMostDecimals = 12;
  const FieldReader fields{section("keys.NAME.round"), node, draft.problems};
  const auto unit = fields.choice_index("unit");
  const auto decimals = fields.integer("decimals", 0, kMostDecimals);
  RoundingRule rule;
  rule.where = node.where;
  // Decimals of a percentage are two more of the share.
  const int places = static_cast<int>(decimals.value_or(0)) + (unit == std::size_t{0} ? 2 : 0);
  rule.unit = Fraction{1, BigInt::power_of_ten(places)};
  rule.method = read_method(fields);
  rule.ties = default_ties();
  if (const YamlNode* residual = fields.find("residual")) {
    rule.residual = read_residual(draft, *residual, false);
  } else {
    check_closes(rule, "whole",
                 "(the gap is not assigned), `largest`, `one_each_to_largest` or `{district: ID}`",
                 draft.problems);
  }
  check_one_each(rule, draft.problems);
  return rule;
}

}  // namespace allot::load
