#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/pot/participants.hpp"
#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

constexpr std::string_view kPeriodOf2026 = "period: {from: 2026-01-01, until: 2027-01-01}\n";
constexpr std::string_view kThreeDistricts =
    "districts: [{id: a, w: 1}, {id: b, w: 1}, {id: c, w: 1}]\n";

std::string pot_with(std::string_view fields) {
  return fmt::format("pots: [{{id: p, amount: 100, steps: [{{share: {{by: w}}}}],\n  {}}}]\n",
                     fields);
}

/// "a: 2026-01-01–2026-07-01; b:"
std::string spans_of(const Scenario& scenario) {
  std::string text;
  const auto& spans = scenario.pots[0].participation->spans;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    text += fmt::format("{}{}:", text.empty() ? "" : "; ", scenario.districts.ids[i]);
    for (const Span& span : spans[i]) {
      text += fmt::format(" {}–{}", date_text(span.from), date_text(span.until));
    }
  }
  return text;
}

std::string spans_of(std::string_view participation) {
  MemoryFiles files;
  return spans_of(loaded(files, file_of({kPeriodOf2026, kThreeDistricts,
                                         pot_with(fmt::format("participation: {{{}}}, prorate: "
                                                              "{{unit: day}}",
                                                              participation))})));
}

TEST_CASE("the first date of a district says what it did before, the default is for the others") {
  const struct {
    std::string_view participation, spans;
  } rows[] = {
      {"default: all",
       "a: 2026-01-01–2027-01-01; b: 2026-01-01–2027-01-01; c: "
       "2026-01-01–2027-01-01"},
      {"default: none", "a:; b:; c:"},
      {"default: all, from: {2026-07-01: [a]}",
       "a: 2026-07-01–2027-01-01; b: 2026-01-01–2027-01-01; c: 2026-01-01–2027-01-01"},
      {"default: none, until: {2026-07-01: [b]}", "a:; b: 2026-01-01–2026-07-01; c:"},
      {"default: none, from: {2026-02-01: [a], 2026-09-01: [a]}, until: {2026-05-01: [a]}",
       "a: 2026-02-01–2026-05-01 2026-09-01–2027-01-01; b:; c:"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.participation);
    CHECK(spans_of(row.participation) == row.spans);
  }
}

TEST_CASE("spans are clipped to the period; the day of `until` is not covered") {
  CHECK(spans_of("default: none, from: {2020-01-01: [a], 2027-01-01: [b]}, until: {2026-01-01: "
                 "[c]}") == "a: 2026-01-01–2027-01-01; b:; c:");
  CHECK(spans_of("default: none, from: {2026-12-31: [a]}, until: {2026-01-02: [b]}") ==
        "a: 2026-12-31–2027-01-01; b: 2026-01-01–2026-01-02; c:");
}

TEST_CASE("a column holds the day on which each joins; an empty cell takes no part") {
  MemoryFiles files{{{"t.csv", "id,w,since\nc,1,2026-07-01\na,2,2019-05-17\nb,3,\n"}}};
  const Scenario scenario = loaded(
      files, file_of({"sources: {s: {title: S}}\n", kPeriodOf2026,
                      "districts: {table: t.csv, columns: {since: {status: preliminary, source: s, "
                      "note: by letter}}}\n",
                      pot_with("participation: {column: since, note: by mail}, prorate: {unit: "
                               "day}")}));
  CHECK(spans_of(scenario) == "a: 2026-01-01–2027-01-01; b:; c: 2026-07-01–2027-01-01");
  const Provenance& provenance = scenario.pots[0].participation->provenance;
  CHECK(provenance.status == Status::kPreliminary);
  CHECK(provenance.source == SourceId{0});
  CHECK(provenance.note == "by mail");
  CHECK(scenario.columns.size() == 1);
}

TEST_CASE("of a column of dates that several pots name, each pot says what it makes of them") {
  constexpr std::string_view kPots =
      "pots:\n"
      "  - {id: p, amount: 9, participation: {column: since}, prorate: {unit: day}, "
      "steps: [{share: {by: w}}]}\n"
      "  - {id: q, amount: 9, participation: {column: since}, steps: [{share: {by: w}}]}\n"
      "  - {id: r, amount: 9, participation: {column: since}, prorate: {unit: day}, "
      "steps: [{share: {by: w}}]}\n";
  const std::string text = file_of({kPeriodOf2026, "districts: {table: t.csv}\n", kPots});
  MemoryFiles good{{{"t.csv", "id,w,since\na,1,2026-01-01\nb,1,\n"}}};
  const Scenario scenario = loaded(good, text);
  for (const Pot& pot : scenario.pots) {
    REQUIRE(pot.participation->spans.size() == 2);
    CHECK(pot.participation->spans[0].size() == 1);
    CHECK(pot.participation->spans[1].empty());
  }
  MemoryFiles within{{{"t.csv", "id,w,since\na,1,2026-07-01\nb,1,2026-07-01\n"}}};
  CHECK(within.found(within.load(text).problems) == Lines{"date_within_period t.csv:2:5"});
}

