#include "report/describe/description.hpp"

#include <doctest/doctest.h>

#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "support/report_sample.hpp"

namespace allot::report::description {
namespace {

const NumberFormat kPlain = number_format(NumberStyle::kPlain);

TEST_CASE("every step is said in more than its heading") {
  const Sample sample;
  const RunView view{sample.scenario, sample.result};
  const Words words{kEnglish, kPlain};
  const Described what{view, words};
  for (std::size_t kind = 0; kind < engine::step_kinds().size(); ++kind) {
    CAPTURE(engine::step_kinds()[kind].name);
    Pot pot = sample.scenario.pots.front();
    pot.steps.assign(1, Step{.kind = kind, .label = {}, .arguments = {}, .where = {}});
    for (const Field& field : engine::step_kinds()[kind].fields) {
      const std::string_view first = field.choices.substr(0, field.choices.find(','));
      if (!first.empty()) {
        pot.steps[0].arguments.push_back(
            {.name = field.name, .value = std::string{first}, .where = {}});
      } else if (field.type == FieldType::kKey || field.type == FieldType::kCounts) {
        pot.steps[0].arguments.push_back({.name = field.name, .value = KeyId{0}, .where = {}});
      } else if (field.type == FieldType::kBound) {
        pot.steps[0].arguments.push_back(
            {.name = field.name, .value = Bound{FixedBound{1}}, .where = {}});
      } else if (field.type == FieldType::kAmount || field.type == FieldType::kPercentage) {
        pot.steps[0].arguments.push_back({.name = field.name, .value = Fraction{1}, .where = {}});
      }
    }
    CHECK(step_sentences(what, pot, 1).front().size() > 1);
  }
}

TEST_CASE("every rounding method and every kind of key has a sentence") {
  const Sample sample;
  const RunView view{sample.scenario, sample.result};
  const Words words{kEnglish, kPlain};
  const Described what{view, words};
  for (std::size_t method = 0; method < engine::rounding_methods().size(); ++method) {
    RoundingRule rule = sample.scenario.pots.front().rounding;
    rule.method = method;
    CHECK_FALSE(method_sentence(what, rule).empty());
  }
  for (std::size_t kind = 0; kind < engine::key_kinds().size(); ++kind) {
    Key key = sample.scenario.keys.front();
    key.kind = kind;
    key.arguments = {{.name = "of", .value = std::string{"counts"}, .where = {}},
                     {.name = "apply", .value = std::string{"whole"}, .where = {}}};
    CAPTURE(engine::key_kinds()[kind].name);
    CHECK_FALSE(key_sentence(what, key, sample.scenario).empty());
  }
}

}  // namespace
}  // namespace allot::report::description
