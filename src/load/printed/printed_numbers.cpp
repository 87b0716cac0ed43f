#include "load/printed/printed_numbers.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "load/numbers/decimal_text.hpp"
#include "load/numbers/scale_words.hpp"
#include "load/text/same_word.hpp"

namespace allot::load {

namespace {

struct About {
  std::string_view word;
  PrintedSide side = PrintedSide::kEither;
};
/// Before a number that is a rounded one of its teller's.
constexpr std::array kAbout{About{"rund"},
                            About{"ca."},
                            About{"circa"},
                            About{"etwa"},
                            About{"ungefähr"},
                            About{"about"},
                            About{"approx."},
                            About{"around"},
                            About{"env."},
                            About{"environ"},
                            About{"knapp", PrintedSide::kBelow},
                            About{"fast", PrintedSide::kBelow},
                            About{"nearly", PrintedSide::kBelow},
                            About{"almost", PrintedSide::kBelow},
                            About{"près de", PrintedSide::kBelow},
                            About{"gut", PrintedSide::kAbove},
                            About{"über", PrintedSide::kAbove},
                            About{"mehr als", PrintedSide::kAbove},
                            About{"over", PrintedSide::kAbove},
                            About{"more than", PrintedSide::kAbove},
                            About{"plus de", PrintedSide::kAbove}};
constexpr std::array<std::string_view, 3> kAboutSigns{"~", "≈", "ca."};

/// What a cell says besides its number.
struct OwnWords {
  std::string printed;                ///< the cell as it was
  std::optional<Fraction> unit = {};  ///< of `1,4 Mio.`
  std::optional<PrintedSide> about = {};
};

Fraction factor_of(std::string_view digits) {
  return BigInt::power_of_ten(static_cast<int>(digits.size()) - 1);
}

std::string_view without_about(std::string_view cell, std::optional<PrintedSide>& about) {
  for (const std::string_view sign : kAboutSigns) {
    if (cell.starts_with(sign)) {
      about = PrintedSide::kEither;
      return without_outer_blanks(cell.substr(sign.size()));
    }
  }
  for (const auto& [word, side] : kAbout) {
    if (cell.size() > word.size() && same_word(cell.substr(0, word.size()), word)) {
      const std::string_view rest = cell.substr(word.size());
      if (const std::string_view bare = without_outer_blanks(rest); bare.size() < rest.size()) {
        about = side;
        return bare;
      }
    }
  }
  return cell;
}

/// Takes what is no number out of a cell; nothing where it has no such words.
std::optional<OwnWords> cut_words(std::string_view cell, std::string& number) {
  OwnWords own{.printed = std::string{cell}};
  const std::string_view bare = without_about(cell, own.about);
  const std::size_t last = bare.find_last_of("0123456789");
  const std::string_view behind =
      last == std::string_view::npos ? std::string_view{} : bare.substr(last + 1);
  if (const auto scale = scale_in(behind)) {
    own.unit = factor_of(scale->factor);
    number = bare.substr(0, last + 1);
    return own;
  }
  number = bare;
  return own.about ? std::optional{own} : std::nullopt;
}

/// `+392`, `±0`.
std::string_view without_plus(std::string_view cell) {
  for (const std::string_view sign : {"+", "±", "+/-"}) {
    if (cell.starts_with(sign) && cell.size() > sign.size()) {
      const std::string_view rest = without_outer_blanks(cell.substr(sign.size()));
      if (!rest.empty() && is_digit(rest.front())) {
        return rest;
      }
    }
  }
  return cell;
}

bool is_about_the_year_before(PrintedRole role) {
  return role == PrintedRole::kPrior || role == PrintedRole::kShift || role == PrintedRole::kChange;
}

/// The digits behind the decimal mark of a printed `number`, which is `value`.
int decimals_in(std::string_view number, const Fraction& value) {
  const std::size_t last = number.find_last_of("0123456789");
  const std::size_t mark = number.find_last_of(".,");
  if (mark == std::string_view::npos || last == std::string_view::npos || mark > last) {
    return 0;
  }
  const std::size_t digits = last - mark;
  // `938.873` that was read as a whole number is grouped.
  std::string all_digits;
  std::ranges::copy_if(number, std::back_inserter(all_digits), &is_digit);
  const Fraction size = value.sign() < 0 ? -value : value;
  const bool is_grouped = digits == 3 && size.to_string() == all_digits;
  return is_grouped ? 0 : static_cast<int>(digits);
}

/// Half of a unit of the last digit that is not 0.
Fraction half_of_last_digit(const Fraction& value) {
  Fraction unit = 1;
  for (; value.sign() != 0 && (value / (unit * Fraction{10})).is_whole();
       unit = unit * Fraction{10}) {
  }
  return unit / Fraction{2};
}

Fraction half_of(int decimals) { return Fraction{1, BigInt::power_of_ten(decimals) * BigInt{2}}; }

class PrintedColumnReader {
 public:
  PrintedColumnReader(Table& table, std::size_t column, const std::vector<std::uint32_t>& rows,
                      const PrintedForm& form)
      : table_{table}, column_{column}, rows_{rows}, form_{form} {}

