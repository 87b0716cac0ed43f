#include "cli/arguments/options.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/session/session.hpp"
#include "support/cli_runner.hpp"

using namespace allot;
using namespace allot::cli;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The settings that a command line gives, with what is wrong with it.
struct Read {
  explicit Read(const std::vector<std::string_view>& arguments, std::string_view command = "run")
      : line{arguments, sources}, settings{read_settings(arguments, command, line, problems)} {}

  SourceFiles sources;
  CommandLine line;
  Problems problems;
  Settings settings;
};

}  // namespace

TEST_CASE("a repeatable option takes one value and leaves the scenario that follows") {
  const Read read{{"--set", "a.b=1", "x.yaml", "--adjust", "c=+2%", "--set=d=[1,2]"}};
  REQUIRE(read.problems.empty());
  REQUIRE(read.settings.operands == std::vector<std::string>{"x.yaml"});
  REQUIRE(read.settings.assignments.size() == 3);
  CHECK(read.settings.assignments[0].argument == "a.b=1");
  CHECK(read.settings.assignments[1].argument == "c=+2%");
  CHECK(read.settings.assignments[1].kind == load::Assignment::Kind::kAdjust);
  CHECK(read.settings.assignments[2].argument == "d=[1,2]");
}

TEST_CASE("the path of an assignment ends at the first equals sign that is not quoted") {
  SourceFiles sources;
  const CommandLine line{{}, sources};
  const auto assignment = line.assign(load::Assignment::Kind::kSet, "districts.\"a=b\".x=c=d");
  CHECK(assignment.path == "districts.\"a=b\".x");
  CHECK(assignment.value == "c=d");
  CHECK_FALSE(is_assignment("districts"));
  CHECK_FALSE(is_assignment("=3"));
}

TEST_CASE("an assignment is found on the command line, however it is given") {
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view assignment;
    std::uint32_t path, value;  // columns
  };
  const Row rows[] = {
      {{"run", "s", "--set", "a.b=1"}, "a.b=1", 19, 23},
      {{"run", "s", "--set=a.b=1"}, "a.b=1", 19, 23},
      {{"run", "s", "--set", "a.b=1 %"}, "a.b=1 %", 20, 24},           // quoted
      {{"run", "s", "--set", "b=1", "--set", "ab=1"}, "b=1", 19, 21},  // not the end of another
      {{"run", "s", "--set", "b=c", "--adjust=a=b=c"}, "b=c", 19, 21},
      {{"run", "s", "--set", "a=1", "--set", "a=1"}, "a=1", 29, 31},  // the last one counts
  };
  for (const Row& row : rows) {
    SourceFiles sources;
    const CommandLine line{row.arguments, sources};
    const auto found = line.assign(load::Assignment::Kind::kSet, std::string{row.assignment});
    CHECK(found.where.column == row.path);
    CHECK(found.where.length == found.path.size());
    CHECK(found.value_where.column == row.value);
    CHECK(found.value_where.length == found.value.size());
    CHECK(sources.line(found.where.file, 1).substr(row.path - 1, row.assignment.size()) ==
          row.assignment);
    CHECK(line.holds(found.where));
  }
}

TEST_CASE("a name among others has the place between its commas") {
  struct Row {
    std::string_view name;
    std::uint32_t column;
  };
  const std::vector<std::string_view> arguments{"run", "s", "--columns", "b,ab,c", "--by=d,e"};
  SourceFiles sources;
  const CommandLine line{arguments, sources};
  for (const Row& row : std::vector<Row>{{"b", 23}, {"ab", 25}, {"c", 28}, {"d", 35}, {"e", 37}}) {
    CAPTURE(row.name);
    CHECK(line.of(row.name).column == row.column);
    CHECK(line.of(row.name).length == row.name.size());
  }
}

TEST_CASE("each choice that help shows is one that the option takes") {
  for (const Option& option : options()) {
    for (const Command& command : commands()) {
      for (const std::string_view choice : choices_of(option, command.name)) {
        CAPTURE(option.name);
        CAPTURE(choice);
        Settings settings;
        CHECK(option.read(choice, settings));
      }
    }
  }
}

