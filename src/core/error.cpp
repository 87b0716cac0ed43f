#include "allot/core/error.hpp"

namespace allot {

void invariant_failed(const char* statement) { throw InvariantViolation{statement}; }

}  // namespace allot
