#include "allot/report/diagnostics/diagnostics.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::string shown(const std::vector<Diagnostic>& diagnostics, const SourceFiles& files,
                  DiagnosticStyle style = DiagnosticStyle::kHuman, bool color = false) {
  return written([&](Writer& out) { write_diagnostics(diagnostics, files, style, color, out); });
}

/// A file of one text, and a problem in it.
std::string shown_at(const std::string& text, Location where, const std::string& label = "") {
  SourceFiles files;
  where.file = files.add("a.yaml", text);
  return shown({{.code = Code::kUnknownField, .where = where, .message = "m", .label = label}},
               files);
}

Diagnostic unknown_shar(FileId file) {
  return {.code = Code::kUnknownField,
          .where = {.file = file, .line = 7, .column = 9, .length = 4},
          .message = "unknown field `shar`",
          .label = "not a step",
          .help = {"did you mean `share`?"}};
}

constexpr const char* kScenario = "1\n2\n3\n4\n5\n6\n      - shar: {by: intake}\n8";

TEST_CASE("a problem is shown with its line, a caret and the way out") {
  SourceFiles files;
  const FileId file = files.add("scenario.yaml", kScenario);
  CHECK(shown({unknown_shar(file)}, files) == R"(error[E012]: unknown field `shar`
 --> scenario.yaml:7:9
  |
7 |       - shar: {by: intake}
  |         ^^^^ not a step
  = help: did you mean `share`?

1 error
)");
}

TEST_CASE("a second place is shown, and the gutter fits the longer line number") {
  SourceFiles files;
  const FileId file = files.add("a.yaml", std::string(11, '\n') + "id: b\r\nid: a");
  const std::vector<Diagnostic> diagnostics{
      {.code = Code::kDuplicateId,
       .where = {.file = file, .line = 13, .column = 5, .length = 1},
       .message = "twice",
       .related = {{{.file = file, .line = 2, .column = 1, .length = 1}, "first used here"}}},
      {.code = Code::kUnusedColumn, .where = {.file = file}, .message = "unused", .label = "why"}};
  CHECK(shown(diagnostics, files) == std::string{"error["} +
                                         std::string{describe(Code::kDuplicateId).id} +
                                         "]: twice\n"
                                         "  --> a.yaml:13:5\n"
                                         "   |\n"
                                         "13 | id: a\n"
                                         "   |     ^\n"
                                         "  ::: a.yaml:2:1\n"
                                         "   |\n"
                                         " 2 |\n"
                                         "   | - first used here\n"
                                         "\n"
                                         "warning[" +
                                         std::string{describe(Code::kUnusedColumn).id} +
                                         "]: unused\n"
                                         " --> a.yaml\n"
                                         "  = note: why\n"
                                         "\n"
                                         "1 error, 1 warning\n");
}

TEST_CASE("columns count characters, carets stand by display width") {
  const struct {
    const char* text;
    std::uint32_t column, length;
    const char* excerpt;
  } rows[] = {
      {"Köln: x", 7, 1, " --> a.yaml:1:6\n  |\n1 | Köln: x\n  |      ^\n"},
      {"Ko\u0308ln: x", 8, 1, " --> a.yaml:1:7\n  |\n1 | Ko\u0308ln: x\n  |      ^\n"},
      {"日本: x", 9, 1, " --> a.yaml:1:5\n  |\n1 | 日本: x\n  |       ^\n"},
      {"a: 日本", 4, 6, " --> a.yaml:1:4\n  |\n1 | a: 日本\n  |    ^^^^\n"},
      {"\ta:\tx", 5, 1, " --> a.yaml:1:5\n  |\n1 |  a: x\n  |     ^\n"},
      {"\x1b: x", 4, 1, " --> a.yaml:1:4\n  |\n1 | \\x1b: x\n  |       ^\n"},
      {"K\xF6ln", 2, 1, " --> a.yaml:1:2\n  |\n1 | K\\xf6ln\n  |  ^^^^\n"},
      {"a:", 3, 1, " --> a.yaml:1:3\n  |\n1 | a:\n  |   ^\n"},
      {"a:", 9, 5, " --> a.yaml:1:3\n  |\n1 | a:\n  |   ^\n"},
      {"", 1, 1, " --> a.yaml:1:1\n  |\n1 |\n  | ^\n"},
  };
  for (const auto& row : rows) {
    CHECK(shown_at(row.text, {.file = 0, .line = 1, .column = row.column, .length = row.length}) ==
          std::string{"error[E012]: m\n"} + row.excerpt + "\n1 error\n");
  }
}

