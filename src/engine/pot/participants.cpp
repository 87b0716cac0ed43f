#include "engine/pot/participants.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "allot/core/error.hpp"

namespace allot::engine {

namespace {

using std::chrono::year_month_day;

/// Counted from January of the year 0. Written out: `year_month += months` does not carry into the
/// year in some standard libraries.
std::int64_t month_of(Date date) {
  const year_month_day parts{date};
  return std::int64_t{static_cast<int>(parts.year())} * 12 + static_cast<unsigned>(parts.month()) -
         1;
}

Date first_day(std::int64_t month) {
  return Date{std::chrono::year{static_cast<int>(month / 12)} /
              std::chrono::month{static_cast<unsigned>(month % 12) + 1} / 1};
}

std::int64_t days_of(const std::vector<Span>& spans) {
  std::int64_t days = 0;
  for (const Span& span : spans) {
    days += (span.until - span.from).count();
  }
  return days;
}

/// In half months. A month covered in part counts once, however many spans cover it: only the first
/// and the last month of a span can be one.
std::int64_t half_months_of(const std::vector<Span>& spans, Prorate::StartedMonth started) {
  std::int64_t halves = 0;
  std::map<std::int64_t, std::int64_t> days_of_month;
  for (const Span& span : spans) {
    const std::int64_t first = month_of(span.from);
    const std::int64_t last = month_of(span.until - std::chrono::days{1});
    const auto add = [&](std::int64_t month) {
      const Date from = std::max(span.from, first_day(month));
      const Date until = std::min(span.until, first_day(month + 1));
      days_of_month[month] += (until - from).count();
    };
    add(first);
    if (last > first) {
      add(last);
      halves += 2 * (last - first - 1);
    }
  }
  for (const auto& [month, days] : days_of_month) {
    const bool whole = days == (first_day(month + 1) - first_day(month)).count();
    if (whole || started == Prorate::StartedMonth::kCounts) {
      halves += 2;
    } else if (started == Prorate::StartedMonth::kHalf) {
      halves += 1;
    }
  }
  return halves;
}

std::int64_t months_in(const Period& period) {
  return month_of(period.until) - month_of(period.from);
}

}  // namespace

Participants::Participants(const Scenario& scenario, const Pot& pot)
    : scenario_{scenario}, pot_{pot}, count_{scenario.districts.size()} {
  if (!pot.participation) {
    return;
  }
  const Participation& participation = *pot.participation;
  invariant(
      participation.spans.empty() || (scenario.period && participation.spans.size() == count_),
      "participation has spans in a period");
  std::vector<bool> flags;
  flags.reserve(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    flags.push_back(participation.takes_part(i));
  }
  set_flags(std::move(flags));
}

Participants::Participants(const Participants& all, const std::vector<bool>& some)
    : scenario_{all.scenario_}, pot_{all.pot_}, count_{some.size()} {
  std::vector<bool> flags = some;
  for (std::size_t i = 0; !all.all() && i < flags.size(); ++i) {
    flags[i] = flags[i] && all.flags_[i];
  }
  set_flags(std::move(flags));
}

void Participants::set_flags(std::vector<bool> flags) {
  flags_ = std::move(flags);
  count_ = static_cast<std::size_t>(std::count(flags_.begin(), flags_.end(), true));
  if (count_ == flags_.size()) {
    flags_.clear();
  }
}

std::int64_t Participants::time_in(const Prorate& rule, std::size_t district) const {
  const std::vector<Span>& spans = pot_.participation->spans[district];
  return rule.unit == Prorate::Unit::kDay ? days_of(spans)
                                          : half_months_of(spans, rule.started_month);
}

std::int64_t Participants::whole_time(const Prorate& rule) const {
  const Period& period = *scenario_.period;
  return rule.unit == Prorate::Unit::kDay ? (period.until - period.from).count()
                                          : 2 * months_in(period);
}

Fraction Participants::factor(const Prorate& rule, std::size_t district) const {
  if (!takes_part(district)) {
    return {};
  }
  return all_the_time() ? Fraction{1}
                        : Fraction{BigInt{time_in(rule, district)}, BigInt{whole_time(rule)}};
}

Quantities Participants::factors(const Prorate& rule) const {
  const std::size_t size = scenario_.districts.size();
  if (all_the_time()) {
    return only(Quantities::constant(size, 1));
  }
  Quantities::Narrow times;
  times.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    times.push_back(takes_part(i) ? time_in(rule, i) : 0);
  }
  return Quantities::from(std::move(times), whole_time(rule)).reduced();
}

bool Participants::part_year() const {
  if (all_the_time()) {
    return false;
  }
  const Period& period = *scenario_.period;
  const std::vector<std::vector<Span>>& spans = pot_.participation->spans;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (takes_part(i) && days_of(spans[i]) < (period.until - period.from).count()) {
      return true;
    }
  }
  return false;
}

}  // namespace allot::engine
