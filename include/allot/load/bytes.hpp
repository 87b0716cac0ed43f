#pragma once

#include <cstddef>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

enum class Encoding { kUtf8, kWindows1252 };

/// Larger scenario files are refused: bulk data belongs in a table.
inline constexpr std::size_t kMaxYamlBytes = std::size_t{8} << 20;

/// Makes the text of `file` fit for parsing, in place: strips one BOM, decodes Windows-1252 where
/// asked, and reports UTF-16, invalid UTF-8 (the byte named, Windows-1252 suggested), NUL, DEL and
/// C0 control bytes other than tab, CR and LF. False if it cannot be parsed.
bool prepare_text(SourceFiles& files, FileId file, Encoding encoding, Problems& problems);

/// Line and byte column of the byte at `offset` of `text`.
Location location_at(FileId file, std::string_view text, std::size_t offset, std::size_t length);

}  // namespace allot::load
