#include "allot/engine/keys/keys.hpp"

#include <fmt/core.h>

#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "engine/rounding/round_amounts.hpp"

namespace allot::engine {

namespace {

/// Evaluates keys depth first; the loader has ruled out circles.
class Evaluation {
 public:
  Evaluation(const Scenario& scenario, Problems& problems)
      : scenario_{scenario},
        problems_{problems},
        values_(scenario.keys.size()),
        done_(scenario.keys.size()) {}

  void evaluate(KeyId id) {
    if (done_[index_of(id)]) {
      return;
    }
    done_[index_of(id)] = true;
    const Key& key = scenario_.key(id);
    try {
      values_[index_of(id)] = value_of(key);
    } catch (const ArithmeticError& error) {
      problems_.add({.code = Code::kNumberOutOfRange,
                     .where = key.where,
                     .message = fmt::format("key `{}`: {}", key.name, error.what()),
                     .label = "out of range",
                     .help = {error.way_out()}});
    }
  }

  std::vector<std::optional<KeyValues>> take() { return std::move(values_); }

 private:
  using Values = std::optional<KeyValues>;

  Values value_of(const Key& key) {
    KeyInput input{.scenario = scenario_, .key = key, .parts = {}};
    bool complete = true;
    for (const WeightedKey& part : key.parts) {
      input.parts.push_back(component(key, part));
      complete = complete && input.parts.back() != nullptr;
    }
    auto values = complete ? kind_of(key).evaluate(input, problems_) : std::nullopt;
    return values && key.rounding ? rounded_key(key, *values) : std::move(values);
  }

  /// Null where it has no values, or no shares though the key is made of shares.
  const KeyValues* component(const Key& key, const WeightedKey& part) {
    evaluate(part.of);
    const auto& values = values_[index_of(part.of)];
    if (values && values->whole.sign() == 0 && gives_shares(key)) {
      problems_.add(
          {.code = Code::kZeroWeight,
           .where = part.where,
           .message = fmt::format("`{}`, a component of key `{}`, adds up to 0",
                                  scenario_.key(part.of).name, key.name),
           .label = "no shares can be made of it",
           .help = {"give at least one district a count above 0, or drop the component"}});
      return nullptr;
    }
    return values ? &*values : nullptr;
  }

  /// A key that law rounds before money: afterwards district i has n_i of 1/unit shares.
  Values rounded_key(const Key& key, const KeyValues& values) {
    if (values.whole.sign() == 0) {
      problems_.add({.code = Code::kZeroWeight,
                     .where = key.where,
                     .message = fmt::format("key `{}` adds up to 0", key.name),
                     .label = "no shares can be rounded"});
      return std::nullopt;
    }
    const RoundingRule& rule = key.rounding->rule;
    const Quantities shares = values.weights.times(Fraction{1} / values.whole);
    const Fraction total = shares.total();
    auto rounded = round_amounts({.scenario = scenario_,
                                  .rule = rule,
                                  .exact = shares,
                                  .weights = values.weights,
                                  .total = total,
                                  .units = units_in(total, rule.unit, Rounding::kDown)},
                                 problems_);
    if (!rounded) {
      return std::nullopt;
    }
    Quantities weights = Quantities::from(std::move(rounded->outcome.units)).times(rule.unit);
    if (rounded->receiver) {
      std::vector<Fraction> rest(scenario_.districts.size());
      rest[index_of(*rounded->receiver)] = rounded->rest;
      weights = weights.plus(Quantities::from(rest));
    }
    const Fraction sum = weights.total();
    if (sum > Fraction{1}) {
      problems_.add({.code = Code::kKeyNotClosed,
                     .where = rule.where,
                     .message = fmt::format("the rounded key `{}` adds to {}, more than 1",
                                            key.name, sum.to_string()),
                     .label = "more than the whole",
                     .help = {"use `method: largest_remainder`, or `residual: largest`"}});
      return std::nullopt;
    }
    return KeyValues{.weights = weights.reduced(),
                     .whole = 1,
                     .closes = sum == Fraction{1},
                     .whole_before_rounding = values.whole,
                     .ties = std::move(rounded->outcome.ties)};
  }

  const Scenario& scenario_;
  Problems& problems_;
  std::vector<std::optional<KeyValues>> values_;
  std::vector<bool> done_;
};

}  // namespace

Keys Keys::evaluate(const Scenario& scenario, Problems& problems) {
  Evaluation evaluation{scenario, problems};
  for (std::size_t i = 0; i < scenario.keys.size(); ++i) {
    evaluation.evaluate(static_cast<KeyId>(i));
  }
  Keys keys;
  keys.values_ = evaluation.take();
  return keys;
}

const KeyValues* Keys::find(KeyId key) const {
  const auto& values = values_[index_of(key)];
  return values ? &*values : nullptr;
}

}  // namespace allot::engine
