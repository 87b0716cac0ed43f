#include "load/printed/published_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "allot/core/text.hpp"
#include "load/printed/name_index.hpp"
#include "load/printed/printed_numbers.hpp"
#include "load/printed/sum_rows.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/sum_words.hpp"

namespace allot::load {

namespace {

class PublishedReader {
 public:
  PublishedReader(const PublishedSource& source, Problems& problems)
      : source_{source}, table_{source.table}, problems_{problems} {
    if (source.known != nullptr && !source.id) {
      names_.emplace(source.known->names);
    }
  }

  std::optional<PrintedTable> read() {
    choose_rows();
    std::vector<std::uint32_t> rows;
    std::ranges::transform(rows_, std::back_inserter(rows), &ChosenRow::row);
    PrintedTable made{.name = {}, .where = {.file = table_.file()}};
    bool good = good_;
    for (const RoleColumn& column : source_.columns) {
      const bool is_money = column.role == PrintedRole::kAmount ||
                            column.role == PrintedRole::kPrior ||
                            column.role == PrintedRole::kShift;
      const PrintedForm form{.role = column.role,
                             .rules = source_.rules,
                             .in = is_money ? source_.in : std::nullopt,
                             .printed_to = is_money ? source_.printed_to : std::nullopt};
      auto read = read_printed_column(table_, column.column, rows, form, problems_);
      good = good && read;
      if (read) {
        made.columns.push_back(*std::move(read));
      }
    }
    if (!good) {
      return std::nullopt;
    }
    part_sums(made);
    return made;
  }

 private:
  struct ChosenRow {
    std::uint32_t row;
    std::optional<DistrictId> district = {};
    bool is_sum = false;
  };

  [[nodiscard]] std::string_view cell(std::uint32_t row, std::optional<std::size_t> column) const {
    return column ? table_.cell(row, *column) : std::string_view{};
  }
  [[nodiscard]] std::string_view label(std::uint32_t row) const {
    const std::string_view name = cell(row, source_.name);
    return name.empty() ? cell(row, source_.id) : name;
  }

  /// A cell that may be a number; a footnote has none in these columns.
  [[nodiscard]] bool has_number(std::uint32_t row) const {
    return std::ranges::any_of(source_.columns, [&](const RoleColumn& column) {
      return table_.cell(row, column.column).find_first_of("0123456789") != std::string_view::npos;
    });
  }

  [[nodiscard]] std::optional<DistrictId> district_of(std::uint32_t row) {
    if (source_.id) {
      return source_.known->find(cell(row, source_.id));
    }
    const std::string_view name = cell(row, source_.name);
    const std::vector<DistrictId> found =
        name.empty() ? std::vector<DistrictId>{} : names_->find(name);
    if (found.size() > 1) {
      report_ambiguous(row, found);
      return std::nullopt;
    }
    return found.empty() ? std::nullopt : std::optional{found.front()};
  }

  void report_ambiguous(std::uint32_t row, const std::vector<DistrictId>& found) {
    good_ = false;
    std::vector<std::string> shown;
    for (const DistrictId id : found) {
      const std::size_t i = index_of(id);
      shown.push_back(
          fmt::format("{} ({})", quoted(source_.known->names[i]), source_.known->ids[i]));
    }
    const std::vector<std::string_view> words{shown.begin(), shown.end()};
    problems_.add(
        {.code = Code::kUnknownName,
         .where = table_.where(row, *source_.name),
         .message = fmt::format("{} may be {}", quoted(cell(row, source_.name)), listed(words)),
         .label = "which one?",
         .help = {"name the column of the ids, `id`, or write the names as the scenario "
                  "has them"}});
  }

  [[nodiscard]] bool is_part_of_the_head(std::uint32_t row) const {
    const std::size_t first = source_.id.value_or(source_.name.value_or(0));
    return table_.cell(row, first) == table_.header()[first] || numbers_columns(table_, row, first);
  }

