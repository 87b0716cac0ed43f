#include "load/tables/sums/sum_finder.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "load/problems/messages.hpp"
#include "load/tables/sum_words.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t kLongestPrefix = 20;
constexpr const char* kByName = "it has the sum of others, and a name that says so";
constexpr int kDigitsOfChance = 5;        // and those of the number of rows
constexpr std::size_t kStepsOfRuns = 64;  // for each row: all else is hostile

/// Looks for sums among the rows, by one sign after the other.
class SumFinder {
 public:
  explicit SumFinder(const SumRows& rows)
      : ids_{rows.ids}, rows_{rows}, is_found_(rows.ids.size()) {}

  std::vector<FoundSum> run() && {
    find_by_id();
    find_by_stem();
    find_by_name();
    find_by_numbers();
    find_by_runs();
    return std::move(found_);
  }

 private:
  /// Rows of higher levels: others go on where their ids end.
  void find_by_id() {
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
      const bool no_chance = all_are_sums || level.below > 2 || is_no_chance(level.district);
      if ((keys && level.below > 1) || (level.is_sum && no_chance)) {
        add({level.district, why(level)});
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
      if (!filled_up || is_found(i) || !ids_[i + 1].starts_with(stem)) {
        continue;
      }
      if (rows_.columns.front()->order(i, i + 1) < 0) {
        continue;  // a sum has no less than its first part
      }
      std::uint32_t end = i + 1;
      while (end < ids_.size() && ids_[end].starts_with(stem)) {
        ++end;
      }
      const bool is_filled_up = ids_[i].size() - stem.size() > 1;
      if (has_sum_of_those_below(i, end) && (is_filled_up || is_no_chance(i))) {
        add({i, fmt::format("it has the sum of those whose ids begin with {}", quoted(stem))});
      }
    }
  }

  /// Whether its numbers are so long that they are the sum of a few others by no chance, in a table
  /// of so many rows.
  [[nodiscard]] bool is_no_chance(std::uint32_t district) const {
    int digits = 0;
    for (const Quantities* column : rows_.columns) {
      const Quantities::Narrow* values = column->narrow();
      bool significant = false;  // the zeros of round numbers say nothing
      for (std::int64_t rest = values == nullptr ? 0 : (*values)[district]; rest > 0; rest /= 10) {
        significant = significant || rest % 10 != 0;
        digits += significant ? 1 : 0;
      }
    }
    int of_rows = 0;
    for (std::size_t rest = ids_.size(); rest > 0; rest /= 10) {
      ++of_rows;
    }
    return digits >= kDigitsOfChance + of_rows;
  }

