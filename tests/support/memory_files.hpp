#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/load.hpp"

namespace allot::test {

/// A problem as "unknown_field s.yaml:7:9 unknown field `shar`".
struct Line {
  std::string text;
};

/// A test states code and place. The wording is pinned in tests/golden; the message follows only
/// where no golden has it.
inline bool operator==(const Line& line, std::string_view stated) {
  const std::string_view text = line.text;
  return text == stated || text.substr(0, text.find(' ', text.find(' ') + 1)) == stated;
}

/// The problems of a file, by place.
using Found = std::vector<Line>;

inline bool operator==(const Found& found, const std::vector<std::string>& stated) {
  return std::ranges::equal(found, stated,
                            [](const Line& line, const std::string& text) { return line == text; });
}

}  // namespace allot::test

/// A list of messages, one on each line.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
      text += "\n" + line;
    }
    return text.c_str();
  }
};

template <>
struct doctest::StringMaker<allot::test::Found> {
  static String convert(const allot::test::Found& found) {
    std::string text;
    for (const allot::test::Line& line : found) {
      text += "\n" + line.text;
    }
    return text.c_str();
  }
};

template <>
struct doctest::StringMaker<allot::test::Line> {
  static String convert(const allot::test::Line& line) { return line.text.c_str(); }
};

namespace allot::test {

using Texts = std::map<std::string, std::string, std::less<>>;

/// Scenario files in memory, and what loading the first of them gave.
class MemoryFiles {
 public:
  explicit MemoryFiles(Texts others = {}) : texts_{std::move(others)} {}

  load::Loaded load(std::string_view scenario, load::Options options = {}) {
    const FileId file = files_.add("s.yaml", std::string{scenario});
    ids_["s.yaml"] = file;
    return load::load_scenario(files_, file, opener(), options);
  }

  load::Assignment assignment(load::Assignment::Kind kind, std::string path, std::string value) {
    const std::string argument = path + "=" + value;
    const FileId file = files_.add("--set", argument);
    const auto before = static_cast<std::uint32_t>(path.size());
    const auto length = static_cast<std::uint32_t>(value.size());
    return {kind,
            std::move(path),
            std::move(value),
            {file, 1, 1, before},
            {file, 1, before + 2, length}};
  }

  [[nodiscard]] SourceFiles& files() { return files_; }

  /// How often a file was asked for.
  [[nodiscard]] int opened(const std::string& path) { return opened_[path]; }

  [[nodiscard]] Found found(const Problems& problems) const {
    Found found;
    for (std::string& line : lines(problems)) {
      found.push_back({std::move(line)});
    }
    return found;
  }

  [[nodiscard]] std::vector<std::string> lines(const Problems& problems) const {
    std::vector<std::string> lines;
    for (const Diagnostic& problem : problems.sorted()) {
      lines.push_back(fmt::format("{} {}:{}:{} {}", describe(problem.code).name,
                                  problem.where.file == 0 ? "" : files_.name(problem.where.file),
                                  problem.where.line, problem.where.column, problem.message));
    }
    return lines;
  }

 private:
  load::OpenFile opener() {
    return [this](std::string_view path, FileId, Location where,
                  Problems& problems) -> std::optional<FileId> {
      ++opened_[std::string{path}];
      if (const auto known = ids_.find(path); known != ids_.end()) {
        return known->second;
      }
      const auto text = texts_.find(path);
      if (text == texts_.end()) {
        problems.add({.code = Code::kCannotRead,
                      .where = where,
                      .message = fmt::format("cannot read `{}`", path)});
        return std::nullopt;
      }
      const FileId file = files_.add(text->first, text->second);
      ids_.emplace(path, file);
      return file;
    };
  }

  Texts texts_;
  SourceFiles files_;
  std::map<std::string, FileId, std::less<>> ids_;
  std::map<std::string, int> opened_;
};

}  // namespace allot::test
