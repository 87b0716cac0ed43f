// The line of a pot's key: what it is made of for one district (its counts, its components, its
// rounding), the share of the district, and what a divisor method makes of its weight.

#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/engine/keys/key_kinds.hpp"
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
    return key.column ? of_column(key, *key.column) : of_parts(key);
  }

  KeyValue of_column(const Key& key, ColumnId id) {
    const Column& column = workings_.scenario().column(id);
    Origin origin = workings_.origin(column.provenance);
    if (!origin.status && origin.source.empty()) {
      origin = workings_.origin(key.provenance);
    }
    std::vector<std::string> notes = column_notes(column, words_);
    if (engine::gives_shares(key)) {
      notes.push_back(words_(kPublished));
    }
    return {
        .formula = constant(column.values.at(workings_.district), Form::kNumber),
        .beside = {.form = Form::kNumber, .notes = std::move(notes), .origin = std::move(origin)}};
  }

  /// What it is made of, each part in a line of its own.
  KeyValue of_parts(const Key& key) {
    const bool of_shares = engine::gives_shares(key);
    engine::KeyInput input{.scenario = workings_.scenario(), .key = key, .parts = {}};
    for (const WeightedKey& part : key.parts) {
      input.parts.push_back(&values_of(part.of));
    }
    const auto formula = engine::kind_of(key).formula(input, workings_.district);
    KeyValue value{.formula = worded(formula, key),
                   .beside = {.form = of_shares ? Form::kPercent : Form::kNumber,
                              .notes = {words_(kKeyNamed, {key.name})},
                              .origin = workings_.origin(key.provenance)}};
    if (skips(key) && parts_in(formula) < key.parts.size()) {
      value.beside.notes.push_back(words_(kPeriodsLeftOut));
    }
    return value;
  }

  Expression worded(const engine::KeyFormula& formula, const Key& key) {
    using KeyOp = engine::KeyFormula::Op;
    if (formula.op == KeyOp::kPart) {
      return part_line_of(key, key.parts[formula.part].of);
    }
    std::vector<Expression> operands;
    for (const engine::KeyFormula& operand : formula.operands) {
      operands.push_back(worded(operand, key));
    }
    switch (formula.op) {
      case KeyOp::kNumber:
      case KeyOp::kPart:
        break;
      case KeyOp::kShare:
        return constant(formula.number, Form::kPercent);
      case KeyOp::kSum:
        return sum_of(operands);
      case KeyOp::kDifference:
        return operands[0] - operands[1];
      case KeyOp::kProduct:
        return std::accumulate(operands.begin() + 1, operands.end(), operands.front(),
                               std::multiplies<>{});
      case KeyOp::kQuotient:
        return operands[0] / operands[1];
      case KeyOp::kAtLeast:
        return Expression::of(Op::kAtLeast, std::move(operands));
      case KeyOp::kRounded: {
        Expression rounded =
            Expression::rounded(std::move(operands.front()), formula.rounding, formula.number);
        rounded.constant.form = Form::kPercent;
        return rounded;
      }
      case KeyOp::kFactor:
        return factor_line(std::move(operands.front()), formula, key);
    }
    return constant(formula.number, Form::kNumber);
  }

  /// The line of another step that says the same serves here, too.
  Expression once(std::string label, KeyValue value) {
    return workings_.add_once(std::move(label), std::move(value.formula), std::move(value.beside));
  }

  /// The same part is told once.
  Expression part_line_of(const Key& key, KeyId id) {
    const bool of_shares = engine::gives_shares(key);
    const auto [at, added] = told_.try_emplace({id, of_shares});
    if (added) {
      const std::string& name = workings_.scenario().key(id).name;
      const Expression line =
          of_shares ? share_of(weight_of(id), values_of(id).whole, words_(kLabelShareOf, {name}))
                    : once(in_code(name), weight_of(id));
      told_[{id, of_shares}] = line;
      return line;
    }
    return at->second;
  }

  /// What a count is multiplied by, as the class has it that it is in.
  Expression factor_line(Expression value, const engine::KeyFormula& formula, const Key& key) {
    const std::string from = workings_.number(formula.number);
    return workings_.add_once(
        words_(kLabelFactorOf, {key.name}), std::move(value),
        {.form = Form::kPercent,
         .notes = {formula.until
                       ? words_(kBetweenThresholds, {from, workings_.number(*formula.until)})
                       : words_(kFromThreshold, {from})}});
  }

  static std::size_t parts_in(const engine::KeyFormula& formula) {
    std::size_t parts = formula.op == engine::KeyFormula::Op::kPart ? 1 : 0;
    for (const engine::KeyFormula& operand : formula.operands) {
      parts += parts_in(operand);
    }
    return parts;
  }

  static bool skips(const Key& key) {
    return engine::empty_cells(key) == engine::EmptyCells::kSkip;
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
    if (!skips(key)) {  // else each district has a formula of its own
      const Fraction& whole = *values_of(id).whole_before_rounding;
      write_rounding(share_of(unrounded(key), whole, words_(kLabelShare)), value, method.each,
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

  Workings& workings_;
  const Words& words_;
  std::map<std::pair<KeyId, bool>, Expression> told_ = {};  ///< parts, and whether of shares
};

}  // namespace

std::vector<std::string> column_notes(const Column& column, const Words& words) {
  std::vector<std::string> notes{column.label};
  if (!column.as_of.empty()) {
    notes.push_back(words(kAsOf, {words.date(column.as_of)}));
  }
  return notes;
}

CountLine count_line(KeyId id, Workings& workings) {
  KeyWords keys{workings};
  KeyValue value = keys.weight_of(id);
  const Key& key = workings.scenario().key(id);
  if (key.column) {
    return {.count = std::move(value.formula),
            .notes = std::move(value.beside.notes),
            .origin = std::move(value.beside.origin)};
  }
  return {.count = workings.add_once(in_code(key.name), std::move(value.formula),
                                     std::move(value.beside))};
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
