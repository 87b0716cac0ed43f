#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "allot/core/fraction.hpp"

namespace allot::load {

// A new number in the form of an old one, which `ReadNumber` takes: with `_` between groups of
// three digits where that had some. Nothing where no number of a file is exactly that.

/// An amount of money, with that many decimals; a whole one without where the old had none.
/// `thousandths`: three decimals are what one expects (see thousands.hpp).
std::optional<std::string> amount_like(std::string_view old, const Fraction& amount, int decimals,
                                       bool thousandths);

/// A share: a percentage or a decimal as long as it is exact, and as the old at least; else a
/// fraction, over the old denominator where that is possible.
std::optional<std::string> share_like(std::string_view old, const Fraction& share);

}  // namespace allot::load
