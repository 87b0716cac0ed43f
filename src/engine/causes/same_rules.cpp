#include "engine/causes/same_rules.hpp"

#include <algorithm>
#include <variant>

#include "allot/engine/keys/references.hpp"

namespace allot::engine {

namespace {

/// What a rule says besides what it is made of; both are of the same kind.
bool same_words(const Key& a, const Key& b) {
  if (const auto* was = std::get_if<SharesKey>(&a.rule)) {
    const auto& is = std::get<SharesKey>(b.rule);
    return was->adds_to == is.adds_to && was->if_not_closed == is.if_not_closed;
  }
  if (const auto* was = std::get_if<MixedKey>(&a.rule)) {
    const auto& is = std::get<MixedKey>(b.rule);
    return was->of_shares == is.of_shares && was->missing == is.missing;
  }
  return true;
}

}  // namespace

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
  if (!same_rounding || !same_kind(a, b) || !same_words(a, b)) {
    return false;
  }
  const ColumnId* column = column_of(a);
  return (column == nullptr || same(*column, *column_of(b))) &&
         std::ranges::equal(parts_of(a), parts_of(b),
                            [&](const WeightedKey& part, const WeightedKey& with) {
                              return part.weight == with.weight && same(part.of, with.of);
                            });
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
