#include "engine/check/printed_check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "allot/core/same_name.hpp"
#include "engine/check/result_figures.hpp"

namespace allot::engine {

namespace {

constexpr int kMostPower = 9;

Fraction size_of(const Fraction& number) { return number.sign() < 0 ? -number : number; }

bool adds_up(PrintedRole role) { return role != PrintedRole::kChange; }

class TableChecker {
 public:
  TableChecker(const Scenario& scenario, const Result& result, const PrintedTable& table)
      : scenario_{scenario},
        table_{table},
        figures_{scenario, result},
        columns_{table.columns},
        first_row_(scenario.districts.size()) {}

  TableCheck run() && {
    check_rows();
    settle_ties();
    for (PrintedColumn& column : columns_) {
      check_column(column);
    }
    for (std::size_t i = 0; i < table_.sums.size(); ++i) {
      check_sum(table_.sums[i]);
    }
    find_reasons();
    std::ranges::stable_sort(check_.findings, {},
                             [](const TableFinding& one) { return place_of(one); });
    return std::move(check_);
  }

 private:
  void check_rows() {
    const bool has_names = std::ranges::any_of(
        table_.rows, [](const PrintedRow& row) { return !row.name.empty() && !row.id.empty(); });
    for (std::uint32_t i = 0; i < table_.rows.size(); ++i) {
      const PrintedRow& row = table_.rows[i];
      if (!row.district) {
        check_.findings.emplace_back(RowSurplus{row.id, row.name, row.where});
        continue;
      }
      const std::size_t district = index_of(*row.district);
      if (first_row_[district]) {
        check_.findings.emplace_back(
            RowTwice{*row.district, row.where, table_.rows[*first_row_[district]].where});
        continue;
      }
      first_row_[district] = i;
      if (has_names) {
        check_name(row, district);
      }
    }
    for (std::uint32_t i = 0; table_.complete && i < first_row_.size(); ++i) {
      const DistrictId district{i};
      if (!first_row_[i] && figures_.has_part(district)) {
        check_.findings.emplace_back(RowMissing{district, figures_.budget(district), table_.where});
      }
    }
  }

  void check_name(const PrintedRow& row, std::size_t district) {
    const std::string_view name = scenario_.districts.names[district];
    const bool has_name = name != scenario_.districts.ids[district];
    if (has_name && !row.name.empty() && !same_name(row.name, name)) {
      check_.findings.emplace_back(NameOther{*row.district, row.name, row.name_where});
    }
  }

  /// A cell of each row that counts: the first of each district.
  template <class Use>
  void for_each_cell(const PrintedColumn& column, Use use) const {
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const auto& district = table_.rows[i].district;
      if (district && first_row_[index_of(*district)] == i && column.cells[i]) {
        use(*district, *column.cells[i]);
      }
    }
  }

  [[nodiscard]] const PrintedColumn* amounts() const {
    const auto found = std::ranges::find(columns_, PrintedRole::kAmount, &PrintedColumn::role);
    return found == columns_.end() ? nullptr : &*found;
  }

  void settle_ties() {
    const PrintedColumn* column = amounts();
    if (column == nullptr) {
      return;
    }
    ResultFigures::Cells cells;
    for_each_cell(*column, [&](DistrictId district, const PrintedNumber& cell) {
      cells.emplace(district, &cell);
    });
    for (TieOtherwise& other : figures_.settle_ties(cells)) {
      check_.notes.emplace_back(std::move(other));
    }
  }

  /// The form in which most cells agree.
  void choose_form_of_key(const PrintedColumn& column) {
    KeyForm best = KeyForm::kValues;
    std::size_t most = 0;
    for (const KeyForm form : {KeyForm::kValues, KeyForm::kPercentages, KeyForm::kParts}) {
      figures_.key_form = form;
      if (const std::size_t count = agreeing(column); count > most) {
        most = count;
        best = form;
      }
    }
    figures_.key_form = best;
  }

  [[nodiscard]] std::size_t agreeing(const PrintedColumn& column) const {
    std::size_t count = 0;
    for_each_cell(column, [&](DistrictId district, const PrintedNumber& cell) {
      const auto right = figures_.of(column.role, district);
      count += right && cell.admits(*right) ? 1U : 0U;
    });
    return count;
  }

  void check_column(PrintedColumn& column) {
    if (figures_.has_none(column.role)) {
      // `run` writes a column for the prior year, and leaves it empty where there is none.
      if (std::ranges::all_of(column.cells, [](const auto& cell) { return !cell.has_value(); })) {
        return;
      }
      check_.findings.emplace_back(NothingToCompare{column.role, column.name, column.where});
      return;
    }
    if (column.role == PrintedRole::kKey) {
      choose_form_of_key(column);
    }
    choose_reading(column);
    std::vector<CellOff> off;
    std::size_t compared = 0;
    for_each_cell(column, [&](DistrictId district, const PrintedNumber& cell) {
      ++compared;
      const auto right = figures_.of(column.role, district);
      if (!cell.admits(right.value_or(Fraction{})) &&
          !(!right && admits_new(column.role, district, cell))) {
        off.push_back({column.role, district, cell, right.value_or(Fraction{})});
      }
    });
    check_.compared += compared;
    if (!off.empty() && !check_unit(column, off)) {
      for (CellOff& cell : off) {
        check_.findings.emplace_back(std::move(cell));
      }
    }
  }