  std::optional<PrintedColumn> read(Problems& problems) {
    take_words_out();
    NumberRules rules = form_.rules;
    rules.signs_din55301 = true;
    rules.percentages = is_percentage() || form_.role == PrintedRole::kKey ? PercentCells::kPoints
                                                                           : PercentCells::kError;
    Problems own;
    auto numbers = read_numbers(table_, column_, rows_, rules, own);
    std::optional<NumericColumn> other;
    if (!numbers && is_ambiguous(own) && form_.result_decides) {
      own = {};
      other = read_with(rules, DecimalMark::kPoint);
      numbers = read_with(rules, DecimalMark::kComma);
      if (groups_less(numbers, other)) {
        std::swap(numbers, other);
      }
    }
    for (Diagnostic problem : own.list()) {
      if (problem.code == Code::kAmbiguousDecimal) {
        problem.help = {
            "say which: `decimal: \",\"` (`--decimal ,`) or `decimal: \".\"` "
            "(`--decimal .`)"};
      }
      problems.add(std::move(problem));
    }
    if (!numbers) {
      return std::nullopt;
    }
    PrintedColumn made{.role = form_.role,
                       .name = std::string{table_.header()[column_]},
                       .where = table_.where_header(column_),
                       .unit = unit(*numbers)};
    made.cells = cells_of(*numbers, made.unit);
    if (other) {
      made.otherwise = cells_of(*other, made.unit);
    }
    return made;
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t i) const {
    return table_.cell(rows_[i], column_);
  }
  static bool is_ambiguous(const Problems& problems) {
    return std::ranges::all_of(problems.list(), [](const Diagnostic& problem) {
      return problem.code == Code::kAmbiguousDecimal;
    });
  }
  [[nodiscard]] std::optional<NumericColumn> read_with(NumberRules rules, DecimalMark mark) const {
    rules.mark = mark;
    Problems ignored;
    return read_numbers(table_, column_, rows_, rules, ignored);
  }
  /// The reading that groups comes first.
  static bool groups_less(const std::optional<NumericColumn>& a,
                          const std::optional<NumericColumn>& b) {
    return a && b && a->decimals > b->decimals;
  }

  [[nodiscard]] std::vector<std::optional<PrintedNumber>> cells_of(const NumericColumn& numbers,
                                                                   const Fraction& unit) const {
    const Fraction half = form_.printed_to ? *form_.printed_to / Fraction{2}
                                           : half_of(decimals_without_words(numbers)) * unit;
    std::vector<std::optional<PrintedNumber>> cells(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (numbers.missing.empty() || !numbers.missing[i]) {
        cells[i] = cell(i, numbers.values.at(i), unit, half);
      }
    }
    return cells;
  }

  [[nodiscard]] bool is_percentage() const {
    return form_.role == PrintedRole::kPercent || form_.role == PrintedRole::kChange;
  }

