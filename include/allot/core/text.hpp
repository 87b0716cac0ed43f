#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace allot {

/// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Windows-1252 as WHATWG defines it, to UTF-8.
std::string from_windows_1252(std::string_view bytes);

/// Columns that a terminal uses for the text: combining marks 0, East Asian wide characters 2.
/// Composed and decomposed umlauts are equally wide. `text` is valid UTF-8.
std::size_t display_width(std::string_view text);

/// The longest beginning that is no wider than `width`, ending in `…` where something was cut;
/// never cuts between a character and its combining marks.
std::string shortened(std::string_view text, std::size_t width);

/// Number of characters (code points) in valid UTF-8.
std::size_t character_count(std::string_view text);

/// Control characters as `\x1b`, those of direction as `\u202e`, so that a name cannot steer a
/// terminal, and bytes that are not UTF-8 as `\xe4`: a file's name may be any bytes. All else
/// unchanged; the result is UTF-8.
std::string without_controls(std::string_view text);

/// The candidate nearest to `word` (Damerau-Levenshtein, case folded for ASCII), if it is near
/// enough to be what was meant.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// `1234567.89` with narrow no-break spaces between groups of three: what messages show.
std::string grouped_digits(std::string digits);

/// ``a, b and c``.
std::string listed(std::span<const std::string_view> words);

}  // namespace allot
