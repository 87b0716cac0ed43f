#pragma once

#include <span>
#include <string_view>

#include "allot/report/diagnostics/diagnostics.hpp"

namespace allot::report {

// One for each style; the table is diagnostics.cpp. All but the first ignore `color`.
void write_for_people(std::span<const Diagnostic> sorted, const SourceFiles& files, bool color,
                      Writer& out);
void write_for_gcc(std::span<const Diagnostic> sorted, const SourceFiles& files, bool color,
                   Writer& out);
void write_as_json(std::span<const Diagnostic> sorted, const SourceFiles& files, bool color,
                   Writer& out);
void write_for_github(std::span<const Diagnostic> sorted, const SourceFiles& files, bool color,
                      Writer& out);

/// "error" or "warning".
std::string_view severity_name(Code code);

}  // namespace allot::report
