#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "allot/load/cells/table.hpp"
#include "allot/load/numbers/number.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/first_ten.hpp"

namespace allot::load {

namespace {

/// A cell of a table that should be a number.
struct WrongCell {
  std::string_view text;
  std::string column;  ///< its name as messages show it, in backquotes
  Location where;
  DecimalMark mark;  ///< of the column; kFind: it has both
};

std::string described(const WrongCell& cell, std::string_view fault) {
  return fmt::format("{} in column {} {}", quoted_value(cell.text), cell.column, fault);
}

Diagnostic out_of_range(const WrongCell& cell) {
  return {
      .code = Code::kNumberOutOfRange,
      .where = cell.where,
      .message = described(cell, fmt::format("has more than {} digits or decimals", kMaxDigits)),
      .label = "too long",
      .help = {"write fewer digits, or count in a larger unit"}};
}

/// The number in front of a percent sign; empty if there is none.
std::string_view before_percent(std::string_view text) {
  if (!text.ends_with('%')) {
    return {};
  }
  const std::string_view number = without_outer_blanks(text.substr(0, text.size() - 1));
  const bool is_number =
      read_grouped(number, '.').is_number() || read_grouped(number, ',').is_number();
  return is_number ? number : std::string_view{};
}

Diagnostic percentage(const WrongCell& cell, std::string_view number) {
  return {.code = Code::kNotANumber,
          .where = cell.where,
          .message = described(cell, "carries a percent sign"),
          .label = "a cell is a plain number",
          .help = {fmt::format("write {}: a key with `shares` and `adds_to: 100` reads a column of "
                               "percentages",
                               number)}};
}

Diagnostic ratio(const WrongCell& cell, const Fraction& value) {
  const std::optional<int> decimals = value.decimals();
  std::string help = decimals
                         ? fmt::format("write {}", value.to_decimal(*decimals))
                         : "write whole numbers in the same proportion: 2 and 1 for 2/3 and 1/3";
  if (cell.mark == DecimalMark::kComma) {
    std::ranges::replace(help, '.', ',');
  }
  return {.code = Code::kNotANumber,
          .where = cell.where,
          .message = described(cell, "is a fraction"),
          .label = "a cell is a plain number",
          .help = {std::move(help)}};
}

/// A way out that the column takes: with its mark, and neither a fraction nor a percentage.
std::string way_out(Meaning meaning, DecimalMark mark) {
  if (mark == DecimalMark::kComma) {
    std::ranges::replace(meaning.number, '.', ',');
  }
  return reading_text(meaning);
}

bool is_plain(const Meaning& meaning) {
  return meaning.number.find_first_of("/%") == std::string::npos;
}

NumberFault number_fault_of(std::string_view text) {
  if (!ReadNumber::takes(text)) {
    return find_number_fault(text);
  }
  std::string digits{text};  // what scenario files may have and tables not is `1_000`
  std::erase(digits, '_');
  return {.label = "has a `_`", .meanings = {{std::move(digits)}}};
}

Diagnostic not_a_number(const WrongCell& cell, std::string_view text) {
  const NumberFault fault = number_fault_of(text);
  Diagnostic diagnostic{.code = Code::kNotANumber,
                        .where = cell.where,
                        .message = described(cell, "is not a number"),
                        .label = fault.label};
  for (const Meaning& meaning : fault.meanings) {
    if (is_plain(meaning)) {
      diagnostic.help.push_back(way_out(meaning, cell.mark));
    }
  }
  if (diagnostic.help.empty()) {
    diagnostic.help.emplace_back(
        "write a number; a row that is no district, such as a footnote, is deleted");
  }
  return diagnostic;
}

/// For a cell that is a number with the mark that is not the column's.
Diagnostic other_mark(const WrongCell& cell, const Decimal& number) {
  const char mark = cell.mark == DecimalMark::kComma ? ',' : '.';
  const char other = mark == '.' ? ',' : '.';
  return {
      .code = Code::kNotANumber,
      .where = cell.where,
      .message = described(cell, fmt::format("is not a number with `{}` as decimal mark", mark)),
      .label = fmt::format("`{}` as decimal mark", other),
      .help = {fmt::format("write {}, or state `districts.decimal: \"{}\"`",
                           decimal_text(number, mark), other)}};
}

/// The message for a cell that does not fit into a column of numbers.
Diagnostic wrong_cell(const WrongCell& cell) {
  const std::string_view text = without_outer_blanks(cell.text);
  const DecimalReading point = read_grouped(text, '.');
  const DecimalReading comma = read_grouped(text, ',');
  if ((cell.mark == DecimalMark::kComma ? comma : point).has_form() ||
      point.fit == DecimalReading::Fit::kOutOfRange ||
      comma.fit == DecimalReading::Fit::kOutOfRange) {
    return out_of_range(cell);
  }
  if (point.is_number() || comma.is_number()) {
    return other_mark(cell, (point.is_number() ? point : comma).decimal);
  }
  if (const std::string_view number = before_percent(text); !number.empty()) {
    return percentage(cell, number);
  }
  const ReadNumber read = ReadNumber::from(text);
  if (read.number() != nullptr && read.number()->ratio) {
    return ratio(cell, read.number()->value);
  }
  return not_a_number(cell, text);
}

/// What is wrong with a cell, whatever number it has.
std::string fault_of(const WrongCell& cell) {
  const Diagnostic message = wrong_cell(cell);
  return message.message.substr(quoted_value(cell.text).size()) + message.label;
}

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

