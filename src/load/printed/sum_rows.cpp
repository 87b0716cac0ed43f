#include "load/printed/sum_rows.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "load/tables/sum_words.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t kFewest = 2;

class SumRowFinder {
 public:
  explicit SumRowFinder(const SumCandidates& candidates) : candidates_{candidates} {
    for (std::uint32_t i = 0; i < size(); ++i) {
      const SumCandidate& row = candidates.rows[i];
      if (row.is_named_sum) {
        sums_.push_back(i);
      } else if (row.is_known || !candidates.has_known) {
        parts_.push_back(i);
      } else {
        others_.push_back(i);
      }
    }
  }

  std::vector<SumOfRows> run() {
    find_unnamed();
    stand_above_ = subtotals_stand_above();
    std::vector<SumOfRows> found;
    for (const std::uint32_t sum : sums_) {
      found.push_back({sum, parts_of(sum)});
    }
    return found;
  }

 private:
  [[nodiscard]] std::size_t size() const { return candidates_.rows.size(); }
  [[nodiscard]] std::string_view id(std::uint32_t row) const { return candidates_.rows[row].id; }

  /// Rows of no district of the scenario; without one, rows whose numbers or ids say it.
  void find_unnamed() {
    sort_ids();
    ends_ = sums_;
    ends_.insert(ends_.end(), others_.begin(), others_.end());
    std::ranges::sort(ends_);
    const Rows asked = candidates_.has_known ? others_ : parts_;
    Rows found;
    for (const std::uint32_t row : asked) {
      const bool is_group = candidates_.rows[row].of_group.size() >= 1;
      if (is_group || is_higher_level(row) || (may_be_unnamed(row) && fits_something(row))) {
        found.push_back(row);
      }
    }
    const auto is_found = [&](std::uint32_t row) { return std::ranges::binary_search(found, row); };
    std::erase_if(parts_, is_found);
    std::erase_if(others_, is_found);
    std::erase_if(by_id_, is_found);
    sums_.insert(sums_.end(), found.begin(), found.end());
    std::ranges::sort(sums_);
    ends_ = sums_;
    // Who is no district of the scenario may still be a part of the table's sums.
    parts_.insert(parts_.end(), others_.begin(), others_.end());
    std::ranges::sort(parts_);
  }

  void sort_ids() {
    std::ranges::copy_if(parts_, std::back_inserter(by_id_),
                         [&](std::uint32_t row) { return are_digits(id(row)); });
    std::ranges::sort(by_id_, {}, [&](std::uint32_t row) { return id(row); });
    for (const std::uint32_t row : by_id_) {
      shortest_ = std::min(shortest_, id(row).size());
    }
  }

  /// `08` above `08111`; of running numbers 1 is not above 100, unless its numbers say it.
  [[nodiscard]] bool is_higher_level(std::uint32_t row) const {
    const Rows rows = below(row);
    return rows.size() >= kFewest &&
           (id(row).starts_with('0') || id(row).size() < shortest_ || fits(row, rows));
  }

  /// Without a scenario a sum stands first or last, where nothing calls it so; with one its id, if
  /// any, is none like those of districts.
  [[nodiscard]] bool may_be_unnamed(std::uint32_t row) const {
    if (!candidates_.has_known) {
      return row == 0 || row + 1 == size();
    }
    return id(row).empty() || (are_digits(id(row)) && id(row).size() < shortest_);
  }

  /// Rows whose ids go on where this one ends: `08111` of `08`.
  [[nodiscard]] Rows below(std::uint32_t sum) const {
    Rows rows;
    const std::string_view beginning = id(sum);
    if (are_digits(beginning)) {
      const auto id_of = [&](std::uint32_t row) { return id(row); };
      for (auto at = std::ranges::lower_bound(by_id_, beginning, {}, id_of);
           at != by_id_.end() && id(*at).starts_with(beginning); ++at) {
        if (id(*at).size() > beginning.size()) {
          rows.push_back(*at);
        }
      }
      std::ranges::sort(rows);
    }
    return rows;
  }

  [[nodiscard]] Rows all_but(std::uint32_t sum) const {
    Rows rows;
    std::ranges::copy_if(parts_, std::back_inserter(rows),
                         [&](std::uint32_t row) { return row != sum; });
    return rows;
  }
  /// Those since the sum before it, and those up to the next one.
  [[nodiscard]] Rows block_before(std::uint32_t sum) const {
    const auto next = std::ranges::lower_bound(ends_, sum);
    return between(next == ends_.begin() ? std::nullopt : std::optional{*(next - 1)}, sum);
  }
  [[nodiscard]] Rows block_behind(std::uint32_t sum) const {
    const auto next = std::ranges::upper_bound(ends_, sum);
    return between(sum, next == ends_.end() ? std::nullopt : std::optional{*next});
  }
  [[nodiscard]] Rows between(std::optional<std::uint32_t> first,
                             std::optional<std::uint32_t> last) const {
    Rows rows;
    std::ranges::copy_if(parts_, std::back_inserter(rows), [&](std::uint32_t row) {
      return (!first || row > *first) && (!last || row < *last);
    });
    return rows;
  }

