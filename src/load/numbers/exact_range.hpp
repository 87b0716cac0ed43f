#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "allot/core/diagnostic.hpp"
#include "allot/core/error.hpp"

namespace allot::load {

/// What `read` returns. Where its exact numbers leave the range it is a problem of what stands at
/// `where`, and nothing (false) is returned.
template <class Read>
auto in_range(const Location& where, std::string_view what, Problems& problems, Read&& read)
    -> decltype(read()) {
  try {
    return std::forward<Read>(read)();
  } catch (const ArithmeticError& error) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = where,
                  .message = fmt::format("{}: {}", what, error.what()),
                  .label = "out of range",
                  .help = {error.way_out()}});
    return {};
  }
}

}  // namespace allot::load
