#include "engine/causes/same_rules.hpp"

#include <algorithm>

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
  const auto same_part = [&](const WeightedKey& part, const WeightedKey& with) {
    return part.weight == with.weight && same(part.of, with.of);
  };
  return same_rounding && a.kind == b.kind &&
         std::ranges::equal(a.arguments, b.arguments, {}, &KeyArgument::value,
                            &KeyArgument::value) &&
         (!a.column || same(*a.column, *b.column)) &&
         std::ranges::equal(a.parts, b.parts, same_part);
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

}  // namespace allot::engine
