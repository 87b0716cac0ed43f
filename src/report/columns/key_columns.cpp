#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "report/columns/run_table.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr int kMostKeyDecimals = 6;

std::optional<int> decimals_of(const Quantities& weights) {
  return Fraction{BigInt{1}, weights.denominator()}.decimals();
}

/// Keeps the values alive, where they are not the result's own.
using Values = std::shared_ptr<const engine::KeyValues>;

/// The weights times a factor. A name is given later.
TableColumn scaled_column(const Values& values, const Fraction& factor, int decimals) {
  const Fraction in_units = factor * Fraction{BigInt::power_of_ten(decimals)};
  return {.cell = [values, scaled = ScaledQuantities{values->weights, in_units}](
                      std::size_t row) { return Cell::of(scaled.at(row)); },
          .total = Cell::of(rounded_units(values->weights.total() * factor, decimals)),
          .decimals = decimals};
}

TableColumn undefined_column() {
  return {.cell = [](std::size_t) { return Cell::undefined(); }, .total = Cell::undefined()};
}

/// What the file calls the column that the key counts; empty: nothing.
std::string label_of(const Scenario& scenario, const Key& key) {
  const Column* column = key.column ? &scenario.column(*key.column) : nullptr;
  return column == nullptr || column->label == column->name ? std::string{} : column->label;
}

bool of_all(const Step& share) {
  const auto* of = share.get<std::string>("of");
  return of != nullptr && *of == "all";
}

/// What the money was shared by: the weights of those who take part, and their whole.
Values of_participants(const engine::KeyValues& key, const engine::PotResult& result,
                       const Step& share) {
  const auto* where = share.get<Where>(engine::kWhere);
  if (result.takes_part.empty() && where == nullptr) {
    return {Values{}, &key};
  }
  auto values = std::make_shared<engine::KeyValues>(key);
  for (const std::vector<bool>* some :
       {&result.takes_part, where == nullptr ? nullptr : &where->districts}) {
    if (some != nullptr && !some->empty()) {
      values->weights = values->weights.only(*some);
    }
  }
  if (!of_all(share)) {
    values->whole = values->weights.total() + key.whole - key.weights.total();
  }
  return values;
}

}  // namespace

std::optional<ShownKey> shown_key(const RunView& view) {
  if (view.result.pots.size() != 1 || !view.result.pots.front().share) {
    return std::nullopt;
  }
  const auto [index, id] = *view.result.pots.front().share;
  const Step& share = view.scenario.pots.front().steps[index];
  const engine::KeyValues* values = view.result.keys.find(id);
  if (values == nullptr || share.find("tiers") != nullptr) {
    return std::nullopt;
  }
  return ShownKey{id, of_participants(*values, view.result.pots.front(), share)};
}

KeyColumns key_columns(const RunView& view, Audience audience) {
  KeyColumns columns{undefined_column(), undefined_column()};
  if (const std::optional<ShownKey> shown = shown_key(view)) {
    const Key& key = view.scenario.key(shown->id);
    const std::optional<int> decimals = decimals_of(shown->values->weights);
    const bool printed_in_full = decimals && *decimals <= kMostKeyDecimals;
    columns.plain = !engine::gives_shares(key) && !key.rounding && printed_in_full;
    columns.key =
        scaled_column(shown->values, Fraction{1}, printed_in_full ? *decimals : kMostKeyDecimals);
    if (columns.plain) {
      columns.key.header = label_of(view.scenario, key);
    }
    const Fraction& whole = shown->values->whole;
    if (whole.sign() != 0) {
      columns.percent = scaled_column(shown->values, Fraction{100} / whole,
                                      audience == Audience::kPeople ? 4 : 6);
    }
  }
  columns.key.name = "key";
  columns.percent.name = "key_percent";
  return columns;
}

}  // namespace allot::report
