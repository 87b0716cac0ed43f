#include "load/pots/rounding_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/money.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

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
  std::vector<std::string_view> words;
  for (const TieWord& word : kTieWords) {
    words.push_back(word.word);
  }
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

void report_id_not_last(const YamlNode& list, bool early, Problems& problems) {
  problems.add({.code = early ? Code::kFieldsClash : Code::kMissingField,
                .where = list.where,
                .message = early ? "`ties` has rules after `id`, which no tie ever reaches"
                                 : "`ties` does not end in `id`",
                .label = early ? "`id` decides every tie" : "some ties may stay open",
                .help = {"write `id` as the last of the list, and only there"}});
}

}  // namespace

std::vector<TieRule> default_ties() {
  return {{.by = TieRule::By::kLargestKey}, {.by = TieRule::By::kId}};
}

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
    report_id_not_last(node, first_id != ties.end(), draft.problems);
  }
  return ties;
}

std::optional<Residual> read_residual(Draft& draft, const YamlNode& node, bool of_pot) {
  Residual residual{
      .to = Residual::To::kReport, .district = {}, .reserve = {}, .where = node.where};
  if (!node.is_map()) {
    const auto word = read_choice(node, "`residual`", {"report", "largest"}, draft.problems);
    if (!word) {
      return std::nullopt;
    }
    residual.to = *word == 0 ? Residual::To::kReport : Residual::To::kLargest;
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
                                        : "write `report`, `largest` or `{district: ID}`"}});
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

}  // namespace allot::load
