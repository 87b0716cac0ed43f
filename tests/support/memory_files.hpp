#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/load.hpp"

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

  /// "unknown_field s.yaml:7:9 unknown field `shar`", by place.
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
