#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace allot {

/// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Windows-1252 as WHATWG defines it, to UTF-8.
std::string from_windows_1252(std::string_view bytes);

/// Mac OS Roman, which WHATWG calls macintosh, to UTF-8.
std::string from_mac_roman(std::string_view bytes);

/// A character of a UTF-8 text and the number of bytes that it took.
struct Character {
  char32_t code_point;
  std::size_t size;
};
/// The first of `text`, of which there is one. A byte that begins none counts as one by itself.
Character first_character(std::string_view text);

/// Columns that a terminal uses for the text: combining marks 0, East Asian wide characters 2.
/// Composed and decomposed umlauts are equally wide. `text` is valid UTF-8.
std::size_t display_width(std::string_view text);

/// The longest beginning that is no wider than `width`, ending in `…` where something was cut;
/// never cuts between a character and its combining marks.
std::string shortened(std::string_view text, std::size_t width);

/// What a spreadsheet calls its columns: A of 0, Z of 25, AA of 26.
std::string column_letters(std::size_t column);

/// Number of characters (code points) in valid UTF-8.
std::size_t character_count(std::string_view text);

/// At most `width` columns, with `…` in the middle where something was cut: the ends of long names
/// tell them apart.
std::string shortened_in_the_middle(std::string_view text, std::size_t width);

/// Control characters as `\x1b`, those of direction and of lines as `\u{202e}`, so that a name
/// cannot steer a terminal, and bytes that are not UTF-8 as `\xe4`: a file's name may be any bytes.
/// All else unchanged; the result is UTF-8.
std::string without_controls(std::string_view text);

/// Whether a C1 control (U+0080 to U+009F) begins at `at` of valid UTF-8.
inline bool is_c1_control(std::string_view text, std::size_t at) {
  return text[at] == '\xC2' && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

/// What joins or varies the letters beside it is seen where their script needs it (Persian, Indic
/// scripts, ideographs, pictographs): texts may have it there. Ids may not: other programs drop it.
enum class TextUse { kText, kId };

/// The offset of the first character that is not seen: a soft hyphen, a zero-width space, a mark of
/// direction, a filler, a line separator, a byte order mark. `text` is valid UTF-8.
std::optional<std::size_t> first_unseen(std::string_view text, TextUse use);

/// Whether it begins or ends with a blank of any kind or a character that is not seen.
bool has_unseen_end(std::string_view text);

/// without_controls, and what is not seen as `\u{200b}`.
std::string with_unseen(std::string_view text, TextUse use);

/// The same of an id, and all blanks but that of ASCII as `\u{a0}`.
std::string with_unseen_and_blanks(std::string_view text);

/// All characters beyond ASCII as `\u{f6}`, so that those that look like others can be told.
std::string with_code_points(std::string_view text);

/// Both with what they differ in as `\u{41e}` where it is not ASCII. They are alike.
std::pair<std::string, std::string> with_differences(std::string_view a, std::string_view b);

/// How two texts that are not the same are alike.
enum class Likeness {
  kNone,
  kAccents,  ///< an accent is a character of its own in one of them (Unicode NFC and NFD)
  kCase,     ///< that, or small and capital letters
  kLetters,  ///< that, or letters of Latin, Greek and Cyrillic that look the same
};
/// Knows the accents of the Latin letters of Latin-1 and Latin Extended-A, the case of these and of
/// Greek and Cyrillic letters, and the Greek and Cyrillic letters one of whose cases looks like a
/// Latin one. Other texts are alike where their bytes are.
Likeness likeness(std::string_view a, std::string_view b);
/// What is the same for all texts that are alike in one way or another.
std::u32string skeleton(std::string_view text);

/// The candidate nearest to `word` (Damerau-Levenshtein, case folded for ASCII), if it is near
/// enough to be what was meant.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// `1234567.89` with narrow no-break spaces between groups of three: what messages show.
std::string grouped_digits(std::string digits);

/// ``a, b and c``.
std::string listed(std::span<const std::string_view> words);

/// `budgets.CSV` has the suffix `.csv`.
bool has_suffix(std::string_view path, std::string_view suffix);

/// "1 pot", "2 pots": the count and the word in its number.
std::string counted(std::size_t count, std::string_view word);

}  // namespace allot