TEST_CASE("a very long line is cut around the caret") {
  const std::string filler(1000, 'x');
  const Location where{.file = 0, .line = 1, .column = 1001, .length = 3};
  CHECK(shown_at(filler + "abc" + filler, where) ==
        "error[E012]: m\n"
        " --> a.yaml:1:1001\n"
        "  |\n"
        "1 | …" +
            std::string(39, 'x') + "abc" + std::string(56, 'x') +
            "…\n"
            "  | " +
            std::string(40, ' ') + "^^^\n\n1 error\n");
  const Location all{.file = 0, .line = 1, .column = 1, .length = 1000};
  CHECK(shown_at(filler, all) ==
        "error[E012]: m\n"
        " --> a.yaml:1:1\n"
        "  |\n"
        "1 | " +
            std::string(99, 'x') +
            "…\n"
            "  | " +
            std::string(100, '^') + "\n\n1 error\n");
}

TEST_CASE("what concerns no file is said of the command line") {
  SourceFiles files;
  const std::vector<Diagnostic> diagnostics{
      {.code = Code::kUsage, .where = {}, .message = "no scenario", .help = {"allot run FILE"}}};
  CHECK(shown(diagnostics, files) == "error[" + std::string{describe(Code::kUsage).id} +
                                         "]: no scenario\n"
                                         " --> command line\n"
                                         "  = help: allot run FILE\n\n1 error\n");
  CHECK(shown(diagnostics, files, DiagnosticStyle::kGcc) ==
        "command line: error: no scenario; allot run FILE [" +
            std::string{describe(Code::kUsage).id} + "]\n");
}

TEST_CASE("people see twenty problems and a count, programs see all") {
  SourceFiles files;
  const FileId file = files.add("scenario.yaml", kScenario);
  std::vector<Diagnostic> diagnostics(26, unknown_shar(file));
  diagnostics.push_back({.code = Code::kUnusedColumn, .where = {.file = file}, .message = "m"});
  const std::string human = shown(diagnostics, files);
  CHECK(human.ends_with("\n\n… and 6 more errors, 1 more warning\n26 errors, 1 warning\n"));
  CHECK(std::count(human.begin(), human.end(), '^') == 80);
  const std::string gcc = shown(diagnostics, files, DiagnosticStyle::kGcc);
  CHECK(std::count(gcc.begin(), gcc.end(), '\n') == 27);
  diagnostics.resize(20);
  CHECK(shown(diagnostics, files).ends_with("\n\n20 errors\n"));
}

TEST_CASE("nothing is written where nothing is wrong") {
  const SourceFiles files;
  CHECK(shown({}, files).empty());
  CHECK(shown({}, files, DiagnosticStyle::kGcc).empty());
  CHECK(shown({}, files, DiagnosticStyle::kGithub).empty());
  CHECK(shown({}, files, DiagnosticStyle::kJson) == "[]\n");
}

TEST_CASE("messages and names of files steer no terminal") {
  SourceFiles files;
  const FileId file = files.add("a\x1b.yaml", "x");
  const std::string text = shown({{.code = Code::kUnknownField,
                                   .where = {.file = file, .line = 1, .column = 1},
                                   .message = "bad \x1b[2J",
                                   .label = "\x07",
                                   .help = {"\x1b"}}},
                                 files);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.starts_with("error[E012]: bad \\x1b[2J\n --> a\\x1b.yaml:1:1\n"));
}

TEST_CASE("colour marks the kind and the caret") {
  SourceFiles files;
  const FileId file = files.add("scenario.yaml", kScenario);
  const std::string text = shown({unknown_shar(file)}, files, DiagnosticStyle::kHuman, true);
  CHECK(text.starts_with("\x1b[1m\x1b[31merror[E012]\x1b[0m: unknown field `shar`\n"));
  CHECK(text.find("  |         \x1b[31m^^^^\x1b[0m not a step\n") != std::string::npos);
}

TEST_CASE("no style passes on what steers a terminal, or is not seen") {
  SourceFiles files;
  const FileId file = files.add("a\u202eb\x1b.yaml", "k: a\u200bb\x1b\u202e\n");
  const std::string raw = "a\u202e1\u200b\x1b[31m\u2066\u009b";
  for (const DiagnosticStyle style : {DiagnosticStyle::kHuman, DiagnosticStyle::kGcc,
                                      DiagnosticStyle::kJson, DiagnosticStyle::kGithub}) {
    const std::string text = shown({{.code = Code::kUnknownField,
                                     .where = {.file = file, .line = 1, .column = 4},
                                     .message = "m " + raw,
                                     .label = "l " + raw,
                                     .help = {"h " + raw},
                                     .related = {{{.file = file, .line = 1}, "r " + raw}}}},
                                   files, style);
    CAPTURE(text);
    CHECK(text.find("a\\") != std::string::npos);
    for (const std::string_view hidden : {"\u202e", "\u200b", "\x1b", "\u2066", "\u009b"}) {
      CHECK(text.find(hidden) == std::string::npos);
    }
  }
}

