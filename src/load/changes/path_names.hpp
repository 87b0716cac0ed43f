#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/draft/part_index.hpp"

namespace allot::load {

// Which names a path may have where it has come to, in the table of the format: `format_path` is
// the path of a section, as in fields.hpp.

/// The name as a path writes it.
std::string as_segment(std::string_view name);

const engine::StepKind* find_step(std::string_view name);

/// The fields that the format has there.
std::vector<std::string_view> known_fields(std::string_view format_path);

/// Whether the format cannot do without the field.
bool is_required(std::string_view format_path, std::string_view name);

/// Whether the user's own ids stand there as keys, and a new one may be added.
bool takes_new_names(std::string_view format_path, bool last);

/// Whether it is a column of a list that this district, or group, lacks and another has.
bool is_listed_column(const YamlNode& root, PartIndex& columns, std::string_view format_path,
                      const std::string& name);

/// `districts` and `recipients` are the same field: the one that the file has.
std::string_view name_in_file(const YamlNode& map, std::string_view format_path,
                              std::string_view name);

}  // namespace allot::load
