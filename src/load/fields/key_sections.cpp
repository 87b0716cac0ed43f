#include "load/fields/key_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <string>

#include "allot/engine/keys/key_kinds.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using engine::KeyKind;

/// What the rows of the engine's table say of keys, in the words and rules of sections.
class KeyTable {
 public:
  explicit KeyTable(std::span<const Field> of_all) {
    for (const KeyKind& kind : kinds_) {
      fields_.insert(fields_.end(), kind.fields.begin(), kind.fields.end());
    }
    for (Field& field : fields_) {
      field.required = false;  // with its kind only
    }
    fields_.insert(fields_.end(), of_all.begin(), of_all.end());
    add_rules_of_forms();
    add_rules_of_fields();
    add_sections();
  }

  [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }

 private:
  std::string_view kept(std::string text) { return texts_.emplace_back(std::move(text)); }

  void add_rules_of_forms() {
    using enum FieldRule::Kind;
    const auto names = texts_of(kinds_, &KeyKind::name);
    const std::string_view help = kept(fmt::format("write one of {}", listed_words(names)));
    rules_.push_back({kSome, kept(fmt::format("{}", fmt::join(names, " "))), "",
                      Code::kMissingField, "{0} does not say what it is made of", "made of nothing",
                      help});
    rules_.push_back({kOneForm, kept(fmt::format("{}", fmt::join(names, "|"))), "",
                      Code::kFieldsClash, "{0} has {1}", "one of them", help});
  }

  void add_rules_of_fields() {
    using enum FieldRule::Kind;
    for (const KeyKind& kind : kinds_) {
      const auto only_its = texts_of(kind.fields.subspan(1), &Field::name);
      if (!only_its.empty()) {
        rules_.push_back({kNeeds, kept(fmt::format("{}", fmt::join(only_its, " "))), kind.name,
                          Code::kFieldsClash, "{1} belongs to {2}, and {0} is made of {3}",
                          "without meaning here", "remove it", true});
      }
    }
    for (const KeyKind& kind : kinds_) {
      for (const Field& field : kind.fields) {
        if (field.required) {
          rules_.push_back({kNeeds, kind.name, field.name, Code::kMissingField, "{0} needs {2}",
                            kept(fmt::format("no `{}`", field.name)), kind.required_help});
        }
      }
    }
  }

  void add_sections() {
    const auto names = texts_of(kinds_, &KeyKind::name);
    sections_.push_back(
        {"keys.NAME", "a key", fields_,
         kept(fmt::format(
             "One of `{}`. A column that is used as a key needs no entry here, and the key `{}`, "
             "which is 1 for each district of the file, is always there. Keys are evaluated "
             "over all districts of the file; a key whose columns only `groups` has, over the "
             "groups. Keys may be made of keys, at most 64 deep. A key of counts is a column, or "
             "made of such "
             "by `sum`, `product`, `gap`, `brackets` or an `average` of counts, and not rounded; "
             "the others are keys of shares.",
             fmt::join(names, "`, `"), engine::kEqualKey)),
         false, rules_});
    for (const KeyKind& kind : kinds_) {
      if (!kind.map_fields.empty()) {
        sections_.push_back({kept(map_path(kind)), kept(quoted(kind.name)), kind.map_fields});
      }
      if (!kind.part_fields.empty()) {
        sections_.push_back(
            {kept(parts_path(kind)), kept(fmt::format("a {} of a {}", kind.part, kind.name)),
             kind.part_fields, may_be_bare(kind) ? "Or the bare name of a key." : ""});
      }
    }
  }

  const std::vector<KeyKind> kinds_ = engine::declared_kinds();
  std::deque<std::string> texts_;
  std::vector<Field> fields_;
  std::vector<FieldRule> rules_;
  std::vector<Section> sections_;
};

}  // namespace

std::string parts_path(const KeyKind& kind) { return fmt::format("keys.NAME.{}[]", kind.name); }

std::string map_path(const KeyKind& kind) { return fmt::format("keys.NAME.{}", kind.name); }

bool may_be_bare(const KeyKind& kind) {
  return std::ranges::none_of(
      kind.part_fields, [](const Field& field) { return field.required && field.name != kPartOf; });
}

std::span<const Section> key_sections(std::span<const Field> of_all) {
  static const KeyTable table{of_all};
  return table.sections();
}

}  // namespace allot::load
