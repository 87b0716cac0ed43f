#include "allot/what_if/pot_number.hpp"

#include <algorithm>
#include <vector>

#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/load.hpp"
#include "allot/load/numbers/number.hpp"

namespace allot::what_if {

namespace {

/// By its label or the name of what it does, if that is one only.
std::optional<std::size_t> find_step(const Pot& pot, std::string_view name) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < pot.steps.size(); ++i) {
    const Step& step = pot.steps[i];
    if (step.label == name || engine::step_kinds()[step.kind].name == name) {
      if (found) {
        return std::nullopt;
      }
      found = i;
    }
  }
  return found;
}

}  // namespace

std::optional<PotNumber> PotNumber::find(const Scenario& scenario, std::string_view path) {
  const std::vector<std::string> parts = load::path_segments(path);
  const bool of_pot = parts.size() >= 3 && parts[0] == "pots";
  const auto pot =
      of_pot ? std::ranges::find(scenario.pots, parts[1], &Pot::id) : scenario.pots.end();
  if (pot == scenario.pots.end()) {
    return std::nullopt;
  }
  PotNumber number;
  number.pot_ = static_cast<std::size_t>(pot - scenario.pots.begin());
  number.unit_ = pot->rounding.unit;
  if (parts.size() == 3 && parts[2] == "amount" && pot->fixed_amount() != nullptr) {
    return number;
  }
  number.step_ =
      parts.size() == 5 && parts[2] == "steps" ? find_step(*pot, parts[3]) : std::nullopt;
  if (!number.step_) {
    return std::nullopt;
  }
  const Step& step = pot->steps[*number.step_];
  const Field* field = find_field(engine::fields_of(engine::step_kinds()[step.kind]), parts[4]);
  const Argument* argument = step.find(parts[4]);
  number.percentage_ = field != nullptr && field->type == FieldType::kPercentage;
  if (argument == nullptr || !std::holds_alternative<Fraction>(argument->value) ||
      (field->type != FieldType::kAmount && field->type != FieldType::kRate &&
       field->type != FieldType::kBase && !number.percentage_)) {
    return std::nullopt;
  }
  number.argument_ = static_cast<std::size_t>(argument - step.arguments.data());
  return number;
}

std::optional<Fraction> PotNumber::read(std::string_view text) const {
  const load::ReadNumber read = load::ReadNumber::from(text);
  const load::Number* number = read.number();
  if (number == nullptr || number->ratio || number->percent != percentage_ ||
      number->value.sign() < 0) {
    return std::nullopt;
  }
  if (percentage_) {
    return number->value <= Fraction{1} ? std::optional{number->value} : std::nullopt;
  }
  // A part of a unit needs more decimals, and a place for what rounding leaves.
  return (number->value / unit_).is_whole() ? std::optional{number->value} : std::nullopt;
}

void PotNumber::set(Scenario& scenario, const Fraction& value) const {
  Pot& pot = scenario.pots[pot_];
  if (step_) {
    pot.steps[*step_].arguments[argument_].value = value;
  } else {
    pot.amount = value;
  }
}

}  // namespace allot::what_if
