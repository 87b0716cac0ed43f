#include <array>
#include <cstddef>

#include "allot/core/diagnostic.hpp"
#include "allot/core/error.hpp"
#include "core/codes/funding_codes.hpp"
#include "core/codes/key_codes.hpp"
#include "core/codes/pot_codes.hpp"
#include "core/codes/prior_codes.hpp"
#include "core/codes/scenario_codes.hpp"
#include "core/codes/table_codes.hpp"
#include "core/codes/text_codes.hpp"
#include "core/codes/use_codes.hpp"

namespace allot {

namespace {

template <std::size_t... kSizes>
constexpr auto joined(const CodeInfo (&... groups)[kSizes]) {
  std::array<CodeInfo, (kSizes + ...)> result{};
  std::size_t filled = 0;
  const auto append = [&](const auto& group) {
    for (const CodeInfo& row : group) {
      result[filled++] = row;
    }
  };
  (append(groups), ...);
  return result;
}

// In the order of their ids: that of `allot help codes`.
constexpr auto kCodes = joined(kTextCodes, kScenarioCodes, kTableCodes, kKeyCodes, kPotCodes,
                               kPriorCodes, kFundingCodes, kUseCodes);

constexpr std::size_t rows_of(Code code) {
  std::size_t count = 0;
  for (const CodeInfo& row : kCodes) {
    count += row.code == code ? 1 : 0;
  }
  return count;
}

constexpr bool each_code_has_one_row() {
  const auto last = static_cast<std::size_t>(Code::kSimilarIds);
  for (std::size_t code = 0; code <= last; ++code) {
    if (rows_of(static_cast<Code>(code)) != 1) {
      return false;
    }
  }
  return kCodes.size() == last + 1;
}
static_assert(each_code_has_one_row());

}  // namespace

std::span<const CodeInfo> codes() { return kCodes; }

const CodeInfo& describe(Code code) {
  for (const CodeInfo& row : kCodes) {
    if (row.code == code) {
      return row;
    }
  }
  invariant_failed("each code has a row");
}

}  // namespace allot
