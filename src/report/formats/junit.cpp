#include <algorithm>
#include <string>

#include "report/diagnostics/diagnostics.hpp"
#include "report/document/document.hpp"
#include "report/markup/xml.hpp"

namespace allot::report {
namespace {

/// The element that says how a test ended; empty: well.
std::string_view element_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kHolds:
      return {};
    case Outcome::kDoesNotHold:
      return "failure";
    case Outcome::kRefused:
    case Outcome::kNothingToCheck:
      break;
  }
  return "error";
}

bool is_error(const Diagnostic& finding) {
  return describe(finding.code).severity == Severity::kError;
}

/// The name of the first finding that is an error.
std::string_view type_of(const Verdict& verdict) {
  const auto found = std::ranges::find_if(verdict.findings, is_error);
  return found == verdict.findings.end() ? name_of(verdict.outcome) : describe(found->code).name;
}

/// A test for each verdict. Whatever it found is in one element: readers take the first only.
class Junit {
 public:
  Junit(const Verdicts& verdicts, Writer& out)
      : verdicts_{verdicts}, lines_{verdicts.files}, out_{out} {}

  void write() {
    const std::string counts = name_and_counts();
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put("<testsuites" + counts + ">\n <testsuite" + counts + " skipped=\"0\">\n");
    for (const Verdict& verdict : verdicts_.list) {
      write(verdict);
    }
    put(" </testsuite>\n</testsuites>\n");
  }

 private:
  [[nodiscard]] std::string name_and_counts() const {
    const auto count = [&](std::string_view element) {
      return std::to_string(std::ranges::count(
          verdicts_.list, element, [](const Verdict& each) { return element_of(each.outcome); }));
    };
    return attribute("name", "allot " + std::string{verdicts_.command}) +
           attribute("tests", std::to_string(verdicts_.list.size())) +
           attribute("failures", count("failure")) + attribute("errors", count("error"));
  }

  void write(const Verdict& verdict) {
    put("  <testcase" + attribute("name", verdict.name) +
        attribute("classname", "allot." + std::string{verdicts_.command}) +
        attribute("assertions", std::to_string(verdict.checked)));
    const std::string_view element = element_of(verdict.outcome);
    if (element.empty() && verdict.findings.empty()) {
      return put("/>\n");
    }
    put(">\n");
    if (element.empty()) {
      write_findings("system-out", {}, verdict);
    } else {
      write_findings(element,
                     attribute("type", type_of(verdict)) + attribute("message", verdict.summary),
                     verdict);
    }
    put("  </testcase>\n");
  }

  void write_findings(std::string_view element, const std::string& attributes,
                      const Verdict& verdict) {
    const std::string name{element};
    put("   <" + name + attributes + ">");
    for (const Diagnostic& finding : verdict.findings) {
      put(xml_escaped(line_of(finding, verdicts_.files, lines_)) + "\n");
    }
    put("</" + name + ">\n");
  }

  static std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string{name} + "=\"" + xml_escaped(value) + "\"";
  }

  void put(std::string_view text) { out_.put(text); }

  const Verdicts& verdicts_;
  LineFinder lines_;
  Writer& out_;
};

void write_as_junit(const Report& report, const RunOptions& options, Writer& out) {
  const Verdicts verdicts = report.verdicts(words_for_people(options));
  Junit{verdicts, out}.write();
}

}  // namespace

extern const Format kJunitFormat = {
    .name = "junit",
    .summary = "JUnit XML: a test for each file, for the pages of a CI",
    .suffix = ".xml",
    .audience = std::nullopt,
    .writes = Writes::kVerdicts,
    .write = write_as_junit,
};

}  // namespace allot::report
