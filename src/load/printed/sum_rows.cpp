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
constexpr std::size_t kManyGroups = 3;
constexpr std::size_t kStepsOfGroups = 20;

class SumRowFinder {
 public:
  explicit SumRowFinder(const SumCandidates& candidates) : candidates_{candidates} {
    const auto has_id = [](const SumCandidate& row) { return !row.id.empty(); };
    const auto ids = static_cast<std::size_t>(std::ranges::count_if(candidates.rows, has_id));
    const bool most_have_ids = 2 * ids > candidates.rows.size();
    for (std::uint32_t i = 0; i < size(); ++i) {
      const SumCandidate& row = candidates.rows[i];
      const bool added_up = candidates.has_known ? row.is_known : has_id(row) || !most_have_ids;
      if (row.is_named_sum) {
        sums_.push_back(i);
      } else if (added_up) {
        parts_.push_back(i);
      } else {
        others_.push_back(i);
      }
    }
  }

  std::vector<SumOfRows> run() {
    if (candidates_.has_known && sums_.empty() && others_.empty()) {
      return {};
    }
    find_unnamed();
    if (sums_.empty()) {
      return {};
    }
    add_parts_up();
    stand_above_ = subtotals_stand_above();
    std::vector<SumOfRows> found;
    for (const std::uint32_t sum : sums_) {
      found.push_back({sum, parts_of(sum)});
    }
    return found;
  }

 private:
  /// Parts that follow each other, as places in `parts_`, but one of them.
  struct Stretch {
    std::size_t first, last;
    std::optional<std::uint32_t> without = {};
  };

  [[nodiscard]] std::size_t size() const { return candidates_.rows.size(); }
  [[nodiscard]] std::string_view id(std::uint32_t row) const { return candidates_.rows[row].id; }
  [[nodiscard]] bool is_part(std::uint32_t row) const {
    return std::ranges::binary_search(parts_, row);
  }