  /// Numbers that can be read in two ways are read in the one in which more of them agree.
  void choose_reading(PrintedColumn& column) {
    if (column.otherwise.empty()) {
      return;
    }
    PrintedColumn other = column;
    other.cells = column.otherwise;
    if (agreeing(other) > agreeing(column)) {
      std::swap(column.cells, column.otherwise);
      other_reading_.insert(column.role);
    }
    const auto first = std::ranges::find_if(column.cells, [](const auto& cell) {
      return cell && cell->text.find_first_of(".,") != std::string::npos;
    });
    if (first != column.cells.end()) {
      check_.notes.emplace_back(ReadingChosen{column.name, **first});
    }
  }

  /// What is undefined here may be nothing there, or all that a new district has.
  [[nodiscard]] bool admits_new(PrintedRole role, DistrictId district,
                                const PrintedNumber& cell) const {
    return role == PrintedRole::kShift ? cell.admits(figures_.budget(district))
                                       : role == PrintedRole::kChange && cell.admits(Fraction{1});
  }

  /// Whether all numbers but zeros are off by one power of ten. Then the column is taken in it.
  bool check_unit(PrintedColumn& column, const std::vector<CellOff>& off) {
    if (column.role == PrintedRole::kKey || off.front().computed.sign() == 0) {
      return false;
    }
    for (int power = -kMostPower; power <= kMostPower; ++power) {
      if (power == 0) {
        continue;
      }
      const Fraction ten = BigInt::power_of_ten(std::abs(power));
      const Fraction factor = power > 0 ? ten : Fraction{1} / ten;
      std::size_t rows = 0;
      bool fits = true;
      for_each_cell(column, [&](DistrictId district, const PrintedNumber& cell) {
        const Fraction right = figures_.of(column.role, district).value_or(Fraction{});
        fits = fits && times(cell, factor).admits(right);
        rows += cell.value.sign() != 0 ? 1U : 0U;
      });
      if (!fits || rows == 0) {
        continue;
      }
      check_.findings.emplace_back(UnitOff{column.role, column.name, power, off.front().printed,
                                           off.front().computed, rows, column.unit * factor,
                                           column.where});
      factors_[column.role] = factor;
      for (auto& cell : column.cells) {
        cell = cell ? std::optional{times(*cell, factor)} : std::nullopt;
      }
      return true;
    }
    return false;
  }

  static PrintedNumber times(const PrintedNumber& number, const Fraction& factor) {
    PrintedNumber other = number;
    other.value = number.value * factor;
    other.half = number.half * factor;
    return other;
  }

