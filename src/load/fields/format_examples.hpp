#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::load {

/// What the section, or the step, may hold: maps in one line each, which together have each of its
/// fields. Those of steps and of the file are whole, others may lack required fields.
std::vector<std::string_view> examples_of(std::string_view path);

/// Of these lines those that have the field, not within a map or a list in them.
std::vector<std::string_view> with_field(const std::vector<std::string_view>& lines,
                                         std::string_view name);

/// How a file writes such a line: after the name of its field, or as an item of a list.
std::string as_written(std::string_view path, std::string_view line);

}  // namespace allot::load