  /// Rows of no district of the scenario; without one, rows without ids among those that have
  /// some, and rows whose numbers or ids say it.
  void find_unnamed() {
    sort_ids();
    ends_ = sums_;
    ends_.insert(ends_.end(), others_.begin(), others_.end());
    std::ranges::sort(ends_);
    Rows asked = others_;
    if (!candidates_.has_known) {
      asked.insert(asked.end(), parts_.begin(), parts_.end());
      std::ranges::sort(asked);
    }
    if (asked.empty()) {
      return;
    }
    add_parts_up();
    Rows found;
    for (const std::uint32_t row : asked) {
      const bool is_group = candidates_.rows[row].of_group.size() >= 1;
      if (is_group || is_higher_level(row) || (may_be_unnamed(row) && fits_something(row))) {
        found.push_back(row);
      }
    }
    if (candidates_.has_known) {
      add_headings(found);
    } else if (found.empty()) {
      found = heads_of_groups();
    }
    add_siblings(found);
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

  /// Where most rows without an id are sums, the others are sums with a misprint.
  void add_siblings(Rows& found) const {
    Rows without_id;
    std::ranges::copy_if(others_, std::back_inserter(without_id),
                         [&](std::uint32_t row) { return id(row).empty(); });
    Rows lacking;
    std::ranges::set_difference(without_id, found, std::back_inserter(lacking));
    if (2 * lacking.size() < without_id.size()) {
      found.insert(found.end(), lacking.begin(), lacking.end());
      std::ranges::sort(found);
    }
  }

  /// Of rows of no district three or more, and most, each add up the rows of districts below them,
  /// or above: one by chance, all of them never.
  void add_headings(Rows& found) const {
    for (const bool below : {true, false}) {
      Rows fitting;
      std::ranges::copy_if(others_, std::back_inserter(fitting), [&](std::uint32_t row) {
        return fits(row, below ? block_behind(row) : block_before(row));
      });
      if (fitting.size() >= kManyGroups && 2 * fitting.size() > others_.size()) {
        add_those_with_shorter_ids(fitting);
        Rows all;
        std::ranges::set_union(found, fitting, std::back_inserter(all));
        found = std::move(all);
        return;
      }
    }
  }

  /// Where headings have shorter ids than districts, whoever has, too, is one with a misprint.
  void add_those_with_shorter_ids(Rows& headings) const {
    std::size_t least = std::string_view::npos;
    for (const std::uint32_t row : parts_) {
      least = std::min(least, id(row).size());
    }
    const auto is_shorter = [&](std::uint32_t row) {
      return !id(row).empty() && id(row).size() < least;
    };
    if (std::ranges::all_of(headings, is_shorter)) {
      headings.clear();
      std::ranges::copy_if(others_, std::back_inserter(headings), is_shorter);
    }
  }

  /// Without a scenario and without words: all rows are groups, of which the first row (or the
  /// last) adds up the others, and these add up to the whole, which is called so.
  [[nodiscard]] Rows heads_of_groups() const {
    if (sums_.size() != 1) {
      return {};
    }
    for (const bool first : {true, false}) {
      const Rows heads = heads_of_all(first);
      if (!heads.empty() && fits(sums_.front(), heads)) {
        return heads;
      }
    }
    return {};
  }

  /// Of three groups or more that have several rows besides; nothing: not all rows are in one.
  [[nodiscard]] Rows heads_of_all(bool first) const {
    Rows heads;
    std::size_t several = 0;
    std::size_t steps = kStepsOfGroups * parts_.size();  // with amounts below 0 no group ends
    for (std::size_t at = 0; at < parts_.size();) {
      const std::size_t count = size_of_group(at, first, steps);
      if (count == 0) {
        return {};
      }
      heads.push_back(parts_[first ? at : parts_.size() - 1 - at]);
      several += count > 1 ? 1U : 0U;
      at += count + 1;
    }
    std::ranges::sort(heads);
    return several >= kManyGroups ? heads : Rows{};
  }

  /// How many rows behind the one at `at` (counted from the end, if that is where the first is not)
  /// come nearest to what it has, of those that fit; 0: none do, or there are no steps left.
  [[nodiscard]] std::size_t size_of_group(std::size_t at, bool first, std::size_t& steps) const {
    const std::size_t size = parts_.size();
    const std::uint32_t head = parts_[first ? at : size - 1 - at];
    std::size_t best = 0;
    Fraction least;
    for (std::size_t count = 1; at + count < size; ++count) {
      if (steps-- == 0) {
        return 0;
      }
      const Stretch parts =
          first ? Stretch{at + 1, at + 1 + count} : Stretch{size - 1 - at - count, size - 1 - at};
      if (adds_up(head, parts)) {
        if (const Fraction off = distance(head, parts); best == 0 || off <= least) {
          best = count;
          least = off;
        }
      } else if (are_too_much(head, parts)) {
        break;
      }
    }
    return best;
  }

  [[nodiscard]] bool are_too_much(std::uint32_t head, const Stretch& parts) const {
    for (std::size_t column = 0; column < candidates_.columns.size(); ++column) {
      const Fit fit = fit_in(column, head, parts);
      if (!fit.may_be && fit.over) {
        return true;
      }
    }
    return false;
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

  /// Without a scenario a sum with an id stands first or last, where nothing calls it so; with one
  /// its id, if any, is none like those of districts.
  [[nodiscard]] bool may_be_unnamed(std::uint32_t row) const {
    if (is_part(row)) {
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

  [[nodiscard]] Stretch all_but(std::uint32_t sum) const {
    return {0, parts_.size(), is_part(sum) ? std::optional{sum} : std::nullopt};
  }
  /// Those since the sum before it, and those up to the next one.
  [[nodiscard]] Stretch block_before(std::uint32_t sum) const {
    const auto next = std::ranges::lower_bound(ends_, sum);
    return {next == ends_.begin() ? 0 : place_behind(*(next - 1)), place_of(sum)};
  }
  [[nodiscard]] Stretch block_behind(std::uint32_t sum) const {
    const auto next = std::ranges::upper_bound(ends_, sum);
    return {place_behind(sum), next == ends_.end() ? parts_.size() : place_of(*next)};
  }
  [[nodiscard]] std::size_t place_of(std::uint32_t row) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(parts_, row) - parts_.begin());
  }
  [[nodiscard]] std::size_t place_behind(std::uint32_t row) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(parts_, row) - parts_.begin());
  }

