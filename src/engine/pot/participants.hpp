#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/core/quantities.hpp"
#include "allot/model/scenario.hpp"

namespace allot::engine {

/// Who takes part in a pot, and for which part of the period.
class Participants {
 public:
  Participants(const Scenario& scenario, const Pot& pot);
  /// Those of them who are among `some`.
  Participants(const Participants& all, const std::vector<bool>& some);

  [[nodiscard]] bool all() const { return flags_.empty(); }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool takes_part(std::size_t district) const {
    return flags_.empty() || flags_[district];
  }
  /// One for each district; empty: all take part.
  [[nodiscard]] const std::vector<bool>& flags() const { return flags_; }

  /// The values of those who take part; 0 for the others.
  [[nodiscard]] Quantities only(const Quantities& values) const {
    return all() ? values : values.only(flags_);
  }

  /// Part-year factors (pro rata temporis) of all districts: days, or months, of a district's spans
  /// over those of the period. 0 for those who take no part.
  [[nodiscard]] Quantities factors(const Prorate& rule) const;
  [[nodiscard]] Fraction factor(const Prorate& rule, std::size_t district) const;
  /// Whether some factor that is not 0 differs from 1.
  [[nodiscard]] bool part_year() const;

 private:
  /// Of a district, and of the period: in days, or in half months.
  [[nodiscard]] std::int64_t time_in(const Prorate& rule, std::size_t district) const;
  [[nodiscard]] std::int64_t whole_time(const Prorate& rule) const;

  void set_flags(std::vector<bool> flags);
  /// Nobody has dates.
  [[nodiscard]] bool all_the_time() const {
    return !pot_.participation || pot_.participation->spans.empty();
  }

  const Scenario& scenario_;
  const Pot& pot_;
  std::vector<bool> flags_;
  std::size_t count_;
};

}  // namespace allot::engine
