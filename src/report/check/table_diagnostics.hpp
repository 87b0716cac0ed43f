#pragma once

#include <optional>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/check/findings.hpp"
#include "allot/model/scenario.hpp"

namespace allot::report {

/// What is wrong with a published table besides single figures. `complete`: how to say that some
/// districts only are meant, as the table was named.
std::vector<Diagnostic> table_diagnostics(const Scenario& scenario,
                                          const engine::TableCheck& check);

}  // namespace allot::report
