#include <fmt/core.h>

#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

unsigned day_of_month(Date date) { return static_cast<unsigned>(year_month_day{date}.day()); }

bool is_first_of_month(Date date) { return day_of_month(date) == 1; }

/// Who writes `until: 2026-12-31` means the day after.
void report_last_day(const YamlNode& node, Date until, Problems& problems) {
  problems.add({.code = Code::kPeriod,
                .where = node.where,
                .message = fmt::format("`until` is {}, the last day of a month", date_text(until)),
                .label = "`until` is the first day that is not covered",
                .help = {fmt::format("write `until: {}`", date_text(until + days{1}))}});
}

void report_order(const YamlNode& node, Date from, Date until, Problems& problems) {
  problems.add({.code = Code::kPeriod,
                .where = node.where,
                .message = fmt::format("the period ends on {}, and begins on {}", date_text(until),
                                       date_text(from)),
                .label = from == until ? "not a single day" : "before it begins",
                .help = {"write a later `until`: the first day that is not covered"}});
}

constexpr int kLongestPeriod = 1'000;

/// A wrong century, as a slip of a digit makes it.
void report_length(const YamlNode& node, Date from, Date until, Problems& problems) {
  problems.add({.code = Code::kPeriod,
                .where = node.where,
                .message = fmt::format("the period from {} until {} is longer than {} years",
                                       date_text(from), date_text(until), kLongestPeriod),
                .label = "too far from its beginning",
                .help = {"write the years of the programme"}});
}

bool is_too_long(Date from, Date until) {
  const year_month_day begin{from};
  const year_month_day end{until};
  return year_month_day{begin.year() + std::chrono::years{kLongestPeriod}, begin.month(),
                        begin.day()} < end;
}

std::optional<Period> period_of(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("period"), node, draft.problems};
  const YamlNode* until_node = fields.find("until");
  const auto from = fields.day("from");
  const auto until = fields.day("until");
  if (until && is_first_of_month(*until + days{1})) {
    report_last_day(*until_node, *until, draft.problems);
    return std::nullopt;
  }
  if (!from || !until) {
    return std::nullopt;
  }
  if (*from >= *until) {
    report_order(*until_node, *from, *until, draft.problems);
    return std::nullopt;
  }
  if (is_too_long(*from, *until)) {
    report_length(*until_node, *from, *until, draft.problems);
    return std::nullopt;
  }
  return Period{*from, *until, node.where};
}

void check_whole_months(const Period& period, const YamlNode& node, Problems& problems) {
  if (is_first_of_month(period.from) && is_first_of_month(period.until)) {
    return;
  }
  problems.add({.code = Code::kPeriod,
                .where = node.where,
                .message = fmt::format("the period from {} until {} is not made of whole months",
                                       date_text(period.from), date_text(period.until)),
                .label = "counts months",
                .help = {"begin and end the period on the first of a month, or write `unit: day`"},
                .related = {{period.where, "the period"}}});
}

}  // namespace

void read_period(Draft& draft, const FieldReader& root) {
  const YamlNode* node = root.find("period");
  draft.scenario.period = node == nullptr ? std::nullopt : period_of(draft, *node);
  draft.period = root.state("period", draft.scenario.period.has_value());
}

std::optional<Prorate> read_prorate(Draft& draft, const YamlNode& node) {
  Problems own;
  const FieldReader fields{section("pots[].prorate"), node, own};
  const auto unit = fields.choice<Prorate::Unit>("unit");
  const auto started = fields.choice<Prorate::StartedMonth>("started_month");
  const auto applies_to = fields.choice<Prorate::AppliesTo>("applies_to");
  fields.check_rules();
  if (draft.scenario.period && unit == Prorate::Unit::kMonth) {
    check_whole_months(*draft.scenario.period, *fields.find("unit"), own);
  }
  if (draft.period == FieldState::kAbsent) {
    own.add({.code = Code::kMissingField,
             .where = node.where,
             .message = "`prorate` needs the `period` of the scenario",
             .label = "a part of what?",
             .help = {"add `period: {from: 2026-01-01, until: 2027-01-01}` to the file"}});
  }
  draft.problems.append(own);
  if (own.has_errors() || !unit) {
    return std::nullopt;
  }
  return Prorate{.unit = *unit,
                 .started_month = started.value_or(Prorate::StartedMonth::kCounts),
                 .applies_to = applies_to.value_or(Prorate::AppliesTo::kAmount),
                 .where = node.where};
}

}  // namespace allot::load
