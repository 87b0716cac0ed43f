#include <doctest/doctest.h>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

/// What stands below the table.
std::string notes_of(const Sample& sample) {
  const std::string report = sample.report("table");
  return report.substr(report.rfind("\n\n") + 2);
}

TEST_CASE("the rounding rule is said in words, for every method") {
  const struct {
    const char* method;
    const char* note;
  } rows[] = {
      {"largest_remainder", "rounded to 0.01 by largest remainder.\n"},
      {"sainte_lague", "rounded to 0.01 by Sainte-Laguë.\n"},
      {"dhondt", "rounded to 0.01 by D’Hondt.\n"},
      {"adams", "rounded to 0.01 by Adams.\n"},
      {"dean", "rounded to 0.01 by Dean.\n"},
      {"huntington_hill", "rounded to 0.01 by Huntington-Hill.\n"},
      {"half_up", "rounded to 0.01 half up.\n"},
      {"half_even", "rounded to 0.01 half to even.\n"},
      {"down", "rounded to 0.01 down.\n"},
      {"up", "rounded to 0.01 up.\n"},
      {"exact", "every amount is a multiple of 0.01: nothing was rounded.\n"},
  };
  CHECK(std::size(rows) == engine::rounding_methods().size());
  for (const auto& row : rows) {
    Sample sample;
    sample.result.pots[0].extra_units = 0;
    sample.set_method(row.method);
    CHECK(notes_of(sample) == row.note);
  }
}

TEST_CASE("the unit is printed as the file gives it") {
  Sample sample;
  sample.result.pots[0].extra = {DistrictId{4}};
  sample.result.pots[0].extra_units = 1;
  sample.scenario.pots[0].rounding.unit = Fraction{1000};
  CHECK(notes_of(sample) ==
        grouped("1 unit of 1_000 left over after rounding down, by largest remainder "
                "to 09162.\n"));
}

TEST_CASE("a residual says who takes the difference") {
  const struct {
    Residual residual;
    const char* note;
  } rows[] = {
      {{Residual::To::kReport, {}, "", {}},
       "rounded to 0.01 half up; the difference is not given to anybody.\n"},
      {{Residual::To::kLargest, {}, "", {}},
       "rounded to 0.01 half up; the largest amount takes the difference.\n"},
      {{Residual::To::kDistrict, DistrictId{2}, "", {}},
       "rounded to 0.01 half up; 06431 takes the difference.\n"},
      {{Residual::To::kReserve, {}, "land", {}},
       "rounded to 0.01 half up; the difference goes to `land`.\n"},
  };
  for (const auto& row : rows) {
    Sample sample;
    sample.result.pots[0].extra_units = 0;
    sample.set_method("half_up");
    sample.scenario.pots[0].rounding.residual = row.residual;
    CHECK(notes_of(sample) == row.note);
  }
}

TEST_CASE("ties that mattered are named, ten of them and ten ids, with the rule that decided") {
  Sample sample;
  sample.result.pots[0].extra_units = 0;
  sample.result.pots[0].ties = {
      {{DistrictId{0}, DistrictId{1}, DistrictId{2}}, {DistrictId{0}, DistrictId{2}}}};
  CHECK(notes_of(sample) ==
        "rounded to 0.01 by largest remainder.\n"
        "tie for 2 units between 01001, 05315, 06431:\n"
        "given to 01001, 06431, by largest key, then id.\n");
  sample.scenario.pots[0].rounding.ties = {
      {TieRule::By::kColumn, ColumnId{0}}, {TieRule::By::kSmallestKey, {}}, {}};
  sample.result.pots[0].ties.assign(12,
                                    {std::vector<DistrictId>(13, DistrictId{1}), {DistrictId{1}}});
  const std::string notes = notes_of(sample);
  CHECK(notes.find(
            "tie for 1 unit between 05315, 05315, 05315, 05315, 05315, 05315, 05315, 05315,\n"
            "05315, 05315 and 3 more:\n"
            "given to 05315, by `intake`, then smallest key, then id.\n") != std::string::npos);
  CHECK(notes.ends_with("\n2 more ties.\n"));
}

TEST_CASE("money that no district got is named") {
  Sample sample;
  engine::PotResult& pot = sample.result.pots[0];
  pot.extra_units = 0;
  pot.reserves = {{"land", Money::from_minor(123456)}};
  pot.not_assigned = Money::from_minor(5);
  pot.left_over = Money::from_minor(1);
  CHECK(notes_of(sample) == grouped("rounded to 0.01 by largest remainder.\n"
                                    "reserved for `land`: 1_234.56.\n"
                                    "not assigned to anybody: 0.05.\n"
                                    "left over by rounding: 0.01.\n"));
  pot.reserves.clear();
  pot.not_assigned = {};
  pot.left_over = Money::from_minor(-1);
  CHECK(notes_of(sample).ends_with("given beyond the pot by rounding: 0.01.\n"));
}

TEST_CASE("with several pots each note names its pot, and there is no key column") {
  Sample sample;
  sample.add_pot("extra");
  sample.set_budgets(1, {0, 100, 0, 0, 0});
  const std::string report = sample.report("table");
  CHECK(report.starts_with("Zuweisung 2026 · 2 pots · 5 districts · EUR\n"));
  CHECK(report.find("id     district            2025           2026         shift        %\n") !=
        std::string::npos);
  CHECK(report.find(grouped("05315  Köln        2_812_688.82   3_348_737.91")) !=
        std::string::npos);
  CHECK(notes_of(sample) ==
        "pot `grund`: 3 units of 0.01 left over after rounding down, by largest remainder\n"
        "to 06433, 05315, 09162.\n"
        "pot `extra`: rounded to 0.01 by largest remainder.\n");
}

TEST_CASE("more than ten ids are counted") {
  Sample sample;
  sample.result.pots[0].extra.assign(10, DistrictId{0});
  sample.result.pots[0].extra_units = 12;
  CHECK(notes_of(sample) ==
        "12 units of 0.01 left over after rounding down, by largest remainder\n"
        "to 01001, 01001, 01001, 01001, 01001, 01001, 01001, 01001, 01001, "
        "01001 and 2\nmore.\n");
}

}  // namespace
}  // namespace allot::report
