// Hamilton's method (Hare-Niemeyer). Not house monotone: with a larger pot a district can get less
// (the Alabama paradox). M. L. Balinski and H. P. Young, Fair Representation, 1982, chapter 5.

#include <algorithm>
#include <functional>
#include <type_traits>

#include "allot/core/divide.hpp"
#include "engine/rounding/bounded_remainder.hpp"
#include "engine/rounding/methods.hpp"
#include "engine/rounding/whole_units.hpp"

namespace allot::engine {

namespace {

template <class Part>
struct Remainder {
  Part value;
  std::uint32_t district;
};

/// `Part` is the narrowest type that holds every remainder: 16 bytes each instead of 32 is what a
/// million districts feel.
template <class Part>
class LargestRemainder {
 public:
  explicit LargestRemainder(const RoundingTask& task) : task_{task} {}

  template <class Stored, class Int>
  RoundingOutcome round(const std::vector<Stored>& numerators, const Int& denominator) {
    RoundingOutcome outcome;
    outcome.units.resize(numerators.size());
    remainders_.resize(numerators.size());
    auto rounded = remainders_.begin();
    std::int64_t left = task_.units;
    for (std::uint32_t i = 0; i < numerators.size(); ++i) {
      const Int& numerator = numerators[i];
      const Int whole = divide(numerator, denominator, Rounding::kDown);
      const Int remainder = numerator - whole * denominator;
      outcome.units[i] = whole_units(whole);
      left -= outcome.units[i];
      if (remainder != Int{0}) {
        *rounded++ = {static_cast<Part>(remainder), i};
      }
    }
    remainders_.erase(rounded, remainders_.end());
    invariant(left >= 0 && left <= static_cast<std::int64_t>(remainders_.size()),
              "rounding down leaves fewer units than districts that were rounded");
    if (left > 0) {
      give_left_over(left, outcome);
    }
    return outcome;
  }

 private:
  using Iterator = typename std::vector<Remainder<Part>>::const_iterator;

  void give_left_over(std::int64_t left, RoundingOutcome& outcome) {
    const auto cut = remainders_.begin() + left;
    select(cut);
    for (auto entry = remainders_.begin(); entry != cut; ++entry) {
      ++outcome.units[entry->district];
    }
    report_tie(cut, outcome);
    const auto shown = remainders_.begin() + std::min(left, static_cast<std::int64_t>(kShownExtra));
    std::partial_sort(remainders_.begin(), shown, cut, [&](const auto& a, const auto& b) {
      return a.value != b.value ? a.value > b.value : before(a, b);
    });
    outcome.extra_units = left;
    for (auto entry = remainders_.begin(); entry != shown; ++entry) {
      outcome.extra.push_back(static_cast<DistrictId>(entry->district));
    }
  }

  /// Brings those who get a unit before `cut`. The tie order is asked only at the cut itself, where
  /// alone it matters.
  void select(typename std::vector<Remainder<Part>>::iterator cut) {
    const auto larger = [](const auto& a, const auto& b) { return a.value > b.value; };
    std::nth_element(remainders_.begin(), cut - 1, remainders_.end(), larger);
    const Remainder<Part> last = *(cut - 1);
    const auto equal = [&](const auto& entry) { return entry.value == last.value; };
    const auto first_equal = std::partition(remainders_.begin(), cut, std::not_fn(equal));
    const auto after_equal = std::partition(cut, remainders_.end(), equal);
    std::nth_element(first_equal, cut - 1, after_equal,
                     [&](const auto& a, const auto& b) { return before(a, b); });
  }

  bool before(const Remainder<Part>& a, const Remainder<Part>& b) const {
    return task_.ties.before(a.district, b.district);
  }

  void report_tie(Iterator cut, RoundingOutcome& outcome) const {
    const Part& last = (cut - 1)->value;
    Tie tie{.tied = with_remainder(remainders_.begin(), remainders_.end(), last),
            .chosen = with_remainder(remainders_.begin(), cut, last)};
    if (tie.tied.size() > tie.chosen.size()) {
      outcome.ties.push_back(std::move(tie));
    }
  }

  static std::vector<DistrictId> with_remainder(Iterator from, Iterator to, const Part& value) {
    std::vector<DistrictId> districts;
    for (; from != to; ++from) {
      if (from->value == value) {
        districts.push_back(static_cast<DistrictId>(from->district));
      }
    }
    std::sort(districts.begin(), districts.end());
    return districts;
  }

  const RoundingTask& task_;
  std::vector<Remainder<Part>> remainders_;
};

}  // namespace

RoundingOutcome largest_remainder(const RoundingTask& task, Problems& problems) {
  if (bounds_matter(task)) {
    return bounded_remainder(task, problems);
  }
  return with_quotas(task.quotas, [&](const auto& numerators, const auto& denominator) {
    using Int = std::remove_cvref_t<decltype(denominator)>;
    using Stored = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if constexpr (std::is_same_v<Int, int128>) {
      if constexpr (std::is_same_v<Stored, std::int64_t>) {
        if (bit_length(denominator) <= 62) {  // `divide` doubles remainders
          return LargestRemainder<std::int64_t>{task}.round(numerators,
                                                            static_cast<std::int64_t>(denominator));
        }
      }
      if (bit_length(denominator) <= 63) {
        return LargestRemainder<std::int64_t>{task}.round(numerators, denominator);
      }
    }
    return LargestRemainder<Int>{task}.round(numerators, denominator);
  });
}

}  // namespace allot::engine
