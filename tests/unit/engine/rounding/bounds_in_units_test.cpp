#include "engine/rounding/bounds_in_units.hpp"

#include <doctest/doctest.h>

#include "allot/core/money.hpp"

namespace allot::engine {
namespace {

using Units = std::vector<std::int64_t>;

Quantities each(Units values) { return Quantities::from(std::move(values)); }

TEST_CASE("a minimum is rounded up to units, a maximum down; of two steps the tighter holds") {
  BoundsInUnits bounds;
  bounds.keep(each({25, 30}), ExactBound{.amounts = each({55, 60}), .unlimited = {false, true}},
              10);
  CHECK(bounds.lower() == Units{3, 3});
  CHECK(bounds.upper() == Units{5, Money::kMaxMinor});
  bounds.keep(each({10, 41}), ExactBound{.amounts = each({70, 70})}, 10);
  CHECK(bounds.lower() == Units{3, 5});
  CHECK(bounds.upper() == Units{5, 7});
  CHECK(bounds.allow(0, 55));
  CHECK_FALSE(bounds.allow(0, 56));
  CHECK_FALSE(bounds.allow(1, 40));
  CHECK_FALSE(bounds.yield());
}

TEST_CASE("what a later step has undone is forgotten, and only that") {
  BoundsInUnits bounds;
  bounds.keep(each({20, 20}), {}, 10);
  bounds.forget_undone(each({10, 30}), 10);  // of one step nothing can be undone
  CHECK(bounds.lower() == Units{2, 2});
  bounds.keep({}, ExactBound{.amounts = each({10, 40})}, 10);
  bounds.forget_undone(each({10, 30}), 10);
  CHECK(bounds.lower() == Units{0, 2});
  CHECK(bounds.upper() == Units{1, 4});
}

TEST_CASE("a maximum that yields gives way to the minimums in whole units") {
  BoundsInUnits bounds;
  bounds.keep(each({12, 0}), {}, 10);
  bounds.keep({}, ExactBound{.amounts = each({15, 15}), .yields = true}, 10);
  CHECK(bounds.lower() == Units{2, 0});
  CHECK(bounds.upper() == Units{2, 1});
  CHECK(bounds.yield());
}

}  // namespace
}  // namespace allot::engine
