#include <fmt/core.h>

#include <algorithm>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using engine::kLabelOfStep;
using engine::StepKind;

/// `- share: {by: intake}`: the one entry that is not the label; reports other forms.
const YamlNode::Entry* step_entry(const YamlNode& item, Problems& problems) {
  const YamlNode::Entry* found = nullptr;
  std::size_t steps = 0;
  for (const YamlNode::Entry& entry : item.entries) {
    if (entry.key != kLabelOfStep) {
      found = found == nullptr ? &entry : found;
      ++steps;
    }
  }
  if (steps == 1) {
    return found;
  }
  problems.add({.code = Code::kWrongKind,
                .where = steps == 0 ? item.where : item.entries.back().key_where,
                .message = "a step is a map with one key, its name",
                .label = steps == 0 ? "no step" : "a second step in the same item",
                .help = {"write `- share: {by: KEY}`, one item for each step"}});
  return nullptr;
}

std::optional<std::size_t> find_kind(const YamlNode::Entry& entry, Problems& problems) {
  const auto names = texts_of(engine::step_kinds(), &StepKind::name);
  const auto at = std::ranges::find(names, entry.key);
  if (at != names.end()) {
    return static_cast<std::size_t>(at - names.begin());
  }
  problems.add({.code = Code::kUnknownField,
                .where = entry.key_where,
                .message = fmt::format("unknown step {}", quoted(entry.key)),
                .label = "not a step",
                .help = way_out(entry.key, names, "the steps")});
  return std::nullopt;
}

class StepReader {
 public:
  StepReader(Draft& draft, const StepKind& kind, const YamlNode& node)
      : draft_{draft},
        thing_{quoted(kind.name)},
        of_kind_{engine::fields_of(kind)},
        fields_{{.path = kind.name, .thing = thing_, .fields = of_kind_}, node, own_problems_} {}

  /// The arguments that are right.
  std::vector<Argument> read() {
    draft_.problems.append(own_problems_);
    std::vector<Argument> arguments;
    complete_ = !own_problems_.has_errors();
    for (const Field& field : of_kind_) {
      const YamlNode* node = fields_.find(field.name);
      if (node == nullptr || field.name == kLabelOfStep) {
        continue;
      }
      if (auto value = read_value(field, *node)) {
        arguments.push_back({field.name, std::move(*value), node->where});
      } else {
        complete_ = false;
      }
    }
    return arguments;
  }

  /// Whether all of them are.
  [[nodiscard]] bool complete() const { return complete_; }

  [[nodiscard]] const YamlNode* label() const { return fields_.find(kLabelOfStep); }

 private:
  template <class T>
  static std::optional<ArgumentValue> as_value(std::optional<T> value) {
    return value ? std::optional<ArgumentValue>{std::move(*value)} : std::nullopt;
  }

  std::optional<Fraction> read_fraction(const YamlNode& node, std::string_view what) {
    const auto number = read_number(node, what, draft_.problems);
    return number ? std::optional{number->value} : std::nullopt;
  }

