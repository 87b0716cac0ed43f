// Several periods by weights relative to each other: of their counts, or of the shares of each.

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "engine/keys/weighted.hpp"
#include "engine/problems/wording.hpp"

namespace allot::engine {

namespace {

constexpr std::array kFields{
    Field{.name = "average",
          .type = FieldType::kList,
          .summary = "keys or columns of several periods"},
    Field{.name = "of",
          .type = FieldType::kChoice,
          .required = true,
          .choices = "counts, shares",
          .summary = "what is averaged; required with `average`"},
    Field{.name = "weights",
          .type = FieldType::kList,
          .fallback = "equal",
          .summary = "of the periods of an average, relative to each other"},
    Field{.name = "missing",
          .type = FieldType::kChoice,
          .choices = "error, zero, skip",
          .fallback = "error",
          .summary = "an empty cell in an average; `skip` only of counts"},
};

bool says(const Key& key, std::string_view argument, std::string_view word) {
  const auto* value = key.get<std::string>(argument);
  return value != nullptr && *value == word;
}

bool is_of_shares(const Key& key) { return says(key, "of", "shares"); }

EmptyCells missing(const Key& key) {
  return says(key, "missing", "zero")   ? EmptyCells::kZero
         : says(key, "missing", "skip") ? EmptyCells::kSkip
                                        : EmptyCells::kError;
}

void check(const KeyPlace& place, Problems& problems) {
  const Key& key = place.key;
  if (missing(key) != EmptyCells::kSkip || !is_of_shares(key)) {
    return;
  }
  problems.add(
      {.code = Code::kFieldsClash,
       .where = std::ranges::find(key.arguments, "missing", &KeyArgument::name)->where,
       .message = fmt::format("the key `{}` skips periods in an average of shares", key.name),
       .label = "only with `of: counts`",
       .help = {"write `of: counts`, or `missing: zero`"}});
}

Diagnostic no_period(const KeyInput& input, DistrictId district) {
  return {.code = Code::kMissingCell,
          .where = input.scenario.districts.places[index_of(district)],
          .message = fmt::format("{} has no value in any period of key `{}`",
                                 district_text(input.scenario, district), input.key.name),
          .label = "nothing to average",
          .help = {"fill in at least one period, 0 if it is 0"}};
}

using LeftOut = std::vector<const std::vector<bool>*>;  // of each period

std::optional<KeyValues> average_of_present(const KeyInput& input, const LeftOut& without,
                                            Problems& problems) {
  std::vector<Fraction> means(input.scenario.districts.size());
  bool complete = true;
  for (std::size_t i = 0; i < means.size(); ++i) {
    Fraction present;
    for (std::size_t k = 0; k < input.parts.size(); ++k) {
      const WeightedKey& period = input.key.parts[k];
      if (without[k] == nullptr || !(*without[k])[i]) {
        present += period.weight;
        means[i] += period.weight * input.parts[k]->weights.at(i);
      }
    }
    if (present.sign() == 0) {
      complete = false;
      problems.add(no_period(input, static_cast<DistrictId>(i)));
    } else {
      means[i] = means[i] / present;
    }
  }
  return complete ? std::optional{closed(Quantities::from(means))} : std::nullopt;
}

std::optional<KeyValues> evaluate(const KeyInput& input, Problems& problems) {
  if (is_of_shares(input.key)) {
    return sum_of_shares(input);
  }
  LeftOut without;
  for (const WeightedKey& period : input.key.parts) {
    without.push_back(left_out(input, period));
  }
  const bool complete = std::ranges::count(without, nullptr) == std::ssize(without);
  return complete ? sum_of_counts(input) : average_of_present(input, without, problems);
}

}  // namespace

extern const KeyKind kAverage{
    .name = "average",
    .fields = kFields,
    .examples = "{average: [intake_2024, intake_2025], of: counts, weights: [1, 2], missing: zero}",
    .required_help = "say what is averaged: `of: counts` or `of: shares`; they differ",
    .part = "period",
    .relative_weights = true,
    .gives_shares = &is_of_shares,
    .empty_cells = &missing,
    .check = &check,
    .evaluate = &evaluate,
    .formula = &weighted_formula,
};

}  // namespace allot::engine
