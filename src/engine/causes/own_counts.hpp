#pragma once

#include <memory>
#include <optional>

#include "allot/core/fraction.hpp"
#include "allot/core/int128.hpp"
#include "engine/causes/mixture.hpp"

namespace allot::engine {

/// A rational number in two built-in numbers, not in lowest terms: many times faster than a
/// Fraction, which takes their greatest common divisor.
struct Quotient {
  int128 numerator = 0;
  int128 denominator = 1;  ///< > 0
};

/// `value` times `factor`; nothing where 127 bits might not hold a term.
inline std::optional<Quotient> times(const Quotient& value, const Fraction& factor) {
  const BigInt& by = factor.numerator();
  const BigInt& over = factor.denominator();
  if (bit_length(value.numerator) + by.bit_length() > 127 ||
      bit_length(value.denominator) + over.bit_length() > 127) {
    return std::nullopt;
  }
  return Quotient{.numerator = value.numerator * *by.as_int128(),
                  .denominator = value.denominator * *over.as_int128()};
}

/// What a district gets when its own numbers are of one run and those of all others of another, in
/// pots that are chains of share, flat, rate and top_slice, whatever becomes of unclaimed money:
/// only sums over the others matter, so that it takes a few operations for each district. The two
/// runs have the same pots and rule.
class OwnCounts {
 public:
  /// Nothing where a pot is no such chain, a key is made otherwise than of counts or of shares of
  /// counts, or part-year factors are in force.
  static std::unique_ptr<OwnCounts> of(std::shared_ptr<const MixedRun> own,
                                       std::shared_ptr<const MixedRun> others);

  OwnCounts() = default;
  OwnCounts(const OwnCounts&) = delete;
  OwnCounts& operator=(const OwnCounts&) = delete;
  virtual ~OwnCounts() = default;

  /// Nothing where the steps take more than there is, or nobody has a weight.
  [[nodiscard]] virtual std::optional<Fraction> amount(std::size_t district) const = 0;
  /// The same where all that is done is one share by counts, in small numbers; else nothing.
  [[nodiscard]] virtual std::optional<Quotient> quotient(std::size_t district) const = 0;
};

}  // namespace allot::engine
