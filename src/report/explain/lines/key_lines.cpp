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
  Expression formula;
  Beside beside = {.form = Form::kNumber};
};

/// Divided by its whole it stays as it is.
bool is_share(const KeyValue& value, const Fraction& whole) {
  return whole == Fraction{1} && value.formula.op != Op::kConstant;
}

class KeyWords {
 public:
  explicit KeyWords(Workings& workings) : workings_{workings}, words_{workings.words} {}

  /// Its weight among all districts of the file.
  KeyValue weight_of(KeyId id) {
    const Key& key = workings_.scenario().key(id);
    KeyValue found = key.rounding ? rounded(key, id) : unrounded(key);
    found.beside.is = values_of(id).weights.at(workings_.district);
    invariant(workings_.value(found.formula) == found.beside.is,
              "a key is worded as it is evaluated");
    return found;
  }

  Expression line_of(std::string label, KeyValue value) {
    return workings_.add(std::move(label), std::move(value.formula), std::move(value.beside));
  }

  /// weight / whole, in a line of its own.
  Expression share_of(KeyValue weight, const Fraction& whole, std::string label) {
    if (!is_share(weight, whole)) {
      weight.formula = weight.formula / constant(whole, Form::kNumber);
      weight.beside.is.reset();
    }
    weight.beside.form = Form::kPercent;
    return line_of(std::move(label), std::move(weight));
  }

 private:
  [[nodiscard]] const engine::KeyValues& values_of(KeyId id) const {
    const engine::KeyValues* values = workings_.view.result.keys.find(id);
    invariant(values != nullptr, "a key that was used has been evaluated");
    return *values;
  }

  KeyValue unrounded(const Key& key) {
    return std::visit([&](const auto& rule) { return of(key, rule); }, key.rule);
  }

  KeyValue of_column(const Key& key, ColumnId id) {
    const Column& column = workings_.scenario().column(id);
    Origin origin = workings_.origin(column.provenance);
    if (!origin.status && origin.source.empty()) {
      origin = workings_.origin(key.provenance);
    }
    return {.formula = constant(column.values.at(workings_.district), Form::kNumber),
            .beside = {.form = Form::kNumber,
                       .notes = column_notes(column, words_),
                       .origin = std::move(origin)}};
  }

  KeyValue of(const Key& key, const ColumnKey& rule) { return of_column(key, rule.column); }

  KeyValue of(const Key& key, const SharesKey& rule) {
    KeyValue value = of_column(key, rule.column);
    value.beside.notes.push_back(words_(kPublished));
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
      value.beside.notes.push_back(words_(kPeriodsLeftOut));
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
    std::vector<Expression> operands;
    for (const WeightedKey& part : rule.parts) {
      const std::string& name = workings_.scenario().key(part.of).name;
      operands.push_back(
          constant(part.weight / over, Form::kNumber) *
          share_of(weight_of(part.of), values_of(part.of).whole, words_(kLabelShareOf, {name})));
    }
    return worded(key, operands, Form::kPercent);
  }

  /// Counts by their weights, divided by `over`.
  KeyValue added(const Key& key, const MixedKey& rule) {
    const Fraction over = rule.over();
    std::vector<Expression> operands;
    for (const WeightedKey& part : rule.parts) {
      const std::string& name = workings_.scenario().key(part.of).name;
      const Expression count = line_of("`" + name + "`", weight_of(part.of));
      operands.push_back(part.weight == over ? count
                                             : constant(part.weight / over, Form::kNumber) * count);
    }
    return worded(key, operands, Form::kNumber);
  }

  KeyValue worded(const Key& key, const std::vector<Expression>& operands, Form form) {
    return {.formula = operands.empty() ? constant(0, Form::kNumber) : sum_of(operands),
            .beside = {.form = form,
                       .notes = {words_(kKeyNamed, {key.name})},
                       .origin = workings_.origin(key.provenance)}};
  }

  /// A key that is rounded before money is: its share, and what rounding made of it.
  KeyValue rounded(const Key& key, KeyId id) {
    const engine::RoundingMethod& method = engine::rounding_methods()[key.rounding->rule.method];
    const Fraction value = values_of(id).weights.at(workings_.district);
    KeyValue rounded{
        .formula = constant(value, Form::kPercent),
        .beside = {.form = Form::kPercent,
                   .notes = {words_(kKeyRounded, {key.name, words_.method(method.name)})},
                   .origin = workings_.origin(key.provenance)}};
    if (const auto whole = whole_before_rounding(key)) {
      write_rounding(share_of(unrounded(key), *whole, words_(kLabelShare)), value, method.each,
                     key.rounding->rule.unit, rounded);
    }
    return rounded;
  }

  /// The share rounded, and what makes it the value: units by rank among all, or the rest.
  void write_rounding(const Expression& share, const Fraction& value,
                      const std::optional<Rounding>& each, const Fraction& unit,
                      KeyValue& rounded) {
    rounded.formula = Expression::rounded(share, each.value_or(Rounding::kDown), unit);
    rounded.formula.constant.form = Form::kPercent;
    const Fraction more = value - workings_.value(rounded.formula);
    if (more.sign() != 0) {
      rounded.formula = rounded.formula + constant(more, Form::kPercent);
      rounded.beside.notes.push_back(
          each ? words_(kWithWhatIsLeft)
               : words_(kWithLeftOver, {words_.count(more == unit ? 1 : 2)}));
    }
  }

  /// The sum of the weights before the key was rounded; nothing where it has no common whole.
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

}  // namespace

std::vector<std::string> column_notes(const Column& column, const Words& words) {
  std::vector<std::string> notes{column.label};
  if (!column.as_of.empty()) {
    notes.push_back(words(kAsOf, {column.as_of}));
  }
  return notes;
}

Expression key_line(KeyId id, const Fraction& weight, const Fraction& whole, Workings& workings) {
  const Words& words = workings.words;
  KeyWords keys{workings};
  KeyValue value = keys.weight_of(id);
  if (const Fraction for_all = *value.beside.is; for_all != weight) {
    // The key is prorated: its weight counts for a part of the period.
    const Expression all = keys.line_of(words(kLabelWeight), std::move(value));
    value = {.formula = all * part_line(weight / for_all, workings)};
  }
  if (workings.in_group()) {
    value.beside.notes.push_back(words(kWithinGroup));
  } else if (whole != workings.view.result.keys.find(id)->whole) {
    value.beside.notes.push_back(words(kOfParticipants));
  }
  const bool shared = is_share(value, whole);
  const bool divides = engine::rounding_methods()[workings.rules().rounding.method].divisor;
  if (divides && !shared) {
    // A divisor method divides the weight: a number of the file, or a line of its own.
    if (value.formula.op != Op::kConstant) {
      const Form form = value.beside.form;
      value = {.formula = keys.line_of(words(kLabelWeight), std::move(value)),
               .beside = {.form = form}};
    }
    workings.set_weight(value.formula);
  }
  Expression key = keys.share_of(std::move(value), whole, words(kLabelKey));
  if (divides && shared) {
    workings.set_weight(key);
  }
  return key;
}

}  // namespace allot::report::explain
