#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/model/field.hpp"

namespace allot::load {

/// What is said of the values of a type.
struct ValueForm {
  FieldType type;
  std::string_view words;                        ///< in FORMAT.md
  bool value = true, map = false, list = false;  ///< what it may be; none of them: anything
};

const ValueForm& form_of(FieldType type);

/// What the fields of a map say of each other: a row of the table, as they are. Names are parted by
/// blanks; `name=VALUE` is the field only where it has this value. In the message {0} is what the
/// map is called, {1} the fields that are there, {2} what they need, {3} the form of the map.
struct FieldRule {
  enum class Kind {
    kSome,      ///< one of `fields`, at least
    kOneForm,   ///< of the forms that `|` parts at most one; each is named by its first field
    kNeeds,     ///< with one of `fields` one of `others`
    kExcludes,  ///< with one of `fields` none of `others`, each of them of the right kind
  };
  Kind kind;
  std::string_view fields, others;
  Code code;
  std::string_view message, label, help;
  bool at_field = false;         ///< reported at each of the fields, not at the map
  std::string_view beside = {};  ///< what is said at the first of `others`
};

/// A map of the scenario format and the fields it may have. The reader, `--set` and FORMAT.md read
/// the table of sections; steps and rounding methods are tables of the engine.
struct Section {
  /// Its place: "pots[].rounding". `[]` is an item of a list, `NAME` and `ID` are the user's names.
  std::string_view path;
  std::string_view thing;  ///< what messages call it: "a pot"
  std::span<const Field> fields;
  std::string_view summary = {};
  bool names_allowed = false;  ///< other names are the user's: columns
  std::span<const FieldRule> rules = {};
  std::size_t of_tables = 0;  ///< so many at the end of `fields` are those of a table, said there
};

/// A table that is a map: of `districts`, of `groups` and of a prior year.
inline constexpr std::string_view kTablePath = "districts.tables[]";

/// In the order of FORMAT.md.
std::span<const Section> sections();

/// The section at a path. It exists: a path that does not is a bug.
const Section& section(std::string_view path);
/// The same where it may not exist; nullptr then.
const Section* find_section(std::string_view path);

/// How the path of a step begins: "step limit".
inline constexpr std::string_view kStepPath = "step ";
/// The section of what every step has.
inline constexpr std::string_view kEveryStepPath = "pots[].steps[]";

/// The path of the section, or of the field, that `name` leads to from `path`: "keys" and "intake"
/// are "keys.NAME". Synonyms and shared sections lead to the same path.
std::string path_below(std::string_view path, std::string_view name);

/// The path of an item of the list there.
std::string path_of_item(std::string_view path);

/// What a pot whose amount is `open` may have.
std::vector<std::string_view> steps_of_open_pots();

/// The words of a kChoice field, in the order of the table.
std::vector<std::string_view> choices_of(const Field& field);

}  // namespace allot::load
