#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "load/tables/sums/sum_finder.hpp"

namespace allot::load {

/// Of a search for runs of rows, for each row: all else is hostile.
inline constexpr std::size_t kStepsOfRuns = 64;

/// A column in use, and what tells at once of most rows that they are no sums in it.
struct SumColumn {
  const Quantities* values;
  /// Where they are narrow and none is negative: the sum of more rows is no less.
  const Quantities::Narrow* amounts = nullptr;
  std::uint32_t largest = 0;  ///< the first district that has the largest
};

/// What has been found among the rows so far, by one sign after the other.
class SumSearch {
 public:
  explicit SumSearch(const SumRows& rows);

  [[nodiscard]] const SumRows& rows() const { return rows_; }
  [[nodiscard]] std::span<const SumColumn> columns() const { return columns_; }
  /// The districts in the order of the file.
  [[nodiscard]] const std::vector<std::uint32_t>& file_order() const { return file_order_; }
  [[nodiscard]] std::vector<std::int64_t> in_file_order(const Quantities::Narrow& values) const;

  [[nodiscard]] const std::vector<FoundSum>& found() const { return found_; }
  [[nodiscard]] bool is_found(std::uint32_t district) const { return is_found_[district]; }
  void add(FoundSum sum) {
    is_found_[sum.index] = true;
    found_.push_back(std::move(sum));
  }
  [[nodiscard]] std::vector<FoundSum> take() && { return std::move(found_); }

  /// Whether its numbers are so long that they are the sum of a few others by no chance, in a table
  /// of so many rows.
  [[nodiscard]] bool is_no_chance(std::uint32_t district) const;

 private:
  const SumRows& rows_;
  std::vector<SumColumn> columns_;
  std::vector<std::uint32_t> file_order_;
  std::vector<FoundSum> found_;
  std::vector<bool> is_found_;
};

/// Rows of higher levels: others go on where their ids end, or where zeros fill them up.
void find_sums_by_id(SumSearch& search);

/// `Summe`, `Land Hessen`: a name is a reason together with the numbers.
void find_sums_by_name(SumSearch& search);

/// Whatever its name and id: a row has the sum of all others, or of those before or after it.
void find_sums_by_numbers(SumSearch& search);

}  // namespace allot::load
