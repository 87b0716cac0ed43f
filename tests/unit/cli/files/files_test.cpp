#include "cli/files/files.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/work_together.hpp"
#include "cli/files/input.hpp"
#include "support/cli_runner.hpp"

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
    scenario =
        files.open_named(folder.path("in/scenario.yaml"), kMaxTableBytes, {}, problems).value_or(0);
  }

  Opened open(std::string_view path) {
    Problems problems;
    const auto file = files.opener()(path, scenario, {}, problems);
    return {file, problems.empty() ? std::string{} : problems.list().front().message};
  }

  SourceFiles sources;
  FileRules rules;
  SharedReads shared;
  Files files{sources, rules, shared};
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

TEST_CASE("what several scenarios name is read once, and is of each of them") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  folder.write("in/a.csv", "a");
  SourceFiles sources;
  SharedReads shared;
  Files first{sources, {}, shared};
  Files second{sources, {}, shared};
  Problems problems;
  const auto open = [&](Files& files) {
    const auto scenario =
        files.open_named(folder.path("in/scenario.yaml"), kMaxTableBytes, {}, problems);
    return std::pair{scenario, files.opener()("a.csv", scenario.value_or(0), {}, problems)};
  };
  const auto [scenario, table] = open(first);
  folder.write("in/a.csv", "another");
  const auto [again, same] = open(second);
  CHECK(problems.empty());
  CHECK(sources.text(table.value()) == "a");
  CHECK(sources.text(same.value()).data() == sources.text(*table).data());
  CHECK(scenario != again);
  CHECK(second.all_read() == std::vector{*again, *same});
  CHECK(second.has_read(folder.path("in/a.csv")));
}

TEST_CASE("what another path or a link leads to is read once, and an error each time") {
  const TestFolder folder;
  const std::string path = folder.path("a.csv");
  SharedReads shared;
  CHECK(shared.read(path).error == ENOENT);
  folder.write("a.csv", "a");
  std::filesystem::create_symlink("a.csv", folder.path("link.csv"));
  const SharedReads::Read read = shared.read(path);
  CHECK(read.error == 0);
  CHECK(*read.text == "a");
  CHECK(shared.read(folder.path("link.csv")).text == read.text);
  std::filesystem::remove(path);
  CHECK(shared.read(path).text == read.text);
}

TEST_CASE("threads that ask for one file at the same time share one reading") {
  const TestFolder folder;
  std::string text(3'000'000, 'x');
  const std::string path = folder.write("a.csv", text);
  SharedReads shared;
  std::vector<std::shared_ptr<const std::string>> read(4);
  std::atomic<std::size_t> next{0};
  work_together(
      read.size(),
      [&](bool /*here*/) {
        for (std::size_t i = next++; i < read.size(); i = next++) {
          read[i] = shared.read(path).text;
        }
      },
      [] {});
  CHECK(*read[0] == text);
  for (const auto& other : read) {
    CHECK(other == read[0]);
  }
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

TEST_CASE("what a scenario names is a file, and nothing else is read or waited for") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  REQUIRE(::mkfifo(folder.path("in/pipe").c_str(), 0600) == 0);
  std::filesystem::create_symlink("pipe", folder.path("in/link"));
  REQUIRE(::mknod(folder.path("in/socket").c_str(), S_IFSOCK | 0600, 0) == 0);
  for (const FileRules& rules : {FileRules{}, FileRules{.confine = folder.path("in")}}) {
    World world{folder, rules};
    const auto words = [&](std::string_view name) {
      const std::string message = world.open(name).message;
      return message.substr(std::min(message.find("`: ") + 3, message.size()));
    };
    CHECK(words("pipe") == "it is a pipe, no file");
    CHECK(words("link") == "it is a pipe, no file");
    CHECK(words("socket") == "it is a socket, no file");
    CHECK(words(".") == "it is a folder");
    if (!rules.confine) {
      CHECK(words("/dev/zero") == "it is a device, no file");
    }
  }
}

TEST_CASE("a scenario of the command line may be a pipe, and no device") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "the text", 8) == 8);
  ::close(ends[1]);
  SourceFiles sources;
  SharedReads shared;
  Files files{sources, {}, shared};
  Problems problems;
  const auto file =
      files.open_named("/dev/fd/" + std::to_string(ends[0]), kMaxTableBytes, {}, problems);
  ::close(ends[0]);
  CHECK(sources.text(file.value()) == "the text");
  CHECK_FALSE(files.open_named("/dev/zero", kMaxTableBytes, {}, problems));
  CHECK(problems.list().front().message == "cannot read `/dev/zero`: it is a device, no file");
}

