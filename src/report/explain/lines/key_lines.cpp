// The line of a pot's key: the share of the district, and what a divisor method makes of its
// weight.

#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/lines/key_words.hpp"

namespace allot::report::explain {
namespace {

/// A divisor method divides the weight: a number of the file, or a line of its own.
KeyValue with_weight_line(KeyValue value, Workings& workings) {
  if (value.formula.op == Op::kConstant) {
    return value;
  }
  const std::size_t line = workings.add({.label = "weight",
                                         .formula = std::move(value.formula),
                                         .value = {.value = value.value, .form = value.form},
                                         .notes = std::move(value.notes),
                                         .origin = std::move(value.origin)});
  return {.formula = Expression::of_line(line), .value = value.value, .form = value.form};
}

}  // namespace

std::size_t key_line(KeyId id, const Fraction& weight, const Fraction& whole, Workings& workings) {
  KeyValue value = key_weight(id, workings);
  if (value.value != weight) {
    // The key is prorated: its weight counts for a part of the period.
    const Fraction factor = weight / value.value;
    const std::size_t all = workings.add({.label = "weight",
                                          .formula = std::move(value.formula),
                                          .value = {.value = value.value, .form = value.form},
                                          .notes = std::move(value.notes),
                                          .origin = std::move(value.origin)});
    const std::size_t part = part_line(factor, workings);
    value = {.formula = product_of({Expression::of_line(all), Expression::of_line(part)}),
             .value = weight,
             .notes = {},
             .origin = {}};
  }
  if (workings.in_group()) {
    value.notes.emplace_back("within the group");
  } else if (whole != workings.view.result.keys.find(id)->whole) {
    value.notes.emplace_back("of those who take part");
  }
  if (!engine::rounding_methods()[workings.rules().rounding.method].divisor) {
    return share_line(std::move(value), whole, "key", workings);
  }
  if (whole == Fraction{1} && value.formula.op != Op::kConstant) {
    const std::size_t key = share_line(std::move(value), whole, "key", workings);
    workings.set_weight(Expression::of_line(key));
    return key;
  }
  value = with_weight_line(std::move(value), workings);
  workings.set_weight(value.formula);
  return share_line(std::move(value), whole, "key", workings);
}

}  // namespace allot::report::explain
