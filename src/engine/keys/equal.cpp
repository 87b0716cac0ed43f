// 1 for every district of the file: a key that is always there, under its own name, and needs no
// column.

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& /*problems*/) {
  return closed(Quantities::constant(input.scenario.districts.size(), 1));
}

KeyFormula formula(const KeyInput& /*input*/, std::size_t /*district*/) {
  return KeyFormula::of_number(1);
}

}  // namespace

extern const KeyKind kEqual{
    .name = kEqualKey,
    .built_in = true,
    .evaluate = &evaluate,
    .formula = &formula,
};

}  // namespace allot::engine
