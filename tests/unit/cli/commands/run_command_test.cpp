#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/cli_runner.hpp"

using namespace allot::cli;

namespace {

constexpr std::string_view kEnvelope =
    "allot: 1\n"
    "title: Envelope\n"
    "districts: [{id: a, weight: 1}, {id: b, weight: 2}]\n"
    "pots:\n"
    "  - id: p\n"
    "    amount: contributors\n"
    "    contributors: [{id: land, amount: 60}, {id: bund, amount: 30}]\n"
    "    tranches: {years: [2026, 2027]}\n"
    "    steps: [{share: {by: weight}}]\n"
    "  - {id: q, amount: 9, steps: [{share: {by: weight}}]}\n";

bool has_part(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what a scenario does not have is refused, with what to add or to leave out") {
  const TestFolder folder;
  const std::string plain = folder.write("plain.yaml", kScenario);
  const std::string envelope = folder.write("envelope.yaml", kEnvelope);
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view message, help;
  };
  const Row rows[] = {
      {{"run", plain, "--by", "group"}, "the scenario has no groups", "`group:` in `districts`"},
      {{"run", plain, "--by", "contributor"},
       "the scenario has no contributors",
       "`amount: contributors`"},
      {{"run", plain, "--by", "year"}, "the scenario has no years", "`tranches: {years: "},
      {{"run", plain, "--year", "2026"}, "the scenario has no years", "`tranches: {years: "},
      {{"run", envelope, "--year", "2028"},
       "no pot has a year `2028`",
       "the years are 2026 and 2027"},
      {{"run", envelope, "--year", "2026", "--by", "year"},
       "`--by year` shows all years, `--year` one of them",
       "leave one of the two out"},
      {{"run", envelope, "--year", "2026", "--by", "contributor"},
       "`--by contributor` shows all years together",
       "leave one of the two out"},
      {{"run", plain, "--sort", "shift"},
       "nothing to sort by: the scenario has no prior year",
       "`prior: {column: NAME}`"},
      {{"run", plain, "--sort", "percent"},
       "nothing to sort by: the scenario has no prior year",
       "sort by id, name, budget or input"},
      {{"run", plain, "--columns", "id,budget,id"}, "the column `id` is named twice", "once"},
      {{"run", plain, "--columns", "id,budgte"},
       "the result has no column `budgte`",
       "did you mean `budget`?"},
      {{"run", envelope, "--by", "contributor", "-f", "csv", "--columns", "land"},
       "the result has no column `land`",
       "the columns are id, name, group, contributor, budget and weight"},
  };
  for (const Row& row : rows) {
    const Ended ended = run_allot(row.arguments);
    CAPTURE(ended.error);
    CHECK(ended.exit_code == 2);
    CHECK(ended.output.empty());
    CHECK(has_part(ended.error, row.message));
    CHECK(has_part(ended.error, row.help));
  }
}

TEST_CASE("there is no shift of a single pot, even with a prior year") {
  const TestFolder folder;
  const std::string path =
      folder.write("prior.yaml",
                   "allot: 1\n"
                   "title: Prior\n"
                   "districts: [{id: a, weight: 1, old: 5}, {id: b, weight: 2, old: 70}]\n"
                   "pots: [{id: p, amount: 99, steps: [{share: {by: weight}}]}]\n"
                   "prior: {column: old}\n");
  const Ended ended = run_allot({"run", path, "--by", "pot", "--sort", "shift"});
  CHECK(ended.exit_code == 2);
  CHECK(has_part(ended.error, "nothing to sort by: there is no prior year of a single pot"));
  CHECK_FALSE(has_part(ended.error, "prior: {column"));
  CHECK(run_allot({"run", path, "--sort", "shift", "-f", "csv", "--columns", "id,shift"}).output ==
        "id,shift\na,28\nb,-4\n");
}

TEST_CASE("--by contributor, --by year and --year show what is asked for") {
  const TestFolder folder;
  const std::string envelope = folder.write("envelope.yaml", kEnvelope);
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view output;
  };
  const Row rows[] = {
      {{"run", envelope, "--by", "contributor", "-f", "csv", "--columns", "id,contributor,budget"},
       "id,contributor,budget\na,land,20\na,bund,10\nb,land,40\nb,bund,20\n"},
      {{"run", envelope, "--by", "year", "-f", "csv", "--columns", "id,year,budget"},
       "id,year,budget\na,2026,15\na,2027,15\nb,2026,30\nb,2027,30\n"},
      {{"run", envelope, "--year", "2027", "-f", "csv", "--columns", "id,budget"},
       "id,budget\na,15\nb,30\n"},
      {{"run", envelope, "-f", "csv", "--columns", "id,budget"}, "id,budget\na,33\nb,66\n"},
  };
  for (const Row& row : rows) {
    const Ended ended = run_allot(row.arguments);
    CAPTURE(ended.error);
    CHECK(ended.exit_code == 0);
    CHECK(ended.output == row.output);
  }
  CHECK(has_part(run_allot({"run", envelope, "--year", "2027"}).output,
                 "pot `q` has no tranche of 2027 and is left out."));
}

TEST_CASE("--all lists those who take no part, too") {
  const TestFolder folder;
  const std::string path =
      folder.write("some.yaml",
                   "allot: 1\n"
                   "title: Some\n"
                   "period: {from: 2026-01-01, until: 2027-01-01}\n"
                   "districts: [{id: a, weight: 1}, {id: b, weight: 2}]\n"
                   "pots:\n"
                   "  - id: p\n"
                   "    amount: 99\n"
                   "    participation: {default: none, from: {2026-01-01: [b]}}\n"
                   "    steps: [{share: {by: weight}}]\n");
  CHECK(run_allot({"run", path, "-f", "csv", "--columns", "id,budget"}).output ==
        "id,budget\nb,99\n");
  CHECK(run_allot({"run", path, "-f", "csv", "--columns", "id,budget", "--all"}).output ==
        "id,budget\na,0\nb,99\n");
}
