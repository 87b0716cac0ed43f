// The line of a pot's key: what it is made of for one district (its counts, its components, its
// rounding), the share of the district, and what a divisor method makes of its weight.

#include <functional>
#include <numeric>
#include <optional>

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

  /// The terms that it is the sum of, each part in a line of its own.
  KeyValue of_parts(const Key& key) {
    const bool of_shares = engine::gives_shares(key);
    engine::KeyInput input{.scenario = workings_.scenario(), .key = key, .parts = {}};
    for (const WeightedKey& part : key.parts) {
      input.parts.push_back(&values_of(part.of));
    }
    const auto terms = engine::kind_of(key).terms(input, workings_.district);
    std::vector<Expression> operands;
    for (const engine::KeyTerm& term : terms) {
      operands.push_back(of_term(key, term, of_shares));
    }
    KeyValue value{.formula = operands.empty() ? constant(0, Form::kNumber) : sum_of(operands),
                   .beside = {.form = of_shares ? Form::kPercent : Form::kNumber,
                              .notes = {words_(kKeyNamed, {key.name})},
                              .origin = workings_.origin(key.provenance)}};
    if (skips(key) && terms.size() < key.parts.size()) {
      value.beside.notes.push_back(words_(kPeriodsLeftOut));
    }
    return value;
  }

  Expression of_term(const Key& key, const engine::KeyTerm& term, bool of_shares) {
    std::vector<Expression> factors;
    if (of_shares || term.factor != Fraction{1} || term.parts.empty()) {
      factors.push_back(constant(term.factor, Form::kNumber));
    }
    for (const std::size_t part : term.parts) {
      const KeyId id = key.parts[part].of;
      const std::string& name = workings_.scenario().key(id).name;
      factors.push_back(
          of_shares ? share_of(weight_of(id), values_of(id).whole, words_(kLabelShareOf, {name}))
                    : line_of(in_code(name), weight_of(id)));
    }
    return std::accumulate(factors.begin() + 1, factors.end(), factors.front(),
                           std::multiplies<>{});
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
};

}  // namespace

std::vector<std::string> column_notes(const Column& column, const Words& words) {
  std::vector<std::string> notes{column.label};
  if (!column.as_of.empty()) {
    notes.push_back(words(kAsOf, {words.date(column.as_of)}));
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