  [[nodiscard]] bool says(std::uint32_t row, bool (*word)(std::string_view)) const {
    return word(cell(row, source_.id)) || word(cell(row, source_.name));
  }

  /// The word of a sum; `Land Hessen` may be a district where no scenario knows better.
  [[nodiscard]] bool is_named_sum(std::uint32_t row) const {
    const auto is_word = [&](std::string_view text) {
      return looks_like_total(text) ||
             (says_sum(text) && (source_.known != nullptr || !says_level(text)));
    };
    return is_word(cell(row, source_.id)) || is_word(cell(row, source_.name)) ||
           label(row).empty();  // the last line of many a table
  }

  void choose_rows() {
    for (const std::uint32_t row : source_.rows) {
      ChosenRow chosen{.row = row};
      if (source_.known != nullptr) {
        chosen.district = district_of(row);
      }
      if (!chosen.district) {
        if (!has_number(row) || is_part_of_the_head(row) || says(row, &says_average) ||
            says(row, &says_part)) {
          continue;
        }
        chosen.is_sum = is_named_sum(row);
      }
      rows_.push_back(chosen);
    }
  }

  /// Of the rows that were read some are sums of the others.
  void part_sums(PrintedTable& made) const {
    SumCandidates candidates{.columns = made.columns};
    for (const ChosenRow& chosen : rows_) {
      candidates.rows.push_back({.id = cell(chosen.row, source_.id),
                                 .label = label(chosen.row),
                                 .is_known = chosen.district.has_value(),
                                 .is_named_sum = chosen.is_sum});
    }
    candidates.has_known = source_.known != nullptr;
    const std::vector<SumOfRows> sums = sums_among(candidates);
    std::vector<bool> is_sum(rows_.size());
    for (const SumOfRows& sum : sums) {
      is_sum[sum.row] = true;
    }
    std::vector<bool> is_left_out(rows_.size());
    std::vector<std::uint32_t> place(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      is_left_out[i] = is_sum[i] || (source_.skips_others && !rows_[i].district);
      place[i] = static_cast<std::uint32_t>(made.rows.size());
      if (!is_left_out[i]) {
        const std::uint32_t row = rows_[i].row;
        made.rows.push_back(
            {.id = std::string{cell(row, source_.id)},
             .name = std::string{cell(row, source_.name)},
             .where = place_of(row),
             .name_where = source_.name ? table_.where(row, *source_.name) : Location{},
             .district = rows_[i].district});
      }
    }
    for (const SumOfRows& sum : sums) {
      PrintedSum printed{.label = std::string{label(rows_[sum.row].row)},
                         .where = place_of(rows_[sum.row].row),
                         .rows = {}};
      for (const std::uint32_t part : sum.of) {
        if (!is_left_out[part]) {
          printed.rows.push_back(place[part]);
        }
      }
      for (const PrintedColumn& column : made.columns) {
        printed.cells.push_back(column.cells[sum.row]);
      }
      made.sums.push_back(std::move(printed));
    }
    for (PrintedColumn& column : made.columns) {
      std::vector<std::optional<PrintedNumber>> of_rows;
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!is_left_out[i]) {
          of_rows.push_back(std::move(column.cells[i]));
        }
      }
      column.cells = std::move(of_rows);
    }
  }

  [[nodiscard]] Location place_of(std::uint32_t row) const {
    const bool by_id = source_.id && !cell(row, source_.id).empty();
    return table_.where(row, by_id ? *source_.id : source_.name.value_or(source_.id.value_or(0)));
  }

  const PublishedSource& source_;
  Table& table_;
  Problems& problems_;
  std::optional<NameIndex> names_;
  std::vector<ChosenRow> rows_;
  bool good_ = true;
};

}  // namespace

std::optional<PrintedTable> read_published(const PublishedSource& source, Problems& problems) {
  return PublishedReader{source, problems}.read();
}

}  // namespace allot::load
