// What a step rounds by itself: what the district has after it, or what it claims by it.

#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

void write_down(const engine::RoundedByStep& record, Workings& workings) {
  if (record.after == record.before) {
    return;
  }
  const Words& words = workings.words;
  const Fraction& unit = record.rule.unit;
  const Expression before = record.of_claim ? workings.last_claim() : workings.so_far();
  Expression rounded =
      workings.add(words(kLabelRounded, {words.method(engine::name_of(record.rule.rounding))}),
                   Expression::rounded(before, record.rule.rounding, unit),
                   {.notes = {words(kByTheStep)},
                    .in_words = words(kToUnit, {workings.letter(before), workings.number(unit)})});
  const Fraction value = workings.value(rounded);
  if (value != record.after) {
    const bool raised = value < record.after;
    rounded =
        workings.add(words(kLabelBoundsOfStep),
                     Expression::of(raised ? Op::kAtLeast : Op::kAtMost,
                                    {rounded, workings.bound_in_units(raised, record.after, unit)}),
                     {.is = record.after, .notes = {words(kBoundsInUnits)}});
  }
  if (record.of_claim) {
    workings.replace_last_claim(std::move(rounded));
  } else {
    workings.set_so_far(std::move(rounded));
  }
}

}  // namespace allot::report::explain
