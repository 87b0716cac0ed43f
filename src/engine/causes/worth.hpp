#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "engine/causes/own_counts.hpp"
#include "engine/causes/quotient.hpp"

namespace allot::engine {

/// What each district gets where some factors have changed sides and the others have not: the worth
/// of a coalition, exact. Nothing is stored for each district; it is computed when asked for.
class Worth {
 public:
  Worth() = default;
  Worth(const Worth&) = delete;
  Worth& operator=(const Worth&) = delete;
  virtual ~Worth() = default;

  /// In the currency.
  [[nodiscard]] virtual Fraction exact(std::size_t district) const = 0;
  /// The same, where its terms are small.
  [[nodiscard]] virtual std::optional<Quotient> quotient(std::size_t district) const = 0;
};

using SharedWorth = std::shared_ptr<const Worth>;

SharedWorth worth_of(std::shared_ptr<const MixedRun> run);

/// Nothing where one of the districts cannot be paid.
SharedWorth worth_of(std::shared_ptr<const OwnCounts> chain, std::span<const DistrictId> districts);

/// Amounts with so many decimals, all times `factor`.
SharedWorth worth_of(std::vector<Money> amounts, int decimals, const Fraction& factor);

}  // namespace allot::engine
