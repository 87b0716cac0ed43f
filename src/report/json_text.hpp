#pragma once

#include <string_view>

#include "allot/core/int128.hpp"
#include "allot/report/writer.hpp"

namespace allot::report {

/// A string with its quotes.
void write_json_string(std::string_view text, Writer& out);

/// The string, or null where it is empty.
void write_json_string_or_null(std::string_view text, Writer& out);

/// A number in units of 10^-decimals, with all its decimals.
void write_json_number(int128 value, int decimals, Writer& out);

}  // namespace allot::report
