#pragma once

#include <string_view>

namespace allot::load {

/// Whether the text is the word of a row of totals, or of averages, and no more: `Summe`, `Total:`.
bool looks_like_total(std::string_view text);

/// Whether a word of the text says that its row is an average, a share or a change, which adds
/// nothing up.
bool says_average(std::string_view text);

/// Whether the text begins as the name of a higher level does: `Land Hessen`, but `Land Hadeln`,
/// too.
bool says_level(std::string_view text);

/// Whether the text says that its row is a part of the one above it: `davon männlich`.
bool says_part(std::string_view text);

/// Whether the text says that its row is a sum or a higher level, as a word anywhere in it:
/// `Kreise zusammen`, `Regierungsbezirk Stuttgart`, `davon`. A district may be called so, too: only
/// with the numbers of the row it is a reason.
bool says_sum(std::string_view text);

}  // namespace allot::load
