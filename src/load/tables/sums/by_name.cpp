#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "load/tables/sum_words.hpp"
#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr const char* kByName = "it has the sum of others, and a name that says so";
constexpr std::int64_t kSmall = 50;  // times what rounding may come to

class SumsByName {
 public:
  explicit SumsByName(SumSearch& search) : rows_{search.rows()}, search_{search} {}

  void run() {
    if (!numbers_allow_any()) {
      return;
    }
    Rows called;
    for (std::uint32_t i = 0; i < rows_.ids.size(); ++i) {
      if (is_called_sum(i)) {
        called.push_back(i);
      }
    }
    if (called.empty()) {
      return;
    }
    const Rows& order = search_.file_order();
    std::vector<bool> is_called(rows_.ids.size());
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
      if (search_.is_found(*here)) {
        continue;
      }
      const bool by_level = says_level(rows_.names[*here]) || says_level(rows_.ids[*here]);
      const std::size_t fewest = by_level ? 3 : 2;
      if (is_sum_of_all(*here, sums_of_others) || is_sum_of_run(*here, before, fewest) ||
          is_sum_of_run(*here, after, fewest)) {
        search_.add({*here, kByName});
      } else if (is_sum_of_run(*here, before, 2) || is_sum_of_run(*here, after, 2)) {
        likely.push_back(*here);
      }
    }
    if (called.size() > 1 && likely.size() + search_.found().size() >= called.size()) {
      for (const std::uint32_t district : likely) {
        search_.add({district, kByName});
      }
    }
  }

 private:
  [[nodiscard]] bool is_called_sum(std::uint32_t district) const {
    const std::string_view id = rows_.ids[district];
    const bool is_number = !id.empty() && id.front() <= '9' && id.back() <= '9';
    return says_sum(rows_.names[district]) || (!is_number && says_sum(id));
  }

  /// Whether the first column lets a row with such a name be the sum of others: only then the
  /// names of all rows are looked at, which takes longer.
  [[nodiscard]] bool numbers_allow_any() const {
    if (search_.columns().empty()) {
      return false;
    }
    const SumColumn& column = search_.columns().front();
    return column.amounts == nullptr || may_be_sum_of_all(column) ||
           may_be_sum_of_run(*column.amounts);
  }

  /// Not where those that no name calls a sum have more together than any row: mostly the first few
  /// do.
  [[nodiscard]] bool may_be_sum_of_all(const SumColumn& column) const {
    const Quantities::Narrow& amounts = *column.amounts;
    const int128 most = amounts[column.largest];
    int128 sum = 0;
    for (std::uint32_t i = 0; i < amounts.size() && sum <= most + most / kSmall; ++i) {
      sum += is_called_sum(i) ? 0 : amounts[i];
    }
    return sum <= most + most / kSmall;
  }

  /// Not where none of the runs of rows that begin or end beside a row comes near its number, or
  /// that row has another name.
  [[nodiscard]] bool may_be_sum_of_run(const Quantities::Narrow& amounts) const {
    const std::vector<std::int64_t> values = search_.in_file_order(amounts);
    std::size_t steps = values.size() * kStepsOfRuns;
    for (auto here = values.begin(); here != values.end(); ++here) {
      const bool comes_near =
          comes_near_to(*here, here + 1, values.end(), steps) ||
          comes_near_to(*here, std::reverse_iterator{here}, values.rend(), steps);
      const auto index = static_cast<std::size_t>(here - values.begin());
      if (steps == 0 || (comes_near && is_called_sum(search_.file_order()[index]))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the first of the numbers come to `value`, or as near as rounding may (see `is_near`).
  template <class Iterator>
  static bool comes_near_to(std::int64_t value, Iterator begin, Iterator end, std::size_t& steps) {
    const std::int64_t rounding = value / kSmall;
    std::int64_t rest = value;
    Iterator at = begin;
    while (rest > rounding && at != end) {
      rest -= *at++;
    }
    steps -= std::min(steps, static_cast<std::size_t>(at - begin));
    return rest >= -rounding && rest <= rounding;
  }

  /// Of each column the sum of all, and of those that no name calls a sum.
  struct Sums {
    std::vector<Fraction> all, uncalled;
    std::size_t uncalled_count = 0;
  };

  [[nodiscard]] Sums others_of(const std::vector<bool>& is_called) const {
    Sums sums;
    Rows uncalled;
    for (std::uint32_t i = 0; i < rows_.ids.size(); ++i) {
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
    return fits(sums.all, true, rows_.ids.size() - 1) ||
           fits(sums.uncalled, false, sums.uncalled_count);
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
    if (value == sum) {
      return true;
    }
    const Fraction off = value > sum ? value - sum : sum - value;
    const Fraction unit = Fraction{1} / Fraction{column.denominator()};
    const Fraction most = unit * Fraction{static_cast<std::int64_t>(count) + 1} / Fraction{2};
    return off <= most && value >= most * Fraction{kSmall};
  }

  const SumRows& rows_;
  SumSearch& search_;
};

}  // namespace

void find_sums_by_name(SumSearch& search) { SumsByName{search}.run(); }

}  // namespace allot::load
