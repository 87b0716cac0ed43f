#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "allot/cli/program.hpp"

namespace allot::cli {

/// A folder of its own for a test, removed afterwards.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "allot-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }
  std::string write(std::string_view name, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path{path(name)}.parent_path());
    std::ofstream{path(name), std::ios::binary} << text;
    return path(name);
  }
  [[nodiscard]] std::string read(std::string_view name) const {
    std::ifstream file{path(name), std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  }
  [[nodiscard]] std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{path_}, {}));
  }

 private:
  std::filesystem::path path_;
};

struct Ended {
  int exit_code;
  std::string output, error;
};

/// Runs the program in this process, with files for its three streams.
inline Ended run_allot(const std::vector<std::string_view>& arguments,
                       std::string_view input = {}) {
  const TestFolder folder;
  const int in = ::open(folder.write("in", input).c_str(), O_RDONLY);
  const int out = ::open(folder.path("out").c_str(), O_WRONLY | O_CREAT, 0600);
  const int err = ::open(folder.path("err").c_str(), O_WRONLY | O_CREAT, 0600);
  const int exit_code = run_program(arguments, {.input = in, .output = out, .error = err});
  for (const int descriptor : {in, out, err}) {
    ::close(descriptor);
  }
  return {exit_code, folder.read("out"), folder.read("err")};
}

inline constexpr std::string_view kScenario =
    "allot: 1\n"
    "title: Example\n"
    "districts: [{id: a, weight: 1}, {id: b, weight: 2}]\n"
    "pots: [{id: p, amount: 99, steps: [{share: {by: weight}}]}]\n";

}  // namespace allot::cli
