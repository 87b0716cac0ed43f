#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "load/draft/adjust.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Labels, each once.
std::optional<std::vector<std::string>> read_years(const YamlNode& list, Problems& problems) {
  std::set<std::string_view> seen;
  return read_all(list.items, [&](const YamlNode& item) -> std::optional<std::string> {
    if (!is_value(item, "a year", problems)) {
      return std::nullopt;
    }
    if (!seen.insert(item.text).second) {
      problems.add({.code = Code::kDuplicateId,
                    .where = item.where,
                    .message = fmt::format("the year {} is there twice", quoted(item.text)),
                    .label = "again",
                    .help = {"each year has one tranche"}});
      return std::nullopt;
    }
    return item.text;
  });
}

std::optional<Tranches> tranches_of(const YamlNode& node, Problems& problems) {
  const FieldReader fields{section("pots[].tranches"), node, problems};
  const YamlNode* years_node = fields.find("years");
  const YamlNode* weights_node = fields.find("weights");
  auto years = years_node == nullptr ? std::nullopt : read_years(*years_node, problems);
  if (!years) {
    return std::nullopt;
  }
  auto weights =
      weights_node == nullptr
          ? std::optional{std::vector<Fraction>(years->size(), Fraction{1})}
          : read_weights(
                *weights_node, years->size(),
                fmt::format("the tranches have {} years", years->size()), "year", "the tranches",
                [&](const Fraction& weight, const YamlNode& item) {
                  return not_negative(weight, item, "a weight", problems);
                },
                problems);
  return weights ? std::optional{Tranches{std::move(*years), std::move(*weights), node.where}}
                 : std::nullopt;
}

/// A tranche is a whole number of units, and so their sum is. Where rounding has no `residual`,
/// the same has been said of the pot.
void check_envelope(const Pot& pot, Problems& problems) {
  const Fraction* amount = pot.fixed_amount();
  const Fraction& unit = pot.rounding.unit;
  if (amount == nullptr || !pot.rounding.residual || (*amount / unit).is_whole()) {
    return;
  }
  problems.add({.code = Code::kPotNotMultiple,
                .where = pot.amount_where,
                .message = fmt::format("the envelope of {} is not a multiple of the unit {}",
                                       number_text(*amount), number_text(unit)),
                .label = "cannot be split into tranches",
                .help = {"choose a smaller `unit`, or another amount"},
                .related = {{pot.tranches->where, "the tranches"}}});
}

std::optional<std::vector<SplitBy>> read_order(const YamlNode& list, Problems& problems) {
  auto order = read_all(list.items, [&](const YamlNode& item) {
    const auto index =
        read_choice(item, "`split_order`", {"district", "contributor", "year"}, problems);
    return index ? std::optional{static_cast<SplitBy>(*index)} : std::nullopt;
  });
  auto sorted = order;
  if (sorted) {
    std::ranges::sort(*sorted);
  }
  if (sorted && *sorted != Pot{}.split_order) {
    problems.add({.code = Code::kFieldsClash,
                  .where = list.where,
                  .message = "`split_order` does not have each of `district`, `contributor` and "
                             "`year` once",
                  .label = "each of the three, once",
                  .help = {"write them in the order in which the pot is split"}});
    return std::nullopt;
  }
  return order;
}

void read_split_order(const FieldReader& fields, Pot& pot, Problems& problems) {
  const YamlNode* list = fields.find("split_order");
  if (list == nullptr) {
    return;
  }
  if (auto order = read_order(*list, problems)) {
    pot.split_order = std::move(*order);
  }
  const auto has = [&](std::string_view name) { return fields.given(name) != nullptr; };
  if (!has("contributors") || !has("tranches")) {
    problems.add({.code = Code::kFieldsClash,
                  .where = list->where,
                  .message = "`split_order` is for a pot with `contributors` and `tranches`",
                  .label = "without meaning here",
                  .help = {fmt::format("remove it, or add {}", has("contributors") ? "`tranches`"
                                                               : has("tranches") ? "`contributors`"
                                                                                 : "both")}});
  }
}

}  // namespace

void read_tranches(Draft& draft, const FieldReader& fields, Pot& pot) {
  if (const YamlNode* node = fields.find("tranches")) {
    pot.tranches = in_range(node->where, "the tranches", draft.problems,
                            [&] { return tranches_of(*node, draft.problems); });
    if (pot.tranches) {
      check_envelope(pot, draft.problems);
    }
  }
  read_split_order(fields, pot, draft.problems);
}

}  // namespace allot::load
