#include "load/fields/field_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "allot/core/error.hpp"
#include "load/characters/foreign_characters.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/messages.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

std::string_view wanted(const ValueForm& form) {
  return form.list    ? "a list"
         : !form.map  ? "a single value"
         : form.value ? "a single value or a map"
                      : "a map of fields";
}

bool right_kind(const ValueForm& form, const YamlNode& value) {
  const bool anything = !form.value && !form.map && !form.list;
  return anything || (form.value && value.is_scalar()) || (form.map && value.is_map()) ||
         (form.list && value.is_list());
}

/// `– share: {by: n}`: what word processors make of `- `. Where it stands in the place of a list.
std::optional<Diagnostic> foreign_list(const YamlNode& value) {
  const bool map = value.is_map() && !value.entries.empty();
  const std::string_view text = map ? std::string_view{value.entries.front().key} : value.text;
  const std::string_view mark = foreign_list_mark(text);
  if (mark.empty()) {
    return std::nullopt;
  }
  Location where = map ? value.entries.front().key_where : value.where;
  where.length = static_cast<std::uint32_t>(mark.size());
  return Diagnostic{.code = Code::kWrongKind,
                    .where = where,
                    .message = fmt::format("{} begins no item of a list", named_character(mark)),
                    .label = "not a `-`",
                    .help = {"begin each item with `- `, the hyphen of the keyboard and a blank"}};
}

}  // namespace

bool kind_fits(const Field& field, const YamlNode& value, Problems* problems) {
  const bool nothing = is_nothing(value);
  const ValueForm& form = form_of(field.type);
  const bool fits = !nothing && right_kind(form, value);
  if (!fits && problems != nullptr) {
    if (const auto dash = form.list ? foreign_list(value) : std::nullopt) {
      problems->add(*dash);
      return false;
    }
    problems->add({.code = nothing ? Code::kEmptyValue : Code::kWrongKind,
                   .where = value.where,
                   .message = nothing
                                  ? fmt::format("{} is empty", quoted(field.name))
                                  : fmt::format("{} wants {}", quoted(field.name), wanted(form)),
                   .label = nothing ? "no value" : fmt::format("not {}", wanted(form)),
                   .help = {!nothing         ? fmt::format("write {}", wanted(form))
                            : field.required ? "write a value"
                                             : "write a value, or leave the field out"}});
  }
  return fits;
}

bool is_cut_number(const YamlNode::Entry& entry) {
  return entry.value.is_empty() && !entry.key.empty() && is_digit(entry.key.front()) &&
         (ReadNumber::takes(entry.key) || !find_number_fault(entry.key).meanings.empty());
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
    if (const std::string_view blank = first_foreign_blank(entry.key); !blank.empty()) {
      problems_.add({.code = Code::kUnknownField,
                     .where = entry.key_where,
                     .message = fmt::format("{} indents the field {}", named_character(blank),
                                            quoted(without_outer_blanks(entry.key))),
                     .label = "a part of the name to YAML",
                     .help = {"indent with the blanks of the keyboard"}});
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
      } else if (field.type == FieldType::kReleased) {
        help.emplace_back(kReleasedForms);
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

const YamlNode* FieldReader::named(std::string_view name, FieldRule::Kind by) const {
  const Field& known = field(cut_off(name, "="));  // which leaves the value
  const YamlNode* value = node_.find(known.name);
  const bool asked = value != nullptr && (name.empty() || value->text == name) &&
                     (by != FieldRule::Kind::kExcludes || kind_fits(known, *value, nullptr));
  return asked ? value : nullptr;
}

std::string_view FieldReader::first_of(std::string_view& names, FieldRule::Kind by) const {
  while (!names.empty()) {
    const std::string_view name = cut_off(names, " |");
    if (named(name, by) != nullptr) {
      return name;
    }
  }
  return {};
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
      const std::string_view names = cut_off(rest, "|");
      if (has_any(names, rule.kind)) {
        first = ++forms == 1 ? names : first;
      }
    }
    const bool broken = rule.kind == kSome      ? forms == 0
                        : rule.kind == kOneForm ? forms > 1
                                                : forms == 1 && has_any(rule.others, rule.kind) ==
                                                                    (rule.kind == kExcludes);
    if (broken) {
      report(rule, called, where, form);
    }
    if (broken && (rule.kind == kSome || rule.kind == kOneForm)) {
      return std::nullopt;
    }
    if (rule.kind == kOneForm && form.empty()) {
      form = cut_off(first, " ");
    }
  }
  return form;
}

void FieldReader::report(const FieldRule& rule, std::string_view called, const Location& where,
                         std::string_view form) const {
  using enum FieldRule::Kind;
  std::vector<std::string_view> there;
  std::string_view rest = rule.fields;
  for (auto name = first_of(rest, rule.kind); !name.empty(); name = first_of(rest, rule.kind)) {
    there.push_back(name);
  }
  std::string_view others = rule.others;
  const std::string needed = quoted(others.substr(0, others.find(' ')));
  std::vector<RelatedPlace> related;
  if (!rule.beside.empty()) {
    related.push_back(
        {named(first_of(others, rule.kind), rule.kind)->where, std::string{rule.beside}});
  }
  const auto add = [&](std::string_view at, const std::string& names) {
    problems_.add(
        {.code = rule.code,
         .where = rule.at_field ? named(at, rule.kind)->where : where,
         .message = fmt::format(fmt::runtime(rule.message), called, names, needed, quoted(form)),
         .label = std::string{rule.label},
         .help = {std::string{rule.help}},
         .related = related});
  };
  if (rule.kind == kSome || rule.kind == kOneForm) {
    add(there.empty() ? "" : there.front(), listed_words(there));
    return;
  }
  there.resize(rule.at_field ? there.size() : 1);
  for (const std::string_view name : there) {
    add(name, quoted(name));
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

}  // namespace allot::load
