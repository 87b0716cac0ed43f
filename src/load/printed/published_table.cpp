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
      : source_{source}, table_{source.table}, problems_{problems} {}

  std::optional<PrintedTable> read() {
    choose_rows();
    if (!report_ambiguous()) {
      return std::nullopt;
    }
    std::vector<std::uint32_t> rows;
    std::ranges::transform(rows_, std::back_inserter(rows), &ChosenRow::row);
    PrintedTable made{.name = {}, .where = {.file = table_.file()}};
    bool good = true;
    for (const RoleColumn& column : source_.columns) {
      const bool is_money = column.role == PrintedRole::kAmount ||
                            column.role == PrintedRole::kPrior ||
                            column.role == PrintedRole::kShift;
      const PrintedForm form{.role = column.role,
                             .rules = source_.rules,
                             .in = is_money ? source_.in : std::nullopt,
                             .printed_to = is_money ? source_.printed_to : std::nullopt,
                             .result_decides = source_.known != nullptr};
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

  [[nodiscard]] const NameIndex& names() const {
    if (!names_) {
      names_.emplace(*source_.known);
    }
    return *names_;
  }

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
        name.empty() ? std::vector<DistrictId>{} : names().find(name);
    if (found.size() > 1) {
      ambiguous_.push_back({row, found});
      return std::nullopt;
    }
    return found.empty() ? std::nullopt : std::optional{found.front()};
  }

  /// However many there are, they have one way out.
  bool report_ambiguous() const {
    if (ambiguous_.empty()) {
      return true;
    }
    std::vector<std::string> shown;
    const auto& [row, found] = ambiguous_.front();
    for (const DistrictId id : found) {
      const std::size_t i = index_of(id);
      shown.push_back(
          fmt::format("{} ({})", quoted(source_.known->names[i]), source_.known->ids[i]));
    }
    const std::vector<std::string_view> words{shown.begin(), shown.end()};
    std::string message =
        fmt::format("{} may be {}", quoted(cell(row, source_.name)), listed(words));
    if (const std::size_t others = ambiguous_.size() - 1; others > 0) {
      message += fmt::format("; so {} {} more", others == 1 ? "is" : "are", others);
    }
    problems_.add({.code = Code::kUnknownName,
                   .where = table_.where(row, *source_.name),
                   .message = std::move(message),
                   .label = "which one?",
                   .help = {"name the column of the ids: `id: COLUMN` (`--map id=COLUMN`)",
                            "or give the names the words for it: `Landkreis`, `Stadt`"}});
    return false;
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
    rows_.reserve(source_.rows.size());
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
        // A district under an id that is another's, or none, is no sum.
        const bool is_name =
            source_.known != nullptr && !names().find(cell(row, source_.name)).empty();
        chosen.is_sum = !is_name && is_named_sum(row);
      }
      rows_.push_back(chosen);
    }
  }

  /// Of the rows that were read some are sums of the others.
  void part_sums(PrintedTable& made) const {
    SumCandidates candidates{.columns = made.columns};
    candidates.rows.reserve(rows_.size());
    for (const ChosenRow& chosen : rows_) {
      SumCandidate& candidate =
          candidates.rows.emplace_back(SumCandidate{.id = cell(chosen.row, source_.id),
                                                    .label = label(chosen.row),
                                                    .is_known = chosen.district.has_value(),
                                                    .is_named_sum = chosen.is_sum});
      if (source_.known != nullptr && !chosen.district) {
        candidate.of_group = rows_of(names().of_group(label(chosen.row)));
      }
    }
    candidates.has_known = source_.known != nullptr;
    const std::vector<SumOfRows> sums = sums_among(candidates);
    std::vector<bool> is_sum(rows_.size());
    for (const SumOfRows& sum : sums) {
      is_sum[sum.row] = true;
    }
    std::vector<bool> is_left_out(rows_.size());
    std::vector<std::uint32_t> place(rows_.size());
    made.rows.reserve(rows_.size());
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
        const bool has_other = !column.otherwise.empty();
        printed.cells.push_back(column.cells[sum.row]);
        printed.otherwise.push_back(has_other ? column.otherwise[sum.row] : column.cells[sum.row]);
      }
      made.sums.push_back(std::move(printed));
    }
    if (made.rows.size() == rows_.size()) {
      return;
    }
    const auto keep_rows = [&](std::vector<std::optional<PrintedNumber>>& cells) {
      std::vector<std::optional<PrintedNumber>> of_rows;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!is_left_out[i]) {
          of_rows.push_back(std::move(cells[i]));
        }
      }
      cells = std::move(of_rows);
    };
    for (PrintedColumn& column : made.columns) {
      keep_rows(column.cells);
      keep_rows(column.otherwise);
    }
  }

  /// Where these districts stand among the rows.
  [[nodiscard]] std::vector<std::uint32_t> rows_of(const std::vector<DistrictId>& districts) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < rows_.size() && !districts.empty(); ++i) {
      if (rows_[i].district && std::ranges::binary_search(districts, *rows_[i].district)) {
        rows.push_back(i);
      }
    }
    return rows;
  }

  [[nodiscard]] Location place_of(std::uint32_t row) const {
    const bool by_id = source_.id && !cell(row, source_.id).empty();
    return table_.where(row, by_id ? *source_.id : source_.name.value_or(source_.id.value_or(0)));
  }

  const PublishedSource& source_;
  Table& table_;
  Problems& problems_;
  mutable std::optional<NameIndex> names_;  ///< made where somebody asks: most tables have ids
  std::vector<ChosenRow> rows_;
  struct Ambiguous {
    std::uint32_t row;
    std::vector<DistrictId> found;
  };
  std::vector<Ambiguous> ambiguous_;
};

}  // namespace

std::optional<PrintedTable> read_published(const PublishedSource& source, Problems& problems) {
  return PublishedReader{source, problems}.read();
}

}  // namespace allot::load
