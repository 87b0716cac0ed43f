#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::load {

// What word processors write in the place of the quotes, dashes, blanks and colons that files have.

/// `„` as "`„` (U+201E)"; a blank as "a no-break space (U+00A0)", since it cannot be told by
/// looking.
std::string named_character(std::string_view character);

/// The quote of print, or backtick, that the text begins or ends with; empty if none.
std::string_view first_foreign_quote(std::string_view text);
std::string_view last_foreign_quote(std::string_view text);

/// The text within quotes of print; nothing where it has none at one of its ends.
std::optional<std::string_view> without_foreign_quotes(std::string_view text);

/// The dash or bullet that the text begins with, where a list would begin with `-`.
std::string_view foreign_list_mark(std::string_view text);

/// The blank that is no U+0020 with which the text begins, or ends; empty if none.
std::string_view first_foreign_blank(std::string_view text);
std::string_view last_foreign_blank(std::string_view text);

}  // namespace allot::load
