#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/csv/csv.hpp"

namespace allot::load {

/// The place of `length` bytes at `offset` of `text`, which is on line `line`; cut at its end.
Location place_on_line(FileId file, std::string_view text, std::uint32_t line, std::size_t offset,
                       std::size_t length);
/// The same where it is known that the line begins at `line_begin`.
Location place_on_line(FileId file, std::string_view text, std::uint32_t line,
                       std::size_t line_begin, std::size_t offset, std::size_t length);

/// The separator that the header has most of, outside quotes; `,` where it has none.
char find_separator(std::string_view header);

/// "`;`" or "a tab".
std::string separator_name(char separator);

/// Reports what spreadsheets write that is no header line; `where` is its place.
bool check_header_line(std::string_view header, const Location& where, Problems& problems);

/// Reports a header that is a single column only because its separator is none of the three.
bool check_is_separated(const CsvTable& table, Problems& problems);

/// Reports duplicate names, and columns without a name that have values (spreadsheets leave empty
/// ones behind).
bool check_column_names(const CsvTable& table, Problems& problems);

}  // namespace allot::load
