#include "allot/load/cells/column_numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "load/cells/cell_problems.hpp"
#include "load/cells/cell_reading.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/first_ten.hpp"

namespace allot::load {

namespace {

/// `1.234,50 €` and `9.876,54 €` have the same form, and the same fault.
std::string form_of(std::string_view text) {
  std::string form{text};
  std::ranges::replace_if(form, is_digit, '0');
  return form;
}

constexpr std::array<std::int64_t, kMaxDigits + 1> kPowersOfTen = [] {
  std::array<std::int64_t, kMaxDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1] * 10;
  }
  return powers;
}();

/// The cells of one column in the rows that are asked for, in the order of the file: jumping
/// through a million rows takes four times as long.
struct Cells {
  const Table& table;
  std::size_t column;
  std::span<const std::uint32_t> rows;
  std::span<const std::uint32_t> asked = {};  ///< which of those asked for; empty: the same one

  [[nodiscard]] std::size_t size() const { return rows.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return table.cell(rows[i], column);
  }
  [[nodiscard]] std::size_t position(std::size_t i) const { return asked.empty() ? i : asked[i]; }
  [[nodiscard]] bool is_number(std::size_t i) const { return table.is_number(rows[i], column); }
  [[nodiscard]] CellReading read(std::size_t i, const NumberRules& rules) const {
    return read_cell(table, rows[i], column, rules);
  }
  [[nodiscard]] Location where(std::size_t i) const { return table.where(rows[i], column); }
  [[nodiscard]] std::string name() const { return quoted_value(table.header()[column]); }
};

/// Collects the numbers of a column and brings them to the decimals of the one that has most.
class ColumnOfDecimals {
 public:
  explicit ColumnOfDecimals(std::size_t size) : digits_(size), decimals_(size) {}

  void set(std::size_t i, const Decimal& number) {
    digits_[i] = number.digits;
    decimals_[i] = static_cast<std::uint8_t>(number.decimals);
    most_ = std::max(most_, number.decimals);
    negative_ |= number.digits < 0;
  }
  void set_missing(std::size_t i) {
    if (missing_.empty()) {
      missing_.resize(digits_.size());
    }
    missing_[i] = true;
  }

  /// To be called once, at the end.
  NumericColumn finish() {
    return {.values = scale() ? Quantities::from(std::move(digits_), BigInt::power_of_ten(most_))
                              : Quantities::from(scaled_wide(), BigInt::power_of_ten(most_)),
            .missing = std::move(missing_),
            .decimals = most_,
            .negative = negative_};
  }

 private:
  [[nodiscard]] std::int64_t factor(std::size_t i) const {
    return kPowersOfTen[static_cast<std::size_t>(most_ - decimals_[i])];
  }

  /// Scales in place; false, and nothing changed, if a value would leave 64 bits.
  bool scale() {
    std::int64_t scaled = 0;
    for (std::size_t i = 0; most_ > 0 && i < digits_.size(); ++i) {
      if (__builtin_mul_overflow(digits_[i], factor(i), &scaled)) {
        return false;
      }
    }
    for (std::size_t i = 0; most_ > 0 && i < digits_.size(); ++i) {
      digits_[i] *= factor(i);
    }
    return true;
  }

  /// 18 digits and 18 decimals are below 10^36: 128 bits always hold them.
  [[nodiscard]] Quantities::Wide scaled_wide() const {
    Quantities::Wide wide(digits_.size());
    for (std::size_t i = 0; i < wide.size(); ++i) {
      wide[i] = int128{digits_[i]} * factor(i);
    }
    return wide;
  }

  Quantities::Narrow digits_;
  std::vector<std::uint8_t> decimals_;
  std::vector<bool> missing_;
  int most_ = 0;
  bool negative_ = false;
};

/// What the cells say about the decimal mark: the index of the first cell of each kind.
struct MarkEvidence {
  std::optional<std::size_t> point_only = {};
  std::optional<std::size_t> comma_only = {};
  std::optional<std::size_t> either = {};  ///< a number with both, but not the same one
  std::optional<std::size_t> second_either = {};

