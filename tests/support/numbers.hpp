#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string_view>
#include <vector>

#include "allot/core/bigint.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/facts/exact_amounts.hpp"

namespace allot::test {

/// The numbers of the laws: slow, exact, and not ours.
using Whole = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

Whole whole(const BigInt& value);
BigInt big(const Whole& value);
Exact exact(const Fraction& value);
Fraction fraction(const Exact& value);
std::vector<Exact> exact(const Quantities& values);
std::vector<Exact> exact(const engine::ExactAmounts& values);

/// The largest whole number that is not above `value`.
Whole floor_of(const Exact& value);

/// `-12.5` or `2/3`, as a test writes it.
Fraction number(std::string_view text);
std::vector<Fraction> numbers(const std::vector<std::string_view>& texts);

}  // namespace allot::test
