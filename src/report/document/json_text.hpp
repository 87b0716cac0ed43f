#pragma once

#include <iterator>
#include <optional>
#include <string_view>

#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// A string with its quotes.
void write_json_string(std::string_view text, Writer& out);

/// The string, or null where it is empty.
void write_json_string_or_null(std::string_view text, Writer& out);

/// A number in units of 10^-decimals, with all its decimals.
void write_json_number(int128 value, int decimals, Writer& out);

/// The number, or null where there is none.
void write_json_number_or_null(const std::optional<int128>& value, int decimals, Writer& out);

/// `beginning` (such as `, "name": `), then the string, or null where it is empty.
void write_json_member(std::string_view beginning, std::string_view text, Writer& out);

/// `beginning`, then the amount, or null where there is none.
void write_json_member(std::string_view beginning, const std::optional<Money>& amount, int decimals,
                       Writer& out);

/// `[…]`, with `write(item)` for each of them and `between` before each but the first.
template <class Items, class Write>
void write_json_list(const Items& items, std::string_view first, std::string_view between,
                     Writer& out, Write&& write) {
  std::string_view before = first;
  for (const auto& item : items) {
    out.put(before);
    write(item);
    before = between;
  }
  out.put(std::empty(items) ? "[]" : "]");
}

}  // namespace allot::report
