#pragma once

#include <string>
#include <vector>

#include "allot/model/scenario.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

/// What the inputs of two scenarios differ in, a line for each: "pot `im`: amount 58 000 000 →
/// 61 000 000".
std::vector<std::string> input_differences(const Scenario& before, const Scenario& after,
                                           const NumberFormat& numbers);

/// What the districts' numbers differ in: the columns with the same name.
void add_column_differences(const Scenario& before, const Scenario& after,
                            const NumberFormat& numbers, std::vector<std::string>& lines);

}  // namespace allot::report
