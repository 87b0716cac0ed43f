#pragma once

#include <string>
#include <vector>

#include "report/explain/workings.hpp"

namespace allot::report::explain {

/// The value that a key has for the district, as Keys::evaluate has it.
struct KeyValue {
  Expression formula = {};
  Fraction value = {};
  std::vector<std::string> notes = {};
  Origin origin = {};
  Form form = Form::kNumber;
};

/// Its weight among all districts of the file; lines for what it is made of come first.
KeyValue key_weight(KeyId id, Workings& workings);

/// weight / whole, in a line of its own.
std::size_t share_line(KeyValue weight, const Fraction& whole, std::string label,
                       Workings& workings);

}  // namespace allot::report::explain