  void note(std::size_t i, const CellReading& cell) {
    if (cell.is_one_sided()) {
      auto& only = cell.point.has_form() ? point_only : comma_only;
      only = only.value_or(i);
    } else if (cell.point.has_form() && cell.point.decimal != cell.comma.decimal) {
      second_either = either && !second_either ? i : second_either;
      either = either.value_or(i);
    }
  }
  [[nodiscard]] bool is_mixed() const { return point_only && comma_only; }
  [[nodiscard]] bool is_ambiguous() const { return either && !point_only && !comma_only; }
};

/// The quick way: all cells are plain, and the mark is certain. Else nothing.
std::optional<NumericColumn> read_plain_column(const Cells& cells, char mark, bool mark_is_given) {
  ColumnOfDecimals column{cells.size()};
  bool either = false;
  bool certain = mark_is_given;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = cells[i];
    if (cell.empty()) {
      column.set_missing(cells.position(i));
      continue;
    }
    const DecimalReading reading = read_plain(cell, mark);
    if (!reading.is_number()) {
      return std::nullopt;
    }
    // What is a number by its type says nothing of the texts beside it.
    if (reading.either) {
      either = either || !cells.is_number(i);
    } else if (!certain && reading.decimal.decimals > 0) {
      certain = !cells.is_number(i);
    }
    column.set(cells.position(i), reading.decimal);
  }
  return either && !certain ? std::nullopt : std::optional{column.finish()};
}

void report_mixed(const Cells& cells, const MarkEvidence& evidence, Problems& problems) {
  const std::size_t point = *evidence.point_only;
  const std::size_t comma = *evidence.comma_only;
  problems.add(
      {.code = Code::kAmbiguousDecimal,
       .where = cells.where(std::max(point, comma)),
       .message = fmt::format("column {} has decimal points and decimal commas: {} and {}",
                              cells.name(), quoted_value(cells[point]), quoted_value(cells[comma])),
       .help = {"write all numbers of the column with the same decimal mark"},
       .related = {{cells.where(std::min(point, comma)), "the other mark is here"}}});
}

/// "with `districts.decimal: "."` they are 1.034 and 2.117".
std::string reading_with(char mark, const Cells& cells, const MarkEvidence& evidence) {
  const auto number = [&](std::size_t i) {
    const CellReading cell = read_cell(cells[i], {});
    return decimal_text(cell.with(mark == ',' ? DecimalMark::kComma : DecimalMark::kPoint).decimal,
                        '.');
  };
  const std::string first = number(*evidence.either);
  return fmt::format("with `decimal: \"{}\"` in `districts: {{…}}` (`districts.decimal`) {}", mark,
                     evidence.second_either
                         ? fmt::format("they are {} and {}", first, number(*evidence.second_either))
                         : fmt::format("it is {}", first));
}

void report_ambiguous(const Cells& cells, const MarkEvidence& evidence, Problems& problems) {
  Diagnostic diagnostic{
      .code = Code::kAmbiguousDecimal,
      .where = cells.where(*evidence.either),
      .message = fmt::format("the numbers of column {} can be read in two ways, as {}",
                             cells.name(), quoted_value(cells[*evidence.either])),
      .label = "decimals, or a group of three",
      .help = {reading_with('.', cells, evidence), reading_with(',', cells, evidence)}};
  if (evidence.second_either) {
    diagnostic.message += fmt::format(" and {}", quoted_value(cells[*evidence.second_either]));
    diagnostic.related.push_back({cells.where(*evidence.second_either), "and here"});
  }
  problems.add(std::move(diagnostic));
}