  [[nodiscard]] static std::size_t count_of(const Rows& rows) { return rows.size(); }
  [[nodiscard]] static std::size_t count_of(const Stretch& of) {
    return of.last - of.first - (of.without ? 1 : 0);
  }
  [[nodiscard]] static const Rows& rows_of(const Rows& rows) { return rows; }
  [[nodiscard]] Rows rows_of(const Stretch& of) const {
    Rows rows{parts_.begin() + static_cast<std::ptrdiff_t>(of.first),
              parts_.begin() + static_cast<std::ptrdiff_t>(of.last)};
    std::erase(rows, of.without);
    return rows;
  }

  /// What numbers add to, and what rounding may have made of that.
  struct Total {
    Fraction value, slack;

    void add(const std::optional<PrintedNumber>& cell) {
      if (cell) {
        value += cell->value;
        slack += cell->half;
      }
    }
  };
  /// Each of many sums is held against all rows.
  void add_parts_up() {
    up_to_.clear();
    for (const PrintedColumn& column : candidates_.columns) {
      std::vector<Total>& totals = up_to_.emplace_back(1);
      for (const std::uint32_t row : parts_) {
        totals.push_back(totals.back());
        totals.back().add(column.cells[row]);
      }
    }
  }
  [[nodiscard]] Total total_of(std::size_t column, const Stretch& of) const {
    const Total& first = up_to_[column][of.first];
    const Total& last = up_to_[column][of.last];
    Total without;
    if (of.without) {
      without.add(candidates_.columns[column].cells[*of.without]);
    }
    return {last.value - first.value - without.value, last.slack - first.slack - without.slack};
  }
  [[nodiscard]] Total total_of(std::size_t column, const Rows& rows) const {
    Total total;
    for (const std::uint32_t row : rows) {
      total.add(candidates_.columns[column].cells[row]);
    }
    return total;
  }

  /// Whether a number of the row may be the sum of theirs, and whether it could be seen if not:
  /// what rounding alone could make says nothing.
  struct Fit {
    bool may_be = true, tells = false;
    bool no_chance = false;  ///< it is the sum, in more digits than chance would agree in
    bool over = false;       ///< they add up to more
    Fraction off = {};       ///< how far the sum is from the number
  };
  template <class Parts>
  [[nodiscard]] Fit fit_in(std::size_t column, std::uint32_t sum, const Parts& parts) const {
    const auto& printed = candidates_.columns[column].cells[sum];
    if (!printed || candidates_.columns[column].role == PrintedRole::kChange) {
      return {};
    }
    const Total total = total_of(column, parts);
    const Fraction slack = printed->half + total.slack;
    const Fraction difference = total.value - printed->value;
    const Fraction off = difference.sign() < 0 ? -difference : difference;
    constexpr int kManyTimes = 10'000;
    const bool may_be = off <= slack;
    return {.may_be = may_be,
            .tells = total.value > slack + slack,
            .no_chance = may_be && total.value > slack * Fraction{kManyTimes},
            .over = difference.sign() > 0,
            .off = off};
  }

  /// Whether every number of the row may be the sum of theirs, and one is there that tells.
  template <class Parts>
  [[nodiscard]] bool fits(std::uint32_t sum, const Parts& parts) const {
    return count_of(parts) >= kFewest && adds_up(sum, parts);
  }
  template <class Parts>
  [[nodiscard]] bool adds_up(std::uint32_t sum, const Parts& parts) const {
    bool tells = false;
    for (std::size_t column = 0; column < candidates_.columns.size(); ++column) {
      const Fit fit = fit_in(column, sum, parts);
      if (!fit.may_be) {
        return false;
      }
      tells = tells || fit.tells;
    }
    return tells;
  }
  template <class Parts>
  [[nodiscard]] Fraction distance(std::uint32_t sum, const Parts& parts) const {
    Fraction off;
    for (std::size_t column = 0; column < candidates_.columns.size(); ++column) {
      off += fit_in(column, sum, parts).off;
    }
    return off;
  }

