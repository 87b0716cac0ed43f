#include <doctest/doctest.h>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

Fraction ratio(int numerator, int denominator) {
  return Fraction{numerator} / Fraction{denominator};
}

/// The notes of a pot with one effect, in one line; without what is said of rounding.
std::string note_of(decltype(engine::Effect::what) what, const std::string& label = "",
                    bool recipients = false, const Fraction& share = 1) {
  Sample sample;
  sample.scenario.districts.called_recipients = recipients;
  sample.scenario.prior = Prior{PriorColumn{ColumnId{0}}, "2025", {}};
  sample.scenario.pots[0].steps = {test::step("hold_harmless", {{"percent_of_prior", share}})};
  sample.scenario.pots[0].steps[0].label = label;
  sample.result.pots[0].extra_units = 0;
  sample.result.pots[0].effects = {{0, std::move(what)}};
  RunOptions wide;
  wide.width = 1000;
  const std::string report = sample.report("table", wide);
  const std::string rest = "rounded to 0.01 by largest remainder.\n";
  const std::size_t begin = report.rfind("\n\n") + 2;
  REQUIRE(report.ends_with(rest));
  return report.substr(begin, report.size() - rest.size() - begin);
}

TEST_CASE(
    "each rule that bit has its line, with amounts as budgets have them and factors rounded") {
  using How = Payer::How;
  const Fraction cost = Fraction{37911} + ratio(1, 4);
  const struct {
    decltype(engine::Effect::what) what;
    const char* note;
    Fraction share = 1;  ///< of a floor
  } rows[] = {
      {engine::ClaimsReduced{1200, 1000, ratio(5, 6)},
       "claims of 1_200.00 on 1_000.00: all reduced by factor 0.833333.\n"},
      {engine::PartYear{3, ratio(1000, 3)},
       "3 districts for part of the period: 333.33 less than for all of it.\n"},
      {engine::PartYear{1, 0},
       "1 district for part of the period: the key counts for that part.\n"},
      {engine::Limited{18, 2, 31, 1000, ratio(4001, 2), ratio(2, 3)},
       "18 districts at the minimum (raised by 1_000.00), 2 at the maximum (cut by 2_000.50), "
       "31 others with factor 0.666667.\n"},
      {engine::Limited{0, 1, 4, 0, 5, ratio(11, 10)},
       "1 district at the maximum (cut by 5.00), 4 others with factor 1.100000.\n"},
      {engine::Limited{1, 0, 4, 5, 0, 1}, "1 district at the minimum (raised by 5.00).\n"},
      {engine::HeldHarmless{{How::kRatable, ""}, 2, 42, cost, ratio(153, 154)},
       "2 districts held at 95_% of 2025; cost 37_911.25, paid by 42 districts, "
       "factor 0.993506.\n",
       ratio(19, 20)},
      {engine::Limited{3, 0, 1, 9, 0, ratio(2, 3), {2, ratio(3, 2)}},
       "3 districts at the minimum (raised by 9.00; 2 come down to it, by 1.50), "
       "1 other with factor 0.666667.\n"},
      {engine::Limited{0, 3, 1, 0, 9, ratio(3, 2), {}, {1, 2}},
       "3 districts at the maximum (cut by 9.00; 1 comes up to it, by 2.00), "
       "1 other with factor 1.500000.\n"},
      {engine::HeldHarmless{
           {How::kRatable, ""}, 2, 1, ratio(144, 5), ratio(52, 75), {1, ratio(6, 5)}},
       "2 districts held at 98_% of 2025; cost 28.80: 27.60 paid by 1 district, "
       "factor 0.693333, 1.20 by 1 that comes down to its floor.\n",
       ratio(49, 50)},
      {engine::HeldHarmless{{How::kRatable, ""}, 3, 0, 30, 0, {2, 30}},
       "3 districts held at 100_% of 2025; cost 30.00, "
       "paid by 2 districts that come down to their floors.\n",
       1},
      {engine::HeldHarmless{{How::kScaleAboveFloor, ""}, 1, 2, 10, ratio(10, 27)},
       "1 district held at 95_% of 2025; cost 10.00, paid by 2 districts, "
       "factor 0.370370 of what is above their floors.\n",
       ratio(19, 20)},
      {engine::HeldHarmless{{How::kScaleGains, ""}, 1, 1, 10, ratio(7, 24)},
       "1 district held at 2/3 of 2025; cost 10.00, paid by 1 district, "
       "factor 0.291667 of their gains.\n",
       ratio(2, 3)},
      {engine::HeldHarmless{{How::kTopUp, "Land"}, 2, 0, 85, 1},
       "2 districts held at 100_% of 2025; cost 85.00, paid by `Land`.\n", 1},
      {engine::GainsCapped{ratio(1, 8), 3, 2, 123, ratio(51, 50), true},
       "3 districts held at 12.5_% above 2025; 123.00 cut, given to others; "
       "2 others with factor 1.020000.\n"},
      {engine::GainsCapped{ratio(1, 8), 3, 2, 123, ratio(51, 50), true, {2, 5}},
       "3 districts held at 12.5_% above 2025, 2 of them raised to it by 5.00; "
       "123.00 cut, given to others; 2 others with factor 1.020000.\n"},
      {engine::GainsCapped{ratio(1, 10), 1, 0, 123, 1, false},
       "1 district held at 10_% above 2025; 123.00 cut, not given to others.\n"},
      {engine::SmallDropped{Fraction{50}, 2, 3, 60, ratio(6, 5), {Released::To::kOthers, ""}, 0},
       "2 districts below 50.00 get nothing: 60.00 went to the 3 others, with factor 1.200000.\n"},
      {engine::SmallDropped{{}, 1, 3, 60, 1, {Released::To::kKeep, ""}, 60},
       "1 district below its smallest amount gets nothing: 60.00 taken, not given to others.\n"},
      {engine::SmallDropped{ratio(101, 2), 2, 3, 60, 1, {Released::To::kReserve, "fund"}, 40},
       "2 districts below 50.50 get nothing: 60.00 taken, 40.00 of it for reserve `fund`.\n"},
      {engine::StepRounded{{1, Rounding::kHalfUp}, 3, ratio(41, 4), 10, false},
       "each amount rounded half up to multiples of 1: 0.25 stays in the pot.\n"},
      {engine::StepRounded{{1, Rounding::kUp}, 3, ratio(41, 4), 12, false},
       "each amount rounded up to multiples of 1: 1.75 more, out of what was left in the pot.\n"},
      {engine::StepRounded{{ratio(1, 100), Rounding::kHalfEven}, 3, 10, ratio(41, 4), true},
       "each claim rounded half to even to multiples of 0.01: 0.25 more in all.\n"},
      {engine::StepRounded{{1, Rounding::kDown}, 3, ratio(41, 4), 10, true},
       "each claim rounded down to multiples of 1: 0.25 less in all.\n"},
      {engine::StepRounded{{1, Rounding::kHalfUp}, 2, 10, 10, false},
       "each amount rounded half up to multiples of 1: in all the same.\n"},
      {engine::PhasedIn{ratio(1, 4), ratio(200, 3)},
       "25_% new and 75_% of 2025, scaled to the same sum: 66.67 moved between districts.\n"},
      {engine::Reallocated{5, 100, 0},
       "unclaimed 100.00 given to 5 districts below their claims.\n"},
      {engine::Reallocated{1, 100, 20},
       "unclaimed 100.00 given to 1 district below its claims, 20.00 could not be placed.\n"},
      {engine::UnclaimedMoney{Unclaimed::kReturn, 12}, ""},
  };
  for (const auto& row : rows) {
    CHECK(note_of(row.what, "", false, row.share) == grouped(row.note));
  }
}

