#include "report/diagnostics/diagnostics.hpp"

#include <algorithm>
#include <array>

namespace allot::report {
namespace {

struct Style {
  std::string_view name;
  DiagnosticStyle style;
  void (*write)(std::span<const Diagnostic>, const SourceFiles&, bool, Writer&);
};

constexpr std::array kStyles{
    Style{"human", DiagnosticStyle::kHuman, &write_for_people},
    Style{"gcc", DiagnosticStyle::kGcc, &write_for_gcc},
    Style{"json", DiagnosticStyle::kJson, &write_as_json},
    Style{"github", DiagnosticStyle::kGithub, &write_for_github},
};

}  // namespace

std::optional<DiagnosticStyle> diagnostic_style(std::string_view name) {
  const auto* found = std::ranges::find(kStyles, name, &Style::name);
  return found == kStyles.end() ? std::nullopt : std::optional{found->style};
}

void write_diagnostics(std::span<const Diagnostic> sorted, const SourceFiles& files,
                       DiagnosticStyle style, bool color, Writer& out) {
  for (const Style& row : kStyles) {
    if (row.style == style) {
      row.write(sorted, files, color, out);
    }
  }
}

std::string_view severity_name(Code code) {
  return describe(code).severity == Severity::kError ? "error" : "warning";
}

}  // namespace allot::report
