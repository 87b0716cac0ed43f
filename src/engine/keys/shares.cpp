// A published key, taken as printed: it adds to `adds_to`, or says what happens.

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/text.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "shares",
          .type = FieldType::kColumn,
          .summary = "a published key, taken as printed"},
    Field{.name = "adds_to",
          .type = FieldType::kNumber,
          .required = true,
          .summary = "what `shares` add to; required with them"},
    Field{.name = "if_not_closed",
          .type = FieldType::kChoice,
          .choices = "error, as_published, normalise",
          .fallback = "error",
          .summary = "of `shares` whose printed sum is off by rounding"},
};

void check(const KeyPlace& place, Problems& problems) {
  for (const KeyArgument& argument : place.key.arguments) {
    const auto* adds_to = std::get_if<Fraction>(&argument.value);
    if (adds_to != nullptr && adds_to->sign() <= 0) {
      problems.add({.code = Code::kZeroWeight,
                    .where = argument.where,
                    .message = fmt::format("the shares of `{}` add to {}", place.key.name,
                                           adds_to->to_string()),
                    .label = "write a number above 0"});
    }
  }
}

Fraction distance(const Fraction& gap) { return gap.sign() < 0 ? -gap : gap; }

Diagnostic not_closed(const Key& key, const Column& column, const Fraction& gap,
                      const Fraction& explained) {
  const Fraction adds_to = *key.get<Fraction>("adds_to");
  const Fraction sum = adds_to - gap;
  const Fraction in_percent = adds_to * Fraction{100};
  const int decimals = std::max(column.decimals, adds_to.decimals().value_or(0));
  const std::string way_out =
      distance(gap) > explained
          ? distance(in_percent - sum) <= explained
                ? fmt::format("the shares are in percent: write `adds_to: {}`",
                              in_percent.to_string())
                : "look for a misprint or a missing row in the published key"
      : gap.sign() > 0
          ? "say what happens: `if_not_closed: as_published` (the gap is not assigned) or "
            "`normalise`"
          : "a key that adds to more cannot be used as published: `if_not_closed: normalise`";
  return {
      .code = Code::kKeyNotClosed,
      .where = key.where,
      .message = fmt::format("the published key `{}` (column `{}`) adds to {}, not to {}: {} {}",
                             key.name, column.name, sum.to_decimal(decimals),
                             adds_to.to_decimal(adds_to.decimals().value_or(decimals)),
                             distance(gap).to_decimal(decimals),
                             gap.sign() > 0 ? "is missing" : "too much"),
      .label = "does not close",
      .help = {fmt::format("rounding of {} shares to {} explains at most {}", column.values.size(),
                           counted(static_cast<std::size_t>(column.decimals), "decimal"),
                           explained.to_decimal(column.decimals + 1)),
               way_out}};
}

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& problems) {
  const Column& column = input.scenario.column(*input.key.column);
  const Fraction adds_to = *input.key.get<Fraction>("adds_to");
  KeyValues values = closed(column.values);
  const Fraction gap = adds_to - values.whole;
  if (gap.sign() == 0) {
    return values;
  }
  // Each printed share can be off by half of its last digit.
  const Fraction explained = Fraction{static_cast<std::int64_t>(column.values.size())} /
                             Fraction{BigInt{2} * BigInt::power_of_ten(column.decimals)};
  const std::string& if_not_closed = *input.key.get<std::string>("if_not_closed");
  const bool as_published = if_not_closed == "as_published";
  if (distance(gap) > explained || (as_published && gap.sign() < 0) || if_not_closed == "error") {
    problems.add(not_closed(input.key, column, gap, explained));
    return std::nullopt;
  }
  if (as_published) {
    values.whole = adds_to;
    values.closes = false;
  }
  return values;
}

}  // namespace

extern const KeyKind kShares{
    .name = "shares",
    .fields = kFields,
    .examples = "{shares: published_key, adds_to: 100, if_not_closed: as_published}",
    .required_help = "what the published shares add to: `adds_to: 100`",
    .gives_shares = [](const Key& /*key*/) { return true; },
    .check = &check,
    .evaluate = &evaluate,
};

}  // namespace allot::engine