TEST_CASE("a file that changes while it is read is not taken for the whole of it") {
  const TestFolder folder;
  const std::string path = folder.write("a.csv", "id,weight\na,1\nb,2\n");
  const auto read_after = [&](const auto& change) {
    const InputFile file{path, Pipes::kRefused};
    change();
    return file.read(1000).error;
  };
  CHECK(read_after([] {}) == 0);
  CHECK(read_after([&] { std::filesystem::resize_file(path, 14); }) == ESTALE);
  CHECK(read_after([&] { std::ofstream{path, std::ios::app} << "c,3\n"; }) == ESTALE);
  CHECK(read_after([&] {  // as long as before
          const timespec times[] = {{.tv_sec = 1, .tv_nsec = 0}, {.tv_sec = 1, .tv_nsec = 0}};
          ::utimensat(AT_FDCWD, path.c_str(), times, 0);
        }) == ESTALE);
  CHECK(InputFile{"/proc/self/status", Pipes::kRefused}.read(100'000).error == 0);
}

TEST_CASE("a huge file takes no more memory than is read of it") {
  const TestFolder folder;
  const std::string path = folder.write("a.csv", "x");
  std::filesystem::resize_file(path, std::uintmax_t{1} << 40);
  const Bytes bytes = InputFile{path, Pipes::kRefused}.read(1000);
  CHECK(bytes.error == 0);
  CHECK(bytes.text.size() == 1001);
}

TEST_CASE("confined, what cannot be followed says why") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "x");
  std::filesystem::create_symlink("b", folder.path("in/a"));
  std::filesystem::create_symlink("a", folder.path("in/b"));
  World world{folder, {.confine = folder.path("in")}};
  CHECK(world.open("a").message ==
        "cannot read `" + folder.path("in/a") + "`: its symbolic links go round in a circle");
  const std::string name(300, 'x');
  CHECK(world.open(name).message ==
        "cannot read `" + folder.path("in/" + name) + "`: the name is too long");
  World nowhere{folder, {.confine = folder.path("no")}};
  CHECK(nowhere.open("a").message == "`" + folder.path("no") + "` is not a folder");
  std::filesystem::create_symlink("loop", folder.path("loop"));
  World loop{folder, {.confine = folder.path("loop")}};
  CHECK(loop.open("a").message ==
        "cannot read `" + folder.path("loop") + "`: its symbolic links go round in a circle");
}

TEST_CASE("a name that is not UTF-8 is shown as text, and found as it is") {
  const TestFolder folder;
  folder.write("k\xF6ln/scenario.yaml", "x");
  folder.write("k\xF6ln/a.csv", "a");
  SourceFiles sources;
  SharedReads shared;
  Files files{sources, {}, shared};
  Problems problems;
  const auto file =
      files.open_named(folder.path("k\xF6ln/scenario.yaml"), kMaxTableBytes, {}, problems);
  CHECK(sources.name(file.value()) == folder.path("k\\xf6ln/scenario.yaml"));
  CHECK(files.opener()("a.csv", *file, {}, problems));
  CHECK(problems.empty());
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
  SharedReads shared;
  Files files{sources, rules, shared};
  Problems problems;
  const FileId file = files.open_named("-", kMaxTableBytes, {}, problems).value();
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

TEST_CASE("another text takes the place of a scenario that was read, behind its byte order mark") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "\xEF\xBB\xBFold");
  World world{folder, {}};
  world.sources.replace_text(world.scenario, "old");  // what reading makes of it
  CHECK(world.files.rewrite(world.scenario, "new\r\n").error == 0);
  CHECK(folder.read("in/scenario.yaml") == "\xEF\xBB\xBFnew\r\n");
}

TEST_CASE("a scenario that has changed since it was read is not written") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "old");
  folder.write("in/other.yaml", "old");
  World world{folder, {}};
  folder.write("in/scenario.yaml", "other");
  CHECK(world.files.rewrite(world.scenario, "new").error == ESTALE);
  CHECK(folder.read("in/scenario.yaml") == "other");
  std::filesystem::remove(folder.path("in/scenario.yaml"));
  CHECK(world.files.rewrite(world.scenario, "new").error == ESTALE);
  // Another file with the same text, which may be somewhere else.
  std::filesystem::create_symlink("other.yaml", folder.path("in/scenario.yaml"));
  CHECK(world.files.rewrite(world.scenario, "new").error == ESTALE);
  CHECK(folder.read("in/other.yaml") == "old");
}

TEST_CASE("a scenario that has its new text already is not written again") {
  const TestFolder folder;
  folder.write("in/scenario.yaml", "old");
  World world{folder, {}};
  CHECK(world.files.rewrite(world.scenario, "new").error == 0);
  CHECK(world.files.rewrite(world.scenario, "new").error == 0);
  CHECK(folder.read("in/scenario.yaml") == "new");
}
