#include "engine/causes/same_rules.hpp"

#include <algorithm>
#include <type_traits>

namespace allot::engine {

bool SameRules::same(ColumnId before, ColumnId after) const {
  const PairedColumn& a = before_.columns[index_of(before)];
  const PairedColumn& b = after_.columns[index_of(after)];
  return a.partner == b.column && b.partner == a.column;
}

bool SameRules::same(KeyId before, KeyId after) const {
  const Key& a = before_.scenario.key(before);
  const Key& b = after_.scenario.key(after);
  const bool same_rounding = a.rounding.has_value() == b.rounding.has_value() &&
                             (!a.rounding || same(a.rounding->rule, b.rounding->rule));
  return same_rounding && a.rule.index() == b.rule.index() &&
         std::visit(
             [&](const auto& rule) {
               return same(rule, std::get<std::remove_cvref_t<decltype(rule)>>(b.rule));
             },
             a.rule);
}

bool SameRules::same(const RoundingRule& before, const RoundingRule& after) const {
  const auto same_residual = [&](const Residual& a, const Residual& b) {
    return a.to == b.to && (a.to != Residual::To::kDistrict ||
                            before_.scenario.districts.ids[index_of(a.district)] ==
                                after_.scenario.districts.ids[index_of(b.district)]);
  };
  const auto cells = [](const PairedScenario& of, ColumnId column) {
    return of.scenario.column(column).values.reduced();
  };
  const auto same_tie = [&](const TieRule& a, const TieRule& b) {
    return a.by == b.by &&
           (a.by != TieRule::By::kColumn || cells(before_, a.column) == cells(after_, b.column));
  };
  return before.unit == after.unit && before.method == after.method &&
         before.residual.has_value() == after.residual.has_value() &&
         (!before.residual || same_residual(*before.residual, *after.residual)) &&
         std::equal(before.ties.begin(), before.ties.end(), after.ties.begin(), after.ties.end(),
                    same_tie);
}

bool SameRules::same(const std::vector<WeightedKey>& a, const std::vector<WeightedKey>& b) const {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](const WeightedKey& part, const WeightedKey& with) {
                      return part.weight == with.weight && same(part.of, with.of);
                    });
}

bool SameRules::same(const ColumnKey& a, const ColumnKey& b) const {
  return same(a.column, b.column);
}

bool SameRules::same(const SharesKey& a, const SharesKey& b) const {
  return same(a.column, b.column) && a.adds_to == b.adds_to && a.if_not_closed == b.if_not_closed;
}

bool SameRules::same(const BlendKey& a, const BlendKey& b) const { return same(a.parts, b.parts); }

bool SameRules::same(const SumKey& a, const SumKey& b) const { return same(a.parts, b.parts); }

bool SameRules::same(const AverageKey& a, const AverageKey& b) const {
  return same(a.periods, b.periods) && a.of_shares == b.of_shares && a.missing == b.missing;
}

}  // namespace allot::engine
