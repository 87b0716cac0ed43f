#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/run.hpp"
#include "allot/load/load.hpp"

using namespace allot;

namespace {

/// The files of an example: the scenario, then others after lines `--- NAME`.
std::map<std::string, std::string> files_of(std::string_view example) {
  std::map<std::string, std::string> files;
  std::string name = "scenario.yaml";
  while (!example.empty()) {
    const std::size_t end = std::min(example.find('\n'), example.size() - 1) + 1;
    const std::string_view line = example.substr(0, end);
    if (line.starts_with("--- ")) {
      name = line.substr(4, line.size() - 5);
    } else {
      files[name] += line;
    }
    example.remove_prefix(end);
  }
  return files;
}

std::set<std::string_view> ids_of(const Problems& problems) {
  std::set<std::string_view> ids;
  for (const Diagnostic& diagnostic : problems.list()) {
    ids.insert(describe(diagnostic.code).id);
  }
  return ids;
}

/// The codes that loading and running an example meets.
std::set<std::string_view> codes_met(std::string_view example) {
  SourceFiles sources;
  std::map<std::string, FileId, std::less<>> files;
  for (const auto& [name, text] : files_of(example)) {
    files[name] = sources.add(name, text);
  }
  const auto open = [&](std::string_view path, FileId, Location where,
                        Problems& problems) -> std::optional<FileId> {
    const auto found = files.find(path);
    if (found == files.end()) {
      problems.add({.code = Code::kCannotRead, .where = where, .message = std::string{path}});
      return std::nullopt;
    }
    return found->second;
  };
  load::Loaded loaded = load::load_scenario(sources, files.at("scenario.yaml"), open, {});
  if (loaded.scenario) {
    engine::run(*loaded.scenario, loaded.problems);
  }
  return ids_of(loaded.problems);
}

bool is_command(std::string_view example) { return example.starts_with("$ allot"); }
bool is_shell(std::string_view example) { return example.starts_with("$ "); }

}  // namespace

TEST_CASE("numbers and names of codes are permanent") {
  struct Row {
    Code code;
    std::string_view id, name;
    int exit_code;
  };
  const Row rows[] = {
      {Code::kNotUtf8, "E001", "not_utf8", 3},
      {Code::kUnknownField, "E012", "unknown_field", 3},
      {Code::kNegativeWeight, "E021", "negative_weight", 3},
      {Code::kTableSyntax, "E030", "table_syntax", 3},
      {Code::kZeroWeight, "E040", "zero_weight", 3},
      {Code::kMinimumsTooHigh, "E059", "minimums_too_high", 3},
      {Code::kVanishedDistrict, "E070", "vanished_district", 3},
      {Code::kCannotRead, "E090", "cannot_read", 4},
      {Code::kUsage, "E100", "usage", 2},
      {Code::kExpectationNotMet, "E110", "expectation_not_met", 1},
      {Code::kUnquotedId, "W001", "unquoted_id", 0},
  };
  for (const Row& row : rows) {
    CHECK(describe(row.code).id == row.id);
    CHECK(describe(row.code).name == row.name);
    CHECK(describe(row.code).exit_code == row.exit_code);
  }
}

TEST_CASE("no two codes share a number or a name, and numbers ascend") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    CHECK(last < code.id);
    CHECK(names.insert(code.name).second);
    last = code.id;
  }
}

TEST_CASE("errors end a run with a code of their own, warnings do not") {
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    const bool warning = code.severity == Severity::kWarning;
    CHECK(code.id.front() == (warning ? 'W' : 'E'));
    CHECK((code.exit_code == 0) == warning);
  }
}

TEST_CASE("each code has a sentence and two examples") {
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    CHECK(code.summary.ends_with('.'));
    CHECK(code.wrong.ends_with('\n'));
    CHECK(code.right.ends_with('\n'));
    CHECK(is_shell(code.wrong) == is_shell(code.right));
    CHECK(code.wrong != code.right);
  }
}

TEST_CASE("the wrong example of a code meets it and no other") {
  for (const CodeInfo& code : codes()) {
    if (!is_shell(code.wrong)) {
      CAPTURE(code.id);
      CAPTURE(code.name);
      CHECK(codes_met(code.wrong) == std::set<std::string_view>{code.id});
    }
  }
}

TEST_CASE("the right example of a code meets none") {
  for (const CodeInfo& code : codes()) {
    if (!is_shell(code.right)) {
      CAPTURE(code.id);
      CAPTURE(code.name);
      CHECK(codes_met(code.right) == std::set<std::string_view>{});
    }
  }
}

TEST_CASE("what the machine or the command line brings about is shown as a command") {
  for (const CodeInfo& code : codes()) {
    if (code.exit_code == 1 || code.exit_code == 2 || code.exit_code == 4) {
      CAPTURE(code.id);
      CHECK(is_command(code.wrong));
      CHECK(is_command(code.right));
    }
  }
}
