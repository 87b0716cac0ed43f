#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t kStepsOfRuns = 64;  // for each row: all else is hostile

class SumsByNumbers {
 public:
  explicit SumsByNumbers(SumSearch& search) : rows_{search.rows()}, search_{search} {}

  void run() {
    find_halves();
    find_runs();
  }

 private:
  /// Whatever its name: half of the whole in two columns.
  void find_halves() {
    constexpr std::size_t kFewest = 4;
    if (rows_.ids.size() < kFewest || rows_.columns.empty() || !search_.found().empty()) {
      return;
    }
    for (const std::uint32_t district : largest_of_each()) {
      const auto columns = static_cast<std::size_t>(std::ranges::count_if(
          rows_.columns, [&](const Quantities* column) { return is_half(*column, district); }));
      if (columns > 1) {
        search_.add({district, fmt::format("it has the sum of all others in {} columns", columns)});
      } else if (columns == 1 && rows_.columns.size() == 1) {
        search_.add({district, "it has the sum of all others", false});
      }
    }
  }

  [[nodiscard]] Rows largest_of_each() const {
    Rows largest;
    for (const Quantities* column : rows_.columns) {
      std::uint32_t most = 0;
      for (std::uint32_t i = 1; i < rows_.ids.size(); ++i) {
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

  /// Whatever its name and id: it has the sum of the rows that follow it, or that it follows, in
  /// two columns at least, and in numbers of so many digits that it is no chance.
  void find_runs() {
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
    const Rows order = search_.in_file_order();
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
    if (run < 2 || search_.is_found(order[at]) || !search_.is_no_chance(order[at])) {
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
    search_.add({order[at], fmt::format("it has the sum of the {} rows {} it in {} columns", run,
                                        where, columns.size())});
  }

  const SumRows& rows_;
  SumSearch& search_;
};

}  // namespace

void find_sums_by_numbers(SumSearch& search) { SumsByNumbers{search}.run(); }

}  // namespace allot::load
