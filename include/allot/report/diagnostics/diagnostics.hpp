#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// How problems are shown: one row of the table in diagnostics.cpp each.
enum class DiagnosticStyle { kHuman, kGcc, kJson, kGithub };

std::optional<DiagnosticStyle> diagnostic_style(std::string_view name);

/// All problems sorted by place; `human` shows at most 20 and then a count. Columns are counted in
/// characters, carets placed by display width, control characters made visible.
void write_diagnostics(std::span<const Diagnostic> sorted, const SourceFiles& files,
                       DiagnosticStyle style, bool color, Writer& out);

/// The page of `allot help E012`: what it means, a wrong and a right example.
void write_code_help(const CodeInfo& code, Writer& out);

}  // namespace allot::report