TEST_CASE("a column of dates in a list is no column of numbers, and is used") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of({kPeriodOf2026, "districts: [{id: a, w: 1, since: 2026-01-01}, {id: b, w: 1}]\n",
               pot_with("participation: {column: since}")}));
  CHECK(spans_of(scenario) == "a: 2026-01-01–2027-01-01; b:");
}

TEST_CASE("the command line changes dates, in cells and in lists") {
  MemoryFiles files{{{"t.csv", "id,w,since\na,1,2026-01-01\nb,1,\n"}}};
  load::Options options;
  options.assignments = {
      files.assignment(load::Assignment::Kind::kSet, "districts.b.since", "2026-07-01"),
      files.assignment(load::Assignment::Kind::kSet, "pots.p.prorate.unit", "day")};
  const Scenario scenario = loaded(files,
                                   file_of({kPeriodOf2026, "districts: {table: t.csv}\n",
                                            pot_with("participation: {column: since}")}),
                                   options);
  CHECK(spans_of(scenario) == "a: 2026-01-01–2027-01-01; b: 2026-07-01–2027-01-01");
  CHECK(scenario.changes[0].old_value.empty());
  CHECK(scenario.changes[0].new_value == "2026-07-01");
}

TEST_CASE("what a period must not be") {
  const struct {
    std::string_view period, problem;
  } rows[] = {
      {"{from: 2026-01-01, until: 2026-12-31}", "period s.yaml:3:35"},
      {"{from: 2026-01-01, until: 2026-01-01}", "period s.yaml:3:35"},
      {"{from: 2026-01-01, until: 2027-02-29}", "not_a_date s.yaml:3:35"},
      {"{from: 1026-01-01, until: 2026-01-02}", "period s.yaml:3:35"},
      {"{from: 2026-01-01}", "missing_field s.yaml:3:9"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.period);
    // Nothing follows from it: that there is no period is said once.
    CHECK(problems_of(fmt::format("period: {}\n{}{}", row.period, kThreeDistricts,
                                  pot_with("participation: {default: all}, prorate: {unit: "
                                           "day}"))) == Lines{std::string{row.problem}});
  }
}

