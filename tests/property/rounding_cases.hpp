#pragma once

#include <cstdint>
#include <functional>

#include "allot/engine/rounding/rounding.hpp"
#include "random.hpp"
#include "support/rounding_case.hpp"

namespace allot::test {

/// A case that the method can solve: a few districts, a few units, now and then equal weights,
/// zero weights, more units than districts or fewer. Case 0 is the smallest.
RoundingCase random_case(Random& random, const engine::RoundingMethod& method, int number);

/// The same with bounds in units that can be met.
RoundingCase bounded_case(Random& random, const engine::RoundingMethod& method, int number);

/// Calls `law` with `count` random cases of each method that `applies` picks from the table.
void for_each_case(const std::function<bool(const engine::RoundingMethod&)>& applies, int count,
                   const std::function<void(const RoundingCase&, Random&)>& law);

/// For the rows of the table.
bool any_method(const engine::RoundingMethod& method);
bool closes(const engine::RoundingMethod& method);
/// Closes by giving out units, which `exact` does not.
bool gives_units(const engine::RoundingMethod& method);
bool is_divisor(const engine::RoundingMethod& method);
/// Adams, Dean and Hill: each positive weight gets a unit before anybody gets a second one.
bool gives_one_at_once(std::string_view method);

/// The weights as whole numbers.
std::vector<std::int64_t> whole_weights(const RoundingCase& task);

std::vector<std::int64_t> units_of(const RoundingCase& task);

/// Each district's place among equals: by larger weight, then by id.
std::vector<std::size_t> default_places(const RoundingCase& task);

/// Of a method that gives units: all are given, none that was given is worth less than one that was
/// not, and of those who stand equal at the cut the first by `default_places` have theirs and are
/// named.
void check_certificate(const RoundingCase& task);

}  // namespace allot::test
