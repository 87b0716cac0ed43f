#include "load/districts/left_out_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/values.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/sum_words.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

// Each is held against all rows; a table of more sums is none of districts.
constexpr std::size_t kMostSums = 500;

class LeftOutCheck {
 public:
  LeftOutCheck(Draft& draft, std::size_t file)
      : draft_{draft}, file_{draft.columns.files[file]}, order_(file_.rows.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, {}, [&](std::uint32_t i) { return file_.rows[i]; });
    for (const AvailableColumn& available : draft.columns.available) {
      // What a change says is not what was added up.
      if (available.id && available.file == file &&
          draft.columns.edits_of(available.name).empty() &&
          values_of(available).size() == order_.size()) {
        columns_.push_back(&available);
      }
    }
  }

  void run() {
    if (report_lost_zeros()) {
      return;
    }
    Rows others;
    for (const std::uint32_t row : file_.skipped) {
      if (!has_numbers(row) || says(row, &says_average) || says(row, &says_part) ||
          numbers_columns(file_.csv, row, file_.id)) {
        continue;
      }
      const bool is_sum = is_called_sum(file_.csv, row) || !below_id(row).empty();
      (is_sum ? sums_ : others).push_back(row);
    }
    sums_.resize(std::min(sums_.size(), kMostSums));
    std::erase_if(others, [&](std::uint32_t row) { return is_sum_everywhere(row); });
    report_others(others);
    for (const AvailableColumn* available : columns_) {
      for (const std::uint32_t row : sums_) {
        check_sum(row, *available);
      }
    }
  }

 private:
  [[nodiscard]] std::string_view id(std::uint32_t row) const {
    return file_.csv.cell(row, file_.id);
  }
  [[nodiscard]] const Quantities& values_of(const AvailableColumn& available) const {
    return draft_.scenario.columns[index_of(*available.id)].values;
  }

  [[nodiscard]] bool has_numbers(std::uint32_t row) const {
    return std::ranges::any_of(columns_, [&](const AvailableColumn* available) {
      return !readings(row, *available).empty();
    });
  }

  [[nodiscard]] bool says(std::uint32_t row, bool (*says_so)(std::string_view)) const {
    for (std::size_t i = 0; i < file_.csv.column_count(); ++i) {
      if (says_so(file_.csv.cell(row, i))) {
        return true;
      }
    }
    return false;
  }

  /// Districts with numbers such as 7 and 12 among 4 digits. A higher level, whose id is short,
  /// too, has no less than those below it.
  bool report_lost_zeros() {
    constexpr std::size_t kFewest = 3;
    Rows shorter;
    Rows lost;
    for (const std::uint32_t row : file_.skipped) {
      if (shorter.size() < kMostSums && lacks_zeros(id(row), file_.id_digits) && has_numbers(row)) {
        shorter.push_back(row);
        if (has_less_than_below(row)) {
          lost.push_back(row);
        }
      }
    }
    if (lost.size() < kFewest || 2 * lost.size() <= shorter.size()) {
      return false;
    }
    draft_.problems.add(
        {.code = Code::kIdDigits,
         .where = file_.csv.where(lost.front(), file_.id),
         .message = fmt::format(
             "{}, {}, {} and other ids lack more than one of {} digits, and have "
             "less than those whose ids begin with them",
             quoted(id(lost[0])), quoted(id(lost[1])), quoted(id(lost[2])), file_.id_digits),
         .label = "districts, and no higher levels",
         .help = {way_to_all_digits(file_.id_digits)}});
    return true;
  }

  [[nodiscard]] bool has_less_than_below(std::uint32_t row) const {
    const std::vector<Rows> below = below_id(row);
    const auto has_less = [&](const AvailableColumn* available) {
      const auto values = readings(row, *available);
      return !values.empty() && std::ranges::all_of(below, [&](const Rows& rows) {
        // A printed sum may be rounded by itself.
        return values.front() * Fraction{2} < values_of(*available).sum_of(rows);
      });
    };
    return !below.empty() && std::ranges::any_of(columns_, has_less);
  }

  /// Without a word that says so: of two rows or more, in each column in use.
  [[nodiscard]] bool is_sum_everywhere(std::uint32_t row) {
    if (checked_++ > kMostSums) {
      return true;
    }
    auto sets = sets_of(row);
    std::erase_if(sets, [](const Rows& set) { return set.size() < 2; });
    return std::ranges::all_of(columns_, [&](const AvailableColumn* available) {
      return fits_any(readings(row, *available), sets, values_of(*available));
    });
  }

  /// Whether a reading of the cell is the sum of one of the sets; also where there is none.
  static bool fits_any(const std::vector<Fraction>& readings, const std::vector<Rows>& sets,
                       const Quantities& column) {
    return readings.empty() || std::ranges::any_of(sets, [&](const Rows& set) {
             return std::ranges::find(readings, column.sum_of(set)) != readings.end();
           });
  }

  void report_others(const Rows& rows) {
    report_first_ten(
        draft_.problems, "more rows with an id and numbers that were left out", rows,
        [](std::uint32_t) { return true; },
        [&](std::uint32_t row) {
          return Diagnostic{
              .code = Code::kLeftOutRow,
              .where = file_.csv.where(row, file_.id),
              .message = id(row).empty()
                             ? "a row without an id was left out, and is no sum of others"
                             : fmt::format("the row {} was left out, and is no sum of others",
                                           quoted(id(row))),
              .label = "a district?",
              .help = {id(row).empty()
                           ? "if it is one, write its id"
                           : "if it is one, its id does not fit `id_digits`: correct it, or leave "
                             "`id_digits` out and choose the rows with `where` or `except`"}};
        });
  }

  void check_sum(std::uint32_t row, const AvailableColumn& available) {
    const Quantities& column = values_of(available);
    const auto sets = sets_of(row);
    if (!fits_any(readings(row, available), sets, column)) {
      warn(row, available, column.sum_of(sets.front()));
    }
  }

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
    const auto at = std::ranges::lower_bound(sums_, row);
    const auto next = at != sums_.end() && *at == row ? at + 1 : at;
    const auto before = at == sums_.begin()
                            ? order_.begin()
                            : std::ranges::upper_bound(order_, *(at - 1), {}, row_of);
    const auto after =
        next == sums_.end() ? order_.end() : std::ranges::upper_bound(order_, *next, {}, row_of);
    std::vector<Rows> sets{order_, Rows{before, here}, Rows{here, after},
                           Rows{order_.begin(), here}, Rows{here, order_.end()}};
    std::vector<Rows> below = below_id(row);
    if (!below.empty()) {
      sets.insert(sets.begin(), below.begin(), below.end());
    } else if (next != sums_.end() && before != here) {
      std::swap(sets[0], sets[1]);
    }
    return sets;
  }

  /// The districts whose ids go on where the id of a higher level ends, which may lack its zero:
  /// `1` and `01`.
  [[nodiscard]] std::vector<Rows> below_id(std::uint32_t row) const {
    const auto& ids = draft_.scenario.districts.ids;
    std::vector<Rows> sets;
    const std::string as_written{id(row)};
    for (const std::string& beginning : {as_written, "0" + as_written}) {
      Rows rows;
      for (auto at = std::ranges::lower_bound(ids, std::string_view{beginning});
           are_digits(as_written) && at != ids.end() && at->starts_with(beginning); ++at) {
        rows.push_back(static_cast<std::uint32_t>(at - ids.begin()));
      }
      if (!rows.empty()) {
        sets.push_back(std::move(rows));
      }
    }
    return sets;
  }

  void warn(std::uint32_t row, const AvailableColumn& available, const Fraction& sum) {
    draft_.problems.add(
        {.code = Code::kSumDiffers,
         .where = file_.csv.where(row, available.index),
         .message =
             fmt::format("the sum{} that was left out says {} in column {}, and the rows add to {}",
                         name_of(row), quoted(file_.csv.cell(row, available.index)),
                         quoted(available.name), number_text(sum / available.times)),
         .label = "does not add up",
         .help = {"a row may be missing, or be there twice; a printed sum may also be rounded by "
                  "itself"}});
  }

  [[nodiscard]] std::string name_of(std::uint32_t row) const {
    for (std::size_t i = 0; i < file_.csv.column_count(); ++i) {
      if (says_sum(file_.csv.cell(row, i))) {
        return " " + quoted(file_.csv.cell(row, i));
      }
    }
    return id(row).empty() ? std::string{} : " " + quoted(id(row));
  }

  Draft& draft_;
  const DistrictTable::File& file_;
  std::vector<const AvailableColumn*> columns_;  ///< in use
  Rows sums_;                                    ///< in the order of the file
  Rows order_;                                   ///< the districts in the order of the file
  std::size_t checked_ = 0;
};

}  // namespace

void check_left_out(Draft& draft, std::size_t file) {
  if (!draft.columns.files[file].skipped.empty()) {
    LeftOutCheck{draft, file}.run();
  }
}

}  // namespace allot::load
