// The counts of a column.

#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "column", .type = FieldType::kColumn, .summary = "the counts of a column"},
};

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  return closed(input.scenario.column(*input.key.column).values);
}

}  // namespace

extern const KeyKind kColumnKey{.name = "column",
                                .fields = kFields,
                                .examples =
                                    "{column: intake_2025, round: {unit: percent, decimals: 2}}\n"
                                    "{column: intake_2025, status: preliminary, source: census, "
                                    "note: as of the end of the year}",
                                .evaluate = &evaluate};

}  // namespace allot::engine