  std::optional<ArgumentValue> read_value(const Field& field, const YamlNode& node) {
    const std::string what = quoted(field.name);
    switch (field.type) {
      case FieldType::kNumber:
        return as_value(read_fraction(node, what));
      case FieldType::kAmount:
        return as_value(read_money(draft_, node, what));
      case FieldType::kRate:
        return as_value(read_rate(node, what, draft_.problems));
      case FieldType::kPercentage:
        return as_value(read_percentage(node, what, draft_.problems));
      case FieldType::kPriorPart:
        return read_own_part(node, what);
      case FieldType::kText:
      case FieldType::kId:
        return ArgumentValue{node.text};
      case FieldType::kChoice:
        return read_choice(node, what, choices_of(field), draft_.problems)
                   ? std::optional<ArgumentValue>{node.text}
                   : std::nullopt;
      case FieldType::kKey:
        return as_value(use_key(draft_, node.text, node.where));
      case FieldType::kCounts:
        return as_value(use_counts(draft_, node.text, node.where));
      case FieldType::kColumn:
        return as_value(use_column(draft_, node.text, node.where, ColumnUse::kWeight));
      case FieldType::kCapacity:
        return read_capacity(node);
      case FieldType::kBase:
        return node.is_map() ? as_value(read_rate_rounding(node, draft_.problems))
                             : as_value(read_rate(node, what, draft_.problems));
      case FieldType::kRateRounding:
        return as_value(read_rate_rounding(node, draft_.problems));
      case FieldType::kDistrict:
        return as_value(find_district(draft_, node.text, node.where));
      case FieldType::kBound:
        return as_value(read_bound(draft_, node, what));
      case FieldType::kPayer:
        return as_value(read_payer(draft_, node, what));
      case FieldType::kReleased:
        return as_value(read_released(draft_, node, what));
      case FieldType::kProrate:
        return read_own_prorate(node);
      case FieldType::kTiers:
        return as_value(read_tiers(draft_, node));
      case FieldType::kWhere:
        return as_value(read_where(draft_, node));
      case FieldType::kWithin:
        return as_value(read_within(draft_, node));
      case FieldType::kRound:
        return as_value(read_step_rounding(node, draft_.problems));
      case FieldType::kInteger:
      case FieldType::kDate:
      case FieldType::kPath:
      case FieldType::kTable:
      case FieldType::kBounds:
      case FieldType::kBrackets:
      case FieldType::kMap:
      case FieldType::kList:
      case FieldType::kOther:
        break;
    }
    invariant(false, "the fields of steps are of types that the loader reads");
    return std::nullopt;
  }

  /// A column by itself: only there a number may be below 0.
  std::optional<ArgumentValue> read_capacity(const YamlNode& node) {
    return draft_.columns.find(node.text) != nullptr
               ? as_value(use_column(draft_, node.text, node.where, ColumnUse::kCapacity))
               : as_value(use_counts(draft_, node.text, node.where));
  }

  std::optional<ArgumentValue> read_own_part(const YamlNode& node, std::string_view what) {
    const auto part = read_prior_part(draft_, node, what);
    return part ? std::visit([](const auto& value) { return std::optional<ArgumentValue>{value}; },
                             *part)
                : std::nullopt;
  }

  /// `none`: not prorated although the pot is.
  std::optional<ArgumentValue> read_own_prorate(const YamlNode& node) {
    if (node.is_scalar() && node.text == "none") {
      return ArgumentValue{std::optional<Prorate>{}};
    }
    const auto prorate = read_prorate(draft_, node);
    return prorate ? std::optional<ArgumentValue>{std::optional{*prorate}} : std::nullopt;
  }

  Draft& draft_;
  bool complete_ = false;
  Problems own_problems_;
  std::string thing_;
  std::span<const Field> of_kind_;
  FieldReader fields_;
};

std::string read_label(const YamlNode* inside, const YamlNode* beside, Problems& problems) {
  if (inside != nullptr && beside != nullptr) {
    problems.add({.code = Code::kFieldsClash,
                  .where = beside->where,
                  .message = "the step has two labels",
                  .label = "the second one",
                  .help = {"remove one of them"},
                  .related = {{inside->where, "the first one"}}});
  }
  const YamlNode* label = inside != nullptr ? inside : beside;
  return label != nullptr && is_value(*label, quoted(kLabelOfStep), problems) ? label->text
                                                                              : std::string{};
}

void report_not_open(const YamlNode::Entry& entry, Problems& problems) {
  problems.add(
      {.code = Code::kOpenPotStep,
       .where = entry.key_where,
       .message = fmt::format("{} cannot be in a pot whose amount is `open`", quoted(entry.key)),
       .label = "an open pot is the sum of its claims: nothing is left to work on",
       .help = {fmt::format("give the pot an amount; an open one may have {}",
                            listed_words(steps_of_open_pots()))}});
}

/// A step, and whether all its fields are right; the wrong ones are not among its arguments.
struct ReadStep {
  Step step;
  bool complete;
};

