#include "support/certificate.hpp"

#include "allot/core/error.hpp"

namespace allot::test {
namespace {

std::int64_t lowest(const Claims& claims, std::size_t index) {
  return claims.minimum.empty() ? 0 : claims.minimum[index];
}

bool can_take_more(const Claims& claims, std::size_t index, std::int64_t units) {
  return claims.claims[index] > 0 && (claims.maximum.empty() || units < claims.maximum[index]);
}

/// The claim times `factor` over `divisor`.
Worth quotient(const Exact& claim, const Whole& factor, const Whole& divisor) {
  if (divisor == 0) {
    return {.at_once = true};
  }
  return {.numerator = boost::multiprecision::numerator(claim) * factor,
          .denominator = boost::multiprecision::denominator(claim) * divisor};
}

bool within_bounds(const Claims& claims, const std::vector<std::int64_t>& units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool above = !claims.maximum.empty() && units[i] > claims.maximum[i];
    const bool unearned = claims.claims[i] == 0 && units[i] > lowest(claims, i);
    if (units[i] < lowest(claims, i) || above || unearned) {
      return false;
    }
  }
  return true;
}

/// The least that a given unit was worth; those below the minimum were not given by worth.
std::optional<Worth> least_given(const Claims& claims, const std::vector<std::int64_t>& units) {
  std::optional<Worth> least;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i] > lowest(claims, i)) {
      const Worth last = worth(claims, i, units[i] - 1);
      if (!least || last < *least) {
        least = last;
      }
    }
  }
  return least;
}

}  // namespace

bool operator<(const Worth& a, const Worth& b) {
  if (a.at_once || b.at_once) {
    return !a.at_once && b.at_once;
  }
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

bool operator==(const Worth& a, const Worth& b) { return !(a < b) && !(b < a); }

Worth worth(const Claims& claims, std::size_t index, std::int64_t had) {
  const Exact& claim = claims.claims[index];
  const Whole n = had;
  if (claims.method == "largest_remainder") {
    const Exact remainder = claim - n;
    return quotient(remainder, 1, 1);
  }
  if (claims.method == "dhondt") {
    return quotient(claim, 1, n + 1);
  }
  if (claims.method == "sainte_lague") {
    return quotient(claim, 2, 2 * n + 1);
  }
  if (claims.method == "adams") {
    return quotient(claim, 1, n);
  }
  if (claims.method == "dean") {
    return quotient(claim, 2 * n + 1, 2 * n * (n + 1));
  }
  // The divisor is the root of n(n + 1): both sides squared.
  invariant(claims.method == "huntington_hill", "a certificate is known for each closing method");
  return quotient(claim * claim, 1, n * (n + 1));
}

bool is_legitimate(const Claims& claims, const std::vector<std::int64_t>& units) {
  if (units.size() != claims.claims.size() || !within_bounds(claims, units)) {
    return false;
  }
  const std::optional<Worth> least = least_given(claims, units);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!can_take_more(claims, i, units[i])) {
      continue;
    }
    const Worth next = worth(claims, i, units[i]);
    if (next.at_once || (least && *least < next)) {
      return false;
    }
  }
  return true;
}

std::optional<CutTie> tie_at_cut(const Claims& claims, const std::vector<std::int64_t>& units) {
  const std::optional<Worth> least = least_given(claims, units);
  if (!least) {
    return std::nullopt;
  }
  CutTie tie;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i] > lowest(claims, i) && worth(claims, i, units[i] - 1) == *least) {
      tie.tied.push_back(i);
      tie.given.push_back(i);
    } else if (can_take_more(claims, i, units[i]) && worth(claims, i, units[i]) == *least) {
      tie.tied.push_back(i);
    }
  }
  return tie.tied.size() > tie.given.size() ? std::optional{tie} : std::nullopt;
}

}  // namespace allot::test
