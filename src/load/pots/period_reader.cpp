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

constexpr int kLongestPeriod = 1'000;

bool is_too_long(Date from, Date until) {
  const year_month_day begin{from};
  const year_month_day end{until};
  return year_month_day{begin.year() + std::chrono::years{kLongestPeriod}, begin.month(),
                        begin.day()} < end;
}

std::optional<Period> period_of(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("period"), node, draft.problems};
  const auto from = fields.day("from");
  const auto until = fields.day("until");
  const auto wrong = [&](std::string message, std::string label, std::string help) {
    draft.problems.add({.code = Code::kPeriod,
                        .where = fields.find("until")->where,
                        .message = std::move(message),
                        .label = std::move(label),
                        .help = {std::move(help)}});
    return std::nullopt;
  };
  if (until && is_first_of_month(*until + days{1})) {  // who writes it means the day after
    return wrong(fmt::format("`until` is {}, the last day of a month", date_text(*until)),
                 "`until` is the first day that is not covered",
                 fmt::format("write `until: {}`", date_text(*until + days{1})));
  }
  if (!from || !until) {
    return std::nullopt;
  }
  if (*from >= *until) {
    return wrong(
        fmt::format("the period ends on {}, and begins on {}", date_text(*until), date_text(*from)),
        from == until ? "not a single day" : "before it begins",
        "write a later `until`: the first day that is not covered");
  }
  if (is_too_long(*from, *until)) {  // a wrong century, as a slip of a digit makes it
    return wrong(fmt::format("the period from {} until {} is longer than {} years",
                             date_text(*from), date_text(*until), kLongestPeriod),
                 "too far from its beginning", "write the years of the programme");
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

void need_period(const Draft& draft, std::string_view field, std::string_view label,
                 const Location& where, Problems& problems) {
  if (draft.period == FieldState::kAbsent) {
    problems.add({.code = Code::kMissingField,
                  .where = where,
                  .message = fmt::format("`{}` needs the `period` of the scenario", field),
                  .label = std::string{label},
                  .help = {"add `period: {from: 2026-01-01, until: 2027-01-01}` to the file"}});
  }
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
  need_period(draft, "prorate", "a part of what?", node.where, own);
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
