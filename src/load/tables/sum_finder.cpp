#include "load/tables/sum_finder.hpp"

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

/// Looks for sums among the rows, by one sign after the other.
class SumFinder {
 public:
  explicit SumFinder(const SumRows& rows) : ids_{rows.ids}, rows_{rows} {}

  std::vector<FoundSum> run() && {
    find_by_id();
    find_by_name();
    find_by_numbers();
    return std::move(found_);
  }

 private:
  /// Rows of higher levels: others go on where their ids end.
  void find_by_id() {
    constexpr std::size_t kLongestPrefix = 20;
    const auto goes_on = [&](std::uint32_t i) {
      return ids_[i].size() <= kLongestPrefix && ids_[i + 1].starts_with(ids_[i]);
    };
    std::uint32_t i = 0;
    while (i + 1 < ids_.size() && !goes_on(i)) {
      ++i;
    }
    if (i + 1 >= ids_.size()) {
      return;
    }
    const bool keys = are_official_keys();
    for (; i + 1 < ids_.size(); ++i) {
      const Rows below = goes_on(i) ? leaves_below(i) : Rows{};
      if (below.size() > 1 && (keys || is_sum_in(i, below) > 0)) {
        found_.push_back({i, fmt::format("the ids of {} others begin with it, such as {}",
                                         below.size(), quoted(ids_[below.front()]))});
      }
    }
  }

  /// Digits of several lengths, with leading zeros or of four digits and more. Where every length
  /// from the shortest to the longest occurs they are running numbers, as Swiss communes have.
  [[nodiscard]] bool are_official_keys() const {
    constexpr std::size_t kLongest = 20;
    std::array<bool, kLongest + 1> lengths{};
    bool zeros = false;
    for (const std::string_view id : ids_) {
      if (!are_digits(id) || id.size() > kLongest) {
        return false;
      }
      lengths[id.size()] = true;
      zeros = zeros || (id.size() > 1 && id.starts_with('0'));
    }
    const auto first = std::ranges::find(lengths, true);
    const auto last = std::find(lengths.rbegin(), lengths.rend(), true).base();
    const bool all_lengths = std::find(first, last, false) == last;
    return zeros || (last - lengths.begin() > 4 && !all_lengths);
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

  /// In how many columns the district has the sum of the others, and more than 0; 0 where it has
  /// not in all of them.
  [[nodiscard]] std::size_t is_sum_in(std::uint32_t district, const Rows& others) const {
    std::size_t columns = 0;
    for (const Quantities* column : rows_.columns) {
      const Fraction value = column->at(district);
      if (value != column->sum_of(others)) {
        return 0;
      }
      columns += value.sign() == 0 ? 0U : 1U;
    }
    return columns;
  }

  /// `Summe`, `Land Hessen`: a name is a reason together with the numbers.
  void find_by_name() {
    Rows called;
    for (std::uint32_t i = 0; i < ids_.size(); ++i) {
      if (says_sum(rows_.names[i]) || says_sum(ids_[i])) {
        called.push_back(i);
      }
    }
    if (called.empty()) {
      return;
    }
    const Rows order = in_file_order();
    for (const std::uint32_t district : called) {
      if (!is_found(district) && is_some_sum(district, called, order)) {
        found_.push_back({district, "it has the sum of others, and a name that says so"});
      }
    }
  }

  [[nodiscard]] Rows in_file_order() const {
    Rows order(ids_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return rows_.rows[i]; });
    return order;
  }

  /// Of all others, with or without those that are called sums, or of those before it or after it,
  /// up to the next one that is called so.
  [[nodiscard]] bool is_some_sum(std::uint32_t district, const Rows& called,
                                 const Rows& order) const {
    const auto is_called = [&](std::uint32_t i) { return std::ranges::binary_search(called, i); };
    const auto here = std::ranges::find(order, district);
    const auto after = std::find_if(here + 1, order.end(), is_called);
    const auto before = std::find_if(std::make_reverse_iterator(here), order.rend(), is_called);
    Rows others = order;
    std::erase(others, district);
    Rows uncalled = others;
    std::erase_if(uncalled, is_called);
    const std::array<Rows, 4> sets{std::move(others), std::move(uncalled),
                                   Rows{before.base(), here}, Rows{here + 1, after}};
    return std::ranges::any_of(sets, [&](const Rows& set) {
      const std::size_t columns = is_sum_in(district, set);
      return (set.size() > 1 && columns > 0) || (set.size() == 1 && columns > 1);
    });
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
        found_.push_back(
            {district, fmt::format("it has the sum of all others in {} columns", columns)});
      } else if (columns == 1 && rows_.columns.size() == 1) {
        found_.push_back({district, "it has the sum of all others", false});
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

  [[nodiscard]] bool is_found(std::uint32_t district) const {
    return std::ranges::find(found_, district, &FoundSum::index) != found_.end();
  }

  std::span<const std::string_view> ids_;
  const SumRows& rows_;
  std::vector<FoundSum> found_;
};

}  // namespace

std::vector<FoundSum> find_sums(const SumRows& rows) { return SumFinder{rows}.run(); }

}  // namespace allot::load
