#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

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
          search_.columns(), [&](const SumColumn& column) { return is_half(column, district); }));
      if (columns > 1) {
        search_.add({district, fmt::format("it has the sum of all others in {} columns", columns)});
      } else if (columns == 1 && rows_.columns.size() == 1) {
        search_.add({district, "it has the sum of all others", false});
      }
    }
  }

  [[nodiscard]] Rows largest_of_each() const {
    Rows largest;
    for (const SumColumn& column : search_.columns()) {
      if (std::ranges::find(largest, column.largest) == largest.end()) {
        largest.push_back(column.largest);
      }
    }
    return largest;
  }

  static bool is_half(const SumColumn& column, std::uint32_t district) {
    if (column.amounts != nullptr) {
      const int128 whole = int128{2} * (*column.amounts)[district];
      int128 sum = 0;
      for (auto at = column.amounts->begin(); at != column.amounts->end() && sum <= whole; ++at) {
        sum += *at;
      }
      return whole > 0 && sum == whole;
    }
    const Fraction value = column.values->at(district);
    return value.sign() > 0 && value + value == column.values->total();
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
    const Rows& order = search_.file_order();
    const std::vector<std::int64_t> values = search_.in_file_order(*columns.front());
    std::size_t steps = order.size() * kStepsOfRuns;
    for (std::size_t at = 0; at < order.size() && steps > 0; ++at) {
      const auto here = values.begin() + static_cast<std::ptrdiff_t>(at);
      const Run below = run_of(*here, here + 1, values.end());
      const Run above = run_of(*here, std::reverse_iterator{here}, values.rend());
      steps -= std::min(steps, below.length + above.length + 1);
      if (below.fits) {
        check_run(columns, at, at + 1, below.length, "below");
      }
      if (above.fits) {
        check_run(columns, at, at - above.length, above.length, "above");
      }
    }
  }

  struct Run {
    std::size_t length;
    bool fits;
  };

  /// The rows that it takes to come to `value`.
  template <class Iterator>
  static Run run_of(std::int64_t value, Iterator begin, Iterator end) {
    std::int64_t rest = value;
    Iterator at = begin;
    while (rest > 0 && at != end) {
      rest -= *at++;
    }
    return {static_cast<std::size_t>(at - begin), rest == 0};
  }

  /// Whether `run` rows from `first` on have the numbers of the one at `at` together.
  void check_run(const std::vector<const Quantities::Narrow*>& columns, std::size_t at,
                 std::size_t first, std::size_t run, std::string_view where) {
    const Rows& order = search_.file_order();
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