TEST_CASE("a value is cut in the middle where it is longer than anybody reads") {
  SourceFiles files;
  const FileId file = files.add("s.yaml", "");
  const std::string long_value = std::string(100, 'a') + std::string(59'900, 'b') + "end";
  const auto message = [&](std::string text) {
    return shown({{.code = Code::kUnknownField,
                   .where = {.file = file, .line = 1, .column = 1},
                   .message = std::move(text)}},
                 files, DiagnosticStyle::kGcc);
  };
  CHECK(message("no `" + long_value + "` in `" + std::string(100, 'c') + "`") ==
        "s.yaml:1:1: error: no `" + std::string(66, 'a') + "…" + std::string(30, 'b') +
            "end` in `" + std::string(100, 'c') + "` [E012]\n");
  CHECK(message(long_value).size() < 2'100);
}

TEST_CASE("an excerpt marks whole characters") {
  SourceFiles files;
  const FileId file = files.add("t.csv", "ö,1\n");
  const std::string text = shown({{.code = Code::kUnknownField,
                                   .where = {.file = file, .line = 1, .column = 1},
                                   .message = "m"}},
                                 files, DiagnosticStyle::kHuman);
  CHECK(text.find("1 | ö,1\n  | ^\n") != std::string::npos);
}

TEST_CASE("gcc style is one line for each problem") {
  SourceFiles files;
  const FileId file = files.add("scenario.yaml", kScenario);
  CHECK(shown({unknown_shar(file)}, files, DiagnosticStyle::kGcc) ==
        "scenario.yaml:7:9: error: unknown field `shar`; did you mean `share`? [E012]\n");
}

TEST_CASE("github style escapes what ends a property or a line") {
  SourceFiles files;
  const FileId file = files.add("a:b,c%.yaml", "xy");
  CHECK(shown({{.code = Code::kUnknownField,
                .where = {.file = file, .line = 1, .column = 2},
                .message = "100 %: a,\r\nb",
                .help = {"c"}},
               {.code = Code::kUnusedColumn, .where = {.file = file}, .message = "m"}},
              files, DiagnosticStyle::kGithub) ==
        "::error file=a%3Ab%2Cc%25.yaml,line=1,col=2,title=E012 unknown_field::"
        "100 %25: a,\\x0d\\x0ab%0Ahelp: c\n"
        "::warning file=a%3Ab%2Cc%25.yaml,title=" +
            std::string{describe(Code::kUnusedColumn).id} + " unused_column::m\n");
}

TEST_CASE("json style has all that is known, columns in characters") {
  SourceFiles files;
  const FileId file = files.add("scenario.yaml", "Köln: \"x\"\nb");
  const std::vector<Diagnostic> diagnostics{
      {.code = Code::kUnknownField,
       .where = {.file = file, .line = 1, .column = 8, .length = 3},
       .message = "bad \"x\"",
       .label = "here",
       .help = {"one", "two"},
       .related = {{{.file = file, .line = 2, .column = 1, .length = 1}, "there"}}},
      {.code = Code::kUsage, .where = {}, .message = "m"}};
  CHECK(shown(diagnostics, files, DiagnosticStyle::kJson) ==
        R"([
  {"code": "E012", "name": "unknown_field", "severity": "error", "file": "scenario.yaml", )"
        R"("line": 1, "column": 7, "end_column": 10, "message": "bad \"x\"", "label": "here", )"
        R"("help": ["one", "two"], "related": [{"file": "scenario.yaml", "line": 2, )"
        R"("column": 1, "end_column": 2, "text": "there"}]},
  {"code": ")" +
            std::string{describe(Code::kUsage).id} +
            R"(", "name": "usage", "severity": "error", "file": null, )"
            R"("line": null, "column": null, "end_column": null, "message": "m", "label": "", )"
            R"("help": [], "related": []}]
)");
  CHECK(nlohmann::json::parse(shown(diagnostics, files, DiagnosticStyle::kJson)).size() == 2);
}

TEST_CASE("styles are found by name") {
  CHECK(diagnostic_style("github") == DiagnosticStyle::kGithub);
  CHECK(diagnostic_style("xml") == std::nullopt);
}

}  // namespace
}  // namespace allot::report
