#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace allot::load {

/// A first step from a wrong text, which contains a digit, towards a number: what was wrong, and
/// the text without it. Each repair removes what it reacts to, so that repairs in a row come to an
/// end. Decimal commas and grouping marks are none of their business: they can allow two readings.
struct Repair {
  std::string label;  ///< "carries a currency"
  std::string text;
};

/// The first that applies: what stands around a number comes off first.
std::optional<Repair> first_repair(std::string_view text);

/// `1.5e6` is 1500000.
std::optional<Repair> written_out(std::string_view text);

/// The digits of East Asian texts, as wide as their letters, and the signs beside them.
std::optional<Repair> narrow_digits(std::string_view text);

std::string without_underscores(std::string_view text);

}  // namespace allot::load