  void take_words_out() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string_view cell = without_outer_blanks(text(i));
      if (cell.empty()) {
        continue;
      }
      if (is_about_the_year_before(form_.role) && is_one_dash(cell)) {
        table_.set_cell(rows_[i], column_, "");
        continue;
      }
      // Most cells begin with a digit and end with one.
      if (is_digit(cell.front()) && is_digit(cell.back())) {
        continue;
      }
      std::string number{without_plus(cell)};
      for (const std::string_view minus : {"−", "–"}) {
        if (number.starts_with(minus) && number.size() > minus.size() &&
            is_digit(number[minus.size()])) {
          number.replace(0, minus.size(), "-");
        }
      }
      for (const std::string_view per_hundred : {"v.H.", "v. H.", "vH"}) {
        if (number.ends_with(per_hundred)) {
          number.replace(number.size() - per_hundred.size(), per_hundred.size(), "%");
        }
      }
      says_percent_ = says_percent_ || number.ends_with('%');
      if (number != cell) {
        table_.set_cell(rows_[i], column_, number);
      }
      const std::string bare = number;
      if (auto own = cut_words(bare, number)) {
        own_.emplace(i, *std::move(own));
        table_.set_cell(rows_[i], column_, number);
      }
    }
  }

  /// Parts that add to 1 and percentages that add to 100 look alike where somebody names few.
  [[nodiscard]] Fraction unit(const NumericColumn& numbers) const {
    if (is_percentage()) {
      const std::string_view name = table_.header()[column_];
      const bool says_percent = says_percent_ || name.find('%') != std::string_view::npos;
      Fraction total;
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        total += numbers.values.at(i);
      }
      // A row of sums doubles it.
      const bool are_parts = form_.role == PrintedRole::kPercent && !says_percent &&
                             total > Fraction{9, 10} && total < Fraction{21, 10};
      return are_parts ? Fraction{1} : Fraction{1, 100};
    }
    if (form_.role == PrintedRole::kKey) {
      return 1;
    }
    if (form_.in) {
      return *form_.in;
    }
    const auto scale = scale_in(table_.header()[column_]);
    return scale ? factor_of(scale->factor) : Fraction{1};
  }

  /// Of the cells that carry no word: spreadsheets drop zeros at the end, so that the most digits
  /// of a column are those of all.
  [[nodiscard]] int decimals_without_words(const NumericColumn& numbers) const {
    if (own_.empty()) {
      return numbers.decimals;
    }
    int most = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!own_.contains(i)) {
        most = std::max(most, decimals_in(text(i), numbers.values.at(i)));
      }
    }
    return most;
  }

  [[nodiscard]] PrintedNumber cell(std::size_t i, const Fraction& value, const Fraction& unit,
                                   const Fraction& half) const {
    PrintedNumber number{.value = value * unit,
                         .half = half,
                         .text = std::string{text(i)},
                         .where = table_.where(rows_[i], column_)};
    if (const auto own = own_.find(i); own != own_.end()) {
      const Fraction& own_unit = own->second.unit.value_or(unit);
      const int decimals = decimals_in(text(i), value);
      const bool zeros_meant = !own->second.about || decimals > 0;
      number.value = value * own_unit;
      number.half = (zeros_meant ? half_of(decimals) : half_of_last_digit(value)) * own_unit;
      number.side = own->second.about.value_or(PrintedSide::kEither);
      number.text = own->second.printed;
    }
    return number;
  }

  Table& table_;
  std::size_t column_;
  const std::vector<std::uint32_t>& rows_;
  const PrintedForm& form_;
  std::map<std::size_t, OwnWords> own_;
  bool says_percent_ = false;
};

}  // namespace

bool is_told_number(std::string_view cell) {
  std::string number;
  return cut_words(without_outer_blanks(cell), number).has_value() && !number.empty() &&
         is_digit(number.front()) && is_digit(number.back());
}

std::optional<PrintedColumn> read_printed_column(Table& table, std::size_t column,
                                                 const std::vector<std::uint32_t>& rows,
                                                 const PrintedForm& form, Problems& problems) {
  return PrintedColumnReader{table, column, rows, form}.read(problems);
}

}  // namespace allot::load