TEST_CASE("the months of a period of 1000 years are counted across the ends of years") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files, file_of({"period: {from: 1026-01-01, until: 2026-01-01}\n", kThreeDistricts,
                      pot_with("prorate: {unit: month, started_month: half}, participation: "
                               "{default: none, from: {1026-01-01: [a], 1029-11-16: [b], "
                               "2024-02-01: [c]}, until: {1030-02-02: [b], 2025-02-01: [c]}}")}));
  const engine::Participants participants{scenario, scenario.pots[0]};
  // b: half of November, December, January, half of February. c: twelve months.
  CHECK(participants.factors(*scenario.pots[0].prorate).total() ==
        Fraction{1} + Fraction{3, 12'000} + Fraction{12, 12'000});
  CHECK(participants.factor(*scenario.pots[0].prorate, 1) == Fraction{3, 12'000});
}

TEST_CASE("what participation must not be") {
  const struct {
    std::string_view fields, problem;
  } rows[] = {
      {"participation: {from: {2026-01-01: [a]}}", "missing_field s.yaml:6:18"},
      {"participation: {default: all, column: w}", "fields_clash s.yaml:6:41"},
      {"participation: {column: v}", "unknown_column s.yaml:6:27"},
      {"participation: {column: w}", "not_a_date s.yaml:4:24"},
      {"participation: {default: all, from: {2026-13-01: [a]}}", "not_a_date s.yaml:6:40"},
      {"participation: {default: all, from: {2026-01-01: [z]}}", "unknown_name s.yaml:6:53"},
      {"participation: {default: all, from: {2026-01-01: a}}", "wrong_kind s.yaml:6:52"},
      {"participation: {default: all, from: {2026-01-01: [a, a]}}",
       "participation_dates s.yaml:6:56"},
      {"participation: {default: all, from: {2025-01-01: [a], 2026-01-01: [a]}}",
       "participation_dates s.yaml:6:70"},
      {"participation: {default: all, until: {2025-01-01: [a], 2026-01-01: [a]}}",
       "participation_dates s.yaml:6:71"},
      {"participation: {default: all, from: {2026-01-01: [a]}, until: {2026-01-01: [a]}}",
       "participation_dates s.yaml:6:79"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.fields);
    const auto lines =
        problems_of(fmt::format("{}{}{}", kPeriodOf2026, kThreeDistricts, pot_with(row.fields)));
    REQUIRE_FALSE(lines.empty());
    CHECK(lines.front() == row.problem);
  }
}

TEST_CASE("participation and part-year factors need a period") {
  CHECK(problems_of(fmt::format("{}{}", kThreeDistricts,
                                pot_with("participation: {default: all}, prorate: {unit: day}"))) ==
        Lines{"missing_field s.yaml:5:18", "missing_field s.yaml:5:43"});
}

TEST_CASE("a date within the period needs a word on what it means, each date once") {
  const auto problems = [](std::string_view steps, std::string_view fields) {
    return problems_of(fmt::format(
        "{}{}pots: [{{id: p, amount: 100, steps: [{}],\n  participation: {{default: none, from: "
        "{{2026-07-01: [a, b], 2026-01-01: [c]}}, until: {{2026-10-01: [c]}}}}{}}}]\n",
        kPeriodOf2026, kThreeDistricts, steps, fields));
  };
  const Lines both{"date_within_period s.yaml:6:41", "date_within_period s.yaml:6:87"};
  CHECK(problems("{share: {by: w}}", "") == both);
  CHECK(problems("{share: {by: w}}", ", prorate: {unit: day}") == Lines{});
  CHECK(problems("{flat: {amount: 1, prorate: none}}, {share: {by: w}}", "") == both);
  CHECK(problems("{share: {by: w, prorate: none}}", "") == Lines{});
  CHECK(problems("{share: {by: w, prorate: {unit: day}}}, {limit: {maximum: 90}}", "") == Lines{});
}

TEST_CASE("part-year factors of months, days and keys") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files,
      file_of(
          {kPeriodOf2026, kThreeDistricts,
           "pots: [{id: p, amount: 100, prorate: {unit: month, started_month: half, applies_to: "
           "key}, steps: [{flat: {amount: 1, prorate: {unit: day}}}, {rate: {amount: 1, per: w, "
           "prorate: none}}, {share: {by: w}}]}]\n"}));
  const Pot& pot = scenario.pots[0];
  CHECK(pot.prorate->unit == Prorate::Unit::kMonth);
  CHECK(pot.prorate->started_month == Prorate::StartedMonth::kHalf);
  CHECK(pot.prorate->applies_to == Prorate::AppliesTo::kKey);
  CHECK((*pot.steps[0].get<std::optional<Prorate>>("prorate"))->unit == Prorate::Unit::kDay);
  CHECK_FALSE(*pot.steps[1].get<std::optional<Prorate>>("prorate"));
  CHECK(pot.steps[2].find("prorate") == nullptr);
}

TEST_CASE("what part-year factors must not be") {
  const struct {
    std::string_view prorate, problem;
  } rows[] = {
      {"{unit: month}", "missing_field s.yaml:6:12"},
      {"{unit: day, started_month: half}", "fields_clash s.yaml:6:39"},
      {"{unit: week}", "unknown_choice s.yaml:6:19"},
      {"{started_month: half}", "missing_field s.yaml:6:12"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.prorate);
    CHECK(problems_of(fmt::format("{}{}{}", kPeriodOf2026, kThreeDistricts,
                                  pot_with(fmt::format("prorate: {}", row.prorate)))) ==
          Lines{std::string{row.problem}});
  }
  CHECK(problems_of(fmt::format("period: {{from: 2026-01-15, until: 2027-01-15}}\n{}{}",
                                kThreeDistricts,
                                pot_with("prorate: {unit: month, started_month: counts}"))) ==
        Lines{"period s.yaml:6:19"});
  CHECK(problems_of(
            fmt::format("{}{}pots: [{{id: p, amount: 100, prorate: {{unit: day, applies_to: "
                        "key}}, steps: [{{flat: {{amount: 1}}}}, {{share: {{by: w}}}}]}}]\n",
                        kPeriodOf2026, kThreeDistricts)) == Lines{"fields_clash s.yaml:5:77"});
}

TEST_CASE("divisor methods round whole weights: their share is not prorated") {
  CHECK(problems_of(fmt::format("{}{}{}", kPeriodOf2026, kThreeDistricts,
                                pot_with("prorate: {unit: day}, rounding: {method: dhondt}"))) ==
        Lines{"divisor_needs_share s.yaml:6:44"});
}

}  // namespace
}  // namespace allot
