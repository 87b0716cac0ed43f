#include "allot/engine/keys/keys.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "engine/problems/wording.hpp"
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
    auto values = std::visit([&](const auto& rule) { return value_of(key, rule); }, key.rule);
    return values && key.rounding ? rounded_key(key, *values) : std::move(values);
  }

  const KeyValues* component(KeyId id) {
    evaluate(id);
    const auto& values = values_[index_of(id)];
    return values ? &*values : nullptr;
  }

  /// A component as shares of its whole. A whole of 0 has none.
  const KeyValues* component_with_whole(const Key& key, const WeightedKey& part) {
    const KeyValues* values = component(part.of);
    if (values != nullptr && values->whole.sign() == 0) {
      problems_.add(
          {.code = Code::kZeroWeight,
           .where = part.where,
           .message = fmt::format("`{}`, a component of key `{}`, adds up to 0",
                                  scenario_.key(part.of).name, key.name),
           .label = "no shares can be made of it",
           .help = {"give at least one district a count above 0, or drop the component"}});
      return nullptr;
    }
    return values;
  }

  static KeyValues closed(Quantities weights) {
    Fraction whole = weights.total();
    return {.weights = std::move(weights), .whole = std::move(whole)};
  }

  Values value_of(const Key& /*key*/, const ColumnKey& rule) {
    return closed(scenario_.column(rule.column).values);
  }

  Values value_of(const Key& key, const SharesKey& rule) {
    const Column& column = scenario_.column(rule.column);
    const Fraction sum = column.values.total();
    const Fraction gap = rule.adds_to - sum;
    if (gap.sign() == 0) {
      return closed(column.values);
    }
    // Each printed share can be off by half of its last digit.
    const Fraction explained = Fraction{static_cast<std::int64_t>(column.values.size())} /
                               Fraction{BigInt{2} * BigInt::power_of_ten(column.decimals)};
    const Fraction distance = gap.sign() < 0 ? -gap : gap;
    const bool too_far = distance > explained;
    const bool over = rule.if_not_closed == IfNotClosed::kAsPublished && gap.sign() < 0;
    if (too_far || over || rule.if_not_closed == IfNotClosed::kError) {
      report_gap(key, rule, sum, gap, explained, too_far);
      return std::nullopt;
    }
    KeyValues values = closed(column.values);
    if (rule.if_not_closed == IfNotClosed::kAsPublished) {
      values.whole = rule.adds_to;
      values.closes = false;
    }
    return values;
  }

  void report_gap(const Key& key, const SharesKey& rule, const Fraction& sum, const Fraction& gap,
                  const Fraction& explained, bool too_far) {
    const Column& column = scenario_.column(rule.column);
    const int decimals = std::max(column.decimals, rule.adds_to.decimals().value_or(0));
    std::vector<std::string> help{fmt::format(
        "rounding of {} shares to {} decimals explains at most {}", column.values.size(),
        column.decimals, explained.to_decimal(column.decimals + 1))};
    const std::string adds_to_text =
        rule.adds_to.to_decimal(rule.adds_to.decimals().value_or(decimals));
    const Fraction hundred{100};
    if (too_far && sum - explained <= rule.adds_to * hundred &&
        rule.adds_to * hundred <= sum + explained) {
      help.emplace_back(fmt::format("the shares are in percent: write `adds_to: {}`",
                                    (rule.adds_to * hundred).to_string()));
    } else if (too_far) {
      help.emplace_back("look for a misprint or a missing row in the published key");
    } else if (gap.sign() > 0) {
      help.emplace_back(
          "say what happens: `if_not_closed: as_published` (the gap is not assigned) or "
          "`normalise`");
    } else {
      help.emplace_back(
          "a key that adds to more cannot be used as published: `if_not_closed: normalise`");
    }
    problems_.add(
        {.code = Code::kKeyNotClosed,
         .where = key.where,
         .message = fmt::format("the published key `{}` (column `{}`) adds to {}, not to {}: {} {}",
                                key.name, column.name, sum.to_decimal(decimals), adds_to_text,
                                (gap.sign() < 0 ? -gap : gap).to_decimal(decimals),
                                gap.sign() > 0 ? "is missing" : "too much"),
         .label = "does not close",
         .help = std::move(help)});
  }

  Values value_of(const Key& key, const MixedKey& rule) {
    if (rule.of_shares) {
      return sum_of_shares(key, rule);
    }
    if (rule.missing == MissingPeriods::kSkip && any_missing(rule)) {
      return average_of_present(key, rule);
    }
    Quantities sum = Quantities::constant(scenario_.districts.size(), 0);
    for (const WeightedKey& part : rule.parts) {
      const KeyValues* values = component(part.of);
      if (values == nullptr) {
        return std::nullopt;
      }
      sum = sum.plus(values->weights.times(part.weight));
    }
    return closed(sum.times(Fraction{1} / rule.over()).reduced());
  }

  /// Königstein and its like: each component is normalised first, so the units do not matter.
  Values sum_of_shares(const Key& key, const MixedKey& rule) {
    const Fraction over = rule.over();
    Quantities sum = Quantities::constant(scenario_.districts.size(), 0);
    bool complete = true;
    bool closes = true;
    for (const WeightedKey& part : rule.parts) {
      const KeyValues* values = component_with_whole(key, part);
      if (values == nullptr) {
        complete = false;
        continue;
      }
      closes = closes && values->closes;
      sum = sum.plus(values->weights.times(part.weight / over / values->whole)).reduced();
    }
    if (!complete) {
      return std::nullopt;
    }
    return KeyValues{.weights = std::move(sum), .whole = 1, .closes = closes};
  }

  const Column* column_behind(KeyId id) const {
    const auto* rule = std::get_if<ColumnKey>(&scenario_.key(id).rule);
    return rule == nullptr ? nullptr : &scenario_.column(rule->column);
  }

  bool is_missing(KeyId id, std::size_t district) const {
    const Column* column = column_behind(id);
    return column != nullptr && !column->missing.empty() && column->missing[district];
  }

  bool any_missing(const MixedKey& rule) const {
    for (const WeightedKey& period : rule.parts) {
      const Column* column = column_behind(period.of);
      if (column != nullptr && !column->missing.empty()) {
        return true;
      }
    }
    return false;
  }

  Values average_of_present(const Key& key, const MixedKey& rule) {
    std::vector<Fraction> means(scenario_.districts.size());
    for (const WeightedKey& period : rule.parts) {
      if (component(period.of) == nullptr) {
        return std::nullopt;
      }
    }
    bool complete = true;
    for (std::size_t i = 0; i < means.size(); ++i) {
      Fraction present;
      for (const WeightedKey& period : rule.parts) {
        if (!is_missing(period.of, i)) {
          present += period.weight;
          means[i] += period.weight * values_[index_of(period.of)]->weights.at(i);
        }
      }
      if (present.sign() == 0) {
        complete = false;
        report_no_period(key, static_cast<DistrictId>(i));
      } else {
        means[i] = means[i] / present;
      }
    }
    return complete ? Values{closed(Quantities::from(means))} : std::nullopt;
  }

  void report_no_period(const Key& key, DistrictId district) {
    problems_.add({.code = Code::kMissingCell,
                   .where = scenario_.districts.places[index_of(district)],
                   .message = fmt::format("{} has no value in any period of key `{}`",
                                          district_text(scenario_, district), key.name),
                   .label = "nothing to average",
                   .help = {"fill in at least one period, 0 if it is 0"}});
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
