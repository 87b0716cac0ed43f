#pragma once

#include <span>
#include <string>
#include <string_view>

#include "allot/report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/places.hpp"
#include "report/document/json_writer.hpp"

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

/// "x.yaml:7:9: error: unknown field `shar`; did you mean `share`? [E012]".
std::string line_of(const Diagnostic& diagnostic, const SourceFiles& files, LineFinder& lines);

/// Members of an object.
void tell_place(JsonWriter& json, const Place& place);
void tell_diagnostic(JsonWriter& json, const Diagnostic& diagnostic, const SourceFiles& files,
                     LineFinder& lines);

/// "error" or "warning".
std::string_view severity_name(Code code);

}  // namespace allot::report
