#include "report/run_table.hpp"
#include "report/scaled.hpp"

namespace allot::report {
namespace {

constexpr int kMostKeyDecimals = 6;

bool made_of_counts(const Key& key) {
  if (const auto* average = std::get_if<AverageKey>(&key.rule)) {
    return !average->of_shares;
  }
  return std::holds_alternative<ColumnKey>(key.rule) || std::holds_alternative<SumKey>(key.rule);
}

std::optional<int> decimals_of(const Quantities& weights) {
  return Fraction{BigInt{1}, weights.denominator()}.decimals();
}

TableColumn scaled_column(const Quantities& weights, const Fraction& factor) {
  TableColumn column;
  column.cell = [scaled = ScaledQuantities{weights, factor}](std::size_t row) {
    return Cell::of(scaled.at(row));
  };
  return column;
}

TableColumn weight_column(const Quantities& weights, int decimals) {
  TableColumn column = scaled_column(weights, Fraction{BigInt::power_of_ten(decimals)});
  column.total = Cell::of(rounded_units(weights.total(), decimals));
  column.decimals = decimals;
  return column;
}

TableColumn percent_column(const engine::KeyValues& values, int decimals) {
  const Fraction factor = Fraction{BigInt::power_of_ten(decimals + 2)} / values.whole;
  TableColumn column = scaled_column(values.weights, factor);
  const Fraction percent = values.weights.total() / values.whole * Fraction{100};
  column.total = Cell::of(rounded_units(percent, decimals));
  column.decimals = decimals;
  return column;
}

TableColumn undefined_column() {
  TableColumn column;
  column.cell = [](std::size_t) { return Cell::undefined(); };
  column.total = Cell::undefined();
  return column;
}

}  // namespace

std::optional<ShownKey> shown_key(const RunView& view) {
  if (view.result.pots.size() != 1 || !view.result.pots.front().key) {
    return std::nullopt;
  }
  const KeyId id = *view.result.pots.front().key;
  const engine::KeyValues* values = view.result.keys.find(id);
  return values == nullptr ? std::nullopt : std::optional{ShownKey{id, values}};
}

KeyColumns key_columns(const RunView& view, Audience audience) {
  KeyColumns columns{undefined_column(), undefined_column()};
  if (const std::optional<ShownKey> shown = shown_key(view)) {
    const Key& key = view.scenario.key(shown->id);
    const std::optional<int> decimals = decimals_of(shown->values->weights);
    const bool printed_in_full = decimals && *decimals <= kMostKeyDecimals;
    columns.plain = made_of_counts(key) && !key.rounding && printed_in_full;
    columns.key =
        weight_column(shown->values->weights, printed_in_full ? *decimals : kMostKeyDecimals);
    if (shown->values->whole.sign() != 0) {
      columns.percent = percent_column(*shown->values, audience == Audience::kPeople ? 4 : 6);
    }
  }
  columns.key.name = columns.key.header = "key";
  columns.percent.name = "key_percent";
  columns.percent.header = "key %";
  return columns;
}

}  // namespace allot::report
