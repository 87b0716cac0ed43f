#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "load/tables/sums/sum_finder.hpp"

namespace allot::load {

/// What has been found among the rows so far, by one sign after the other.
class SumSearch {
 public:
  explicit SumSearch(const SumRows& rows) : rows_{rows}, is_found_(rows.ids.size()) {}

  [[nodiscard]] const SumRows& rows() const { return rows_; }
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
  [[nodiscard]] std::vector<std::uint32_t> in_file_order() const;

 private:
  const SumRows& rows_;
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
