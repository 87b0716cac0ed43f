#include <fmt/core.h>

#include <algorithm>

#include "report/compare/input_differences.hpp"
#include "report/notes/wording.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

bool is_missing(const Column& column, std::size_t row) {
  return !column.missing.empty() && column.missing[row];
}

bool surely_the_same(const Column& before, const Column& after) {
  return before.missing == after.missing && before.values.narrow() != nullptr &&
         after.values.narrow() != nullptr && *before.values.narrow() == *after.values.narrow() &&
         before.values.denominator() == after.values.denominator();
}

Fraction magnitude(const Fraction& value) { return value.sign() < 0 ? -value : value; }

/// How many cells of a column differ, and the one that differs most.
class ColumnDifference {
 public:
  ColumnDifference(const Scenario& scenario, const Column& before, const Column& after)
      : scenario_{scenario}, before_{before}, after_{after} {
    for (std::size_t row = 0; row < before.values.size(); ++row) {
      add(row);
    }
  }

  [[nodiscard]] std::size_t cells() const { return cells_; }

  [[nodiscard]] std::string text(const NumberFormat& numbers) const {
    const std::string_view name = scenario_.districts.names[most_];
    return fmt::format("column `{}`: {}, most: {} {} → {}", after_.name,
                       counted(cells_, "cell differs", "cells differ", numbers), name,
                       cell_text(before_, numbers), cell_text(after_, numbers));
  }

 private:
  void add(std::size_t row) {
    const Fraction change = magnitude(after_.values.at(row) - before_.values.at(row));
    if (change.sign() == 0 && is_missing(before_, row) == is_missing(after_, row)) {
      return;
    }
    if (cells_ == 0 || change > largest_) {
      most_ = row;
      largest_ = change;
    }
    ++cells_;
  }

  [[nodiscard]] std::string cell_text(const Column& column, const NumberFormat& numbers) const {
    return is_missing(column, most_)
               ? "empty"
               : fraction_text(column.values.at(most_), column.decimals, numbers);
  }

  const Scenario& scenario_;
  const Column& before_;
  const Column& after_;
  std::size_t cells_ = 0, most_ = 0;
  Fraction largest_;
};

const Column* same_name(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.columns.begin(), scenario.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == scenario.columns.end() ? nullptr : &*found;
}

}  // namespace

void add_column_differences(const Scenario& before, const Scenario& after,
                            const NumberFormat& numbers, std::vector<std::string>& lines) {
  if (before.districts.ids != after.districts.ids) {
    return;
  }
  for (const Column& column : before.columns) {
    const Column* other = same_name(after, column.name);
    if (other == nullptr) {
      lines.push_back(fmt::format("column `{}`: is not used any more", column.name));
    } else if (!surely_the_same(column, *other)) {
      const ColumnDifference difference{after, column, *other};
      if (difference.cells() > 0) {
        lines.push_back(difference.text(numbers));
      }
    }
  }
  for (const Column& column : after.columns) {
    if (same_name(before, column.name) == nullptr) {
      lines.push_back(fmt::format("column `{}`: is used now", column.name));
    }
  }
}

}  // namespace allot::report
