// The line of a pot's key: what it is made of for one district (its counts, its components, its
// rounding), the share of the district, and what a divisor method makes of its weight.

#include <optional>
#include <variant>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "report/explain/workings.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

/// The value that a key has for the district, as Keys::evaluate has it.
struct KeyValue {
  Expression formula = {};
  Fraction value = {};
  std::vector<std::string> notes = {};
  Origin origin = {};
  Form form = Form::kNumber;
};

class KeyWords {
 public:
  explicit KeyWords(Workings& workings) : workings_{workings}, words_{workings.words} {}

  /// Its weight among all districts of the file.
  KeyValue weight_of(KeyId id) {
    const Key& key = workings_.scenario().key(id);
    KeyValue found = key.rounding
                         ? rounded(key, id)
                         : std::visit([&](const auto& rule) { return of(key, rule); }, key.rule);
    const Fraction expected = values_of(id).weights.at(workings_.district);
    invariant(found.value == expected, "a key is worded as it is evaluated");
    return found;
  }

  /// weight / whole, in a line of its own.
  std::size_t share_line(KeyId id, const std::string& label) {
    const engine::KeyValues& values = values_of(id);
    return share_of(weight_of(id), values.whole, label);
  }

  std::size_t share_of(KeyValue weight, const Fraction& whole, std::string label) {
    const bool is_share = whole == Fraction{1} && weight.formula.op != Op::kConstant;
    const Fraction share = weight.value / whole;
    return workings_.add({.label = std::move(label),
                          .formula = is_share ? std::move(weight.formula)
                                              : quotient_of(std::move(weight.formula),
                                                            constant(whole, Form::kNumber)),
                          .value = {.value = share, .form = Form::kPercent},
                          .notes = std::move(weight.notes),
                          .origin = std::move(weight.origin)});
  }

 private:
  [[nodiscard]] const engine::KeyValues& values_of(KeyId id) const {
    const engine::KeyValues* values = workings_.view.result.keys.find(id);
    invariant(values != nullptr, "a key that was used has been evaluated");
    return *values;
  }

  KeyValue of_column(const Key& key, ColumnId id) {
    const Column& column = workings_.scenario().column(id);
    const Fraction value = column.values.at(workings_.district);
    std::vector<std::string> notes{column.label};
    if (!column.as_of.empty()) {
      notes.push_back(words_(kAsOf, {column.as_of}));
    }
    Origin origin = workings_.origin(column.provenance);
    if (!origin.status && origin.source.empty()) {
      origin = workings_.origin(key.provenance);
    }
    return {.formula = constant(value, Form::kNumber),
            .value = value,
            .notes = std::move(notes),
            .origin = std::move(origin)};
  }

  KeyValue of(const Key& key, const ColumnKey& rule) { return of_column(key, rule.column); }

  KeyValue of(const Key& key, const SharesKey& rule) {
    KeyValue value = of_column(key, rule.column);
    value.notes.push_back(words_(kPublished));
    return value;
  }

  KeyValue of(const Key& key, const MixedKey& rule) {
    if (rule.of_shares) {
      return mixed(key, rule);
    }
    MixedKey present = rule;
    if (rule.missing == MissingPeriods::kSkip) {
      std::erase_if(present.parts, [&](const WeightedKey& part) { return is_missing(part.of); });
    }
    KeyValue value = added(key, present);
    if (present.parts.size() < rule.parts.size()) {
      value.notes.push_back(words_(kPeriodsLeftOut));
    }
    return value;
  }

  [[nodiscard]] bool is_missing(KeyId id) const {
    const auto* rule = std::get_if<ColumnKey>(&workings_.scenario().key(id).rule);
    if (rule == nullptr) {
      return false;
    }
    const std::vector<bool>& missing = workings_.scenario().column(rule->column).missing;
    return !missing.empty() && missing[workings_.district];
  }

  /// Shares, each of its own whole, by their weights.
  KeyValue mixed(const Key& key, const MixedKey& rule) {
    const Fraction over = rule.over();
    KeyValue result{.formula = constant(0, Form::kNumber), .form = Form::kPercent};
    std::vector<Expression> operands;
    for (const WeightedKey& part : rule.parts) {
      const std::size_t share =
          share_line(part.of, words_(kLabelShareOf, {workings_.scenario().key(part.of).name}));
      const Fraction weight = part.weight / over;
      operands.push_back(product_of({constant(weight, Form::kNumber), Expression::of_line(share)}));
      result.value += weight * workings_.value(share);
    }
    return worded(key, std::move(result), std::move(operands));
  }

  /// Counts by their weights, divided by `over`.
  KeyValue added(const Key& key, const MixedKey& rule) {
    const Fraction over = rule.over();
    KeyValue result{.formula = constant(0, Form::kNumber)};
    std::vector<Expression> operands;
    for (const WeightedKey& part : rule.parts) {
      const std::size_t line = count_line(part.of);
      const Fraction weight = part.weight / over;
      std::vector<Expression> factors;
      if (weight != Fraction{1}) {
        factors.push_back(constant(weight, Form::kNumber));
      }
      factors.push_back(Expression::of_line(line));
      operands.push_back(product_of(std::move(factors)));
      result.value += weight * workings_.value(line);
    }
    return worded(key, std::move(result), std::move(operands));
  }

  KeyValue worded(const Key& key, KeyValue value, std::vector<Expression> operands) {
    if (!operands.empty()) {
      value.formula = sum_of(std::move(operands));
    }
    value.notes = {words_(kKeyNamed, {key.name})};
    value.origin = workings_.origin(key.provenance);
    return value;
  }

