#include "report/compare/step_pairs.hpp"

#include <algorithm>
#include <cstdint>

namespace allot::report {
namespace {

/// The longest common subsequence, by weight.
class Alignment {
 public:
  Alignment(const std::vector<Step>& before, const std::vector<std::string>& before_words,
            const std::vector<Step>& after, const std::vector<std::string>& after_words)
      : before_{before},
        before_words_{before_words},
        after_{after},
        after_words_{after_words},
        equal_{2 * std::min(before.size(), after.size()) + 1},
        best_((before.size() + 1) * (after.size() + 1)) {}

  StepPairs pairs() {
    for (std::size_t i = before_.size(); i-- > 0;) {
      for (std::size_t j = after_.size(); j-- > 0;) {
        best(i, j) = std::max({best(i + 1, j), best(i, j + 1), together(i, j)});
      }
    }
    StepPairs pairs(before_.size());
    for (std::size_t i = 0, j = 0; i < before_.size() && j < after_.size();) {
      if (weight(i, j) > 0 && best(i, j) == together(i, j)) {
        pairs[i++] = j++;
      } else if (best(i, j) == best(i + 1, j)) {
        ++i;
      } else {
        ++j;
      }
    }
    return pairs;
  }

 private:
  std::uint64_t& best(std::size_t i, std::size_t j) { return best_[i * (after_.size() + 1) + j]; }
  std::uint64_t together(std::size_t i, std::size_t j) { return weight(i, j) + best(i + 1, j + 1); }

  /// An equal pair is worth more than all others can be together.
  [[nodiscard]] std::uint64_t weight(std::size_t i, std::size_t j) const {
    return before_words_[i] == after_words_[j]   ? equal_
           : before_[i].kind != after_[j].kind   ? 0
           : before_[i].label == after_[j].label ? 2
                                                 : 1;
  }

  const std::vector<Step>& before_;
  const std::vector<std::string>& before_words_;
  const std::vector<Step>& after_;
  const std::vector<std::string>& after_words_;
  std::uint64_t equal_;
  std::vector<std::uint64_t> best_;  ///< of the steps from i and from j on
};

/// Equal ones that have no partner yet.
void pair_equal(const std::vector<std::string>& before, const std::vector<std::string>& after,
                StepPairs& pairs) {
  std::vector<bool> taken(after.size());
  for (const std::optional<std::size_t>& partner : pairs) {
    if (partner) {
      taken[*partner] = true;
    }
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (std::size_t j = 0; !pairs[i] && j < after.size(); ++j) {
      if (!taken[j] && before[i] == after[j]) {
        pairs[i] = j;
        taken[j] = true;
      }
    }
  }
}

/// Of more steps than anybody writes only equal ones are pairs.
constexpr std::size_t kMostAligned = 1'000'000;

}  // namespace

StepPairs step_pairs(const std::vector<Step>& before, const std::vector<std::string>& before_words,
                     const std::vector<Step>& after, const std::vector<std::string>& after_words) {
  StepPairs pairs(before.size());
  if (before.size() * after.size() <= kMostAligned) {
    pairs = Alignment{before, before_words, after, after_words}.pairs();
  }
  pair_equal(before_words, after_words, pairs);
  return pairs;
}

}  // namespace allot::report
