#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

/// A field of the file. Of a wrong one no more is said than what is wrong with it.
enum class FieldState { kAbsent, kWrong, kValue };

/// One map of the file, read by its section of the format. Building it reports unknown fields,
/// required ones that are missing, and values of the wrong kind; afterwards those look absent.
/// To ask for a field that the section does not have is a bug.
class FieldReader {
 public:
  FieldReader(const Section& section, const YamlNode& node, Problems& problems);

  [[nodiscard]] const YamlNode& node() const { return node_; }
  [[nodiscard]] const Location& where() const { return node_.where; }
  /// False if the node is no map at all.
  [[nodiscard]] bool is_map() const { return node_.is_map(); }

  /// The value of a field, or nullptr.
  [[nodiscard]] const YamlNode* find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  /// The field as the file has it, right or wrong; nullptr where it is absent.
  [[nodiscard]] const YamlNode* given(std::string_view name) const;
  /// Of a field whose value has been read, or could not be.
  [[nodiscard]] FieldState state(std::string_view name, bool read) const {
    return given(name) == nullptr ? FieldState::kAbsent
           : read                 ? FieldState::kValue
                                  : FieldState::kWrong;
  }
  /// Whether something has been reported: what is wrong, or missing, or unknown.
  [[nodiscard]] bool wrong() const { return wrong_; }
  /// Holds the map against the rules of its section. The form that it has, by its first field in
  /// the rule; empty where it has none and need not; nothing where it has several, or lacks one.
  /// Messages name the map `called`, and are at `where`.
  [[nodiscard]] std::optional<std::string_view> form(std::string_view called,
                                                     const Location& where) const;
  [[nodiscard]] std::optional<std::string_view> form() const {
    return form(section_.thing, node_.where);
  }
  /// The same of a map that has one form only.
  void check_rules() const { static_cast<void>(form()); }

  /// Text of any scalar field; empty where it is absent.
  [[nodiscard]] std::string text(std::string_view name) const;
  /// An id; warns of a leading zero without quotes. Empty where it is absent.
  [[nodiscard]] std::string id(std::string_view name) const;
  /// What `read` makes of the field; nothing where it is absent.
  template <class Read>
  [[nodiscard]] auto value(std::string_view name, Read read) const
      -> decltype(read(node(), "", std::declval<Problems&>())) {
    const YamlNode* value = find(name);
    return value == nullptr ? std::nullopt : read(*value, quoted(name), problems_);
  }
  [[nodiscard]] std::optional<Date> day(std::string_view name) const {
    return value(name, [](auto&&... of) { return read_date(of...); });
  }
  /// A checked date as it is written; empty where it is absent or wrong.
  [[nodiscard]] std::string date(std::string_view name) const {
    return day(name) ? text(name) : std::string{};
  }
  [[nodiscard]] std::optional<Fraction> number(std::string_view name) const {
    const auto number = value(name, &read_number);
    return number ? std::optional{number->value} : std::nullopt;
  }
  /// 0 or more.
  [[nodiscard]] std::optional<Fraction> percentage(std::string_view name) const {
    const auto share = value(name, &read_percentage);
    return share && not_negative(*share, *find(name), quoted(name), problems_) ? share
                                                                               : std::nullopt;
  }
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name, std::int64_t low,
                                                    std::int64_t high) const {
    return value(name, [&](const YamlNode& node, std::string_view what, Problems& problems) {
      return read_integer(node, what, low, high, problems);
    });
  }
  /// Index into the choices of the field.
  [[nodiscard]] std::optional<std::size_t> choice_index(std::string_view name) const {
    return value(name, [&](const YamlNode& node, std::string_view what, Problems& problems) {
      return read_choice(node, what, choices_of(field(name)), problems);
    });
  }
  /// The enumerators of `Choice` are in the order of the field's choices.
  template <class Choice>
  [[nodiscard]] std::optional<Choice> choice(std::string_view name) const {
    const auto index = choice_index(name);
    return index ? std::optional{static_cast<Choice>(*index)} : std::nullopt;
  }

 private:
  [[nodiscard]] const Field& field(std::string_view name) const;
  void check_known();
  void check_required();
  /// What a name of a rule stands for, where the file has it as a rule of this kind asks.
  [[nodiscard]] const YamlNode* named(std::string_view name, FieldRule::Kind by) const;
  /// The first of `names` that there is, and leaves those behind it; empty if there is none.
  [[nodiscard]] std::string_view first_of(std::string_view& names, FieldRule::Kind by) const;
  [[nodiscard]] bool has_any(std::string_view names, FieldRule::Kind by) const {
    return !first_of(names, by).empty();
  }
  void report(const FieldRule& rule, std::string_view called, const Location& where,
              std::string_view form) const;

  Section section_;
  const YamlNode& node_;
  Problems& problems_;
  bool wrong_ = false;
};

/// Whether the value can be what the field holds; empty values and other kinds are reported.
bool kind_fits(const Field& field, const YamlNode& value, Problems* problems);

/// Whether it is the second half of `{w: 1,5}`, which YAML reads as `w: 1` and a field `5`.
bool is_cut_number(const YamlNode::Entry& entry);
void report_cut_number(const YamlNode::Entry& entry, Problems& problems);

/// Reports a node that is not a map (`thing`: "a pot").
void report_not_a_map(const YamlNode& node, std::string_view thing, Problems& problems);

}  // namespace allot::load
