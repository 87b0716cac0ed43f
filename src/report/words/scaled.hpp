#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "allot/core/bigint.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/core/quantities.hpp"

namespace allot::report {

// Whole numbers for the cells of a table, rounded half-even. All are exact before that; the narrow
// ways only save time. ArithmeticError where a result is beyond 127 bits.

/// Each of `values` times a constant factor >= 0. `values` must outlive it.
class ScaledQuantities {
 public:
  ScaledQuantities(const Quantities& values, const Fraction& factor);

  [[nodiscard]] int128 at(std::size_t index) const;

 private:
  enum class Width { kNarrow, kWide, kBig };

  const Quantities* values_;
  const std::int64_t* narrow_ = nullptr;
  Width width_ = Width::kBig;
  BigInt multiplier_, divisor_;
  int128 wide_multiplier_ = 0, wide_divisor_ = 1;
};

/// amount / value in units of 10^-decimals of the currency, `amount` being in units of
/// 10^-amount_decimals. Nothing where the value is 0.
std::optional<int128> per_unit(Money amount, int amount_decimals, const Fraction& value,
                               int decimals);

/// value in units of 10^-decimals.
int128 rounded_units(const Fraction& value, int decimals);

/// (budget - prior) / prior in percent, in units of 10^-decimals. Nothing where the prior is 0.
/// At most nine decimals.
std::optional<int128> percent_change(Money budget, Money prior, int decimals);

}  // namespace allot::report
