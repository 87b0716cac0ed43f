#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "load/changes/edit.hpp"
#include "load/changes/layers.hpp"

namespace allot::load {

/// A number, and how a scenario file writes it.
struct WrittenNumber {
  Fraction value;
  std::string text;
  int decimals = 0;
};

/// A value that a change puts there.
YamlNode scalar(std::string text, const Location& where);

/// What a change makes of the number that `old_text` is. `--adjust` takes +V, -V, +P% or -P%, and
/// the operations of `change` a number; where there is nothing to change that is reported.
std::optional<WrittenNumber> changed_number(const Edit& edit, std::string_view old_text,
                                            Problems& problems);

/// Enters old and new value into a row of the log of changes; warns where they are the same.
void record_change(Layers& layers, std::size_t row, const Edit& edit, LoggedValue old_value,
                   LoggedValue new_value);

}  // namespace allot::load
