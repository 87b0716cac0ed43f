// An amount for each counted unit: x_i = rate * n_i.

#include <array>

#include "engine/steps/steps.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "amount",
          .type = FieldType::kAmount,
          .required = true,
          .summary = "for each counted unit"},
    Field{.name = "per",
          .type = FieldType::kColumn,
          .required = true,
          .summary = "the column that counts"},
};

void apply(const StepInput& input, PotState& state, Problems& /*problems*/) {
  const Fraction rate = *input.step.get<Fraction>("amount");
  const ColumnId id = *input.step.get<ColumnId>("per");
  const Quantities& counts = input.scenario.column(id).values;
  state.claim(counts.times(rate));
  if (input.watched) {
    const Fraction count = counts.at(index_of(*input.watched));
    state.records.emplace_back(
        RateGranted{.column = id, .rate = rate, .count = count, .amount = rate * count});
  }
}

}  // namespace

const StepKind kRate{
    .name = "rate",
    .german = "Kopfbetrag",
    .summary = "gives an amount for each unit that a column counts",
    .fields = kFields,
    .claims = true,
    .apply = &apply,
};

}  // namespace allot::engine
