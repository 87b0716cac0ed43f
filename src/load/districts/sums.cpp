#include "load/districts/sums.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "load/districts/left_out_rows.hpp"
#include "load/draft/draft.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/sums/formula_sums.hpp"
#include "load/tables/sums/sum_finder.hpp"
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
    const auto names = names_in_table();
    found_ =
        find_sums({.ids = districts_.ids, .names = names, .rows = first_.rows, .columns = values});
    for (std::size_t file = 0; file < draft_.columns.files.size(); ++file) {
      add_sums(found_, formula_sums(file));
    }
    if (!found_.empty() && !found_.front().certain) {
      warn(found_.front().index);
    } else if (!found_.empty()) {
      report();
    }
  }

 private:
  /// What a sheet itself adds up: the rows of each file are in the order of the districts.
  [[nodiscard]] std::vector<FoundSum> formula_sums(std::size_t file) const {
    const DistrictTable::File& of = draft_.columns.files[file];
    const SheetText* sheet = draft_.session.workbooks.text_of(of.csv.file());
    std::vector<std::size_t> columns;
    for (const AvailableColumn& column : draft_.columns.available) {
      if (column.id && column.file == file && draft_.columns.edits_of(column.name).empty()) {
        columns.push_back(column.index);
      }
    }
    return sheet == nullptr ? std::vector<FoundSum>{}
                            : find_formula_sums(of.csv, sheet->cells, columns, of.rows);
  }

  /// Where the scenario names no column of names, that beside the ids may have them.
  [[nodiscard]] std::vector<std::string_view> names_in_table() const {
    const std::size_t beside = first_.id + 1;
    if (!draft_.columns.name_column.empty() || beside >= first_.csv.column_count()) {
      return districts_.names;
    }
    std::vector<std::string_view> names;
    names.reserve(districts_.size());
    for (const std::uint32_t row : first_.rows) {
      names.push_back(first_.csv.cell(row, beside));
    }
    return names;
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
         .help = {fmt::format("leave a sum out: {}; if it is a district, say `sums: none`",
                              exception())}});
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
    std::vector<bool> is_found(districts_.size());
    for (const FoundSum& row : found_) {
      is_found[row.index] = true;
    }
    for (std::uint32_t i = 0; i < districts_.size(); ++i) {
      const std::string_view id = districts_.ids[i];
      if (!is_found[i] && digits != id.size()) {
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
      if (!is_found[i]) {
        digits += has_zero(i) ? 0U : 1U;
        break;
      }
    }
    return fmt::format("{}; if it is a recipient beside the others, say `sums: none`",
                       told ? fmt::format("`id_digits: {}` with `other_rows: skip` beside the name "
                                          "of the table leaves it out",
                                          digits)
                            : exception() + " beside the name of the table leaves it out");
  }

  /// "`except: {AGS: [\"08000\"]}`", with all of them where they are few.
  [[nodiscard]] std::string exception() const {
    constexpr std::size_t kFew = 6;
    std::string ids;
    for (std::size_t i = 0; i < std::min(found_.size(), kFew); ++i) {
      ids += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", districts_.ids[found_[i].index]);
    }
    return fmt::format("`except: {{\"{}\": [{}{}]}}`", first_.csv.header()[first_.id], ids,
                       found_.size() > kFew ? ", …" : "");
  }

  Draft& draft_;
  const Districts& districts_;
  const DistrictTable::File& first_;
  std::vector<const Column*> columns_;
  std::vector<FoundSum> found_;
};

}  // namespace

void check_sums(Draft& draft) {
  if (draft.columns.files.empty() || draft.problems.has_errors()) {
    return;
  }
  SumReport{draft}.run();
  for (std::size_t i = 0; i < draft.columns.files.size(); ++i) {
    check_left_out(draft, i);
  }
}

}  // namespace allot::load
