#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>
#include <string_view>

#include "load/problems/messages.hpp"
#include "load/tables/sums/sum_search.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t kLongestPrefix = 20;

class SumsById {
 public:
  explicit SumsById(SumSearch& search) : rows_{search.rows()}, ids_{rows_.ids}, search_{search} {}

  void run() {
    find_by_beginning();
    find_by_stem();
  }

 private:
  /// Rows of higher levels: others go on where their ids end.
  void find_by_beginning() {
    const auto goes_on = [&](std::uint32_t i) {
      return ids_[i].size() < ids_[i + 1].size() && ids_[i].size() <= kLongestPrefix &&
             ids_[i + 1].starts_with(ids_[i]);
    };
    std::uint32_t i = 0;
    while (i + 1 < ids_.size() && !goes_on(i)) {
      ++i;
    }
    if (i + 1 >= ids_.size()) {
      return;
    }
    const Ids kind = kind_of_ids();
    const bool keys = kind == Ids::kKeys;
    std::vector<Level> levels;
    std::size_t sums = 0;
    for (; i + 1 < ids_.size(); ++i) {
      const Rows below = goes_on(i) ? leaves_below(i) : Rows{};
      // A single one below is the same place at two levels, as a city state has them.
      if (below.size() > (keys ? 0 : 1)) {
        const bool is_sum = is_sum_in(i, below) > 0;
        sums += is_sum ? 1 : 0;
        levels.push_back({i, below.size(), below.front(), is_sum});
      }
    }
    // Of many running numbers a few are sums by chance.
    const bool all_are_sums = kind != Ids::kNumbers || (sums > 1 && sums == levels.size());
    for (const Level& level : levels) {
      const bool no_chance =
          all_are_sums || level.below > 2 || search_.is_no_chance(level.district);
      if ((keys && level.below > 1) || (level.is_sum && no_chance)) {
        search_.add({level.district, why(level)});
      }
    }
  }

  /// A district whose id others go on.
  struct Level {
    std::uint32_t district;
    std::size_t below;  ///< how many of the lowest level
    std::uint32_t first_below;
    bool is_sum;
  };

  [[nodiscard]] std::string why(const Level& level) const {
    const std::string first = quoted(ids_[level.first_below]);
    return level.below == 1
               ? fmt::format("it has what {} has, whose id begins with it", first)
               : fmt::format("the ids of {} others begin with it, such as {}", level.below, first);
  }

  /// `08000` among `08111` and `08115`: zeros fill the id of a higher level up. Only together with
  /// the numbers, since districts are numbered so as well.
  void find_by_stem() {
    if (rows_.columns.empty()) {
      return;
    }
    for (std::uint32_t i = 0; i + 1 < ids_.size(); ++i) {
      if (!ids_[i].ends_with('0')) {
        continue;
      }
      const std::string_view stem = ids_[i].substr(0, ids_[i].find_last_not_of('0') + 1);
      const bool filled_up = !stem.empty() && stem.size() < ids_[i].size() &&
                             ids_[i].size() <= kLongestPrefix && are_digits(ids_[i]);
      if (!filled_up || search_.is_found(i) || !ids_[i + 1].starts_with(stem)) {
        continue;
      }
      if (rows_.columns.front()->order(i, i + 1) < 0) {
        continue;  // a sum has no less than its first part
      }
      const bool is_filled_up = ids_[i].size() - stem.size() > 1;
      if (has_sum_of_those_below(i, stem) && (is_filled_up || search_.is_no_chance(i))) {
        search_.add(
            {i, fmt::format("it has the sum of those whose ids begin with {}", quoted(stem))});
      }
    }
  }

  /// Of those whose ids begin with `stem`, or of those among them that are not filled up
  /// themselves.
  [[nodiscard]] bool has_sum_of_those_below(std::uint32_t district, std::string_view stem) const {
    const Quantities::Narrow* amounts = search_.columns().front().amounts;
    int128 sum = 0;
    std::uint32_t end = district + 1;
    while (end < ids_.size() && ids_[end].starts_with(stem)) {
      sum += amounts == nullptr || ids_[end].ends_with('0') ? 0 : (*amounts)[end];
      if (amounts != nullptr && sum > (*amounts)[district]) {
        return false;
      }
      ++end;
    }
    Rows below(end - district - 1);
    std::iota(below.begin(), below.end(), district + 1);
    Rows lowest = below;
    std::erase_if(lowest, [&](std::uint32_t i) { return ids_[i].ends_with('0'); });
    return (below.size() > 1 && is_sum_in(district, below) > 0) ||
           (lowest.size() > 1 && is_sum_in(district, lowest) > 0);
  }

  /// What the ids are by their digits.
  enum class Ids : std::uint8_t {
    kOther,
    kKeys,     ///< of levels: of several lengths, with leading zeros or of four digits and more
    kNumbers,  ///< running numbers: every length up to the longest occurs, as of Swiss communes
  };

  [[nodiscard]] Ids kind_of_ids() const {
    constexpr std::size_t kLongest = 20;
    std::array<bool, kLongest + 1> lengths{};
    bool zeros = false;
    for (const std::string_view id : ids_) {
      if (!are_digits(id) || id.size() > kLongest) {
        return Ids::kOther;
      }
      lengths[id.size()] = true;
      zeros = zeros || (id.size() > 1 && id.starts_with('0'));
    }
    const auto first = std::ranges::find(lengths, true);
    const auto last = std::find(lengths.rbegin(), lengths.rend(), true).base();
    const bool all_lengths = std::find(first, last, false) == last;
    return zeros || (last - lengths.begin() > 4 && !all_lengths) ? Ids::kKeys
           : all_lengths                                         ? Ids::kNumbers
                                                                 : Ids::kOther;
  }

  /// Of the districts whose ids go on where the id of `district` ends those of the lowest level.
  [[nodiscard]] Rows leaves_below(std::uint32_t district) const {
    Rows leaves;
    for (std::uint32_t i = district + 1; i < ids_.size() && ids_[i].starts_with(ids_[district]);
         ++i) {
      const bool is_leaf = i + 1 == ids_.size() || !ids_[i + 1].starts_with(ids_[i]);
      if (is_leaf) {
        leaves.push_back(i);
      }
    }
    return leaves;
  }

  static bool is_sum_of(const Quantities::Narrow& column, std::uint32_t district,
                        const Rows& others) {
    int128 sum = 0;
    for (const std::uint32_t other : others) {
      sum += column[other];
    }
    return sum == column[district];
  }

  /// In how many columns the district has the sum of the others, and more than 0; 0 where it has
  /// not in all of them.
  [[nodiscard]] std::size_t is_sum_in(std::uint32_t district, const Rows& others) const {
    std::size_t columns = 0;
    for (const Quantities* column : rows_.columns) {
      const bool is_sum = column->narrow() != nullptr
                              ? is_sum_of(*column->narrow(), district, others)
                              : column->at(district) == column->sum_of(others);
      if (!is_sum) {
        return 0;
      }
      columns += column->sign_at(district) == 0 ? 0U : 1U;
    }
    return columns;
  }

  const SumRows& rows_;
  std::span<const std::string_view> ids_;
  SumSearch& search_;
};

}  // namespace

void find_sums_by_id(SumSearch& search) { SumsById{search}.run(); }

}  // namespace allot::load
