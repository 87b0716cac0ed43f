#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::load {

/// A first step from a wrong text towards a number: what was wrong, and the text without it.
/// Each repair removes what it reacts to, so that repairs in a row come to an end.
struct Repair {
  std::string label;  ///< "carries a currency"
  std::string text;
};

/// The first repair that applies to `text`, which contains a digit. Decimal commas and grouping
/// marks are none of its business: they can allow two readings.
std::optional<Repair> first_repair(std::string_view text);

/// `1e6` as `1000000`, where the exponent is one that can be written out.
std::optional<Repair> written_out(std::string_view text);

}  // namespace allot::load
