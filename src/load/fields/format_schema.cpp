// The table of the format as a JSON Schema. Draft 7: newer ones are not read by all editors.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/core/error.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "allot/model/funding.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/key_sections.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

using Json = nlohmann::ordered_json;
using engine::RoundingMethod;
using engine::StepKind;

/// What the table only says in words: a field of any section (empty), or of one.
struct Content {
  std::string_view path, field;
  std::string_view schemas;  ///< one of these, or of the sections below; of a list its items
};

constexpr std::array kContents{
    Content{"", "where", R"([{"$ref": "#/definitions/rows"}])"},
    Content{"", "except", R"([{"$ref": "#/definitions/rows"}])"},
    Content{"", "fill_down", R"([{"$ref": "#/definitions/texts"}])"},
    Content{"", "header",
            R"([{"$ref": "#/definitions/integer"},
                {"type": "array", "minItems": 2, "maxItems": 2,
                 "items": {"$ref": "#/definitions/integer"}}])"},
    Content{"", "weights", R"([{"$ref": "#/definitions/number"}])"},
    Content{"", "residual",
            R"([{"enum": ["report", "largest", "one_each_to_largest"]},
                {"allOf": [{"$ref": "#/definitions/pots_item.rounding.residual"}],
                 "minProperties": 1, "maxProperties": 1}])"},
    Content{"", "districts", "[]"},
    Content{"", "recipients", "[]"},
    Content{"", "groups", "[]"},
    Content{"districts", "tables", R"([{"$ref": "#/definitions/text"}])"},
    Content{"pots[]", "amount",
            R"([{"$ref": "#/definitions/amount"}, {"enum": ["open", "contributors"]}])"},
    Content{"pots[].amount", "by_date",
            R"([{"type": "object", "minProperties": 1,
                 "propertyNames": {"$ref": "#/definitions/date"},
                 "additionalProperties": {"anyOf": [{"$ref": "#/definitions/amount"},
                                                    {"const": "unknown"}]}}])"},
    Content{"pots[]", "split_order", R"([{"enum": ["district", "contributor", "year"]}])"},
    Content{"pots[].tranches", "years", R"([{"$ref": "#/definitions/text"}])"},
    Content{"pots[].participation", "from", R"([{"$ref": "#/definitions/ids_by_date"}])"},
    Content{"pots[].participation", "until", R"([{"$ref": "#/definitions/ids_by_date"}])"},
    Content{"pots[].rounding", "ties",
            R"([{"enum": ["largest_key", "smallest_key", "id"]},
                {"type": "object", "required": ["column"], "additionalProperties": false,
                 "properties": {"column": {"$ref": "#/definitions/text"}}}])"},
    Content{"pots[].rounding", "minimum", R"([{"$ref": "#/definitions/text"}])"},
    Content{"pots[].rounding", "maximum", R"([{"$ref": "#/definitions/text"}])"},
    Content{"prior", "amount", R"([{"$ref": "#/definitions/text"}])"},
    Content{"overlay", "change",
            R"([{"type": "object", "minProperties": 1, "additionalProperties": true}])"},
    Content{"expect", "budgets",
            R"([{"type": "object", "minProperties": 1,
                 "additionalProperties": {"$ref": "#/definitions/amount"}}])"},
    Content{"expect", "key",
            R"([{"type": "object", "minProperties": 1,
                 "additionalProperties": {"type": "object", "minProperties": 1,
                   "additionalProperties": {"$ref": "#/definitions/number"}}}])"},
};

const Content* find_content(std::string_view path, std::string_view field) {
  const auto row = std::ranges::find_if(kContents, [&](const Content& content) {
    return content.field == field && (content.path.empty() || content.path == path);
  });
  return row == kContents.end() ? nullptr : &*row;
}

/// What a section is called among the definitions: a reference is a URI, which has no brackets.
std::string definition_name(std::string_view path) {
  std::string name{path.empty() ? "scenario" : path};
  for (std::size_t at = name.find("[]"); at != std::string::npos; at = name.find("[]")) {
    name.replace(at, 2, "_item");
  }
  return name;
}

Json reference(std::string_view path) {
  return {{"$ref", "#/definitions/" + definition_name(path)}};
}

Json list_of(Json items) { return {{"type", "array"}, {"minItems", 1}, {"items", items}}; }

Json any_of(Json schemas) {
  return schemas.size() == 1 ? schemas.front() : Json{{"anyOf", std::move(schemas)}};
}

Json map_to(Json values) {
  return {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", std::move(values)}};
}

Json texts_like(std::string_view pattern) {
  return {{"type", "string"}, {"pattern", fmt::format("^{}$", pattern)}};
}

/// What values are. A plain scalar of YAML is a text, a number or `true` to an editor, whatever it
/// means here: 2026 is a number, 58_000_000 and 95 % are texts. Numbers are as `ReadNumber` takes
/// them.
Json values() {
  constexpr std::string_view kWhole = "[0-9]+(_[0-9]+)*";
  const std::string decimal = fmt::format("{0}(\\.{0})?", kWhole);
  const std::string ratio = fmt::format("{0}/{0}", kWhole);
  const Json number{{"type", "number"}};
  const Json text{{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
  Json all;
  all["text"] = text;
  all["cell"] = {{"type", {"string", "number", "boolean", "null"}}};
  all["integer"] = any_of({{{"type", "integer"}}, texts_like(fmt::format("-?{}(\\.0+)?", kWhole))});
  all["number"] = any_of({number, texts_like(fmt::format("-?({}( ?%)?|{})", decimal, ratio))});
  all["amount"] = any_of(
      {{{"type", "number"}, {"minimum", 0}}, texts_like(fmt::format("({}|{})", decimal, ratio))});
  all["percentage"] = any_of(
      {{{"const", 0}}, texts_like(fmt::format("(-?({} ?%|{})|0+(\\.0+)?)", decimal, ratio))});
  all["brackets"] = map_to(reference("percentage"));
  all["brackets"]["propertyNames"] = texts_like(fmt::format("({}|{})", decimal, ratio));
  all["date"] = texts_like("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  all["texts"] = any_of({reference("text"), list_of(reference("text"))});
  all["rows"] = map_to(reference("texts"));
  all["ids_by_date"] = map_to(list_of(reference("text")));
  all["ids_by_date"]["propertyNames"] = reference("date");
  return all;
}

/// The words of a choice; `1` and `true` are no texts to an editor.
void add_word(Json& words, std::string_view word) {
  words.push_back(word);
  if (word == "true" || word == "false") {
    words.push_back(word == "true");
  } else if (word.find_first_not_of("0123456789") == std::string_view::npos) {
    words.push_back(std::stoll(std::string{word}));
  }
}

template <class Words>
Json one_of_words(const Words& words) {
  Json all = Json::array();
  for (const auto& word : words) {
    add_word(all, word);
  }
  return {{"enum", all}};
}

Json methods() {
  std::vector<std::string_view> names;
  for (const RoundingMethod& method : engine::rounding_methods()) {
    names.push_back(method.name);
  }
  return one_of_words(names);
}

Json payers() {
  std::vector<std::string_view> words;
  for (const Payer::How how :
       {Payer::How::kRatable, Payer::How::kScaleAboveFloor, Payer::How::kScaleGains}) {
    words.push_back(payer_word(how));
  }
  return one_of_words(words);
}

Json releases() {
  std::vector<std::string_view> words;
  for (const Released::To to : {Released::To::kOthers, Released::To::kKeep}) {
    words.push_back(released_word(to));
  }
  return one_of_words(words);
}

/// What is below a field of the section `path` as sections say it: a map, a list of maps, a map of
/// names; nothing if they do not.
Json sections_below(std::string_view path, const Field& field) {
  const std::string below = path_below(path, field.name);
  const std::string named = path_below(below, "x");
  Json schemas = Json::array();
  if (find_section(below) != nullptr && field.type != FieldType::kList) {
    schemas.push_back(reference(below));
  } else if (find_section(named) != nullptr && field.type == FieldType::kMap) {
    schemas.push_back(map_to(reference(named)));
  }
  if (find_section(below + "[]") != nullptr) {
    const Json item = reference(below + "[]");
    schemas.push_back(field.type == FieldType::kList ? item : list_of(item));
  }
  return schemas;
}

/// The parts of a key that are named: any, or those that may do without fields of their own.
bool is_list_of_names(std::string_view path, std::string_view name) {
  const auto kinds = engine::key_kinds();
  const auto kind = std::ranges::find(kinds, name, &engine::KeyKind::name);
  return path == "keys.NAME" && kind != kinds.end() && may_be_bare(*kind);
}

/// What the words of the table mean: of a list its items.
Json content_of(std::string_view path, const Field& field) {
  Json schemas = Json::array();
  if (const Content* content = find_content(path, field.name)) {
    schemas = Json::parse(content->schemas);
  } else if (field.name == "method") {
    schemas.push_back(methods());
  } else if (field.type == FieldType::kList && is_list_of_names(path, field.name)) {
    schemas.push_back(reference("text"));
  }
  for (Json& below : sections_below(path, field)) {
    schemas.push_back(std::move(below));
  }
  invariant(!schemas.empty(), "what a field holds is in the table, or among its contents");
  return any_of(std::move(schemas));
}

Json value_or_map(Json value, std::string_view path, const Field& field) {
  return any_of({std::move(value), reference(path_below(path, field.name))});
}

Json schema_of(std::string_view path, const Field& field) {
  switch (field.type) {
    case FieldType::kText:
    case FieldType::kId:
    case FieldType::kKey:
    case FieldType::kCounts:
    case FieldType::kColumn:
    case FieldType::kCapacity:
    case FieldType::kDistrict:
    case FieldType::kWithin:
    case FieldType::kPath:
      return reference("text");
    case FieldType::kInteger:
      return reference("integer");
    case FieldType::kNumber:
      return reference("number");
    case FieldType::kAmount:
    case FieldType::kRate:
      return reference("amount");
    case FieldType::kPercentage:
      return reference("percentage");
    case FieldType::kPriorPart:
      return value_or_map(reference("percentage"), path, field);
    case FieldType::kDate:
      return reference("date");
    case FieldType::kChoice:
      return one_of_words(choices_of(field));
    case FieldType::kTable:
      return value_or_map(reference("text"), path, field);
    case FieldType::kBound:
      return value_or_map(reference("amount"), path, field);
    case FieldType::kBase:
      return value_or_map(reference("amount"), path, field);
    case FieldType::kRateRounding:
      return reference(path_below(path, field.name));
    case FieldType::kBounds:
      return list_of(any_of({reference("amount"), reference("bound")}));
    case FieldType::kPayer:
      return value_or_map(payers(), path, field);
    case FieldType::kReleased:
      return value_or_map(releases(), path, field);
    case FieldType::kProrate:
      return value_or_map({{"const", "none"}}, path, field);
    case FieldType::kRound:
      return reference(path_below(path, field.name));
    case FieldType::kTiers:
      return list_of(reference("tiers[]"));
    case FieldType::kBrackets:
      return reference("brackets");
    case FieldType::kWhere:
      return reference("rows");
    case FieldType::kList:
      return list_of(field.name == "steps" ? reference("step") : content_of(path, field));
    case FieldType::kMap:
    case FieldType::kOther:
      break;
  }
  return content_of(path, field);
}

std::string described(const Field& field) {
  std::string text{field.summary};
  if (!field.fallback.empty()) {
    text += fmt::format("{}default: {}", text.empty() ? "" : "; ", field.fallback);
  }
  return text;
}

/// A map with these fields.
Json map_of(std::string_view path, std::span<const Field> fields) {
  Json properties = Json::object(), required = Json::array();
  for (const Field& field : fields) {
    Json schema = schema_of(path, field);
    if (const std::string text = described(field); !text.empty()) {
      schema["description"] = text;
    }
    properties[std::string{field.name}] = std::move(schema);
    if (field.required) {
      required.push_back(field.name);
    }
  }
  Json map{{"type", "object"},
           {"properties", std::move(properties)},
           {"additionalProperties", false},
           {"minProperties", 1}};
  if (!required.empty()) {
    map["required"] = std::move(required);
  }
  return map;
}

/// A map that has one of the names of a rule, or several: `name`, `name=VALUE`.
Json has_any(std::string_view names) {
  Json schemas = Json::array();
  while (!names.empty()) {
    std::string_view value = cut_off(names, " ");
    const std::string name{cut_off(value, "=")};
    Json has{{"required", {name}}};
    if (!value.empty()) {
      has["properties"][name] = one_of_words(std::array{value});
    }
    schemas.push_back(std::move(has));
  }
  return any_of(std::move(schemas));
}

/// What a rule asks of its map, all of it.
void add_rule(const FieldRule& rule, Json& all) {
  using enum FieldRule::Kind;
  if (rule.kind == kSome) {
    all.push_back(has_any(rule.fields));
  } else if (rule.kind == kOneForm) {
    std::vector<std::string_view> forms;
    for (std::string_view rest = rule.fields; !rest.empty();) {
      forms.push_back(cut_off(rest, "|"));
    }
    for (std::size_t i = 0; i < forms.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        all.push_back({{"not", {{"allOf", {has_any(forms[j]), has_any(forms[i])}}}}});
      }
    }
  } else {
    const Json others = has_any(rule.others);
    all.push_back({{"if", has_any(rule.fields)},
                   {"then", rule.kind == kNeeds ? others : Json{{"not", others}}}});
  }
}

/// A method that does not close needs to know where the difference goes.
Json residual_rule() {
  Json open = Json::array();
  for (const RoundingMethod& method : engine::rounding_methods()) {
    if (!method.closes) {
      open.push_back(method.name);
    }
  }
  const Json is_open{{"required", {"method"}}, {"properties", {{"method", {{"enum", open}}}}}};
  return {{"if", is_open}, {"then", has_any("residual")}};
}

/// What a pot whose amount is `open` may have.
Json open_pot_rule() {
  Json steps = Json::array();
  for (const std::string_view name : steps_of_open_pots()) {
    steps.push_back(has_any(name));
  }
  const Json items{{"steps", {{"items", any_of(std::move(steps))}}}};
  return {{"if", has_any("amount=open")}, {"then", {{"properties", items}}}};
}

Json definition_of(const Section& section) {
  Json map = map_of(section.path, section.fields);
  if (section.names_allowed) {
    map["additionalProperties"] = reference("cell");
  }
  if (!section.summary.empty()) {
    map["description"] = section.summary;
  }
  Json all = Json::array();
  for (const FieldRule& rule : section.rules) {
    add_rule(rule, all);
  }
  if (find_field(section.fields, "residual") != nullptr) {
    all.push_back(residual_rule());
  }
  if (find_field(section.fields, "steps") != nullptr) {
    all.push_back(open_pot_rule());
  }
  if (!all.empty()) {
    map["allOf"] = std::move(all);
  }
  return map;
}

/// An item of `steps`: one step, with a label within it or beside it.
Json step() {
  Json properties = Json::object(), one = Json::array();
  for (const StepKind& kind : engine::step_kinds()) {
    Json map = map_of(std::string{kStepPath}.append(kind.name), engine::fields_of(kind));
    map["description"] = fmt::format("{} {} ({})", kind.name, kind.summary, kind.german);
    if (!kind.one_of.empty()) {
      Json forms = Json::array();
      for (std::string_view rest = kind.one_of; !rest.empty();) {
        forms.push_back(has_any(cut_off(rest, "|")));
      }
      map["oneOf"] = std::move(forms);
    }
    properties[std::string{kind.name}] = std::move(map);
    one.push_back({{"required", {kind.name}}});
  }
  properties[std::string{engine::kLabelOfStep}] = reference("text");
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"additionalProperties", false},
          {"oneOf", std::move(one)}};
}

}  // namespace

std::string scenario_schema() {
  Json definitions = values();
  for (const Section& section : sections()) {
    if (section.path == kEveryStepPath) {
      continue;  // each step has them
    }
    definitions[definition_name(section.path)] = definition_of(section);
  }
  definitions["step"] = step();
  const Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                    {"title", "a scenario of allot, format 1"},
                    {"if", has_any("base change")},
                    {"then", reference("overlay")},
                    {"else", reference("")},
                    {"definitions", std::move(definitions)}};
  return schema.dump(2) + "\n";
}

}  // namespace allot::load
