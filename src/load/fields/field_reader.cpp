#include "load/fields/field_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "allot/core/error.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// The first of the names that `mark` parts; it leaves the others.
std::string_view cut_off(std::string_view& names, char mark) {
  const std::size_t end = std::min(names.find(mark), names.size());
  const std::string_view first = names.substr(0, end);
  names.remove_prefix(std::min(end + 1, names.size()));
  return first;
}

std::string_view wanted(FieldType type) {
  switch (type) {
    case FieldType::kMap:
      return "a map of fields";
    case FieldType::kList:
    case FieldType::kTiers:
      return "a list";
    case FieldType::kBound:
    case FieldType::kPayer:
    case FieldType::kProrate:
      return "a single value or a map";
    default:
      return "a single value";
  }
}

bool right_kind(FieldType type, const YamlNode& value) {
  switch (type) {
    case FieldType::kMap:
      return value.is_map();
    case FieldType::kList:
    case FieldType::kTiers:
      return value.is_list();
    case FieldType::kBound:
    case FieldType::kPayer:
    case FieldType::kProrate:
      return value.is_scalar() || value.is_map();
    case FieldType::kOther:
      return !value.is_empty();
    default:
      return value.is_scalar() && !value.text.empty();
  }
}

bool is_nothing(const YamlNode& value) {
  return value.is_empty() || (value.is_scalar() && value.text.empty()) ||
         (value.is_map() && value.entries.empty()) || (value.is_list() && value.items.empty());
}

}  // namespace

bool kind_fits(const Field& field, const YamlNode& value, Problems* problems) {
  const bool nothing = is_nothing(value);
  const bool fits = !nothing && right_kind(field.type, value);
  if (!fits && problems != nullptr) {
    problems->add(
        {.code = nothing ? Code::kEmptyValue : Code::kWrongKind,
         .where = value.where,
         .message = nothing ? fmt::format("{} is empty", quoted(field.name))
                            : fmt::format("{} wants {}", quoted(field.name), wanted(field.type)),
         .label = nothing ? "no value" : fmt::format("not {}", wanted(field.type)),
         .help = {!nothing         ? fmt::format("write {}", wanted(field.type))
                  : field.required ? "write a value"
                                   : "write a value, or leave the field out"}});
  }
  return fits;
}

bool is_cut_number(const YamlNode::Entry& entry) {
  return entry.value.is_empty() && !entry.key.empty() &&
         entry.key.find_first_not_of("0123456789 %") == std::string::npos;
}

void report_cut_number(const YamlNode::Entry& entry, Problems& problems) {
  problems.add(
      {.code = Code::kUnknownField,
       .where = entry.key_where,
       .message = fmt::format("a comma cuts a number in two: {} stands alone", quoted(entry.key)),
       .label = "read as a field of its own",
       .help = {"within `{…}` a comma begins the next field: decimals take a point, and "
                "groups `_`"}});
}

void report_not_a_map(const YamlNode& node, std::string_view thing, Problems& problems) {
  problems.add({.code = node.is_empty() ? Code::kEmptyValue : Code::kWrongKind,
                .where = node.where,
                .message = fmt::format("{} is written as a map of fields", thing),
                .label = "not a map",
                .help = {"write `{field: value}`, or the fields on lines of their own"}});
}

FieldReader::FieldReader(const Section& section, const YamlNode& node, Problems& problems)
    : section_{section}, node_{node}, problems_{problems} {
  if (!node.is_map()) {
    report_not_a_map(node, section.thing, problems);
    wrong_ = true;
    return;
  }
  check_known();
  check_required();
}

void FieldReader::check_known() {
  for (const YamlNode::Entry& entry : node_.entries) {
    if (const Field* known = find_field(section_.fields, entry.key)) {
      wrong_ = !kind_fits(*known, entry.value, &problems_) || wrong_;
      continue;
    }
    if (section_.names_allowed) {
      continue;
    }
    wrong_ = true;
    if (is_cut_number(entry)) {
      report_cut_number(entry, problems_);
      continue;
    }
    auto help = way_out(entry.key, texts_of(section_.fields, &Field::name), "the fields");
    problems_.add({.code = Code::kUnknownField,
                   .where = entry.key_where,
                   .message = fmt::format("unknown field {}", quoted(entry.key)),
                   .label = fmt::format("not a field of {}", section_.thing),
                   .help = std::move(help)});
  }
}

void FieldReader::check_required() {
  for (const Field& field : section_.fields) {
    if (field.required && node_.find(field.name) == nullptr) {
      wrong_ = true;
      const auto choices = choices_of(field);
      const bool one_choice = choices.size() == 1 && !choices[0].empty();
      const std::string only_value = one_choice ? fmt::format(" {}", choices[0]) : "";
      std::vector<std::string> help{fmt::format("add `{}:{}`", field.name, only_value)};
      if (field.type == FieldType::kPayer) {
        help.emplace_back(kPayerForms);
      } else if (choices.size() > 1) {
        help.push_back("the choices: " + listed_words(choices));
      }
      problems_.add({.code = Code::kMissingField,
                     .where = node_.where,
                     .message = fmt::format("{} needs {}", section_.thing, quoted(field.name)),
                     .label = fmt::format("no {}", quoted(field.name)),
                     .help = std::move(help)});
    }
  }
}