/// The slow way, for all that tables print: looks at every cell with both marks.
class Survey {
 public:
  Survey(const Cells& cells, const NumberRules& rules)
      : cells_{cells}, rules_{rules}, find_{rules.mark == DecimalMark::kFind}, mark_{rules.mark} {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      look_at(i);
    }
    if (find_ && !evidence_.is_mixed()) {
      mark_ = evidence_.comma_only ? DecimalMark::kComma : DecimalMark::kPoint;
    }
  }

  [[nodiscard]] bool is_ambiguous() const { return find_ && evidence_.is_ambiguous(); }

  /// False if something is wrong, which is then reported.
  bool report(Problems& problems) const {
    report_unread_signs(problems);
    report_wrong_cells(problems);
    if (find_ && evidence_.is_mixed()) {
      report_mixed(cells_, evidence_, problems);
      return false;
    }
    if (is_ambiguous()) {
      report_ambiguous(cells_, evidence_, problems);
      return false;
    }
    return wrong_.empty() && unread_signs_.empty();
  }

  /// The numbers, if nothing is wrong.
  [[nodiscard]] NumericColumn column() const {
    ColumnOfDecimals column{cells_.size()};
    std::vector<SignedCell> signs;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const CellReading cell = cells_.read(i, rules_);
      if (cell.empty) {
        column.set_missing(cells_.position(i));
      } else {
        column.set(cells_.position(i), cell.with(mark_).decimal);
      }
      if (cell.sign) {
        signs.push_back({cells_.position(i), *cell.sign});
      }
    }
    NumericColumn numbers = column.finish();
    numbers.signs = std::move(signs);
    return numbers;
  }

 private:
  void look_at(std::size_t i) {
    const CellReading cell = cells_.read(i, rules_);
    if (cell.empty) {
      return;
    }
    ++filled_;
    evidence_.note(i, cell);
    const bool point_fits = mark_ != DecimalMark::kComma && cell.point.is_number();
    const bool comma_fits = mark_ != DecimalMark::kPoint && cell.comma.is_number();
    if (!point_fits && !comma_fits) {
      (is_unread_sign(cells_[i], known_mark(), rules_) ? unread_signs_ : wrong_).push_back(i);
    }
  }

  /// kFind where nothing says which it is, or both are there.
  [[nodiscard]] DecimalMark known_mark() const {
    return find_ && !evidence_.point_only && !evidence_.comma_only ? DecimalMark::kFind : mark_;
  }

  [[nodiscard]] WrongCell wrong_at(std::size_t i) const {
    return {.text = cells_[i],
            .column = cells_.name(),
            .where = cells_.where(i),
            .mark = known_mark(),
            .rules = rules_};
  }

  /// The wrong cells that have the same fault, where they may be most of the column.
  [[nodiscard]] std::vector<std::size_t> most_alike() const {
    std::map<std::string, std::vector<std::size_t>> by_fault;
    std::map<std::string, std::vector<std::size_t>*> by_form;  // for speed: forms are few
    for (std::size_t n = 0; 2 * wrong_.size() > filled_ && n < wrong_.size(); ++n) {
      const auto [form, added] = by_form.try_emplace(form_of(cells_[wrong_[n]]));
      if (added) {
        form->second = &by_fault[fault_of(wrong_at(wrong_[n]))];
      }
      form->second->push_back(wrong_[n]);
    }
    const auto size_of = [](const auto& fault) { return fault.second.size(); };
    const auto most = std::ranges::max_element(by_fault, {}, size_of);
    return most == by_fault.end() ? std::vector<std::size_t>{} : std::move(most->second);
  }

  /// However many there are, they have one way out.
  void report_unread_signs(Problems& problems) const {
    if (unread_signs_.empty()) {
      return;
    }
    Diagnostic problem = wrong_cell(wrong_at(unread_signs_.front()));
    if (const std::size_t others = unread_signs_.size() - 1; others > 0) {
      problem.message += fmt::format("; {} more {} of the column {} such signs",
                                     grouped_digits(std::to_string(others)),
                                     others == 1 ? "cell" : "cells", others == 1 ? "has" : "have");
    }
    problems.add(std::move(problem));
  }

  /// Those whose fault most cells of the column have are one mistake.
  void report_wrong_cells(Problems& problems) const {
    const std::vector<std::size_t> alike = most_alike();
    const std::string others = fmt::format("more wrong cells in column {}", cells_.name());
    const bool most = 2 * alike.size() > filled_;
    const bool words = most && std::ranges::none_of(cells_[alike.front()], is_digit);
    FirstTen of_most{problems, others, filled_, words ? kOtherColumn : kChangeColumn};
    FirstTen of_others{problems, others};
    for (const std::size_t i : wrong_) {
      const bool is_alike = most && std::ranges::binary_search(alike, i);
      (is_alike ? of_most : of_others).add([&] { return wrong_cell(wrong_at(i)); });
    }
    of_most.finish();
    of_others.finish();
  }

  Cells cells_;
  const NumberRules& rules_;
  bool find_;
  DecimalMark mark_;
  MarkEvidence evidence_;
  std::vector<std::size_t> wrong_;
  std::vector<std::size_t> unread_signs_;
  std::size_t filled_ = 0;  ///< cells that are not empty
};

