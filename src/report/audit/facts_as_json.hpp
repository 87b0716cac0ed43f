#pragma once

#include "allot/report/audit.hpp"
#include "report/document/json_writer.hpp"

namespace allot::report {

/// The members of a finding: `check` first, then its numbers. Those that JSON cannot have exactly
/// are fractions, as strings.
void tell_fact(JsonWriter& json, const engine::AuditFact& fact, const Audited& audited);

}  // namespace allot::report