  /// Whether a number of the row may be the sum of theirs, and whether it could be seen if not:
  /// what rounding alone could make says nothing.
  struct Fit {
    bool may_be = true, tells = false;
    Fraction off = {};  ///< how far the sum is from the number
  };
  static Fit fit_in(const PrintedColumn& column, std::uint32_t sum, const Rows& rows) {
    const auto& printed = column.cells[sum];
    if (!printed || column.role == PrintedRole::kChange) {
      return {};
    }
    Fraction total;
    Fraction slack = printed->half;
    for (const std::uint32_t row : rows) {
      if (const auto& cell = column.cells[row]) {
        total += cell->value;
        slack += cell->half;
      }
    }
    const Fraction difference = total - printed->value;
    const Fraction off = difference.sign() < 0 ? -difference : difference;
    return {.may_be = off <= slack, .tells = total > slack + slack, .off = off};
  }

  /// Whether every number of the row may be the sum of theirs, and one is there that tells.
  [[nodiscard]] bool fits(std::uint32_t sum, const Rows& rows) const {
    bool tells = false;
    for (const PrintedColumn& column : candidates_.columns) {
      const Fit fit = fit_in(column, sum, rows);
      if (!fit.may_be) {
        return false;
      }
      tells = tells || fit.tells;
    }
    return tells && rows.size() >= kFewest;
  }
  [[nodiscard]] Fraction distance(std::uint32_t sum, const Rows& rows) const {
    Fraction off;
    for (const PrintedColumn& column : candidates_.columns) {
      off += fit_in(column, sum, rows).off;
    }
    return off;
  }

  /// The same of one of them: others may have a misprint.
  [[nodiscard]] bool fits_in_one(std::uint32_t sum, const Rows& rows) const {
    return rows.size() >= kFewest &&
           std::ranges::any_of(candidates_.columns, [&](const PrintedColumn& column) {
             const Fit fit = fit_in(column, sum, rows);
             return fit.may_be && fit.tells;
           });
  }

  /// By chance two or three numbers add to a fourth: one column tells only of more.
  [[nodiscard]] bool tells_of(const Rows& rows) const {
    constexpr std::size_t kMany = 5;
    return rows.size() >= kMany || candidates_.columns.size() > 1 || !candidates_.has_known;
  }
  [[nodiscard]] bool fits_something(std::uint32_t row) const {
    const auto is_sum_of = [&](const Rows& rows) { return tells_of(rows) && fits(row, rows); };
    return is_sum_of(all_but(row)) || (candidates_.has_known && (is_sum_of(block_before(row)) ||
                                                                 is_sum_of(block_behind(row))));
  }

  [[nodiscard]] Rows parts_of(std::uint32_t sum) const {
    const Rows by_id = below(sum);
    const Rows& group = candidates_.rows[sum].of_group;
    if (!group.empty()) {
      return group;
    }
    const Rows candidates[] = {by_id, all_but(sum), block_before(sum), block_behind(sum)};
    // Where rounding lets several fit, the nearest is meant.
    const Rows* nearest = nullptr;
    Fraction least;
    for (const Rows& rows : candidates) {
      if (fits(sum, rows)) {
        if (const Fraction off = distance(sum, rows); nearest == nullptr || off < least) {
          nearest = &rows;
          least = off;
        }
      }
    }
    if (nearest != nullptr) {
      return *nearest;
    }
    if (by_id.size() >= kFewest) {
      return by_id;
    }
    // One that does not add up stands as the others do.
    const Rows& block = stand_above_ ? candidates[3] : candidates[2];
    const std::string_view label = candidates_.rows[sum].label;
    const bool is_end = sum + 1 == size() || (sum == 0 && !stand_above_);
    const bool is_whole =
        is_end && (looks_like_total(label) || (siblings_ == 0 && !says_level(label)));
    return sums_.size() == 1 || is_whole || block.empty() ? candidates[1] : block;
  }

  /// Whether subtotals stand above what they add up, as most of those do that fit; else where the
  /// first stands.
  [[nodiscard]] bool subtotals_stand_above() {
    std::size_t above = 0;
    std::size_t below_rows = 0;
    for (const std::uint32_t sum : sums_) {
      above += fits_in_one(sum, block_behind(sum)) ? 1U : 0U;
      below_rows += fits_in_one(sum, block_before(sum)) ? 1U : 0U;
    }
    siblings_ = std::max(above, below_rows);
    const bool begins = !sums_.empty() && !parts_.empty() && sums_.front() < parts_.front();
    return above > below_rows || (above == below_rows && begins);
  }

  const SumCandidates& candidates_;
  Rows parts_;   ///< that may be added up
  Rows others_;  ///< of no district of the scenario
  Rows sums_;
  Rows ends_;   ///< where what a sum adds up may end: at sums, and who may be one
  Rows by_id_;  ///< of `parts_` those with ids of digits, in their order
  bool stand_above_ = false;
  std::size_t siblings_ = 0;  ///< subtotals that fit the rows above them, or below
  std::size_t shortest_ = std::string_view::npos;
};

}  // namespace

std::vector<SumOfRows> sums_among(const SumCandidates& candidates) {
  return SumRowFinder{candidates}.run();
}

}  // namespace allot::load
