#include "engine/pot/ledger.hpp"

#include <doctest/doctest.h>

#include "allot/core/error.hpp"

namespace allot::engine {
namespace {

Quantities of(std::vector<std::int64_t> values) { return Quantities::from(std::move(values)); }

std::vector<std::int64_t> whole(const Quantities& values) {
  std::vector<std::int64_t> result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.push_back(*values.at(i).rounded(Rounding::kExact).as_int64());
  }
  return result;
}

TEST_CASE("what is given, reserved or belongs to nobody is no longer left") {
  Ledger ledger{2, false, 100, 10};
  ledger.reserve("reserve", 20);
  ledger.give(of({30, 5}), 35);
  ledger.leave_unassigned(15);
  ledger.give(of({5, 5}), 10);
  CHECK(ledger.left() == Fraction{10});
  CHECK(ledger.available() == Fraction{70});
  CHECK(whole(ledger.so_far()) == std::vector<std::int64_t>{35, 10});
  CHECK_NOTHROW(ledger.assert_closed());
}

TEST_CASE("other amounts with another sum are a bug") {
  Ledger ledger{2, false, 100, 0};
  ledger.give(of({60, 40}), 100);
  ledger.replace(of({50, 50}));
  CHECK_NOTHROW(ledger.assert_closed());
  ledger.replace(of({50, 49}));
  CHECK_THROWS_AS(ledger.assert_closed(), InvariantViolation);
}

TEST_CASE("a cut releases top-ups, the last payer's first, and then the pot's own money") {
  Ledger ledger{2, false, 100, 0};
  ledger.give(of({60, 40}), 100);
  ledger.top_up("first", of({60, 50}), 10, 1);
  ledger.top_up("second", of({65, 50}), 5, 2);
  ledger.raise_and_cut(of({58, 50}), 0, 7);
  CHECK(ledger.topped_up_for(1) == Fraction{8});
  CHECK(ledger.topped_up_for(2) == Fraction{0});
  REQUIRE(ledger.top_ups().size() == 1);
  CHECK(ledger.topped_up() == Fraction{8});
  CHECK_NOTHROW(ledger.assert_closed());

  ledger.raise_and_cut(of({48, 49}), 0, 11);
  CHECK(ledger.top_ups().empty());
  CHECK(ledger.paid() == Fraction{97});
  CHECK(ledger.amount() == Fraction{100});
  CHECK_NOTHROW(ledger.assert_closed());
}

TEST_CASE("an open pot grows by claims and by what is raised, and shrinks by what is cut") {
  Ledger ledger{2, true, 0, 0};
  ledger.enlarge(100);
  ledger.give(of({60, 40}), 100);
  ledger.raise_and_cut(of({50, 45}), 5, 10);
  CHECK(ledger.amount() == Fraction{95});
  CHECK(ledger.left() == Fraction{0});
  CHECK_NOTHROW(ledger.assert_closed());
}

TEST_CASE("a share in tiers leaves what its rounding left, and the gap of its key to nobody") {
  Ledger ledger{2, false, 100, 0};
  ledger.give(of({10, 10}), 20);
  ledger.give_in_tiers(95, 94);
  CHECK(ledger.left() == Fraction{1});
  CHECK(ledger.paid() == Fraction{95});
  CHECK(ledger.so_far().is_zero());
  CHECK_NOTHROW(ledger.assert_closed());
}

}  // namespace
}  // namespace allot::engine
