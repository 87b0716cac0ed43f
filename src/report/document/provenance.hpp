#pragma once

#include <string_view>

#include "allot/report/run_report.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"

namespace allot::report {

/// "allot 0.1.0".
extern const std::string_view kProgram;

/// What each result says of itself for programs: the version of its format, which program made it,
/// and from which files.
void tell_provenance(JsonWriter& json, std::string_view format_version, const RunOptions& options);

/// The same for people.
Passage files_of(const RunOptions& options, const Words& words);

}  // namespace allot::report
