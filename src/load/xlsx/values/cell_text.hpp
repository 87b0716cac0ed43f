#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace allot::load::xlsx {

/// A text of a cell as a cell of a table: `_x000D_` and the like decoded, tabs and line breaks as
/// one blank each, line breaks of Windows too.
std::string cell_text(std::string_view stored);

/// Where a character is that no text has: of C0, C1, or DEL.
std::optional<std::size_t> find_control(std::string_view text);

/// `code_point` is one, and no surrogate.
void append_utf8(std::string& text, unsigned code_point);

}  // namespace allot::load::xlsx