/// The quick way with each mark that may be meant.
std::optional<NumericColumn> read_plain_column(const Cells& cells, DecimalMark mark) {
  std::optional<NumericColumn> column;
  if (mark != DecimalMark::kComma) {
    column = read_plain_column(cells, '.', mark == DecimalMark::kPoint);
  }
  if (!column && mark != DecimalMark::kPoint) {
    column = read_plain_column(cells, ',', mark == DecimalMark::kComma);
  }
  return column;
}

/// The mark of the numbers in other columns that have groups and decimals, `2.812.688,82`, or a
/// sign of money, if they agree. `2.1` and `31.12` say nothing: a chapter and a day are no
/// quantities.
std::optional<DecimalMark> mark_elsewhere(const Cells& cells, const NumberRules& rules) {
  NumberRules of_any = rules;
  of_any.mark = DecimalMark::kFind;
  of_any.may_be_money = true;
  of_any.percentages = PercentCells::kPoints;
  bool point = false;
  bool comma = false;
  for (std::size_t column = 0; column < cells.table.column_count(); ++column) {
    if (column == cells.column || column == rules.id) {
      continue;
    }
    const Cells others{.table = cells.table, .column = column, .rows = cells.rows};
    for (std::size_t i = 0; i < others.size() && !(point && comma); ++i) {
      const std::size_t mark = others[i].find_first_of(".,");
      const bool is_plain = others[i].find_first_not_of("0123456789.,") == std::string_view::npos;
      if (mark == std::string_view::npos ||
          (is_plain &&
           others[i].find(others[i][mark] == '.' ? ',' : '.') == std::string_view::npos)) {
        continue;
      }
      const CellReading cell = others.read(i, of_any);
      point = point || (cell.is_one_sided() && cell.point.is_number());
      comma = comma || (cell.is_one_sided() && cell.comma.is_number());
    }
  }
  return point == comma ? std::nullopt
                        : std::optional{comma ? DecimalMark::kComma : DecimalMark::kPoint};
}

std::optional<NumericColumn> read_cells(const Cells& cells, const NumberRules& rules,
                                        Problems& problems) {
  if (auto numbers = read_plain_column(cells, rules.mark)) {
    return numbers;
  }
  const Survey survey{cells, rules};
  if (survey.is_ambiguous()) {
    if (const auto mark = mark_elsewhere(cells, rules)) {
      NumberRules with_mark = rules;
      with_mark.mark = *mark;
      auto numbers = read_cells(cells, with_mark, problems);
      if (numbers) {
        numbers->mark_from_table = true;
      }
      return numbers;
    }
  }
  return survey.report(problems) ? std::optional{survey.column()} : std::nullopt;
}

/// Of what has `decimals`, times `factor`.
int decimals_after(int decimals, const Fraction& factor) {
  const int more = factor.decimals().value_or(0);
  int fewer = 0;
  for (Fraction tenth = factor / 10; tenth.is_whole() && fewer < decimals; tenth = tenth / 10) {
    ++fewer;
  }
  return decimals + more - fewer;
}

}  // namespace

std::optional<NumericColumn> read_numbers(const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows,
                                          const NumberRules& rules, Problems& problems) {
  if (std::ranges::is_sorted(rows)) {
    return read_cells({.table = table, .column = column, .rows = rows}, rules, problems);
  }
  constexpr std::uint32_t kNotAsked = ~std::uint32_t{0};
  std::vector<std::uint32_t> asked(table.row_count(), kNotAsked);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    asked[rows[i]] = static_cast<std::uint32_t>(i);
  }
  std::vector<std::uint32_t> sorted;
  for (std::uint32_t row = 0; row < asked.size(); ++row) {
    if (asked[row] != kNotAsked) {
      sorted.push_back(row);
    }
  }
  std::erase(asked, kNotAsked);
  return read_cells({.table = table, .column = column, .rows = sorted, .asked = asked}, rules,
                    problems);
}

NumericColumn multiplied(NumericColumn column, const Fraction& factor) {
  column.values = column.values.times(factor).reduced();
  column.decimals = decimals_after(column.decimals, factor);
  return column;
}

}  // namespace allot::load
