#include "allot/core/money.hpp"

namespace allot {

Money Money::from_minor(const BigInt& minor) {
  const auto value = minor.as_int64();
  if (!value) {
    throw ArithmeticError{"an amount is beyond 15 digits of its smallest unit"};
  }
  return from_minor(*value);
}

}  // namespace allot
