#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/cli_runner.hpp"

using namespace allot::cli;

namespace {

constexpr std::string_view kIntake =
    "AGS;Kreis;Zuweisungen;Budget, EUR\n01001;Flensburg;92;200,5\n05315;Köln;1087;812,25\n";

bool has_text(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("from a table to a what-if in three commands") {
  const TestFolder folder;
  const std::string table = folder.write("data/intake 2026.csv", kIntake);
  const std::string file = folder.path("budget.yaml");
  const Ended init = run_allot({"init", file, "--from", table, "--map",
                                "id=AGS,name=Kreis,key=Zuweisungen,prior=Budget, EUR"});
  CHECK(init.exit_code == 0);
  CHECK(init.output == file + ": written\nnext: allot run " + file + "\n");
  CHECK(init.error.empty());
  CHECK(has_text(folder.read("budget.yaml"), "\n  table: data/intake 2026.csv "));
  CHECK(has_text(folder.read("budget.yaml"), "\nprior: {column: \"Budget, EUR\"}"));
  CHECK(!has_text(folder.read("budget.yaml"), "guessed"));
  const Ended run = run_allot({"run", file, "-f", "csv"});
  CHECK(run.exit_code == 0);
  CHECK(run.error.empty());
  const Ended what_if = run_allot({"run", file, "--adjust", "pots.base.amount=+3%"});
  CHECK(what_if.exit_code == 0);
  CHECK(has_text(what_if.output, "→ 1043.39"));
}

TEST_CASE("the example is good for run, check and validate, and goes to stdout without a file") {
  const TestFolder folder;
  const Ended init = run_allot({"init"});
  CHECK(init.exit_code == 0);
  CHECK(init.error.empty());
  const std::string file = folder.write("s.yaml", init.output);
  for (const std::string_view command : {"run", "check", "validate"}) {
    const Ended ended = run_allot({command, file, "--fail-on", "warning"});
    CHECK(ended.exit_code == 0);
    CHECK(ended.error.empty());
  }
  CHECK(run_allot({"init", "-"}).output == init.output);
  CHECK(run_allot({"init", folder.path("q.yaml"), "-q"}).output.empty());
  CHECK(folder.file_count() == 2);
}

TEST_CASE("nothing is overwritten, not even a link that leads nowhere") {
  const TestFolder folder;
  const std::string file = folder.write("s.yaml", "mine");
  const std::string table = folder.write("k.csv", kIntake);
  std::filesystem::create_symlink("nowhere.yaml", folder.path("link.yaml"));
  for (const std::string& path : {file, table, folder.path("link.yaml"), folder.path("")}) {
    const Ended ended = run_allot({"init", path, "--from", table});
    CHECK(ended.exit_code == 2);
    CHECK(has_text(ended.error, "` is there already\n"));
  }
  CHECK(folder.read("s.yaml") == "mine");
  CHECK(folder.read("k.csv") == kIntake);
  CHECK(folder.file_count() == 3);
  CHECK(has_text(run_allot({"init", table}).error, "`allot init --from " + table + "`"));
}

TEST_CASE("a table is named from the folder of the scenario, by way of real folders") {
  const TestFolder folder;
  const std::string table = folder.write("a/tables/k.csv", kIntake);
  std::filesystem::create_directories(folder.path("b/deep"));
  std::filesystem::create_directory_symlink("b/deep", folder.path("short"));
  std::filesystem::create_symlink("tables/k.csv", folder.path("a/latest.csv"));
  struct Row {
    std::string scenario, table;
    std::string_view named;
  };
  const Row rows[] = {
      {"a/s.yaml", table, "tables/k.csv"},
      {"a/tables/s.yaml", table, "k.csv"},
      {"b/s.yaml", table, "../a/tables/k.csv"},
      {"short/s.yaml", folder.path("a/tables/../latest.csv"), "../../a/latest.csv"}};
  for (const Row& row : rows) {
    const std::string file = folder.path(row.scenario);
    CHECK(run_allot({"init", file, "--from", row.table}).exit_code == 0);
    CHECK(has_text(folder.read(row.scenario), "\n  table: " + std::string{row.named} + " "));
    CHECK(run_allot({"run", file}).exit_code == 0);
  }
}

TEST_CASE("a scenario that would not run is not written, and its table's problems are shown") {
  const TestFolder folder;
  const std::string table =
      folder.write("k.csv", "ags,kreis,zugang\n01001,Kiel,5\n01001,Bonn,6\n01003,Ulm,6\n,Wels,9\n");
  const std::string file = folder.path("s.yaml");
  const Ended ended = run_allot({"init", file, "--from", table});
  CHECK(ended.exit_code == 3);
  CHECK(ended.output.empty());
  CHECK(has_text(ended.error, "the id `01001` is there twice"));
  CHECK(has_text(ended.error, "the row has no `ags`"));
  CHECK(has_text(ended.error, "`--map id=ags,name=kreis,key=zugang`"));
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a wrong use of init is a wrong command line") {
  const TestFolder folder;
  const std::string table = folder.write("k.csv", kIntake);
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view message;
  };
  const Row rows[] = {
      {{"init", "--map", "id=AGS"}, "`--map` needs a table"},
      {{"init", "--sheet", "Kreise"}, "`--sheet` needs a table"},
      {{"init", "--from", table, "--sheet", "Kreise"}, "no table has a sheet `Kreise`"},
      {{"init", "--from", "-"}, "a scenario cannot name `-` as its table"},
      {{"init", "--from", table, "--map", "AGS"}, "`--map` takes ROLE=COLUMN"},
      {{"init", "--from", table, "--map", "id="}, "`--map` takes ROLE=COLUMN"},
      {{"init", "--from", table, "--map", "ids=AGS"}, "`ids` is no role of a column"},
      {{"init", "--from", table, "--map", "amount=Budget"}, "`amount` is no role of a column"},
      {{"init", "--from", table, "--map", "id=AGS,id=Kreis"}, "two columns are the id"},
      {{"init", "--from", table, "--map", "key=Zuweisung"}, "did you mean `Zuweisungen`?"},
      {{"init", "--from", table, "--map", "key=Kreis"}, "column `Kreis` has no numbers"},
      {{"init", "--from", table, "--map", "prior=Kreis"}, "mapped as the prior"},
      {{"init", "--from", table, "--from", table}, "` is given twice"},
      {{"init", "--set", "a=b"}, "`--set` is an option of `run`"},
      {{"run", "--from", table, "s.yaml"}, "`--from` is an option of `init`"},
      {{"init", "a.yaml", "b.yaml"}, "`allot init` takes one file, not 2"},
      {{"init", "--from", "bad\xff.csv"}, "whose name is not plain UTF-8"}};
  for (const Row& row : rows) {
    const Ended ended = run_allot(row.arguments);
    CAPTURE(ended.error);
    CHECK(ended.exit_code == 2);
    CHECK(has_text(ended.error, row.message));
    CHECK(ended.output.empty());
  }
}

TEST_CASE("a mapped column is pointed at, within its argument") {
  const TestFolder folder;
  const std::string table = folder.write("k.csv", kIntake);
  const Ended ended = run_allot(
      {"init", "--from", table, "--map", "id=AGS,name=K,key=Zuweisungen", "--diagnostics", "gcc"});
  const std::size_t column =
      std::string{"allot init --from  --map id=AGS,name="}.size() + table.size() + 1;
  CHECK(has_text(ended.error, "command line:1:" + std::to_string(column) + ": error: "));
}

TEST_CASE("what cannot be read or written ends with 4") {
  const TestFolder folder;
  const std::string table = folder.write("in/k.csv", kIntake);
  CHECK(run_allot({"init", "--from", folder.path("none.csv")}).exit_code == 4);
  CHECK(run_allot({"init", folder.path("none/s.yaml")}).exit_code == 4);
  CHECK(run_allot({"init", "--from", table, "--confine", folder.path("in")}).exit_code == 0);
  std::filesystem::create_directories(folder.path("other"));
  const Ended outside = run_allot({"init", "--from", table, "--confine", folder.path("other")});
  CHECK(outside.exit_code == 4);
  CHECK(outside.output.empty());
}