TEST_CASE("amounts of notes are rounded for people, and cut with a mark in JSON") {
  Sample sample;
  sample.result.pots[0].effects = {{0, engine::PartYear{3, ratio(1000, 3)}}};
  CHECK(sample.report("table").find("\n3 districts for part of the period: 333.33 less") !=
        std::string::npos);
  CHECK(sample.report("json").find("\"3 districts for part of the period: 333.33… less") !=
        std::string::npos);
}

TEST_CASE("who is at a bound is said of its step where later ones give or take") {
  const auto report = [](std::vector<engine::Effect> effects, std::vector<Step> steps) {
    Sample sample;
    sample.result.pots[0].extra_units = 0;
    sample.result.pots[0].effects = std::move(effects);
    sample.scenario.pots[0].steps = std::move(steps);
    RunOptions wide;
    wide.width = 1000;
    return sample.report("table", wide);
  };
  const Step limit = test::step("limit", {});
  const Step share = test::step("share", {{"by", KeyId{0}}});
  const engine::Effect at_minimum{0, engine::Limited{2, 0, 3, 5, 0, 1}};
  const engine::Effect capped{1, engine::GainsCapped{ratio(1, 10), 1, 0, 123, 1, false}};
  const engine::Effect unclaimed{2, engine::UnclaimedMoney{Unclaimed::kReturn, 12}};
  const auto says_so = [](const std::string& text) {
    return text.find(
               "\n2 districts at the minimum (raised by 5.00) (before the steps that "
               "follow).\n") != std::string::npos;
  };
  CHECK(says_so(report({at_minimum, capped}, {limit, limit})));
  CHECK(says_so(report({at_minimum}, {limit, share})));
  CHECK(!says_so(report({at_minimum}, {limit, limit})));
  CHECK(!says_so(report({at_minimum, unclaimed}, {limit})));
  CHECK(report({at_minimum, capped}, {limit, limit}).find("not given to others.\n") !=
        std::string::npos);
}

