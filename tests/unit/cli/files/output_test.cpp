#include "cli/files/output.hpp"

#include <doctest/doctest.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "cli/files/terminal.hpp"
#include "support/cli_runner.hpp"

using namespace allot;
using namespace allot::cli;

namespace {

Content text(std::string_view content) {
  return [content](report::Writer& out) { out.put(content); };
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

}  // namespace

TEST_CASE("a new file is written whole and leaves nothing beside it") {
  const TestFolder folder;
  CHECK(write_to_file(folder.path("out.csv"), text("result")).error == 0);
  CHECK(folder.read("out.csv") == "result");
  CHECK(folder.file_count() == 1);
}

TEST_CASE("an existing file keeps its permissions") {
  const TestFolder folder;
  const std::string path = folder.write("out.csv", "old and longer");
  ::chmod(path.c_str(), 0640);
  CHECK(write_to_file(path, text("new")).error == 0);
  CHECK(folder.read("out.csv") == "new");
  CHECK(mode_of(path) == 0640);
}

TEST_CASE("an existing file keeps its owner") {
  const TestFolder folder;
  const std::string path = folder.write("out.csv", "old");
  if (::geteuid() != 0) {
    MESSAGE("only root can give a file away: not tried");
    return;
  }
  REQUIRE(::chown(path.c_str(), 65534, 65533) == 0);
  REQUIRE(::chmod(path.c_str(), 04640) == 0);
  CHECK(write_to_file(path, text("new")).error == 0);
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK(status.st_uid == 65534);
  CHECK(status.st_gid == 65533);
  CHECK((status.st_mode & 07777U) == 04640);
}

TEST_CASE("what cannot be written for want of memory leaves what was there") {
  const TestFolder folder;
  const std::string path = folder.write("out.csv", "old");
  const Content fails = [](report::Writer& out) {
    out.put(std::string(200'000, 'x'));
    throw std::bad_alloc{};
  };
  CHECK_THROWS_AS(write_to_file(path, fails), std::bad_alloc);
  CHECK_THROWS_AS(write_to_file(folder.path("new.csv"), fails), std::bad_alloc);
  CHECK(folder.read("out.csv") == "old");
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a symbolic link stays and its target is written") {
  const TestFolder folder;
  folder.write("real/target.csv", "old");
  std::filesystem::create_symlink("real/target.csv", folder.path("link.csv"));
  std::filesystem::create_symlink("real/new.csv", folder.path("dangling.csv"));
  CHECK(write_to_file(folder.path("link.csv"), text("new")).error == 0);
  CHECK(write_to_file(folder.path("dangling.csv"), text("first")).error == 0);
  CHECK(std::filesystem::is_symlink(folder.path("link.csv")));
  CHECK(folder.read("real/target.csv") == "new");
  CHECK(folder.read("real/new.csv") == "first");
}

TEST_CASE("links in a circle are an error") {
  const TestFolder folder;
  std::filesystem::create_symlink("b", folder.path("a"));
  std::filesystem::create_symlink("a", folder.path("b"));
  CHECK(write_to_file(folder.path("a"), text("x")).error == ELOOP);
}

TEST_CASE("a FIFO is written directly") {
  const TestFolder folder;
  REQUIRE(::mkfifo(folder.path("fifo").c_str(), 0600) == 0);
  std::string received;
  std::thread reader{[&] { received = folder.read("fifo"); }};
  CHECK(write_to_file(folder.path("fifo"), text("result")).error == 0);
  reader.join();
  CHECK(received == "result");
}

TEST_CASE("what cannot be written says why and leaves what was there") {
  const TestFolder folder;
  CHECK(write_to_file(folder.path("no/such/folder.csv"), text("x")).error == ENOENT);
  CHECK(write_to_file(folder.path(""), text("x")).error == EISDIR);
  CHECK(write_to_file("/dev/full", text("x")).error == ENOSPC);
  CHECK(folder.file_count() == 0);
  CHECK(error_words(ENOSPC) == "the disk is full");
}

TEST_CASE("what is appended stands behind an empty line, and leaves the file what it is") {
  const TestFolder folder;
  const std::string path = folder.path("summary.md");
  CHECK(append_to_file(path, text("one\n")) == 0);
  ::chmod(path.c_str(), 0640);
  CHECK(append_to_file(path, text("two\n")) == 0);
  CHECK(folder.read("summary.md") == "one\n\ntwo\n");
  CHECK(mode_of(path) == 0640);
  CHECK(folder.file_count() == 1);
  CHECK(append_to_file(folder.path("no/summary.md"), text("x")) == ENOENT);
  CHECK(append_to_file(folder.path(""), text("x")) == EISDIR);
  CHECK(append_to_file("/dev/full", text("x")) == ENOSPC);
}

TEST_CASE("several programs append to one file at a time, each in one piece") {
  const TestFolder folder;
  const std::string path = folder.write("summary.md", "begin\n");
  std::vector<std::thread> threads;
  for (const char c : {'a', 'b', 'c', 'd'}) {
    threads.emplace_back([&path, line = std::string(100'000, c) + "\n"] {
      CHECK(append_to_file(path, text(line)) == 0);
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const std::string all = folder.read("summary.md");
  CHECK(all.size() == 6 + 4 * 100'002);
  for (const char c : {'a', 'b', 'c', 'd'}) {
    CHECK(all.find("\n\n" + std::string(100'000, c) + "\n") != std::string::npos);
  }
}

TEST_CASE("a closed descriptor is an error") { CHECK(write_to_descriptor(-1, text("x")) == EBADF); }

TEST_CASE("a full device ends the run with exit code 4") {
  const TestFolder folder;
  const std::string scenario = folder.write("x.yaml", kScenario);
  const int full = ::open("/dev/full", O_WRONLY);
  const int error = ::open("/dev/null", O_WRONLY);
  const std::string_view arguments[] = {"run", scenario};
  CHECK(run_program(arguments, {.output = full, .error = error}) == 4);
  const std::string_view version[] = {"--version"};
  CHECK(run_program(version, {.output = full, .error = error}) == 4);
  ::close(full);
  ::close(error);
}

TEST_CASE("the result does not overwrite a file of the scenario") {
  const TestFolder folder;
  const std::string scenario = folder.write("x.yaml", kScenario);
  const Ended ended = run_allot({"run", scenario, "-f", "csv", "-o", scenario});
  CHECK(ended.exit_code == 2);
  CHECK(folder.read("x.yaml") == kScenario);
}

TEST_CASE("the format follows the suffix of the output") {
  const TestFolder folder;
  const std::string scenario = folder.write("x.yaml", kScenario);
  CHECK(run_allot({"run", scenario, "-o", folder.path("out.csv")}).exit_code == 0);
  CHECK(folder.read("out.csv").starts_with("id,name,"));
  CHECK(run_allot({"run", scenario, "-o", folder.path("out.json")}).exit_code == 0);
  CHECK(folder.read("out.json").starts_with("{"));
  CHECK(run_allot({"run", scenario, "-o", folder.path("out.odt")}).exit_code == 2);
}

TEST_CASE("colour is decided by the option, then NO_COLOR, then CLICOLOR_FORCE") {
  struct Row {
    ColorChoice choice;
    Environment environment;
    bool color;
  };
  const Row rows[] = {
      {ColorChoice::kAuto, {}, false},  // a file is no terminal
      {ColorChoice::kAuto, {.clicolor_force = "1"}, true},
      {ColorChoice::kAuto, {.clicolor_force = "0"}, false},
      {ColorChoice::kAuto, {.no_color = "1", .clicolor_force = "1"}, false},
      {ColorChoice::kAlways, {.no_color = "1"}, true},
      {ColorChoice::kNever, {.clicolor_force = "1"}, false},
  };
  const int file = ::open("/dev/null", O_WRONLY);
  for (const Row& row : rows) {
    CHECK(use_color(row.choice, file, row.environment) == row.color);
  }
  ::close(file);
}

TEST_CASE("a page is as wide as the terminal, or as COLUMNS says; a file has no page") {
  const int file = ::open("/dev/null", O_WRONLY);
  CHECK_FALSE(terminal_width(file, {.columns = "100"}));
  ::close(file);
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(terminal >= 0);
  struct Row {
    unsigned short columns;
    std::string_view variable;
    std::size_t width;
  };
  const Row rows[] = {
      {0, "", 80},  // it does not say
      {132, "", 132},     {132, "60", 60},  {132, "0", 132},
      {132, "wide", 132}, {132, "30", 132}, {20, "", 40},
  };
  for (const Row& row : rows) {
    winsize size{};
    size.ws_col = row.columns;
    REQUIRE(::ioctl(terminal, TIOCSWINSZ, &size) == 0);
    CHECK(terminal_width(terminal, {.columns = row.variable}) == row.width);
  }
  ::close(terminal);
}
