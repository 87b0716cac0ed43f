#include "engine/rounding/common_divisor.hpp"

#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

/// d(n), of kGeometric squared.
Fraction signpost_after(Signpost signpost, std::int64_t units) {
  Fraction n{units};
  Fraction next = n + Fraction{1};
  switch (signpost) {
    case Signpost::kMiddle:
      return n + Fraction{BigInt{1}, BigInt{2}};
    case Signpost::kUpper:
      return next;
    case Signpost::kLower:
      return n;
    case Signpost::kHarmonic:
      return Fraction{2} * n * next / (n + next);
    case Signpost::kGeometric:
      return n * next;
    case Signpost::kNone:
      break;
  }
  invariant(false, "only divisor methods have signposts");
  return n;
}

}  // namespace

CommonDivisor::CommonDivisor(const DivisorResult& result)
    : result_{result}, lost_{.value = 0}, met_{.value = 0, .unlimited = true} {
  const std::size_t size = result.units.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (may_gain(i)) {
      const Claim next = claim(i, result.units[i]);
      lost_ = !next.unlimited && lost_.value < next.value ? next : lost_;
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    is_tied_ = is_tied_ || by_tie(i);
    if (has_last(i) && !by_tie(i)) {
      const Claim last = claim(i, result.units[i] - 1);
      met_ = !last.unlimited && (met_.unlimited || last.value < met_.value) ? last : met_;
    }
  }
  value_ = is_tied_ && result.signpost != Signpost::kGeometric ? lost_.value : shortest();
}

CommonDivisor::Claim CommonDivisor::claim(std::size_t district, std::int64_t held) const {
  const Fraction weight = result_.weights.at(district);
  const Fraction divisor = signpost_after(result_.signpost, held);
  if (divisor.sign() == 0) {
    return {.value = 0, .unlimited = weight.sign() > 0};
  }
  const bool squared = result_.signpost == Signpost::kGeometric;
  return {.value = (squared ? weight * weight : weight) / divisor};
}

/// What it has by a minimum was nobody else's.
bool CommonDivisor::has_last(std::size_t district) const {
  return result_.units[district] > (result_.minimum.empty() ? 0 : result_.minimum[district]);
}

bool CommonDivisor::may_gain(std::size_t district) const {
  return result_.maximum.empty() || result_.units[district] < result_.maximum[district];
}

bool CommonDivisor::tied(std::size_t district) const {
  if (!is_tied_ || by_tie(district)) {
    return is_tied_;
  }
  const Claim next = claim(district, result_.units[district]);
  return may_gain(district) && !next.unlimited && next.value == lost_.value;
}

bool CommonDivisor::by_tie(std::size_t district) const {
  if (!has_last(district) || lost_.value.sign() == 0) {
    return false;
  }
  const Claim last = claim(district, result_.units[district] - 1);
  return !last.unlimited && last.value == lost_.value;
}

std::strong_ordering CommonDivisor::order(const Fraction& divisor, const Claim& claim) const {
  const bool squared = result_.signpost == Signpost::kGeometric;
  return (squared ? divisor * divisor : divisor) <=> claim.value;
}

/// Digit by digit: `below` is the largest number of so many digits that is not above what was lost.
Fraction CommonDivisor::shortest() const {
  Fraction digit{1};
  while (order(digit * Fraction{10}, lost_) <= 0) {
    digit = digit * Fraction{10};
  }
  for (Fraction below;; digit = digit / Fraction{10}) {
    while (order(below + digit, lost_) <= 0) {
      below += digit;
    }
    if (met_.unlimited || order(below + digit, met_) < 0) {
      return below + digit;
    }
  }
}

}  // namespace allot::engine
