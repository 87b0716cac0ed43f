#include <algorithm>
#include <string_view>

#include "load/tables/sum_words.hpp"
#include "load/tables/sums/sum_search.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr const char* kByName = "it has the sum of others, and a name that says so";

class SumsByName {
 public:
  explicit SumsByName(SumSearch& search) : rows_{search.rows()}, search_{search} {}

  void run() {
    Rows called;
    for (std::uint32_t i = 0; i < rows_.ids.size(); ++i) {
      const std::string_view id = rows_.ids[i];
      const bool is_number = !id.empty() && id.front() <= '9' && id.back() <= '9';
      if (says_sum(rows_.names[i]) || (!is_number && says_sum(id))) {
        called.push_back(i);
      }
    }
    if (called.empty()) {
      return;
    }
    const Rows order = search_.in_file_order();
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
    constexpr std::int64_t kSmall = 50;
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