TEST_CASE("each option is of commands that there are, in the order of their table") {
  for (const Option& option : options()) {
    std::string those_that_have_it;
    for (const Command& command : commands()) {
      if (has_option(command.name, option)) {
        those_that_have_it += (those_that_have_it.empty() ? "" : ", ") + std::string{command.name};
      }
    }
    CHECK((option.commands.empty() || option.commands == those_that_have_it));
  }
}

TEST_CASE("an order with a sign before it is the other way round") {
  struct Row {
    std::vector<std::string_view> arguments;
    report::SortBy sort;
    bool reversed;
  };
  const Row rows[] = {
      {{"x.yaml", "--sort", "shift"}, report::SortBy::kShift, false},
      {{"x.yaml", "--sort", "-shift"}, report::SortBy::kShift, true},
      {{"x.yaml", "--sort=-change"}, report::SortBy::kChange, true},
      {{"--sort", "-id", "x.yaml"}, report::SortBy::kId, true},
  };
  for (const Row& row : rows) {
    const Read read{row.arguments};
    CHECK(read.problems.list().empty());
    CHECK(read.settings.operands == std::vector<std::string>{"x.yaml"});
    CHECK(read.settings.report.sort == row.sort);
    CHECK(read.settings.report.reversed == row.reversed);
  }
}

TEST_CASE("wrong uses are refused with a reason") {
  struct Row {
    std::vector<std::string_view> arguments;
    std::string_view message;
  };
  const Row rows[] = {
      {{"x.yaml", "--formt", "csv"}, "unknown option `--formt`"},
      {{"x.yaml", "--format", "cvs"},
       "`--format` takes table, csv, csv-excel, json, markdown, html or xlsx, not `cvs`"},
      {{"x.yaml", "--format"}, "`--format` needs a value: FORMAT"},
      {{"--output=", "x.yaml"}, "`--output` needs a value: FILE"},
      {{"x.yaml", "--quiet=yes"}, "`--quiet` takes no value"},
      {{"x.yaml", "--top", "0x10"}, "`--top` takes a whole number from 1, not `0x10`"},
      {{"x.yaml", "--top", "0"}, "`--top` takes a whole number from 1, not `0`"},
      {{"x.yaml", "--sort", "-losses"},
       "`--sort` takes id, name, budget, shift, percent, change or input, not `-losses`"},
      {{"x.yaml", "--sort=--shift"},
       "`--sort` takes id, name, budget, shift, percent, change or input, not `--shift`"},
      {{"x.yaml", "--against", "prior"},
       "`--against` is an option of `check` and `compare`, not of this command"},
      {{"x.yaml", "--by", "distric"},
       "`--by` takes district, pot, group, contributor or year, not `distric`"},
      {{"x.yaml", "--by", "pot", "--by", "group"}, "`--by` is given more than once"},
      {{"x.yaml", "--set", "pots.p"}, "`--set` takes PATH=VALUE, not `pots.p`"},
      {{"x.yaml", "--require", "open"},
       "`--require` takes closed, final or closed,final, not `open`"},
  };
  for (const Row& row : rows) {
    const Read read{row.arguments};
    REQUIRE(read.problems.list().size() == 1);
    CHECK(read.problems.list().front().message == row.message);
    CHECK(read.problems.list().front().code == Code::kUsage);
  }
}

TEST_CASE("an option of another command is named as such") {
  const Read read{{"x.yaml", "--format", "csv"}, "validate"};
  REQUIRE(read.problems.list().size() == 1);
  CHECK(read.problems.list().front().message ==
        "`--format` is an option of `run`, `check`, `audit`, `explain`, `describe`, `compare` and "
        "`sweep`, not "
        "of this "
        "command");
}

TEST_CASE("after two dashes everything is a file") {
  const Read read{{"-v", "--", "--by", "-q"}};
  CHECK(read.problems.empty());
  CHECK(read.settings.operands == std::vector<std::string>{"--by", "-q"});
  CHECK(read.settings.verbose);
  CHECK_FALSE(read.settings.quiet);
}

TEST_CASE("a message about the command line points into it") {
  const std::vector<std::string_view> arguments{"run", "my file.yaml", "--formt", "csv"};
  SourceFiles sources;
  const CommandLine line{arguments, sources};
  const Location where = line.of("--formt");
  CHECK(sources.line(where.file, 1) == "allot run 'my file.yaml' --formt csv");
  CHECK(where.column == 26);
  CHECK(where.length == 7);
}