  void check_sum(const PrintedSum& sum) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const PrintedColumn& column = columns_[c];
      if (c >= sum.cells.size() || !sum.cells[c] || !adds_up(column.role) ||
          figures_.has_none(column.role)) {
        continue;
      }
      const auto factor = factors_.find(column.role);
      const PrintedNumber printed =
          factor == factors_.end() ? cell_of(sum, c) : times(cell_of(sum, c), factor->second);
      ++check_.compared;
      check_sum(sum, column, printed);
    }
  }

  [[nodiscard]] const PrintedNumber& cell_of(const PrintedSum& sum, std::size_t column) const {
    const bool other = other_reading_.contains(columns_[column].role);
    return other ? *sum.otherwise[column] : *sum.cells[column];
  }

  void check_sum(const PrintedSum& sum, const PrintedColumn& column, const PrintedNumber& printed) {
    Fraction added;
    Fraction slack = printed.half;
    for (const std::uint32_t row : sum.rows) {
      const auto& district = table_.rows[row].district;
      const bool is_again = district && first_row_[index_of(*district)] != row;
      if (const auto& cell = column.cells[row]; cell && !is_again) {
        added += cell->value;
        slack += cell->half;
      }
    }
    const Fraction drift = size_of(printed.value - added);
    const auto right = computed_sum(sum, column, printed);
    // A sum that the result makes is right, whatever is said of its rows; rows that are off make
    // it off, and that is said once.
    const bool rows_are_right = std::ranges::none_of(check_.findings, [&](const auto& finding) {
      const auto* cell = std::get_if<CellOff>(&finding);
      return (cell != nullptr && cell->role == column.role) ||
             std::holds_alternative<RowSurplus>(finding);
    });
    if (right && (drift > slack || (drift.sign() != 0 && rows_are_right))) {
      check_.findings.emplace_back(SumOff{.role = column.role,
                                          .label = sum.label,
                                          .column = column.name,
                                          .printed = printed,
                                          .added = added,
                                          .slack = slack,
                                          .computed = *right});
    } else if (drift > printed.half && rows_are_right && !lacks_rows()) {
      check_.notes.emplace_back(
          SumDrifts{column.role, sum.label, column.name, printed, added, slack});
    }
  }

  [[nodiscard]] bool lacks_rows() const {
    return std::ranges::any_of(check_.findings, [](const TableFinding& finding) {
      return std::holds_alternative<RowMissing>(finding);
    });
  }

  /// What the sum should be, where it is not.
  [[nodiscard]] std::optional<Fraction> computed_sum(const PrintedSum& sum,
                                                     const PrintedColumn& column,
                                                     const PrintedNumber& printed) const {
    Fraction total;
    for (const std::uint32_t row : sum.rows) {
      const auto& district = table_.rows[row].district;
      if (district && first_row_[index_of(*district)] == row) {
        total += figures_.of(column.role, *district).value_or(Fraction{});
      }
    }
    if (printed.admits(total)) {
      return std::nullopt;
    }
    std::vector<Fraction> also = with_missing_rows(column.role, total);
    if (sum.rows.size() == table_.rows.size()) {
      std::ranges::move(figures_.of_all(column.role), std::back_inserter(also));
    }
    if (std::ranges::any_of(also, [&](const Fraction& one) { return printed.admits(one); })) {
      return std::nullopt;
    }
    return total;
  }

  /// What a sum may be of which rows are missing: one of them, or all.
  [[nodiscard]] std::vector<Fraction> with_missing_rows(PrintedRole role,
                                                        const Fraction& total) const {
    std::vector<Fraction> sums;
    Fraction all = total;
    for (const TableFinding& finding : check_.findings) {
      if (const auto* row = std::get_if<RowMissing>(&finding)) {
        const Fraction more = figures_.of(role, row->district).value_or(Fraction{});
        all += more;
        sums.push_back(total + more);
      }
    }
    sums.push_back(all);
    return sums;
  }

  void find_reasons() {
    const PrintedColumn* column = amounts();
    std::vector<CellOff*> off;
    for (TableFinding& finding : check_.findings) {
      if (auto* cell = std::get_if<CellOff>(&finding);
          cell != nullptr && cell->role == PrintedRole::kAmount) {
        off.push_back(cell);
      }
    }
    if (column == nullptr || off.empty()) {
      return;
    }
    check_.reasons = reasons_for(scenario_, {table_, *column});
    if (!check_.reasons.empty()) {
      return;
    }
    find_exchanged(off);
    for (CellOff* cell : off) {
      cell->slip = slip_between(cell->printed, cell->computed, figures_.unit());
    }
  }

  void find_exchanged(std::vector<CellOff*>& off) {
    constexpr std::size_t kMost = 200;  // each is held against each
    for (std::size_t a = 0; a < std::min(off.size(), kMost); ++a) {
      for (std::size_t b = a + 1; b < std::min(off.size(), kMost); ++b) {
        if (off[a]->printed.admits(off[b]->computed) && off[b]->printed.admits(off[a]->computed)) {
          check_.reasons.emplace_back(Exchanged{off[a]->district, off[b]->district});
          off.erase(off.begin() + static_cast<std::ptrdiff_t>(b));
          off.erase(off.begin() + static_cast<std::ptrdiff_t>(a));
          --a;
          break;
        }
      }
    }
  }

  const Scenario& scenario_;
  const PrintedTable& table_;
  ResultFigures figures_;
  std::vector<PrintedColumn> columns_;  ///< in the unit that they turn out to be in
  std::vector<std::optional<std::uint32_t>> first_row_;  ///< of each district
  std::map<PrintedRole, Fraction> factors_;
  std::set<PrintedRole> other_reading_;  ///< columns that are read otherwise than by groups
  TableCheck check_;
};

}  // namespace

Location place_of(const TableFinding& finding) {
  struct Place {
    Location operator()(const CellOff& of) const { return of.printed.where; }
    Location operator()(const SumOff& of) const { return of.printed.where; }
    Location operator()(const UnitOff& of) const { return of.where; }
    Location operator()(const RowMissing& of) const { return of.where; }
    Location operator()(const RowSurplus& of) const { return of.where; }
    Location operator()(const RowTwice& of) const { return of.where; }
    Location operator()(const NameOther& of) const { return of.where; }
    Location operator()(const NothingToCompare& of) const { return of.where; }
  };
  return std::visit(Place{}, finding);
}

TableCheck check_table(const Scenario& scenario, const Result& result, const PrintedTable& table) {
  return TableChecker{scenario, result, table}.run();
}

}  // namespace allot::engine
