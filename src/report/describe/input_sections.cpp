#include <algorithm>
#include <variant>

#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "report/describe/description.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report::description {
namespace {

using enum Text;

/// A column that is a key as it is needs no sentence.
bool says_nothing(const Key& key, const Scenario& of) {
  return key.column && engine::kind_of(key).name == "column" && !key.rounding &&
         of.column(*key.column).name == key.name && !key.provenance.status &&
         !key.provenance.source && key.provenance.note.empty();
}

Sentence rounded_key(const Described& what, const Key& key) {
  const Words& words = what.words;
  const RoundingRule& rule = key.rounding->rule;
  Sentence sentence =
      words.sentence(kSharesRounded, {key.name, percent_text(rule.unit, words.numbers),
                                      words.method(engine::rounding_methods()[rule.method].name)});
  if (rule.residual) {
    append(sentence,
           rule.residual->to == Residual::To::kLargest ? words.sentence(kShareRestToLargest)
           : rule.residual->to == Residual::To::kOneEachToLargest
               ? words.sentence(kShareRestOneEach)
           : rule.residual->to == Residual::To::kDistrict
               ? words.sentence(kShareRestToDistrict,
                                {what.scenario().districts.ids[index_of(rule.residual->district)]})
               : words.sentence(kShareGapStays));
  }
  return sentence;
}

void add_keys(const Described& what, const Scenario& of, bool groups,
              std::vector<Sentence>& sentences) {
  for (const Key& key : of.keys) {
    if (says_nothing(key, of)) {
      continue;
    }
    Sentence sentence = key_sentence(what, key, of);
    if (key.rounding) {
      append(sentence, rounded_key(what, key));
    }
    append(sentence, origin_sentence(what, key.provenance));
    sentences.push_back(groups ? what.words.sentence(kOfTheGroups, {joined(sentence)})
                               : std::move(sentence));
  }
}

void add_columns(const Described& what, const Scenario& of, std::vector<Sentence>& sentences) {
  for (const Column& column : of.columns) {
    std::string line;
    add_item(line, column.label == column.name ? std::string{} : column.label);
    add_item(line, column.unit);
    add_item(line, column.as_of.empty() ? "" : what.words(kAsOf, {what.words.date(column.as_of)}));
    const Sentence origin = origin_sentence(what, column.provenance);
    if (!line.empty() || !origin.empty()) {
      sentences.push_back(
          {in_code(column.name) + what.words(kColon), line.empty() ? line : line + "."});
      append(sentences.back(), origin);
    }
  }
}

void add_prior(const Described& what, const std::optional<Prior>& prior, const Pot* pot,
               std::vector<Section>& sections) {
  if (!prior) {
    return;
  }
  const Words& words = what.words;
  const std::string label = prior_year(prior->label);
  Section section{.of = "prior",
                  .id = pot == nullptr ? "" : pot->id,
                  .heading = pot == nullptr ? words.sentence(kHeadingPrior, {label})
                                            : words.sentence(kHeadingPriorOfPot, {label, pot->id})};
  if (const auto* column = std::get_if<PriorColumn>(&prior->from)) {
    section.sentences.push_back(
        words.sentence(kPriorInColumn, {label, what.scenario().column(column->column).name}));
  } else if (const auto* other = std::get_if<PriorScenario>(&prior->from)) {
    section.sentences.push_back(words.sentence(kPriorOfScenario, {label, other->scenario->title}));
  } else if (const auto* rule = std::get_if<PriorRule>(&prior->from)) {
    section.sentences.push_back(words.sentence(kPriorByRule, {label}));
    append(section.sentences, rule_of_prior(what, *rule->pot));
  } else {
    section.sentences.push_back(words.sentence(kPriorInTable, {label}));
  }
  sections.push_back(std::move(section));
}

Sentence source_sentence(const Described& what, const Source& source) {
  std::string line;
  for (const std::string& text :
       {source.title, source.publisher, what.words.date(source.date), source.url, source.locator}) {
    add_item(line, text);
  }
  add_item(line, source.checked_on.empty()
                     ? ""
                     : what.words(kCheckedOn, {what.words.date(source.checked_on)}));
  Sentence sentence{in_code(source.id) + (line.empty() ? "" : what.words(kColon)), line + "."};
  append(sentence, origin_sentence(what, source.provenance));
  return sentence;
}

}  // namespace

Sentence origin_sentence(const Described& what, const Provenance& provenance) {
  Sentence sentence;
  if (provenance.status) {
    append(sentence, what.words.sentence(kStatusOf, {status_words(provenance.status, what.words)}));
  }
  if (provenance.source) {
    append(sentence, what.words.sentence(
                         kSourceOf, {what.scenario().sources[index_of(*provenance.source)].id}));
  }
  if (!provenance.note.empty()) {
    append(sentence, what.words.sentence(kNoteOf, {provenance.note}));
  }
  return sentence;
}

std::vector<Section> input_sections(const Described& what) {
  const Scenario& scenario = what.scenario();
  const Words& words = what.words;
  std::vector<Section> sections;
  const auto add = [&](std::string_view of, Text heading, std::vector<Sentence> sentences) {
    if (!sentences.empty()) {
      sections.push_back(
          {.of = of, .heading = words.sentence(heading), .sentences = std::move(sentences)});
    }
  };
  add_prior(what, scenario.prior, nullptr, sections);
  for (const Pot& pot : scenario.pots) {
    add_prior(what, pot.prior, &pot, sections);
  }
  std::vector<Sentence> keys, columns, sources;
  add_keys(what, scenario, false, keys);
  add_columns(what, scenario, columns);
  if (scenario.groups) {
    add_keys(what, *scenario.groups, true, keys);
    add_columns(what, *scenario.groups, columns);
  }
  for (const Source& source : scenario.sources) {
    sources.push_back(source_sentence(what, source));
  }
  add("keys", kHeadingKeys, std::move(keys));
  add("columns", kHeadingColumns, std::move(columns));
  add("tables", kHeadingTables, reading_notes(scenario, words));
  add("sources", kHeadingSources, std::move(sources));
  return sections;
}

}  // namespace allot::report::description