  /// What a component counts, in a line.
  std::size_t count_line(KeyId id) {
    KeyValue count = weight_of(id);
    return workings_.add({.label = "`" + workings_.scenario().key(id).name + "`",
                          .formula = std::move(count.formula),
                          .value = {.value = count.value, .form = count.form},
                          .notes = std::move(count.notes),
                          .origin = std::move(count.origin)});
  }

  /// A key that is rounded before money is: its share, and what rounding made of it.
  KeyValue rounded(const Key& key, KeyId id) {
    const Fraction value = values_of(id).weights.at(workings_.district);
    const engine::RoundingMethod& method = engine::rounding_methods()[key.rounding->rule.method];
    KeyValue rounded{.formula = constant(value, Form::kPercent),
                     .value = value,
                     .notes = {words_(kKeyRounded, {key.name, words_.method(method.name)})},
                     .origin = workings_.origin(key.provenance),
                     .form = Form::kPercent};
    if (const auto share = exact_share(key)) {
      write_rounding(*share, method.each, key.rounding->rule.unit, rounded);
    }
    return rounded;
  }

  /// The share rounded, and what makes it the value: units by rank among all, or the rest.
  void write_rounding(std::size_t share, const std::optional<Rounding>& each, const Fraction& unit,
                      KeyValue& rounded) {
    const Rounding rounding = each.value_or(Rounding::kDown);
    Expression alone = Expression::rounded(Expression::of_line(share), rounding, unit);
    alone.constant.form = Form::kPercent;
    const Fraction more =
        rounded.value - Fraction{(workings_.value(share) / unit).rounded(rounding)} * unit;
    rounded.formula = more.sign() == 0 ? std::move(alone)
                                       : sum_of({std::move(alone), constant(more, Form::kPercent)});
    if (more.sign() != 0) {
      rounded.notes.push_back(words_(each           ? kWithWhatIsLeft
                                     : more == unit ? kWithLeftOverUnit
                                                    : kWithLeftOverUnits));
    }
  }

  /// The line of the share before the key was rounded; nothing where it has no common whole.
  std::optional<std::size_t> exact_share(const Key& key) {
    const auto whole = whole_before_rounding(key);
    if (!whole) {
      return std::nullopt;
    }
    return share_of(std::visit([&](const auto& rule) { return of(key, rule); }, key.rule), *whole,
                    words_(kLabelShare));
  }

  /// The sum of the weights before the key was rounded.
  std::optional<Fraction> whole_before_rounding(const Key& key) const {
    const Scenario& scenario = workings_.scenario();
    if (const auto* column = std::get_if<ColumnKey>(&key.rule)) {
      return scenario.column(column->column).values.total();
    }
    if (const auto* shares = std::get_if<SharesKey>(&key.rule)) {
      const Fraction sum = scenario.column(shares->column).values.total();
      return shares->if_not_closed == IfNotClosed::kAsPublished ? shares->adds_to : sum;
    }
    const auto& rule = std::get<MixedKey>(key.rule);
    return rule.of_shares ? std::optional{Fraction{1}} : sum_of_counts(rule);
  }

  /// Nothing where a skipped period makes it another sum for each district.
  std::optional<Fraction> sum_of_counts(const MixedKey& rule) const {
    if (rule.missing == MissingPeriods::kSkip) {
      return std::nullopt;
    }
    Fraction sum;
    for (const WeightedKey& part : rule.parts) {
      sum += part.weight * values_of(part.of).weights.total();
    }
    return sum / rule.over();
  }

  Workings& workings_;
  const Words& words_;
};

/// A divisor method divides the weight: a number of the file, or a line of its own.
KeyValue with_weight_line(KeyValue value, Workings& workings) {
  if (value.formula.op == Op::kConstant) {
    return value;
  }
  const std::size_t line = workings.add({.label = workings.words(kLabelWeight),
                                         .formula = std::move(value.formula),
                                         .value = {.value = value.value, .form = value.form},
                                         .notes = std::move(value.notes),
                                         .origin = std::move(value.origin)});
  return {.formula = Expression::of_line(line), .value = value.value, .form = value.form};
}

}  // namespace

std::size_t key_line(KeyId id, const Fraction& weight, const Fraction& whole, Workings& workings) {
  KeyWords words{workings};
  KeyValue value = words.weight_of(id);
  if (value.value != weight) {
    // The key is prorated: its weight counts for a part of the period.
    const Fraction factor = weight / value.value;
    const std::size_t all = workings.add({.label = workings.words(kLabelWeight),
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
    value.notes.push_back(workings.words(kWithinGroup));
  } else if (whole != workings.view.result.keys.find(id)->whole) {
    value.notes.push_back(workings.words(kOfParticipants));
  }
  const std::string label = workings.words(kLabelKey);
  if (!engine::rounding_methods()[workings.rules().rounding.method].divisor) {
    return words.share_of(std::move(value), whole, label);
  }
  if (whole == Fraction{1} && value.formula.op != Op::kConstant) {
    const std::size_t key = words.share_of(std::move(value), whole, label);
    workings.set_weight(Expression::of_line(key));
    return key;
  }
  value = with_weight_line(std::move(value), workings);
  workings.set_weight(value.formula);
  return words.share_of(std::move(value), whole, label);
}

}  // namespace allot::report::explain