  void note(std::size_t i, const DecimalReading& point, const DecimalReading& comma) {
    if (point.has_form() != comma.has_form()) {
      auto& only = point.has_form() ? point_only : comma_only;
      only = only.value_or(i);
    } else if (point.has_form() && point.decimal != comma.decimal) {
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
    either |= reading.either;
    certain |= reading.decimal.decimals > 0 && !reading.either;
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
    return decimal_text(read_grouped(cells[i], mark).decimal, '.');
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
  Survey(const Cells& cells, DecimalMark mark)
      : cells_{cells}, find_{mark == DecimalMark::kFind}, mark_{mark} {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      look_at(i);
    }
    if (find_ && !evidence_.is_mixed()) {
      mark_ = evidence_.comma_only ? DecimalMark::kComma : DecimalMark::kPoint;
    }
  }

  /// False if something is wrong, which is then reported.
  bool report(Problems& problems) const {
    report_wrong_cells(problems);
    if (find_ && evidence_.is_mixed()) {
      report_mixed(cells_, evidence_, problems);
      return false;
    }
    if (find_ && evidence_.is_ambiguous()) {
      report_ambiguous(cells_, evidence_, problems);
      return false;
    }
    return wrong_.empty();
  }

  /// The numbers, if nothing is wrong.
  [[nodiscard]] NumericColumn column() const {
    const char mark = mark_ == DecimalMark::kComma ? ',' : '.';
    ColumnOfDecimals column{cells_.size()};
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (without_outer_blanks(cells_[i]).empty()) {
        column.set_missing(cells_.position(i));
      } else {
        column.set(cells_.position(i), read_grouped(cells_[i], mark).decimal);
      }
    }
    return column.finish();
  }

 private:
  void look_at(std::size_t i) {
    const std::string_view cell = cells_[i];
    if (without_outer_blanks(cell).empty()) {
      return;
    }
    ++filled_;
    const DecimalReading point = read_grouped(cell, '.');
    const DecimalReading comma = read_grouped(cell, ',');
    evidence_.note(i, point, comma);
    const bool point_fits = mark_ != DecimalMark::kComma && point.is_number();
    const bool comma_fits = mark_ != DecimalMark::kPoint && comma.is_number();
    if (!point_fits && !comma_fits) {
      wrong_.push_back(i);
    }
  }

  [[nodiscard]] WrongCell wrong_at(std::size_t i) const {
    return {.text = cells_[i], .column = cells_.name(), .where = cells_.where(i), .mark = mark_};
  }

  /// The wrong cells that have the same fault, where they may be most of the column.
  [[nodiscard]] std::vector<std::size_t> most_alike() const {
    std::map<std::string, std::vector<std::size_t>> by_fault;
    std::map<std::string, std::vector<std::size_t>*> by_form;  // for speed: forms are few
    for (std::size_t n = 0; 2 * wrong_.size() > filled_ && n < wrong_.size(); ++n) {
      const WrongCell cell = wrong_at(wrong_[n]);
      const auto [form, added] = by_form.try_emplace(form_of(cell.text));
      if (added) {
        form->second = &by_fault[fault_of(cell)];
      }
      form->second->push_back(wrong_[n]);
    }
    const auto size_of = [](const auto& fault) { return fault.second.size(); };
    const auto most = std::ranges::max_element(by_fault, {}, size_of);
    return most == by_fault.end() ? std::vector<std::size_t>{} : std::move(most->second);
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
  bool find_;
  DecimalMark mark_;
  MarkEvidence evidence_;
  std::vector<std::size_t> wrong_;
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

std::optional<NumericColumn> read_cells(const Cells& cells, DecimalMark mark, Problems& problems) {
  if (auto numbers = read_plain_column(cells, mark)) {
    return numbers;
  }
  const Survey survey{cells, mark};
  if (!survey.report(problems)) {
    return std::nullopt;
  }
  return survey.column();
}

}  // namespace

std::optional<NumericColumn> read_numbers(const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows, DecimalMark mark,
                                          Problems& problems) {
  if (std::ranges::is_sorted(rows)) {
    return read_cells({.table = table, .column = column, .rows = rows}, mark, problems);
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
  return read_cells({.table = table, .column = column, .rows = sorted, .asked = asked}, mark,
                    problems);
}

}  // namespace allot::load
