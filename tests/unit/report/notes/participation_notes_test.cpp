#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

/// Köln and Bergstraße take part; Flensburg and München had money last year, Groß-Gerau is new.
Sample two_of_five() {
  Sample sample;
  for (const std::size_t absent : {0U, 3U, 4U}) {
    sample.result.budgets[absent] = {};
    sample.result.pots[0].budgets[absent] = {};
  }
  sample.result.total = Money::from_minor(419285274);
  sample.result.pots[0].extra_units = 0;
  sample.result.prior->budgets[3] = std::nullopt;
  sample.result.takes_part = {false, true, true, false, false};
  sample.result.pots[0].takes_part = sample.result.takes_part;
  sample.scenario.districts.groups = {"Nord", "West", "Mitte", "Mitte", "Süd"};
  return sample;
}

TEST_CASE("who takes no part is listed if it had money last year: rows add up to their sum") {
  CHECK(two_of_five().report("table") == grouped(R"(Zuweisung 2026 · 1 pot · 2 of 5 districts · EUR
4_192_852.74, −5_307_147.26 (−55.86_%) against 2025: 2 gain, 2 lose;
most: Köln +536_048.09, München −4_850_453.17

id     district      key          2025          2026           shift         %
01001  Flensburg       0    200_906.35          0.00     −200_906.35   −100.00
05315  Köln        1_087  2_812_688.82  3_348_736.91     +536_048.09    +19.06
06431  Bergstraße    274    774_924.47    844_115.83      +69_191.36     +8.93
09162  München         0  4_850_453.17          0.00   −4_850_453.17   −100.00
                   ─────  ────────────  ────────────   ─────────────   ───────
       Sum         1_361  9_500_000.00  4_192_852.74   −5_307_147.26    −55.86

rounded to 0.01 by largest remainder.
3 of 5 districts take no part; they had 5_051_359.52 in 2025.
)"));
  CHECK(two_of_five().report("csv") ==
        "id,name,group,key_percent,prior,budget,shift,shift_percent\n"
        "01001,Flensburg,Nord,0.000000,200906.35,0.00,-200906.35,-100.000000\n"
        "05315,Köln,West,79.867744,2812688.82,3348736.91,536048.09,19.058208\n"
        "06431,Bergstraße,Mitte,20.132256,774924.47,844115.83,69191.36,8.928788\n"
        "09162,München,Süd,0.000000,4850453.17,0.00,-4850453.17,-100.000000\n");
  Sample without_prior = two_of_five();
  without_prior.result.prior.reset();
  CHECK(nlohmann::json::parse(without_prior.report("json"))["districts"].size() == 2);
}

TEST_CASE("--all lists those who take no part, too, and none of them is new") {
  RunOptions options;
  options.all = true;
  options.columns = {"id", "budget"};
  const std::string report = two_of_five().report("table", options);
  CHECK(report.find("against 2025: 2 gain, 2 lose;") != std::string::npos);
  CHECK(report.find(grouped("01001          0.00\n"
                            "05315  3_348_736.91\n"
                            "06431    844_115.83\n"
                            "06433          0.00\n"
                            "09162          0.00\n"
                            "       ────────────\n"
                            "Sum    4_192_852.74\n")) != std::string::npos);
  CHECK(nlohmann::json::parse(two_of_five().report("json", options))["districts"].size() == 5);
  CHECK(nlohmann::json::parse(two_of_five().report("json"))["districts"].size() == 4);
}

TEST_CASE("--top counts those that are listed") {
  RunOptions options;
  options.top = 1;
  options.sort = SortBy::kBudget;
  const std::string report = two_of_five().report("table", options);
  CHECK(report.find("\nshowing 1 of 4; the sum is over all.\n") != std::string::npos);
  CHECK(report.find("\n05315  Köln") != std::string::npos);
}

TEST_CASE("without a prior year the headline counts those who take part and get money") {
  Sample sample = two_of_five();
  sample.result.prior.reset();
  CHECK(sample.report("table").find(grouped("EUR\n4_192_852.74 for 2 districts\n\n")) !=
        std::string::npos);
  CHECK(sample.report("table").ends_with("\n3 of 5 districts take no part.\n"));
  sample.result.budgets[2] = {};
  CHECK(sample.report("table").find(grouped("EUR\n4_192_852.74 for 1 of 2 districts\n\n")) !=
        std::string::npos);
  sample.result.takes_part = {true, true, true, true, false};
  CHECK(sample.report("table").ends_with("\n1 of 5 districts takes no part.\n"));
  sample.result.takes_part = {true, true, true, true, true};
  CHECK(sample.report("table").find("take no part") == std::string::npos);
  CHECK(sample.report("table").find("· 5 districts ·") != std::string::npos);
}

TEST_CASE("by group those who take part are counted, and groups that had nothing are not listed") {
  RunOptions options;
  options.by = RowsBy::kGroup;
  CHECK(two_of_five().report("csv", options) ==
        "group,districts,prior,budget,shift,shift_percent\n"
        "Mitte,1,774924.47,844115.83,69191.36,8.928788\n"
        "Nord,0,200906.35,0.00,-200906.35,-100.000000\n"
        "Süd,0,4850453.17,0.00,-4850453.17,-100.000000\n"
        "West,1,2812688.82,3348736.91,536048.09,19.058208\n");
  CHECK(two_of_five().report("table", options).find("\nSum            2  ") != std::string::npos);
  options.all = true;
  options.columns = {"group", "districts"};
  Sample sample = two_of_five();
  sample.result.prior->budgets[4] = Money{};
  CHECK(sample.report("csv", options) == "group,districts\nMitte,1\nNord,0\nSüd,0\nWest,1\n");
  options.all = false;
  CHECK(sample.report("csv", options) == "group,districts\nMitte,1\nNord,0\nWest,1\n");
}

TEST_CASE("of several pots each says how many take part in it") {
  Sample sample = two_of_five();
  sample.add_pot("extra");
  sample.set_budgets(1, {0, 100, 0, 0, 0});
  const std::string report = sample.report("table");
  CHECK(report.find("\npot `grund`: 2 of 5 districts take part.\n") != std::string::npos);
  CHECK(report.find("pot `extra`: 2 of") == std::string::npos);
  sample.result.pots[1].takes_part = {false, true, false, false, false};
  CHECK(sample.report("table").find("\npot `extra`: 1 of 5 districts takes part.\n") !=
        std::string::npos);
}

TEST_CASE("how far the list of those who take part can be trusted is said in the head") {
  const struct {
    std::optional<Status> status;
    const char* note;
    const char* line;
  } rows[] = {
      {Status::kEstimated, "only the year 2025 is published",
       "\nparticipation in pot `grund`: estimated; only the year 2025 is published\n"},
      {Status::kFinal, "", "\nparticipation in pot `grund`: final\n"},
      {std::nullopt, "by letter", "\nparticipation in pot `grund`: by letter\n"},
  };
  for (const auto& row : rows) {
    Sample sample;
    sample.scenario.pots[0].participation.emplace();
    CHECK(sample.report("table").find("participation") == std::string::npos);
    Provenance& provenance = sample.scenario.pots[0].participation->provenance;
    provenance.status = row.status;
    provenance.note = row.note;
    CHECK(sample.report("table").find(row.line) != std::string::npos);
  }
}

}  // namespace
}  // namespace allot::report
