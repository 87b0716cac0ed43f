#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/model/field.hpp"

namespace allot::load {

// The scenario format for people and for programs, written from the tables of fields, steps, keys
// and rounding methods.

/// What `allot:` says in a file.
inline constexpr std::string_view kScenarioVersion = "1";

/// In Markdown: what examples/FORMAT.md holds.
std::string format_reference();

/// As a JSON Schema (draft 7, which editors know), indented, with a line feed at the end. It takes
/// every file that the loader takes; what hangs on more than the place of a value (names that are
/// not there, sums, dates before others) it cannot see.
std::string scenario_schema();

/// A map of the format: a section of FORMAT.md.
struct FormatMap {
  std::string path;          ///< "pots[].rounding", "step limit"; empty: the file
  std::string_view summary;  ///< may be empty
  std::span<const Field> fields;
  std::vector<std::string> examples;  ///< as a file has them, a line each
};

/// A field of one of them.
struct FormatField {
  std::string path;  ///< of the map that has it
  Field field;
  std::string_view value;             ///< what it takes; empty: its choices, or see its summary
  std::vector<std::string> examples;  ///< lines that have it
  std::string below;                  ///< the path of the map that it may be; empty: none
};

/// The fields that a name means wherever they are: `unit`, or more exactly `rounding.unit`.
std::vector<FormatField> fields_named(std::string_view name);

/// The map at a path; empty fields if there is none.
FormatMap map_at(std::string_view path);

/// The names of all fields, and the paths of all maps.
std::vector<std::string> names_in_format();

}  // namespace allot::load