std::optional<ReadStep> read_step(Draft& draft, const YamlNode& item, bool open) {
  if (!item.is_map()) {
    report_not_a_map(item, "a step", draft.problems);
    return std::nullopt;
  }
  const YamlNode::Entry* entry = step_entry(item, draft.problems);
  const auto index = entry == nullptr ? std::nullopt : find_kind(*entry, draft.problems);
  if (!index) {
    return std::nullopt;
  }
  const StepKind& kind = engine::step_kinds()[*index];
  if (open && !kind.in_open_pot) {
    report_not_open(*entry, draft.problems);
  }
  StepReader reader{draft, kind, entry->value};
  Step step{.kind = *index, .label = {}, .arguments = reader.read(), .where = entry->key_where};
  step.label = read_label(reader.label(), item.find(kLabelOfStep), draft.problems);
  return ReadStep{std::move(step), reader.complete()};
}

using engine::StepPlace;

const StepKind& kind_of(const Step& step) { return engine::step_kinds()[step.kind]; }

/// Checks one step within its pot: by what the table of steps says, then by the step's own check.
class StepCheck {
 public:
  StepCheck(Draft& draft, const StepPlace& place, std::optional<std::size_t> pot)
      : draft_{draft}, place_{place}, pot_{pot} {}

  void run() {
    const StepKind& kind = kind_of(place_.step());
    const bool by_itself =
        kind.needs_prior || (kind.reads_prior != nullptr && kind.reads_prior(place_.step()));
    if (by_itself) {
      draft_.prior_needs.push_back({quoted(kind.name), place_.step().where, pot_});
    }
    for (const Argument& argument : place_.step().arguments) {
      if (const auto* bound = std::get_if<Bound>(&argument.value)) {
        check_bound(argument, *bound, by_itself);
      }
    }
    check_prorated_key();
    check_where();
    check_round();
    if (kind.check != nullptr) {
      kind.check(place_, draft_.problems);
    }
  }

 private:
  /// `told`: the step needs a prior year anyway.
  void check_bound(const Argument& argument, const Bound& bound, bool told) {
    bool of_prior = false;
    bool of_pot = false;
    for_each_single(bound, [&](const Bound& single) {
      of_prior = of_prior || is_of_prior(single);
      of_pot = of_pot || std::holds_alternative<PotBound>(single);
    });
    if (of_prior && !told) {
      draft_.prior_needs.push_back(
          {fmt::format("a percentage of the prior year in {}", quoted(argument.name)),
           argument.where, pot_});
    }
    if (of_pot && place_.pot.is_open()) {
      draft_.problems.add(
          {.code = Code::kOpenPotStep,
           .where = argument.where,
           .message = fmt::format("{} is a percentage of the pot, and the pot is `open`",
                                  quoted(argument.name)),
           .label = "an open pot is the sum of its claims: no step knows it",
           .help = {"give the pot an amount, or write the bound as an amount"},
           .related = {{place_.pot.amount_where, "the amount"}}});
    }
  }

  void check_where() {
    const Argument* argument = place_.step().find(engine::kWhere);
    if (argument == nullptr) {
      return;
    }
    const StepKind& kind = kind_of(place_.step());
    if (kind.takes_out) {
      draft_.problems.add(
          {.code = Code::kFieldsClash,
           .where = argument->where,
           .message = fmt::format("{} is for no district, so that {} has no meaning",
                                  quoted(kind.name), quoted(engine::kWhere)),
           .label = "takes money out of the pot before anybody has it",
           .help = {"remove it; of a reserve for some districts make a pot of its own"}});
      return;
    }
    report_for_nobody(std::get<Where>(argument->value), place_.pot.participation, argument->where,
                      place_.pot.id, draft_.problems);
  }

