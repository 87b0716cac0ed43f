#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "allot/core/bigint.hpp"
#include "allot/core/fraction.hpp"

namespace allot {

/// One exact number for each district: whole numerators over one common denominator > 0, stored in
/// the narrowest width that holds them all (64, 128 bits, or BigInt). Columns, keys and amounts
/// before rounding are all of this type. Widths are decided by adding bit lengths *before*
/// computing, so nothing wraps; the wide forms are ordinary (a blend of two keys needs them).
/// Copies share the numbers, which never change: a column, its key and a prior year are one vector.
class Quantities {
 public:
  using Narrow = std::vector<std::int64_t>;
  using Wide = std::vector<int128>;
  using Big = std::vector<BigInt>;

  Quantities() = default;

  /// `size` times the same value.
  static Quantities constant(std::size_t size, const Fraction& value);
  static Quantities from(Narrow numerators, BigInt denominator = 1);
  static Quantities from(Wide numerators, BigInt denominator);
  static Quantities from(Big numerators, BigInt denominator);
  /// Brings them to their least common denominator.
  static Quantities from(std::span<const Fraction> values);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const BigInt& denominator() const { return denominator_; }
  [[nodiscard]] BigInt numerator(std::size_t index) const;
  [[nodiscard]] Fraction at(std::size_t index) const;
  [[nodiscard]] int sign_at(std::size_t index) const;
  /// How the values of two districts compare.
  [[nodiscard]] std::strong_ordering order(std::size_t a, std::size_t b) const;
  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] Fraction total() const;
  [[nodiscard]] BigInt total_numerator() const;
  /// The total of the given districts, and of each of several groups of them.
  [[nodiscard]] Fraction sum_of(std::span<const std::uint32_t> districts) const;
  [[nodiscard]] Quantities sums_of(std::span<const std::span<const std::uint32_t>> groups) const;
  /// Bits of the largest |numerator|.
  [[nodiscard]] int bits() const;

  /// Each value times `factor`.
  [[nodiscard]] Quantities times(const Fraction& factor) const;
  /// Product, district by district; sizes are equal.
  [[nodiscard]] Quantities times(const Quantities& factors) const;
  /// Sum, district by district; sizes are equal.
  [[nodiscard]] Quantities plus(const Quantities& other) const;
  /// Those of the given districts, in this order.
  [[nodiscard]] Quantities of(std::span<const std::uint32_t> districts) const;
  /// Those whose flag is not set become 0.
  [[nodiscard]] Quantities only(const std::vector<bool>& kept) const;
  /// The same values in lowest terms and in the narrowest width.
  [[nodiscard]] Quantities reduced() const;
  /// Numerators divided by their gcd over denominator 1: the same proportions, the least width.
  [[nodiscard]] Quantities proportions() const;

  /// The numerators, where they are stored in 64 bits: for loops that cannot afford `visit`.
  [[nodiscard]] const Narrow* narrow() const { return std::get_if<Narrow>(&numerators()); }

  /// The same numbers in the same form: equal numbers over other denominators are not seen.
  friend bool operator==(const Quantities& a, const Quantities& b) {
    return a.denominator_ == b.denominator_ &&
           (a.numerators_ == b.numerators_ || a.numerators() == b.numerators());
  }

  /// Calls `visitor` with the vector of numerators: std::vector of int64_t, int128 or BigInt.
  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), numerators());
  }

 private:
  using Numerators = std::variant<Narrow, Wide, Big>;

  /// Numerators divided by what divides them all.
  [[nodiscard]] Quantities divided(const BigInt& divisor, BigInt denominator) const;

  Quantities(Numerators numerators, BigInt denominator)
      : numerators_{std::make_shared<const Numerators>(std::move(numerators))},
        denominator_{std::move(denominator)} {}

  [[nodiscard]] const Numerators& numerators() const { return numerators_ ? *numerators_ : kNone; }

  static const Numerators kNone;

  std::shared_ptr<const Numerators> numerators_;  ///< null: of no districts
  BigInt denominator_ = 1;
};

}  // namespace allot
