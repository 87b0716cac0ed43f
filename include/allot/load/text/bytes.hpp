#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

enum class Encoding { kUtf8, kWindows1252, kMacintosh };

/// Larger scenario files are refused: bulk data belongs in a table.
inline constexpr std::size_t kMaxYamlBytes = std::size_t{8} << 20;

/// Longer texts are refused, in a scenario (also the name of a field) and in a cell of a table.
inline constexpr std::size_t kMaxTextBytes = std::size_t{64} << 10;

/// "a text of 8 000 000 bytes: 64 KiB (65 536) are the most".
std::string too_long_text(std::size_t bytes);

/// Which encoding of one byte for each character the umlauts and accents within words are in:
/// Windows-1252, unless all are those of a Macintosh.
Encoding guess_encoding(std::string_view bytes);

/// Makes the text of `file` fit for parsing, in place: strips one BOM, decodes Windows-1252 or
/// Mac Roman where asked, and reports letters that are of the other one of them, UTF-16, invalid
/// UTF-8 (the byte named, an encoding suggested), NUL, DEL and control characters other than tab,
/// CR and LF, those of C1 (U+0080 to U+009F) among them. False if it cannot be parsed.
bool prepare_text(SourceFiles& files, FileId file, Encoding encoding, Problems& problems);

/// Line and byte column of the byte at `offset` of `text`.
Location location_at(FileId file, std::string_view text, std::size_t offset, std::size_t length);

}  // namespace allot::load