  /// Of a claim there is no key that could be multiplied, and of a gap not one alone.
  void check_prorated_key() {
    const StepKind& kind = kind_of(place_.step());
    if (kind.proportional || find_field(kind.fields, "prorate") == nullptr) {
      return;
    }
    const auto* own = place_.step().get<std::optional<Prorate>>("prorate");
    const std::optional<Prorate>& prorate = own != nullptr ? *own : place_.pot.prorate;
    if (!prorate || prorate->applies_to != Prorate::AppliesTo::kKey) {
      return;
    }
    const std::string_view name = kind.name;
    draft_.problems.add(
        {.code = Code::kFieldsClash,
         .where = place_.step().where,
         .message =
             fmt::format("`applies_to: key` is for `share`, and {} has no key", quoted(name)),
         .label = "nothing to multiply",
         .help = {fmt::format("write `{}: {{prorate: …}}` with `applies_to: amount`, or `prorate: "
                              "none`, for this step",
                              name)},
         .related = {{prorate->where, "`applies_to: key`"}}});
  }

  /// Tiers are rounded by themselves, and a step that leaves districts alone has nothing to round.
  void check_round() {
    const Argument* round = place_.step().find(engine::kRoundOfStep.name);
    if (round == nullptr) {
      return;
    }
    const Argument* tiers = place_.step().find("tiers");
    const StepKind& kind = kind_of(place_.step());
    if (tiers != nullptr) {
      draft_.problems.add({.code = Code::kFieldsClash,
                           .where = round->where,
                           .message = fmt::format("{} has `round` and `tiers`", quoted(kind.name)),
                           .label = "each tier is rounded by the pot's `rounding`",
                           .help = {"remove `round`"},
                           .related = {{tiers->where, "the tiers"}}});
    } else if (kind.takes_out) {
      draft_.problems.add(
          {.code = Code::kFieldsClash,
           .where = round->where,
           .message = fmt::format("{} changes no district's amount: `round` has nothing to do",
                                  quoted(kind.name)),
           .label = "what is taken out is rounded half up to the pot's `unit`",
           .help = {"remove `round`, or write the amount as it is to be"}});
    }
  }

  Draft& draft_;
  StepPlace place_;
  std::optional<std::size_t> pot_;
};

void report_no_prior(Draft& draft, const PriorNeed& need) {
  const std::vector<Pot>& pots = draft.scenario.pots;
  const bool several = pots.size() > 1 && draft.scenario.prior;
  draft.problems.add(
      {.code = Code::kPriorNeeded,
       .where = need.where,
       .message = need.pot
                      ? fmt::format("{} needs a prior year, and the pot {} has none", need.what,
                                    quoted(pots[*need.pot].id))
                      : fmt::format("{} needs a prior year, and a rule for the prior year has none",
                                    need.what),
       .label = "compared with what?",
       .help = {!need.pot ? "take the prior year from a column or a scenario instead"
                : several ? "the file's `prior` is of all its pots together: add `prior: {column: "
                            "NAME}` to this pot"
                          : "add `prior: {column: NAME}`, or `prior: {scenario: FILE}`"}});
}

}  // namespace

std::vector<std::size_t> read_steps(Draft& draft, const YamlNode& node, Pot& pot) {
  std::vector<std::size_t> complete;
  for (const YamlNode& item : node.items) {
    if (auto read = read_step(draft, item, pot.is_open())) {
      if (read->complete) {
        complete.push_back(pot.steps.size());
      }
      pot.steps.push_back(std::move(read->step));
    }
  }
  return complete;
}

bool is_prorated(const Pot& pot, const Step& step) {
  const auto* own = step.get<std::optional<Prorate>>("prorate");
  return own != nullptr ? own->has_value() : pot.prorate.has_value();
}

void check_steps(Draft& draft, const Pot& pot, const std::vector<std::size_t>& positions,
                 std::optional<std::size_t> number) {
  for (const std::size_t position : positions) {
    StepCheck{draft, {draft.scenario, pot, position}, number}.run();
  }
}

void check_prior_needs(Draft& draft) {
  const Scenario& scenario = draft.scenario;
  if (draft.prior == FieldState::kWrong) {
    return;  // nobody can tell
  }
  for (const PriorNeed& need : draft.prior_needs) {
    const bool alone = scenario.pots.size() == 1 && scenario.prior;
    if (!need.pot || (!alone && !scenario.pots[*need.pot].prior)) {
      report_no_prior(draft, need);
    }
  }
}

}  // namespace allot::load
