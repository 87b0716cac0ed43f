#include "load/districts/sums.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/sum_finder.hpp"
#include "load/tables/sum_words.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

/// The districts of a table, of which none may be a sum of others.
class SumReport {
 public:
  explicit SumReport(Draft& draft)
      : draft_{draft}, districts_{draft.scenario.districts}, first_{draft.columns.files.front()} {
    for (const Column& column : draft.scenario.columns) {
      const bool as_printed = draft.columns.edits_of(column.name).empty();
      if (as_printed && column.values.size() == districts_.size()) {
        columns_.push_back(&column);
      }
    }
  }

  void run() {
    if (!first_.has_sums) {
      return;
    }
    std::vector<const Quantities*> values;
    std::ranges::transform(columns_, std::back_inserter(values),
                           [](const Column* column) { return &column->values; });
    found_ = find_sums(
        {.ids = districts_.ids, .names = districts_.names, .rows = first_.rows, .columns = values});
    if (!found_.empty() && !found_.front().certain) {
      warn(found_.front().index);
    } else if (!found_.empty()) {
      report();
    }
  }

 private:
  [[nodiscard]] bool is_found(std::uint32_t district) const {
    return std::ranges::find(found_, district, &FoundSum::index) != found_.end();
  }

  [[nodiscard]] std::string named(std::uint32_t district) const {
    const std::string id = quoted(districts_.ids[district]);
    return districts_.names[district] == districts_.ids[district]
               ? id
               : fmt::format("{} ({})", id, districts_.names[district]);
  }

  void warn(std::uint32_t district) {
    draft_.problems.add(
        {.code = Code::kLikelySum,
         .where = districts_.places[district],
         .message = fmt::format("{} has as much as all others together in column {}",
                                named(district), quoted(columns_.front()->name)),
         .label = "a sum?",
         .help = {"leave a sum out with `where`, or `id_digits` with `other_rows: "
                  "skip`; if it is a district, say `sums: none`"}});
  }

  /// All such rows of a table are one mistake.
  void report() {
    std::ranges::sort(found_, {}, [&](const FoundSum& row) { return first_.rows[row.index]; });
    const FoundSum& first = found_.front();
    const std::size_t others = found_.size() - 1;
    Diagnostic diagnostic{.code = Code::kTotalRow,
                          .where = districts_.places[first.index],
                          .message = fmt::format("{} is not a district beside the others: {}",
                                                 named(first.index), first.why),
                          .label = "would receive money a second time",
                          .help = {way_out()},
                          .related = {}};
    if (others > 0) {
      diagnostic.message +=
          fmt::format("; {} more row{} like it", others, others == 1 ? " is" : "s are");
    }
    for (std::size_t i = 1; i < std::min<std::size_t>(found_.size(), 4); ++i) {
      diagnostic.related.push_back(
          {districts_.places[found_[i].index], fmt::format("{}, too", named(found_[i].index))});
    }
    draft_.problems.add(std::move(diagnostic));
  }

  [[nodiscard]] std::string way_out() const {
    std::size_t digits = 0;
    for (std::uint32_t i = 0; i < districts_.size(); ++i) {
      const std::string_view id = districts_.ids[i];
      if (!is_found(i) && digits != id.size()) {
        digits = digits == 0 && are_digits(id) ? id.size() : ~std::size_t{0};
      }
    }
    const bool told = digits > 0 && digits != ~std::size_t{0} &&
                      std::ranges::none_of(found_, [&](const FoundSum& row) {
                        return districts_.ids[row.index].size() == digits;
                      });
    const auto has_zero = [&](std::uint32_t i) { return districts_.ids[i].starts_with('0'); };
    const bool lost = std::ranges::any_of(found_, has_zero, &FoundSum::index);
    for (std::uint32_t i = 0; lost && told && i < districts_.size(); ++i) {
      if (!is_found(i)) {
        digits += has_zero(i) ? 0U : 1U;
        break;
      }
    }
    return told
               ? fmt::format(
                     "`id_digits: {}` with `other_rows: skip` beside the name of the table "
                     "leaves it out; if it is a recipient beside the others, say `sums: "
                     "none`",
                     digits)
               : "leave it out with `where`, or take its id away and say `other_rows: skip`; if it "
                 "is a recipient beside the others, say `sums: none`";
  }

  Draft& draft_;
  const Districts& districts_;
  const DistrictTable::File& first_;
  std::vector<const Column*> columns_;
  std::vector<FoundSum> found_;
};

/// A row of a sum that was left out, held against the rows of districts of its table.
class SumChecker {
 public:
  SumChecker(Draft& draft, const DistrictTable::File& file) : draft_{draft}, file_{file} {
    for (const std::uint32_t row : file.skipped) {
      if (is_called_sum(file.csv, row)) {
        sums_.push_back(row);
      }
    }
    order_.resize(sums_.empty() ? 0 : file.rows.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, {}, [&](std::uint32_t i) { return file.rows[i]; });
  }

