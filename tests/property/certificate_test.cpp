// The certificate itself: it must refuse what is wrong, or the laws that rest on it prove nothing.
#include "support/certificate.hpp"

#include <doctest/doctest.h>

#include "rounding_cases.hpp"

namespace allot::test {
namespace {

using Units = std::vector<std::int64_t>;

TEST_CASE("the certificate accepts each method's own answer and no other method's") {
  struct Row {
    std::string_view method;
    Units units;
  };
  // Balinski and Young 1975: 26 units by 9061, 7179, 5259, 3319, 1182.
  const Row rows[] = {{"adams", {9, 7, 5, 3, 2}},
                      {"dean", {9, 7, 5, 4, 1}},
                      {"huntington_hill", {9, 7, 6, 3, 1}},
                      {"sainte_lague", {9, 8, 5, 3, 1}},
                      {"dhondt", {10, 7, 5, 3, 1}}};
  for (const Row& judge : rows) {
    for (const Row& row : rows) {
      CAPTURE(judge.method);
      CAPTURE(row.method);
      const Claims claims{judge.method, {9061, 7179, 5259, 3319, 1182}, {}, {}};
      CHECK(is_legitimate(claims, row.units) == (judge.method == row.method));
    }
  }
}

TEST_CASE("a unit moved from one district to another is refused, unless the two were tied") {
  for_each_case(gives_units, 150, [](const RoundingCase& task, Random& /*random*/) {
    const Units units = units_of(task);
    const Claims claims = claims_of(task);
    for (std::size_t from = 0; from < units.size(); ++from) {
      for (std::size_t to = 0; to < units.size(); ++to) {
        if (from == to || units[from] == 0 || claims.claims[to] == 0) {
          continue;
        }
        Units moved = units;
        --moved[from];
        ++moved[to];
        const bool tied = worth(claims, from, units[from] - 1) == worth(claims, to, units[to]);
        REQUIRE(is_legitimate(claims, moved) == tied);
      }
    }
  });
}

TEST_CASE("the certificate refuses what breaks a bound or gives to a weight of 0") {
  const Claims bounded{"dhondt", {5, 3, 0}, {0, 3, 1}, {9, 9, 9}};
  CHECK(is_legitimate(bounded, {4, 3, 1}));
  CHECK_FALSE(is_legitimate(bounded, {5, 2, 1}));
  CHECK_FALSE(is_legitimate(bounded, {4, 3, 2}));
  CHECK_FALSE(is_legitimate(bounded, {4, 3, 0}));
  CHECK_FALSE(is_legitimate({"dhondt", {5, 3, 0}, {}, {3, 9, 9}}, {4, 2, 0}));
}

TEST_CASE("a district of Adams that waits for its first unit is never passed over") {
  const Claims claims{"adams", {100, 1}, {}, {}};
  CHECK(is_legitimate(claims, {1, 1}));
  CHECK_FALSE(is_legitimate(claims, {2, 0}));
}

}  // namespace
}  // namespace allot::test
