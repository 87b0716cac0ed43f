#pragma once

#include <span>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/engine/audit/audit.hpp"
#include "allot/model/printed_table.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

/// A table and what was found in it; with the one before, what was found between the two.
struct Audited {
  const PrintedTable& table;
  const PrintedTable* before = nullptr;
  const engine::Audit& audit;
};

/// Of each the verdict, and its findings with their arithmetic and their places.
void write_audit(std::span<const Audited> all, const SourceFiles& files, const RunOptions& options,
                 const Format& format, Writer& out);

/// The findings that are inconsistent. A value that explains why its column does not add up is one
/// with that.
std::vector<Diagnostic> audit_diagnostics(const Audited& audited);

}  // namespace allot::report
