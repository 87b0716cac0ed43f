#include <algorithm>
#include <string>
#include <vector>

#include "report/diagnostics/diagnostics.hpp"
#include "report/document/document.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string_view id_of(Code code) { return describe(code).id; }

/// A path as a URI, relative unless the path begins at the root.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  while (path.starts_with("./")) {
    path.remove_prefix(2);
  }
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (is_unreserved(c) || c == '/') {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 0xF]};
    }
  }
  return uri;
}

/// The findings of all verdicts, and the codes that they have as rules.
class Sarif {
 public:
  Sarif(const Verdicts& verdicts, Writer& out)
      : verdicts_{verdicts}, lines_{verdicts.files}, json_{out, 0} {
    for (const Verdict& verdict : verdicts.list) {
      for (const Diagnostic& finding : verdict.findings) {
        rules_.push_back(finding.code);
      }
    }
    std::ranges::sort(rules_, {}, id_of);
    rules_.erase(std::unique(rules_.begin(), rules_.end()), rules_.end());
  }

  void write() {
    json_.document([&] {
      json_.string("$schema", kSchema);
      json_.string("version", "2.1.0");
      json_.list("runs", kInOneLine, [&] {
        json_.object([&] {
          json_.object("tool", [&] { json_.object("driver", [&] { tell_driver(); }); });
          json_.string("columnKind", "unicodeCodePoints");
          json_.list("results", kInLines, [&] { tell_results(); });
        });
      });
    });
  }

 private:
  void tell_driver() {
    json_.string("name", "allot");
    json_.string("version", ALLOT_VERSION);
    json_.objects(
        "rules", rules_, [&](Code code) { tell_rule(describe(code)); }, kInLines);
  }

  void tell_rule(const CodeInfo& code) {
    json_.string("id", code.id);
    json_.string("name", code.name);
    tell_text("shortDescription", code.summary);
    tell_text("help", "`allot help " + std::string{code.id} + "` shows an example.");
    json_.object(JsonName{std::string_view{"defaultConfiguration"}},
                 [&] { json_.string("level", severity_name(code.code)); });
  }

  void tell_results() {
    for (const Verdict& verdict : verdicts_.list) {
      for (const Diagnostic& finding : verdict.findings) {
        json_.object([&] { tell(finding, verdict); });
      }
    }
  }

  void tell(const Diagnostic& finding, const Verdict& verdict) {
    json_.string("ruleId", id_of(finding.code));
    json_.number("ruleIndex", std::ranges::find(rules_, finding.code) - rules_.begin());
    json_.string("level", severity_name(finding.code));
    const Place place = place_of(finding.where, verdicts_.files, lines_);
    std::string message = place.cell.empty() ? "" : place.cell + ": ";
    message += message_text(finding.message);
    for (const std::string& help : finding.help) {
      message += "\nhelp: " + help_text(help);
    }
    tell_text("message", message);
    json_.list("locations", kInOneLine, [&] {
      json_.object([&] { tell_physical(is_in_file(place) ? place : Place{.file = verdict.name}); });
    });
    tell_related(finding);
  }

  void tell_related(const Diagnostic& finding) {
    if (finding.related.empty()) {
      return;
    }
    json_.list("relatedLocations", kInOneLine, [&] {
      for (const RelatedPlace& related : finding.related) {
        const Place place = place_of(related.where, verdicts_.files, lines_);
        if (is_in_file(place)) {
          json_.object([&] {
            tell_physical(place);
            tell_text("message", message_text(related.text));
          });
        }
      }
    });
  }

  /// Other programs can open no command line.
  static bool is_in_file(const Place& place) {
    return !place.file.empty() && place.file != kCommandLineName;
  }

  void tell_physical(const Place& place) {
    json_.object("physicalLocation", [&] {
      json_.object("artifactLocation", [&] { json_.string("uri", uri_of(place.file)); });
      // A cell of a workbook is on no line.
      if (place.line > 0 && place.cell.empty()) {
        json_.object("region", [&] {
          json_.number("startLine", place.line);
          json_.number("startColumn", static_cast<int128>(place.column));
          json_.number("endColumn", static_cast<int128>(place.end_column));
        });
      }
    });
  }

  void tell_text(const JsonName& name, std::string_view text) {
    json_.object(name, [&] { json_.string("text", text); });
  }

  const Verdicts& verdicts_;
  LineFinder lines_;
  JsonWriter json_;
  std::vector<Code> rules_;
};

void write_as_sarif(const Report& report, const RunOptions& options, Writer& out) {
  const Verdicts verdicts = report.verdicts(words_for_people(options));
  Sarif{verdicts, out}.write();
}

}  // namespace

extern const Format kSarifFormat = {
    .name = "sarif",
    .summary = "SARIF 2.1.0: each finding at its place, for code scanning",
    .suffix = ".sarif",
    .audience = std::nullopt,
    .writes = Writes::kVerdicts,
    .write = write_as_sarif,
};

}  // namespace allot::report
