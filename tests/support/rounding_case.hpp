#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/quantities.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "support/certificate.hpp"

namespace allot::test {

/// Units shared out by weights with one row of the engine's table; district i has the i-th id.
struct RoundingCase {
  std::string_view method;
  Quantities weights;
  std::int64_t units = 0;
  std::vector<std::int64_t> minimum = {}, maximum = {};  ///< empty: none
  /// Ties go by the larger value here; empty: by largest key, then id.
  std::vector<std::int64_t> tie_column = {};
  /// In units; empty: units * weight / total.
  Quantities quotas = {};
  bool watched = false;  ///< all districts are
};

struct RoundingResult {
  engine::RoundingOutcome outcome;
  std::vector<Code> codes;  ///< of the problems; empty if it went well
  std::vector<std::vector<engine::RoundingRecord>> records = {};  ///< of the watched
};

Quantities quotas_of(const RoundingCase& task);
RoundingResult rounded(const RoundingCase& task);
/// The same as a paper states it.
Claims claims_of(const RoundingCase& task);

std::vector<Code> codes_of(const Problems& problems);
/// Their messages, one on each line, for the report of a test that fails.
std::string messages_of(const Problems& problems);

/// Indices, as the certificate has them.
std::vector<std::size_t> indices(const std::vector<DistrictId>& districts);

}  // namespace allot::test
