#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/report/check.hpp"
#include "report/markup/xml.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

/// Scenarios as they were checked, and their files.
struct Sources {
  FileId add(std::string name, std::string text) { return files.add(std::move(name), text); }

  [[nodiscard]] std::string as(std::string_view format) const {
    return written([&](Writer& out) { write_check(all, files, {}, *find_format(format), out); });
  }
  [[nodiscard]] nlohmann::json sarif() const { return nlohmann::json::parse(as("sarif")); }
  [[nodiscard]] nlohmann::json location() const {
    return sarif()["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
  }

  SourceFiles files;
  std::vector<Checked> all;
};

Diagnostic finding(Code code, Location where) {
  return {.code = code, .where = where, .message = "a \"<b>\" & 'c'"};
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("in XML a text stands as it is, whatever it holds") {
  CHECK(xml_escaped("a & b < c > \"d\" 'e'") == "a &amp; b &lt; c &gt; &quot;d&quot; &#39;e&#39;");
  CHECK(xml_escaped("one\ntwo\tthree\r") == "one&#10;two&#9;three&#13;");
  CHECK(xml_escaped("Süd 日 𝔸") == "Süd 日 𝔸");
  CHECK(xml_escaped("") == "");
}

TEST_CASE("what XML cannot hold is replaced: controls, what is no character, broken bytes") {
  CHECK(xml_escaped(std::string_view{"a\0b\x1b", 4}) == "a\uFFFDb\uFFFD");
  CHECK(xml_escaped("\uFFFE\uFFFF") == "\uFFFD\uFFFD");
  CHECK(xml_escaped("caf\xE9") == "caf\uFFFD");
  CHECK(xml_escaped("\xED\xA0\x80") == "\uFFFD");  // a surrogate
  CHECK(xml_escaped("\xC1\x81") == "\uFFFD");      // more bytes than it needs
  CHECK(xml_escaped("\xF5\x80\x80\x80") == "\uFFFD");
}

TEST_CASE("JUnit has a test for each scenario, failed where a figure is wrong, else in error") {
  Sources sources;
  const FileId file = sources.add("a.yaml", "one\ntwo\n");
  const Diagnostic error = finding(Code::kUnknownField, {file, 2, 1, 1});
  const Diagnostic warning = finding(Code::kUnquotedId, {file, 1, 1, 1});
  sources.all = {{.name = "<a>.yaml", .expectations = 3},
                 {.name = "b.yaml", .outcome = Outcome::kDoesNotHold, .expectations = 2},
                 {.name = "c.yaml", .outcome = Outcome::kRefused},
                 {.name = "d.yaml", .outcome = Outcome::kNothingToCheck},
                 {.name = "e.yaml", .expectations = 1}};
  sources.all[1].problems = {finding(Code::kRequirementNotMet, {})};
  sources.all[2].problems = {warning, error};
  sources.all[4].problems = {warning};
  const std::string text = sources.as("junit");
  CHECK(has(text, "<testsuites name=\"allot check\" tests=\"5\" failures=\"1\" errors=\"2\">"));
  CHECK(
      has(text, "<testcase name=\"&lt;a&gt;.yaml\" classname=\"allot.check\" assertions=\"3\"/>"));
  CHECK(has(text,
            "<failure type=\"requirement_not_met\" "
            "message=\"all 2 expectations hold, 1 error\">"));
  // The type is that of the error, and all that was found is in one element.
  CHECK(has(text,
            "<error type=\"unknown_field\" message=\"refused, 1 error\">"
            "a.yaml:1:1: warning: a &quot;&lt;b&gt;&quot; &amp; &#39;c&#39; [W001]\n"
            "a.yaml:2:1: error: a &quot;&lt;b&gt;&quot; &amp; &#39;c&#39; [E012]\n</error>"));
  CHECK(has(text, "<error type=\"nothing_to_check\" message=\"nothing to check\"></error>"));
  CHECK(has(text, "<system-out>a.yaml:1:1: warning: "));
}

TEST_CASE("SARIF names its places by URIs, and counts columns in characters") {
  struct Row {
    std::string name, uri;
  };
  const Row rows[] = {{"Süd & <b>/x y.yaml", "S%C3%BCd%20%26%20%3Cb%3E/x%20y.yaml"},
                      {"././a.yaml", "a.yaml"},
                      {"../a-b_c~d.yaml", "../a-b_c~d.yaml"},
                      {"a:b#c?d%e.yaml", "a%3Ab%23c%3Fd%25e.yaml"},
                      {"/srv/ü.yaml", "file:///srv/%C3%BC.yaml"}};
  for (const Row& row : rows) {
    Sources sources;
    const FileId file = sources.add(row.name, "日本𝔸: x\n");
    sources.all = {{.name = row.name, .outcome = Outcome::kRefused}};
    sources.all[0].problems = {finding(Code::kUnknownField, {file, 1, 13, 1})};
    CHECK(sources.location()["artifactLocation"]["uri"] == row.uri);
    CHECK(sources.location()["region"].dump() ==
          R"({"endColumn":7,"startColumn":6,"startLine":1})");
    CHECK(sources.sarif()["runs"][0]["columnKind"] == "unicodeCodePoints");
  }
}

TEST_CASE("a finding on the command line, or nowhere, is one of its scenario in SARIF") {
  Sources sources;
  const FileId line = sources.add(std::string{kCommandLineName}, "allot check a.yaml");
  for (const Location where : {Location{line, 1, 7, 1}, Location{}}) {
    sources.all = {{.name = "a.yaml", .outcome = Outcome::kRefused}};
    sources.all[0].problems = {finding(Code::kCannotRead, where)};
    sources.all[0].problems[0].related = {{where, "here"}};
    CHECK(sources.location().dump() == R"({"artifactLocation":{"uri":"a.yaml"}})");
    CHECK(sources.sarif()["runs"][0]["results"][0]["relatedLocations"].empty());
  }
}

TEST_CASE("a cell of a workbook is named in SARIF's message: it is on no line") {
  Sources sources;
  const FileId sheet = sources.files.add_sheet("t.xlsx", "Kreise", "id\tamount\n01\t5\n");
  sources.all = {{.name = "a.yaml", .outcome = Outcome::kDoesNotHold}};
  sources.all[0].problems = {finding(Code::kExpectationNotMet, {sheet, 2, 4, 1})};
  CHECK(sources.location().dump() == R"({"artifactLocation":{"uri":"t.xlsx"}})");
  CHECK(sources.sarif()["runs"][0]["results"][0]["message"]["text"] ==
        "Kreise!B2: a \"<b>\" & 'c'");
}

TEST_CASE("SARIF has the codes of its results as rules, once each, by their ids") {
  Sources sources;
  const FileId file = sources.add("a.yaml", "one\n");
  sources.all = {{.name = "a.yaml", .outcome = Outcome::kRefused},
                 {.name = "b.yaml", .outcome = Outcome::kRefused}};
  const Location where{file, 1, 1, 1};
  sources.all[0].problems = {finding(Code::kUnquotedId, where), finding(Code::kZeroWeight, where)};
  sources.all[1].problems = {finding(Code::kNegativeWeight, where),
                             finding(Code::kZeroWeight, where)};
  sources.all[1].problems[0].help = {"write 0 or more"};
  const nlohmann::json run = sources.sarif()["runs"][0];
  std::vector<std::string> ids;
  for (const nlohmann::json& rule : run["tool"]["driver"]["rules"]) {
    ids.push_back(rule["id"]);
  }
  CHECK(ids == std::vector<std::string>{"E021", "E040", "W001"});
  CHECK(run["results"].size() == 4);
  for (const nlohmann::json& result : run["results"]) {
    CHECK(result["ruleId"] == ids.at(result["ruleIndex"]));
    CHECK(result["level"] == (result["ruleId"] == "W001" ? "warning" : "error"));
  }
  CHECK(has(sources.as("sarif"), R"(a \"<b>\" & 'c'\nhelp: write 0 or more)"));
}

}  // namespace
}  // namespace allot::report
