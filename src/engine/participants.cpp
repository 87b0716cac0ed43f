#include "engine/participants.hpp"

#include <algorithm>
#include <chrono>

#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

year_month month_of(Date date) {
  const year_month_day parts{date};
  return parts.year() / parts.month();
}

Date first_day(year_month month) { return Date{month / std::chrono::day{1}}; }

std::int64_t days_of(const std::vector<Span>& spans) {
  std::int64_t days = 0;
  for (const Span& span : spans) {
    days += (span.until - span.from).count();
  }
  return days;
}

std::int64_t days_within(const std::vector<Span>& spans, Date from, Date until) {
  std::int64_t days = 0;
  for (const Span& span : spans) {
    days += std::max<std::int64_t>(
        (std::min(span.until, until) - std::max(span.from, from)).count(), 0);
  }
  return days;
}

/// A month covered in part counts once, however many spans cover it.
Fraction months_of(const std::vector<Span>& spans, const Period& period,
                   Prorate::StartedMonth started) {
  Fraction sum;
  for (year_month month = month_of(period.from); first_day(month) < period.until;
       month += months{1}) {
    const Date from = first_day(month);
    const Date until = first_day(month + months{1});
    const std::int64_t covered = days_within(spans, from, until);
    const bool whole = covered == (until - from).count();
    if (whole || (covered > 0 && started == Prorate::StartedMonth::kCounts)) {
      sum += 1;
    } else if (covered > 0 && started == Prorate::StartedMonth::kHalf) {
      sum += Fraction{1, 2};
    }
  }
  return sum;
}

std::int64_t months_in(const Period& period) {
  return (month_of(period.until) - month_of(period.from)).count();
}

}  // namespace

Participants::Participants(const Scenario& scenario, const Pot& pot)
    : scenario_{scenario}, pot_{pot}, count_{scenario.districts.size()} {
  if (!pot.participation) {
    return;
  }
  const auto& spans = pot.participation->spans;
  invariant(scenario.period && spans.size() == count_, "participation has spans in a period");
  flags_.reserve(spans.size());
  for (const std::vector<Span>& of_district : spans) {
    flags_.push_back(!of_district.empty());
  }
  count_ = static_cast<std::size_t>(std::count(flags_.begin(), flags_.end(), true));
  if (count_ == flags_.size()) {
    flags_.clear();
  }
}

Fraction Participants::factor(const Prorate& rule, std::size_t district) const {
  if (!pot_.participation) {
    return 1;
  }
  const Period& period = *scenario_.period;
  const std::vector<Span>& spans = pot_.participation->spans[district];
  if (rule.unit == Prorate::Unit::kDay) {
    return {BigInt{days_of(spans)}, BigInt{std::int64_t{(period.until - period.from).count()}}};
  }
  return months_of(spans, period, rule.started_month) / Fraction{months_in(period)};
}

Quantities Participants::factors(const Prorate& rule) const {
  const std::size_t size = scenario_.districts.size();
  if (!pot_.participation) {
    return Quantities::constant(size, 1);
  }
  std::vector<Fraction> factors;
  factors.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    factors.push_back(factor(rule, i));
  }
  return Quantities::from(factors);
}

bool Participants::part_year() const {
  if (!pot_.participation) {
    return false;
  }
  const Period& period = *scenario_.period;
  return std::any_of(pot_.participation->spans.begin(), pot_.participation->spans.end(),
                     [&](const std::vector<Span>& spans) {
                       return !spans.empty() &&
                              days_of(spans) < (period.until - period.from).count();
                     });
}

}  // namespace allot::engine