std::vector<std::string_view> FieldReader::given_of(std::string_view forms) const {
  std::vector<std::string_view> there;
  while (!forms.empty()) {
    for (std::string_view names = cut_off(forms, '|'); !names.empty();) {
      const std::string_view name = cut_off(names, ' ');
      if (node_.find(name) != nullptr) {
        there.push_back(name);
      }
    }
  }
  return there;
}

bool FieldReader::any_given(std::string_view names) const {
  while (!names.empty()) {
    if (node_.find(cut_off(names, ' ')) != nullptr) {
      return true;
    }
  }
  return false;
}

std::optional<std::string_view> FieldReader::form(std::string_view called,
                                                  const Location& where) const {
  using enum FieldRule::Kind;
  if (!node_.is_map()) {
    return std::nullopt;
  }
  std::string_view form;
  for (const FieldRule& rule : section_.rules) {
    std::string_view first;
    std::size_t forms = 0;
    for (std::string_view rest = rule.fields; !rest.empty();) {
      const std::string_view names = cut_off(rest, '|');
      if (any_given(names)) {
        first = ++forms == 1 ? names : first;
      }
    }
    const bool broken = rule.kind == kSome      ? forms == 0
                        : rule.kind == kOneForm ? forms > 1
                                                : forms == 1 && !any_given(rule.needs);
    if (broken) {
      report(rule, called, where, form);
    }
    if (broken && rule.kind != kNeeds) {
      return std::nullopt;
    }
    if (rule.kind == kOneForm && form.empty()) {
      form = cut_off(first, ' ');
    }
  }
  return form;
}

void FieldReader::report(const FieldRule& rule, std::string_view called, const Location& where,
                         std::string_view form) const {
  std::vector<std::string_view> there = given_of(rule.fields);
  std::string_view needs = rule.needs;
  const std::string needed = quoted(cut_off(needs, ' '));
  const auto add = [&](const Location& place, const std::string& fields) {
    problems_.add(
        {.code = rule.code,
         .where = place,
         .message = fmt::format(fmt::runtime(rule.message), called, fields, needed, quoted(form)),
         .label = std::string{rule.label},
         .help = {std::string{rule.help}}});
  };
  if (rule.kind != FieldRule::Kind::kNeeds) {
    add(rule.at_field ? given(there.front())->where : where, listed_words(there));
    return;
  }
  there.resize(rule.at_field ? there.size() : 1);
  for (const std::string_view name : there) {
    add(rule.at_field ? given(name)->where : where, quoted(name));
  }
}

const YamlNode* FieldReader::given(std::string_view name) const {
  return node_.is_map() ? node_.find(field(name).name) : nullptr;
}

const Field& FieldReader::field(std::string_view name) const {
  const Field* found = find_field(section_.fields, name);
  invariant(found != nullptr, "a field that is read is in the table of the format");
  return *found;
}

const YamlNode* FieldReader::find(std::string_view name) const {
  const Field& known = field(name);
  const YamlNode* value = node_.is_map() ? node_.find(name) : nullptr;
  return value != nullptr && kind_fits(known, *value, nullptr) ? value : nullptr;
}

std::string FieldReader::text(std::string_view name) const {
  const YamlNode* value = find(name);
  return value == nullptr ? std::string{} : value->text;
}

std::string FieldReader::id(std::string_view name) const {
  const YamlNode* value = find(name);
  if (value == nullptr) {
    return {};
  }
  warn_if_unquoted_id(value->text, value->quoted, value->where, problems_);
  return value->text;
}

std::string FieldReader::date(std::string_view name) const {
  const YamlNode* value = find(name);
  return value != nullptr && read_date(*value, quoted(name), problems_) ? value->text
                                                                        : std::string{};
}

std::optional<Fraction> FieldReader::number(std::string_view name) const {
  const YamlNode* value = find(name);
  const auto number =
      value == nullptr ? std::nullopt : read_number(*value, quoted(name), problems_);
  return number ? std::optional{number->value} : std::nullopt;
}

std::optional<Fraction> FieldReader::amount(std::string_view name) const {
  const YamlNode* value = find(name);
  return value == nullptr ? std::nullopt : read_amount(*value, quoted(name), problems_);
}

std::optional<Fraction> FieldReader::percentage(std::string_view name) const {
  const YamlNode* value = find(name);
  const auto share =
      value == nullptr ? std::nullopt : read_percentage(*value, quoted(name), problems_);
  return share && not_negative(*share, *value, quoted(name), problems_) ? share : std::nullopt;
}

std::optional<std::int64_t> FieldReader::integer(std::string_view name, std::int64_t low,
                                                 std::int64_t high) const {
  const YamlNode* value = find(name);
  return value == nullptr ? std::nullopt : read_integer(*value, quoted(name), low, high, problems_);
}

std::optional<std::size_t> FieldReader::choice_index(std::string_view name) const {
  const YamlNode* value = find(name);
  return value == nullptr ? std::nullopt
                          : read_choice(*value, quoted(name), choices_of(field(name)), problems_);
}

}  // namespace allot::load
