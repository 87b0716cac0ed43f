#pragma once

#include <string>
#include <string_view>

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/change_log.hpp"
#include "load/changes/layers.hpp"

namespace allot::load {

/// A value at `format_path` for the log of changes. What names a file is relative to the file that
/// says so: the same text may lead to two files, and two texts to one.
LoggedValue logged_value(const Layers& layers, const YamlNode& value, std::string_view format_path);

struct LoggedChange {
  LoggedValue before, after;
};

/// The same of two values, one in the place of the other.
LoggedChange logged_change(const Layers& layers, const YamlNode& before, const YamlNode& after,
                           std::string_view format_path);

}  // namespace allot::load