TEST_CASE("a rule is called by the label of its step, and recipients are called so") {
  CHECK(note_of(engine::Limited{2, 0, 3, 5, 0, 1}, "Sockel", true) ==
        "`Sockel`: 2 recipients at the minimum (raised by 5.00).\n");
  CHECK(note_of(engine::PhasedIn{ratio(1, 4), 1}, "", true) ==
        grouped("25_% new and 75_% of 2025, scaled to the same sum: 1.00 moved between "
                "recipients.\n"));
}

TEST_CASE("a pot's own prior year goes before the scenario's, and may be without a label") {
  Sample sample;
  sample.result.pots[0].extra_units = 0;
  sample.result.pots[0].effects = {{0, engine::GainsCapped{0, 1, 0, 2, 1, false}}};
  sample.scenario.prior = Prior{PriorColumn{ColumnId{0}}, "2025", {}};
  sample.scenario.pots[0].prior = Prior{PriorColumn{ColumnId{0}}, "prior", {}};
  CHECK(sample.report("table").find(grouped(
            "1 district held at 0_% above the prior year; 2.00 cut,")) != std::string::npos);
}

TEST_CASE("money from outside, passed on, and unclaimed by the word of the file") {
  Sample sample;
  sample.add_pot("extra");
  sample.set_budgets(1, {0, 100, 0, 0, 0});
  engine::PotResult& pot = sample.result.pots[0];
  pot.extra_units = 0;
  pot.top_ups = {{"Land", Money::from_minor(8500)}};
  pot.passed_on = {{PotId{1}, Money::from_minor(100)}};
  pot.not_assigned = Money::from_minor(1200);
  const auto notes = [&] {
    const std::string report = sample.report("table");
    return report.substr(report.rfind("\n\n") + 2);
  };
  CHECK(notes() ==
        "pot `grund`: rounded to 0.01 by largest remainder.\n"
        "pot `grund`: topped up by `Land`, with rounding: 85.00.\n"
        "pot `grund`: passed on to pot `extra`: 1.00.\n"
        "pot `grund`: not assigned to anybody: 12.00.\n"
        "pot `extra`: rounded to 0.01 by largest remainder.\n");
  const struct {
    Unclaimed to;
    const char* note;
    std::size_t unmet;
  } rows[] = {
      {Unclaimed::kNotAssigned, "not assigned to anybody: 12.00.\n", 1},
      {Unclaimed::kReallocate, "not assigned to anybody: 12.00.\n", 1},
      {Unclaimed::kReturn, "not assigned, returned to who gave it: 12.00.\n", 0},
      {Unclaimed::kCarryOver, "not assigned, carried over to the next year: 12.00.\n", 0},
  };
  for (const auto& row : rows) {
    sample.scenario.pots[0].unclaimed = row.to;
    CHECK(notes().find(row.note) != std::string::npos);
    CHECK(unmet_requirements(sample.view(), true, false).size() == row.unmet);
  }
  // What rounding leaves is not unclaimed.
  pot.left_over = Money::from_minor(1);
  CHECK(unmet_requirements(sample.view(), true, false).size() == 1);
}

}  // namespace
}  // namespace allot::report