  /// The same of one of them: others may have a misprint.
  [[nodiscard]] bool fits_in_one(std::uint32_t sum, const Stretch& parts) const {
    bool found = false;
    for (std::size_t column = 0; column < candidates_.columns.size() && !found; ++column) {
      const Fit fit = fit_in(column, sum, parts);
      found = fit.may_be && fit.tells;
    }
    return found && count_of(parts) >= kFewest;
  }

  /// In how many columns it adds up these beyond doubt; the number of another may be an average, or
  /// have a misprint.
  [[nodiscard]] std::size_t columns_beyond_doubt(std::uint32_t sum, const Stretch& parts) const {
    constexpr std::size_t kMany = 4;
    std::size_t found = 0;
    for (std::size_t column = 0; column < candidates_.columns.size() && count_of(parts) >= kMany;
         ++column) {
      found += fit_in(column, sum, parts).no_chance ? 1U : 0U;
    }
    return found;
  }

  /// By chance two or three numbers add to a fourth: one column tells only of more.
  [[nodiscard]] bool tells_of(const Stretch& parts) const {
    constexpr std::size_t kMany = 5;
    return count_of(parts) >= kMany || candidates_.columns.size() > 1 || !candidates_.has_known;
  }
  [[nodiscard]] bool fits_something(std::uint32_t row) const {
    const auto is_sum_of = [&](const Stretch& parts) {
      return (tells_of(parts) && fits(row, parts)) || columns_beyond_doubt(row, parts) > 0;
    };
    return is_sum_of(all_but(row)) ||
           (!is_part(row) && (is_sum_of(block_before(row)) || is_sum_of(block_behind(row))));
  }

  [[nodiscard]] Rows parts_of(std::uint32_t sum) const {
    const Rows by_id = below(sum);
    const Rows& group = candidates_.rows[sum].of_group;
    if (!group.empty()) {
      return group;
    }
    const Stretch all = all_but(sum);
    const Stretch before = block_before(sum);
    const Stretch behind = block_behind(sum);
    // Where rounding lets several fit, the nearest is meant.
    Rows nearest;
    Fraction least;
    const auto consider = [&](const auto& parts) {
      if (fits(sum, parts)) {
        if (const Fraction off = distance(sum, parts); nearest.empty() || off < least) {
          nearest = rows_of(parts);
          least = off;
        }
      }
    };
    consider(by_id);
    consider(all);
    consider(before);
    consider(behind);
    if (!nearest.empty()) {
      return nearest;
    }
    if (by_id.size() >= kFewest) {
      return by_id;
    }
    // One number is right beyond doubt, and another wrong: what most of them fit is meant.
    std::size_t most = 0;
    for (const Stretch& parts : {before, behind, all}) {
      if (const std::size_t fitting = columns_beyond_doubt(sum, parts); fitting > most) {
        nearest = rows_of(parts);
        most = fitting;
      }
    }
    if (most > 0) {
      return nearest;
    }
    // One that does not add up stands as the others do.
    const Stretch& block = stand_above_ ? behind : before;
    const std::string_view label = candidates_.rows[sum].label;
    const bool is_end = sum + 1 == size() || (sum == 0 && !stand_above_);
    const bool is_whole =
        is_end && (looks_like_total(label) || (siblings_ == 0 && !says_level(label)));
    return rows_of(sums_.size() == 1 || is_whole || count_of(block) == 0 ? all : block);
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
  Rows others_;  ///< of no district of the scenario, or without the id that most have
  Rows sums_;
  Rows ends_;   ///< where what a sum adds up may end: at sums, and who may be one
  Rows by_id_;  ///< of `parts_` those with ids of digits, in their order
  bool stand_above_ = false;
  std::size_t siblings_ = 0;  ///< subtotals that fit the rows above them, or below
  std::size_t shortest_ = std::string_view::npos;
  /// Of each column what the parts before each place add to.
  std::vector<std::vector<Total>> up_to_;
};

}  // namespace

std::vector<SumOfRows> sums_among(const SumCandidates& candidates) {
  return SumRowFinder{candidates}.run();
}

}  // namespace allot::load
