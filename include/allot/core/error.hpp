#pragma once

#include <stdexcept>

namespace allot {

/// The numbers' kind of wrong: a value left the range that the program can carry exactly.
/// Nothing wraps, saturates or becomes a `double` instead.
class ArithmeticError : public std::range_error {
 public:
  explicit ArithmeticError(
      const char* what, const char* way_out = "use a larger rounding unit, or amounts in thousands")
      : std::range_error{what}, way_out_{way_out} {}

  [[nodiscard]] const char* way_out() const { return way_out_; }

 private:
  const char* way_out_;  // a literal
};

/// Our kind of wrong: a bug. `main` reports it and ends with exit code 70.
class InvariantViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void invariant_failed(const char* statement);

/// States what must hold, in words of the field. On in every build.
inline void invariant(bool holds, const char* statement) {
  if (!holds) [[unlikely]] {
    invariant_failed(statement);
  }
}

}  // namespace allot
