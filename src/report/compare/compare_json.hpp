#pragma once

#include "allot/report/compare.hpp"

namespace allot::report {

void write_comparison_as_json(const Comparison& comparison, const CompareOptions& options,
                              Writer& out);

}  // namespace allot::report
