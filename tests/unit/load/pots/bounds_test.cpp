#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/scenario_text.hpp"

namespace allot {
namespace {

using test::file_of;
using test::Lines;
using test::loaded;
using test::MemoryFiles;
using test::problems_of;

constexpr std::string_view kBoundedDistricts =
    "districts: [{id: a, w: 1, before: 4, most: 1/3}, {id: b, w: 1, before: 5, most: 3}]\n";

std::string pot_with_steps(std::string_view amount, std::string_view steps,
                           std::string_view more = "") {
  return fmt::format("pots: [{{id: p, amount: {}{}, steps: [\n{}]}}]\n", amount, more, steps);
}

TEST_CASE("bounds are amounts, percentages, rates and columns") {
  MemoryFiles files;
  const Scenario scenario = loaded(
      files, file_of({kBoundedDistricts, "prior: {column: before}\n",
                      pot_with_steps(
                          "100",
                          "{share: {by: w}}, {limit: {minimum: 1.5, maximum: {column: most}}},\n"
                          "{limit: {minimum: {percent_of_prior: 90 %}, maximum: {percent_of_pot: "
                          "2/3}}},\n"
                          "{limit: {minimum: {per: w, amount: 12}}}")}));
  const auto& steps = scenario.pots[0].steps;
  CHECK(std::get<FixedBound>(*steps[1].get<Bound>("minimum")).amount == Fraction{3, 2});
  CHECK(scenario.column(std::get<ColumnBound>(*steps[1].get<Bound>("maximum")).column).name ==
        "most");
  CHECK(std::get<PriorBound>(*steps[2].get<Bound>("minimum")).share == Fraction{9, 10});
  CHECK(std::get<PotBound>(*steps[2].get<Bound>("maximum")).share == Fraction{2, 3});
  const auto& rate = std::get<RateBound>(*steps[3].get<Bound>("minimum"));
  CHECK(scenario.key(rate.per).name == "w");
  CHECK(rate.amount == Fraction{12});
  CHECK(scenario.decimals == 0);
}

TEST_CASE("who pays for a floor is a word, or a name with `top_up`") {
  MemoryFiles files;
  const auto payer = [&](std::string_view paid_by) {
    const Scenario scenario = loaded(
        files,
        file_of({"districts: [{id: a, w: 1, before: 4}]\n", "prior: {column: before}\n",
                 pot_with_steps("100", fmt::format("{{share: {{by: w}}}}, {{hold_harmless: "
                                                   "{{percent_of_prior: 95 %, paid_by: {}}}}}",
                                                   paid_by))}));
    const Payer found = *scenario.pots[0].steps[1].get<Payer>("paid_by");
    return fmt::format("{} {}", static_cast<int>(found.how), found.name);
  };
  CHECK(payer("ratable") == "0 ");
  CHECK(payer("scale_above_floor") == "1 ");
  CHECK(payer("scale_gains") == "2 ");
  CHECK(payer("{top_up: Land}") == "3 Land");
}

TEST_CASE("what bounds and payers must not be") {
  const struct {
    std::string_view step, problem;
  } rows[] = {
      {"limit: {minimum: -1}", "negative_amount s.yaml:5:37"},
      {"limit: {minimum: 5 %}", "ambiguous_percentage s.yaml:5:37"},
      {"limit: {minimum: most}", "wrong_kind s.yaml:5:37"},
      {"limit: {minimum: {percent_of_pot: 95}}", "ambiguous_percentage s.yaml:5:54"},
      {"limit: {minimum: {percent_of_pot: -5 %}}", "negative_amount s.yaml:5:54"},
      {"limit: {minimum: {per: w}}", "missing_field s.yaml:5:37"},
      {"limit: {minimum: {amount: 3}}", "missing_field s.yaml:5:37"},
      {"limit: {minimum: {per: w, amount: 3, column: w}}", "fields_clash s.yaml:5:37"},
      {"limit: {minimum: {column: mots}}", "unknown_column s.yaml:5:46"},
      {"limit: {minimum: {percent: 5 %}}", "unknown_field s.yaml:5:38"},
      {"limit: {minimum: {column: none}}", "missing_cell s.yaml:3:46"},
      {"limit: {minimum: {column: less}}", "negative_amount s.yaml:3:42"},
      {"hold_harmless: {percent_of_prior: 95 %, paid_by: top_up}", "wrong_kind s.yaml:5:69"},
      {"hold_harmless: {percent_of_prior: 95 %, paid_by: rateable}", "unknown_choice s.yaml:5:69"},
      {"hold_harmless: {percent_of_prior: 95 %, paid_by: {top_up: }}", "empty_value s.yaml:5:70"},
      {"hold_harmless: {percent_of_prior: 95 %}", "missing_field s.yaml:5:35"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.step);
    CHECK(problems_of(
              fmt::format("districts: [{{id: a, w: 1, most: 5, less: -1, none: , before: 1}}]\n"
                          "pots: [{{id: p, amount: 100, prior: {{column: before}}, steps: [\n"
                          "{{share: {{by: w}}}}, {{{}}}]}}]\n",
                          row.step)) == Lines{std::string{row.problem}});
  }
}

TEST_CASE("a rule on the prior year needs one: of the pot, or of the file with one pot") {
  constexpr std::string_view kSteps =
      "{share: {by: w}}, {limit: {minimum: {percent_of_prior: 5 %}}},\n"
      "{hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}}";
  const auto problems = [&](std::string_view before, std::string_view more) {
    return problems_of(fmt::format("districts: [{{id: a, w: 1, before: 1}}]\n{}{}  \n", before,
                                   pot_with_steps("100", kSteps, more)));
  };
  const Lines none{"prior_needed s.yaml:5:37", "prior_needed s.yaml:6:2"};
  CHECK(problems("", "") == none);
  CHECK(problems("", ", prior: {column: before}") == Lines{});
  CHECK(problems("prior: {column: before}\n", "") == Lines{});
  CHECK(problems("prior: {column: befor}\n", "") == Lines{"unknown_column s.yaml:4:17"});
  CHECK(problems("", ", prior: {column: befor}") == Lines{"unknown_column s.yaml:4:45"});
}

TEST_CASE(
    "a file's prior year is not that of one of its pots, and a rule of a prior year has none") {
  CHECK(problems_of("districts: [{id: a, w: 1, before: 1}]\nprior: {column: before}\npots:\n"
                    "  - {id: p, amount: 5, steps: [{share: {by: w}}]}\n"
                    "  - {id: q, amount: 5, steps: [{share: {by: w}}, {gain_cap: {percent: 5 %, "
                    "released: keep, new: uncapped}}]}\n") == Lines{"prior_needed s.yaml:7:51"});
  CHECK(problems_of("districts: [{id: a, w: 1}]\nprior: {amount: 5, steps: [{share: {by: w}}, "
                    "{phase_in: {new_weight: 50 %}}]}\n"
                    "pots: [{id: p, amount: 5, steps: [{share: {by: w}}]}]\n") ==
        Lines{"prior_needed s.yaml:4:47"});
}

TEST_CASE("in an open pot there is nobody to pay, and no pot to be a percentage of") {
  CHECK(problems_of(fmt::format("{}{}", "districts: [{id: a, w: 1}]\n",
                                pot_with_steps("open",
                                               "{rate: {amount: 1, per: w}}, {limit: {maximum: "
                                               "3}}"))) == Lines{});
  CHECK(
      problems_of(fmt::format(
          "{}{}", "districts: [{id: a, w: 1}]\n",
          pot_with_steps("open",
                         "{rate: {amount: 1, per: w}}, {limit: {maximum: {percent_of_pot: 5 %}}},\n"
                         "{share: {by: w}}, {top_slice: {amount: 1, to: r}}"))) ==
      Lines{"open_pot_step s.yaml:5:48", "open_pot_step s.yaml:6:2", "open_pot_step s.yaml:6:20"});
}

TEST_CASE("a step with a wrong field is no reason for more messages about it or its neighbours") {
  CHECK(problems_of("districts: [{id: a, w: 1}]\npots: [{id: p, amount: 5, steps: [{share: {bi: "
                    "w}}, {limit: {}}, {flat: {amount: 1, times: -1}}]}]\n") ==
        Lines{"unknown_field s.yaml:4:44", "missing_field s.yaml:4:54",
              "negative_amount s.yaml:4:92"});
}

TEST_CASE("paths lead into bounds, payers and part-year factors") {
  MemoryFiles files;
  load::Options options;
  const auto set = [&](std::string path, std::string value) {
    options.assignments.push_back(
        files.assignment(load::Assignment::Kind::kSet, std::move(path), std::move(value)));
  };
  set("pots.p.steps.limit.minimum.percent_of_pot", "3 %");
  set("pots.p.steps.limit.maximum", "{per: w, amount: 90}");
  set("pots.p.steps.hold_harmless.paid_by.top_up", "Bund");
  set("pots.p.steps.share.prorate.unit", "day");
  set("pots.p.unclaimed", "return");
  set("pots.p.tranches.years", "[2026, 2027]");
  set("period.until", "2027-07-01");
  const Scenario scenario = loaded(
      files,
      file_of({"period: {from: 2026-01-01, until: 2027-01-01}\n"
               "districts: [{id: a, w: 1, before: 4}]\nprior: {column: before}\n",
               pot_with_steps(
                   "100",
                   "{share: {by: w}}, {limit: {minimum: {percent_of_pot: 5 %}}}, {hold_harmless: "
                   "{percent_of_prior: 90 %, paid_by: {top_up: Land}}}")}),
      options);
  const auto& steps = scenario.pots[0].steps;
  CHECK(std::get<PotBound>(*steps[1].get<Bound>("minimum")).share == Fraction{3, 100});
  CHECK(std::get<RateBound>(*steps[1].get<Bound>("maximum")).amount == Fraction{90});
  CHECK(steps[2].get<Payer>("paid_by")->name == "Bund");
  CHECK((*steps[0].get<std::optional<Prorate>>("prorate"))->unit == Prorate::Unit::kDay);
  CHECK(scenario.pots[0].unclaimed == Unclaimed::kReturn);
  CHECK(scenario.pots[0].tranches->years.size() == 2);
  CHECK(date_text(scenario.period->until) == "2027-07-01");
}

}  // namespace
}  // namespace allot