  /// Of those up to `end`, or of those among them that are not filled up themselves.
  [[nodiscard]] bool has_sum_of_those_below(std::uint32_t district, std::uint32_t end) const {
    if (const Quantities::Narrow* first = rows_.columns.front()->narrow()) {
      int128 all = 0;
      int128 lowest = 0;
      for (std::uint32_t i = district + 1; i < end; ++i) {
        all += (*first)[i];
        lowest += ids_[i].ends_with('0') ? 0 : (*first)[i];
      }
      if (all != (*first)[district] && lowest != (*first)[district]) {
        return false;
      }
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

  /// `Summe`, `Land Hessen`: a name is a reason together with the numbers.
  void find_by_name() {
    Rows called;
    for (std::uint32_t i = 0; i < ids_.size(); ++i) {
      const std::string_view id = ids_[i];
      const bool is_number = !id.empty() && id.front() <= '9' && id.back() <= '9';
      if (says_sum(rows_.names[i]) || (!is_number && says_sum(id))) {
        called.push_back(i);
      }
    }
    if (called.empty()) {
      return;
    }
    const Rows order = in_file_order();
    std::vector<bool> is_called(ids_.size());
    for (const std::uint32_t district : called) {
      is_called[district] = true;
    }
    const Sums sums_of_others = others_of(is_called);
    Rows likely;                 // of two others, by a name that districts have, too
    auto begin = order.begin();  // of the districts since the last one that is called a sum
    for (auto here = order.begin(); here != order.end(); ++here) {
      if (!is_called[*here]) {
        continue;
      }
      const auto end =
          std::find_if(here + 1, order.end(), [&](std::uint32_t i) { return is_called[i]; });
      const Rows before{begin, here};
      const Rows after{here + 1, end};
      begin = here + 1;
      if (is_found(*here)) {
        continue;
      }
      const bool by_level = says_level(rows_.names[*here]) || says_level(ids_[*here]);
      const std::size_t fewest = by_level ? 3 : 2;
      if (is_sum_of_all(*here, sums_of_others) || is_sum_of_run(*here, before, fewest) ||
          is_sum_of_run(*here, after, fewest)) {
        add({*here, kByName});
      } else if (is_sum_of_run(*here, before, 2) || is_sum_of_run(*here, after, 2)) {
        likely.push_back(*here);
      }
    }
    if (called.size() > 1 && likely.size() + found_.size() >= called.size()) {
      for (const std::uint32_t district : likely) {
        add({district, kByName});
      }
    }
  }

  [[nodiscard]] Rows in_file_order() const {
    Rows order(ids_.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!std::ranges::is_sorted(rows_.rows)) {
      std::ranges::sort(order, {}, [&](std::uint32_t i) { return rows_.rows[i]; });
    }
    return order;
  }

  /// Of each column the sum of all, and of those that no name calls a sum.
  struct Sums {
    std::vector<Fraction> all, uncalled;
    std::size_t uncalled_count = 0;
  };

  [[nodiscard]] Sums others_of(const std::vector<bool>& is_called) const {
    Sums sums;
    Rows uncalled;
    for (std::uint32_t i = 0; i < ids_.size(); ++i) {
      if (!is_called[i]) {
        uncalled.push_back(i);
      }
    }
    sums.uncalled_count = uncalled.size();
    for (const Quantities* column : rows_.columns) {
      sums.all.push_back(column->total());
      sums.uncalled.push_back(column->sum_of(uncalled));
    }
    return sums;
  }

  [[nodiscard]] bool is_sum_of_all(std::uint32_t district, const Sums& sums) const {
    const auto fits = [&](const std::vector<Fraction>& of, bool with_itself, std::size_t count) {
      std::size_t columns = 0;
      for (std::size_t i = 0; i < of.size(); ++i) {
        const Fraction value = rows_.columns[i]->at(district);
        const Fraction sum = with_itself ? of[i] - value : of[i];
        if (!is_near(value, sum, count, *rows_.columns[i])) {
          return false;
        }
        columns += value.sign() == 0 ? 0U : 1U;
      }
      return count > 1 && columns > 0;
    };
    return fits(sums.all, true, ids_.size() - 1) || fits(sums.uncalled, false, sums.uncalled_count);
  }

  /// Of a single other only in two columns: two districts may have one number.
  [[nodiscard]] bool is_sum_of_run(std::uint32_t district, const Rows& others,
                                   std::size_t fewest) const {
    std::size_t columns = 0;
    for (const Quantities* column : rows_.columns) {
      const Fraction value = column->at(district);
      if (!is_near(value, column->sum_of(others), others.size(), *column)) {
        return false;
      }
      columns += value.sign() == 0 ? 0U : 1U;
    }
    return others.size() >= fewest ? columns > 0 : !others.empty() && columns > 1;
  }

  /// Up to what rounding each of the numbers, and the sum by itself, may come to; of small numbers
  /// that would be chance.
  static bool is_near(const Fraction& value, const Fraction& sum, std::size_t count,
                      const Quantities& column) {
    constexpr std::int64_t kSmall = 50;
    if (value == sum) {
      return true;
    }
    const Fraction off = value > sum ? value - sum : sum - value;
    const Fraction unit = Fraction{1} / Fraction{column.denominator()};
    const Fraction most = unit * Fraction{static_cast<std::int64_t>(count) + 1} / Fraction{2};
    return off <= most && value >= most * Fraction{kSmall};
  }

  /// Whatever its name and id: it has the sum of the rows that follow it, or that it follows, in
  /// two columns at least, and in numbers of so many digits that it is no chance.
  void find_by_runs() {
    std::vector<const Quantities::Narrow*> columns;
    for (const Quantities* column : rows_.columns) {
      const auto same = [&](const Quantities::Narrow* other) {
        return *other == *column->narrow();
      };
      if (column->narrow() != nullptr && std::ranges::none_of(columns, same)) {
        columns.push_back(column->narrow());  // the same numbers again prove nothing more
      }
    }
    if (columns.size() < 2) {
      return;
    }
    const Rows order = in_file_order();
    std::vector<std::int64_t> values(order.size());
    std::ranges::transform(order, values.begin(),
                           [&](std::uint32_t i) { return (*columns.front())[i]; });
    std::size_t steps = order.size() * kStepsOfRuns;
    for (std::size_t at = 0; at < order.size() && steps > 0; ++at) {
      const std::size_t below = run_below(values, at, steps);
      const std::size_t above = run_above(values, at, steps);
      check_run(columns, order, at, at + 1, below, "below");
      check_run(columns, order, at, at - above, above, "above");
    }
  }

  /// How many of the next values come to this one, 10^18 at most; 0 where none do.
  static std::size_t run_below(const std::vector<std::int64_t>& values, std::size_t at,
                               std::size_t& steps) {
    std::int64_t sum = 0;
    std::size_t end = at + 1;
    while (sum < values[at] && end < values.size()) {
      sum += values[end++];
    }
    steps -= std::min(steps, end - at);
    return sum == values[at] ? end - at - 1 : 0;
  }

  static std::size_t run_above(const std::vector<std::int64_t>& values, std::size_t at,
                               std::size_t& steps) {
    std::int64_t sum = 0;
    std::size_t begin = at;
    while (sum < values[at] && begin > 0) {
      sum += values[--begin];
    }
    steps -= std::min(steps, at - begin);
    return sum == values[at] ? at - begin : 0;
  }

  /// Whether `run` rows from `first` on have the numbers of the one at `at` together.
  void check_run(const std::vector<const Quantities::Narrow*>& columns, const Rows& order,
                 std::size_t at, std::size_t first, std::size_t run, std::string_view where) {
    if (run < 2 || is_found(order[at]) || !is_no_chance(order[at])) {
      return;
    }
    for (const Quantities::Narrow* column : columns) {
      int128 sum = 0;
      for (std::size_t i = first; i < first + run; ++i) {
        sum += (*column)[order[i]];
      }
      if (sum != (*column)[order[at]]) {
        return;
      }
    }
    add({order[at], fmt::format("it has the sum of the {} rows {} it in {} columns", run, where,
                                columns.size())});
  }

  /// Whatever its name: half of the whole in two columns.
  void find_by_numbers() {
    constexpr std::size_t kFewest = 4;
    if (ids_.size() < kFewest || rows_.columns.empty() || !found_.empty()) {
      return;
    }
    for (const std::uint32_t district : largest_of_each()) {
      const auto columns = static_cast<std::size_t>(std::ranges::count_if(
          rows_.columns, [&](const Quantities* column) { return is_half(*column, district); }));
      if (columns > 1) {
        add({district, fmt::format("it has the sum of all others in {} columns", columns)});
      } else if (columns == 1 && rows_.columns.size() == 1) {
        add({district, "it has the sum of all others", false});
      }
    }
  }

  [[nodiscard]] Rows largest_of_each() const {
    Rows largest;
    for (const Quantities* column : rows_.columns) {
      std::uint32_t most = 0;
      for (std::uint32_t i = 1; i < ids_.size(); ++i) {
        most = column->order(i, most) > 0 ? i : most;
      }
      if (std::ranges::find(largest, most) == largest.end()) {
        largest.push_back(most);
      }
    }
    return largest;
  }

  static bool is_half(const Quantities& column, std::uint32_t district) {
    const Fraction value = column.at(district);
    return value.sign() > 0 && value + value == column.total();
  }

  void add(FoundSum sum) {
    is_found_[sum.index] = true;
    found_.push_back(std::move(sum));
  }

  [[nodiscard]] bool is_found(std::uint32_t district) const { return is_found_[district]; }

  std::span<const std::string_view> ids_;
  const SumRows& rows_;
  std::vector<FoundSum> found_;
  std::vector<bool> is_found_;
};

}  // namespace

std::vector<FoundSum> find_sums(const SumRows& rows) { return SumFinder{rows}.run(); }

}  // namespace allot::load
