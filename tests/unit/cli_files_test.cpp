#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "cli/files.hpp"
#include "cli_runner.hpp"

using namespace allot;
using namespace allot::cli;

namespace {

struct Opened {
  std::optional<FileId> file;
  std::string message;
};

/// Files of a scenario in `folder`, which is read already.
struct World {
  World(const TestFolder& folder, FileRules given) : rules{std::move(given)} {
    Problems problems;
    scenario = files.open_scenario(folder.path("in/scenario.yaml"), {}, problems).value_or(0);
  }

  Opened open(std::string_view path) {
    Problems problems;
    const auto file = files.opener()(path, scenario, {}, problems);
    return {file, problems.empty() ? std::string{} : problems.list().front().message};
  }

  SourceFiles sources;
  FileRules rules;
  Files files{sources, rules};
  FileId scenario = 0;
};

}  // namespace

TEST_CASE("paths are relative to the folder of the file that names them") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  folder.write("in/data/a.csv", "a");
  folder.write("b.csv", "b");
  World world{folder, {}};
  CHECK(world.sources.text(world.open("data/a.csv").file.value()) == "a");
  CHECK(world.sources.text(world.open("../b.csv").file.value()) == "b");
  CHECK(world.sources.text(world.open(folder.path("b.csv")).file.value()) == "b");
}

TEST_CASE("a file is read once, whatever the path") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  folder.write("in/a.csv", "a");
  std::filesystem::create_symlink("a.csv", folder.path("in/link.csv"));
  World world{folder, {}};
  const auto file = world.open("a.csv").file;
  CHECK(world.open("../in/a.csv").file == file);
  CHECK(world.open("link.csv").file == file);
  CHECK(world.files.all_read().size() == 2);
  CHECK(world.files.has_read(folder.path("in/link.csv")));
  CHECK_FALSE(world.files.has_read(folder.path("in/b.csv")));
}

TEST_CASE("a file that cannot be read is named with the reason") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  folder.write("in/counts.csv", "a");
  World world{folder, {}};
  CHECK(world.open("count.csv").message ==
        "cannot read `" + folder.path("in/count.csv") + "`: there is no such file");
  CHECK(world.open("..").message == "cannot read `" + folder.path("in/..") + "`: it is a folder");
  CHECK(world.open("counts.csv/x").message ==
        "cannot read `" + folder.path("in/counts.csv/x") + "`: a part of the path is not a folder");
}

TEST_CASE("confined, neither a path nor a link leads out of the folder") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  folder.write("in/a.csv", "a");
  folder.write("inside/b.csv", "b");
  folder.write("b.csv", "b");
  std::filesystem::create_symlink("../b.csv", folder.path("in/link.csv"));
  World world{folder, {.confine = folder.path("in")}};
  CHECK(world.open("a.csv").file);
  CHECK(world.open("../in/a.csv").file);
  for (const std::string_view outside :
       {"../b.csv", "link.csv", "../inside/b.csv", "../missing.csv", "/etc/passwd"}) {
    CAPTURE(outside);
    const Opened opened = world.open(outside);
    CHECK_FALSE(opened.file);
    CHECK(opened.message.ends_with("is outside `" + folder.path("in") + "`"));
  }
}

TEST_CASE("stdin has the name and the folder that it is given") {
  const TestFolder folder;
  folder.write("in/a.csv", "a");
  const int input = ::open(folder.write("stdin", "the text").c_str(), O_RDONLY);
  const FileRules rules{.stdin_name = folder.path("in/x.yaml"), .input = input};
  SourceFiles sources;
  Files files{sources, rules};
  Problems problems;
  const FileId file = files.open_scenario("-", {}, problems).value();
  ::close(input);
  CHECK(sources.text(file) == "the text");
  CHECK(sources.name(file) == folder.path("in/x.yaml"));
  CHECK(sources.text(files.opener()("a.csv", file, {}, problems).value()) == "a");
}

TEST_CASE("a file longer than one read is read whole") {
  const TestFolder folder;
  std::string text(300'000, 'x');
  text.back() = 'y';
  folder.write("in/scenario.yaml", text);
  World world{folder, {}};
  CHECK(world.sources.text(world.scenario) == text);
}