TEST_CASE("a wrong command line goes before all else, then the highest code counts") {
  struct Row {
    std::vector<int> met;
    int value;
  };
  const Row rows[] = {{{}, 0}, {{1, 0}, 1}, {{3, 1}, 3}, {{1, 4, 3}, 4}, {{4, 2, 3}, 2}};
  for (const Row& row : rows) {
    ExitCode exit;
    for (const int code : row.met) {
      exit.meet(code);
    }
    CHECK(exit.value() == row.value);
  }
}

TEST_CASE("without a command there is short help on stderr and exit code 2") {
  const Ended ended = run_allot({});
  CHECK(ended.exit_code == 2);
  CHECK(ended.output.empty());
  CHECK(contains(ended.error, "allot run scenario.yaml"));
}

TEST_CASE("the version names the program and the formats") {
  const Ended ended = run_allot({"--version"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output.starts_with("allot "));
  CHECK(ended.output.ends_with("\nscenario format 1, JSON format 1.4\n"));
}

TEST_CASE("exit codes say what came of it") {
  const TestFolder folder;
  const std::string good = folder.write("good.yaml", kScenario);
  const std::string bad = folder.write("bad.yaml", "allot: 1\ntitel: x\n");
  const std::string missing = folder.path("missing.yaml");
  const std::string expecting =
      folder.write("expecting.yaml", std::string{kScenario} + "expect: {total: 98}\n");
  struct Row {
    std::vector<std::string_view> arguments;
    int exit_code;
  };
  const Row rows[] = {
      {{"run", good}, 0},
      {{"run", bad}, 3},
      {{"run", missing}, 4},
      {{"run"}, 2},
      {{"run", good, good}, 2},
      {{"rnu", good}, 2},
      {{good}, 2},
      {{"run", good, "--set", "pots.q.amount=5"}, 2},
      {{"run", good, "--set", "pots.p.amount=x"}, 2},
      {{"run", good, "--columns", "id,budgte"}, 2},
      {{"run", good, "--per", "wieght"}, 2},
      {{"validate", good, bad}, 3},
      {{"validate", good, bad, missing}, 4},
      {{"check", good}, 3},
      {{"check", expecting}, 1},
      {{"check", expecting, "--set", "expect.total=99"}, 0},
      {{"help", "run"}, 0},
      {{"help", "nothing"}, 2},
      {{"--help"}, 0},
      {{"--hepl"}, 2},
  };
  for (const Row& row : rows) {
    const Ended ended = run_allot(row.arguments);
    CAPTURE(row.arguments.back());
    CAPTURE(ended.error);
    CHECK(ended.exit_code == row.exit_code);
  }
}

TEST_CASE("a file in the place of the command is answered with the command that was meant") {
  const Ended ended = run_allot({"scenario.yaml"});
  CHECK(contains(ended.error, "did you mean `allot run scenario.yaml`?"));
}

TEST_CASE("no problem is an empty list in JSON") {
  const TestFolder folder;
  const std::string good = folder.write("good.yaml", kScenario);
  CHECK(run_allot({"validate", good, "--diagnostics", "json"}).error == "[]\n");
}

TEST_CASE("a refusal that is expected is no error") {
  const TestFolder folder;
  const std::string path = folder.write(
      "refused.yaml", "allot: 1\ntitle: x\nexpect: {exit: 3}\ndistricts: []\npots: []\n");
  const Ended ended = run_allot({"check", path});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output == path + ": refused as expected (exit 3)\n");
  CHECK(ended.error.empty());
}

TEST_CASE("validate names what is valid, and nothing when quiet") {
  const TestFolder folder;
  const std::string good = folder.write("good.yaml", kScenario);
  CHECK(run_allot({"validate", good}).output == good + ": valid\n");
  CHECK(run_allot({"validate", good, "-q"}).output.empty());
}

TEST_CASE("each topic of help has a page") {
  for (const std::string_view topic :
       {"run", "validate", "check", "help", "codes", "steps", "methods", "format", "E012", "e012",
        "unknown_field", "share", "largest_remainder"}) {
    const Ended ended = run_allot({"help", topic});
    CAPTURE(topic);
    CHECK(ended.exit_code == 0);
    CHECK(ended.output.size() > 50);
  }
}