  void check(const AvailableColumn& available) {
    const Column& column = draft_.scenario.columns[index_of(*available.id)];
    if (column.values.size() != order_.size()) {
      return;
    }
    for (const std::uint32_t row : sums_) {
      const auto values = readings(row, available);
      const auto sets = sets_of(row);
      const bool fits = std::ranges::any_of(sets, [&](const Rows& set) {
        return std::ranges::find(values, column.values.sum_of(set)) != values.end();
      });
      if (!values.empty() && !fits) {
        warn(row, available, column.values.sum_of(sets.front()));
      }
    }
  }

 private:
  /// What the cell may say, in the unit of the column.
  [[nodiscard]] std::vector<Fraction> readings(std::uint32_t row,
                                               const AvailableColumn& available) const {
    std::vector<Fraction> values;
    for (const DecimalMark mark : {DecimalMark::kPoint, DecimalMark::kComma}) {
      Problems ignored;
      const bool other = file_.decimal != DecimalMark::kFind && file_.decimal != mark;
      const auto number =
          other ? std::nullopt
                : read_numbers(file_.csv, available.index, {row}, rules_with(mark), ignored);
      if (number && number->missing.empty()) {
        values.push_back(number->values.at(0) * available.times);
      }
    }
    return values;
  }

  [[nodiscard]] NumberRules rules_with(DecimalMark mark) const {
    return {.mark = mark,
            .currency = draft_.scenario.currency,
            .signs_din55301 = file_.din_signs,
            .id = file_.id};
  }

  /// All, those since the sum before it, and those up to the next one: the likeliest first.
  [[nodiscard]] std::vector<Rows> sets_of(std::uint32_t row) const {
    const auto row_of = [&](std::uint32_t i) { return file_.rows[i]; };
    const auto here = std::ranges::upper_bound(order_, row, {}, row_of);
    const auto at = std::ranges::find(sums_, row);
    const auto before = at == sums_.begin()
                            ? order_.begin()
                            : std::ranges::upper_bound(order_, *(at - 1), {}, row_of);
    const auto after = at + 1 == sums_.end()
                           ? order_.end()
                           : std::ranges::upper_bound(order_, *(at + 1), {}, row_of);
    std::vector<Rows> sets{order_, Rows{before, here}, Rows{here, after},
                           Rows{order_.begin(), here}, Rows{here, order_.end()}};
    if (Rows below = below_id(row); !below.empty()) {
      sets.insert(sets.begin(), std::move(below));
    } else if (at + 1 != sums_.end() && before != here) {
      std::swap(sets[0], sets[1]);
    }
    return sets;
  }

  /// The districts whose ids go on where the id of a higher level ends.
  [[nodiscard]] Rows below_id(std::uint32_t row) const {
    const auto& ids = draft_.scenario.districts.ids;
    const std::string_view id = file_.csv.cell(row, file_.id);
    Rows below;
    for (std::uint32_t district = 0; are_digits(id) && district < ids.size(); ++district) {
      if (ids[district].starts_with(id)) {
        below.push_back(district);
      }
    }
    return below;
  }

  void warn(std::uint32_t row, const AvailableColumn& available, const Fraction& sum) {
    draft_.problems.add(
        {.code = Code::kSumDiffers,
         .where = file_.csv.where(row, available.index),
         .message =
             fmt::format("the sum {} that was left out says {} in column {}, and the rows add "
                         "to {}",
                         quoted(name_of(row)), quoted(file_.csv.cell(row, available.index)),
                         quoted(available.name), number_text(sum)),
         .label = "does not add up",
         .help = {"a row may be missing, or be there twice; a printed sum may also be rounded by "
                  "itself"}});
  }

  [[nodiscard]] std::string_view name_of(std::uint32_t row) const {
    for (std::size_t i = 0; i < file_.csv.column_count(); ++i) {
      if (says_sum(file_.csv.cell(row, i))) {
        return file_.csv.cell(row, i);
      }
    }
    return {};
  }

  Draft& draft_;
  const DistrictTable::File& file_;
  Rows sums_;   ///< in the order of the file
  Rows order_;  ///< the districts in the order of the file
};

}  // namespace

void check_sums(Draft& draft) {
  if (draft.columns.files.empty() || draft.problems.has_errors()) {
    return;
  }
  SumReport{draft}.run();
  for (std::size_t i = 0; i < draft.columns.files.size(); ++i) {
    const DistrictTable::File& file = draft.columns.files[i];
    if (file.skipped.empty()) {
      continue;
    }
    SumChecker checker{draft, file};
    for (const AvailableColumn& available : draft.columns.available) {
      if (available.id && available.file == i) {
        checker.check(available);
      }
    }
  }
}

}  // namespace allot::load
