#include "allot/load/printed/bare_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "load/init/survey/column_facts.hpp"
#include "load/init/survey/column_words.hpp"
#include "load/init/survey/currency_guess.hpp"
#include "load/init/survey/id_guess.hpp"
#include "load/init/survey/role_guess.hpp"
#include "load/init/survey/table_opening.hpp"
#include "load/printed/printed_numbers.hpp"
#include "load/printed/published_table.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/tables.hpp"
#include "load/xlsx/workbooks.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kChangeWords =
    "veränderung änderung change variation evolution zuwachs wachstum growth";
constexpr std::string_view kShiftWords =
    "differenz difference différence abweichung shift saldo mehr";
constexpr std::string_view kPriorYearWords = "vorjahr prior previous précédent bisher";
constexpr std::string_view kShareWordsOfKeys = "anteil quote schlüssel share percent prozent part";

/// What the columns of numbers may be for, from their names and their numbers.
class RoleGuess {
 public:
  explicit RoleGuess(const std::vector<ColumnFacts>& facts) : facts_{facts} {}

  [[nodiscard]] std::optional<PrintedRole> role_of(const ColumnFacts& column) const {
    if (!column.is_numeric() || column.without_number() == column.rows || is_label(column)) {
      return std::nullopt;
    }
    const bool percent = column.percentages > 0 || has_any_word(column.name, kPercentWords);
    if (has_any_word(column.name, kChangeWords) || has_any_word(column.name, kShiftWords)) {
      const bool of_hundred =
          column.percentages > 0 || has_any_word(column.name, "% prozent percent v.h. =pct");
      return of_hundred ? PrintedRole::kChange : PrintedRole::kShift;
    }
    if (is_share(column)) {
      return PrintedRole::kPercent;
    }
    if (percent) {
      return std::nullopt;  // a rate of something
    }
    if (looks_like_money(column)) {
      return is_prior(column) ? PrintedRole::kPrior : PrintedRole::kAmount;
    }
    return has_any_word(column.name, kKeyWords) ? std::optional{PrintedRole::kKey} : std::nullopt;
  }

  static bool is_label(const ColumnFacts& column) {
    return has_any_word(column.name, kLabelWords) && !has_decimals(column) &&
           !looks_like_money(column);
  }

 private:
  /// Adds to 100 or to 1, but for what a misprint may take away; or is called so.
  static bool is_share(const ColumnFacts& column) {
    const ColumnReading& reading = column.reading(column.likely_mark());
    const bool has_words = column.percentages > 0 || has_any_word(column.name, kPercentWords) ||
                           has_any_word(column.name, kShareWordsOfKeys);
    const auto near = [&](const Fraction& whole, const Fraction& by) {
      return reading.total > whole - by && reading.total < whole + by;
    };
    const bool adds_up = near(100, has_words ? 10 : 1) || near(1, {1, has_words ? 10 : 100});
    return !reading.negative && adds_up && (has_words || reading.decimals > 0);
  }

  /// Of two that differ in their digits only the earlier is the year before.
  [[nodiscard]] bool is_prior(const ColumnFacts& column) const {
    if (has_any_word(column.name, kPriorYearWords)) {
      return true;
    }
    return std::ranges::any_of(facts_, [&](const ColumnFacts& other) {
      return other.is_numeric() && other.name > column.name &&
             other.name.size() == column.name.size() &&
             without_digits(other.name) == without_digits(column.name);
    });
  }

  const std::vector<ColumnFacts>& facts_;
};

class BareReader {
 public:
  BareReader(const BareTable& bare, FoundTable found, std::string currency, Problems& problems)
      : bare_{bare},
        found_{std::move(found)},
        currency_{std::move(currency)},
        problems_{problems},
        rows_{typical_rows(table())},
        facts_{facts_of_columns(table(), rows_, {.mark = bare.decimal, .currency = currency_})} {}

  std::optional<ReadBareTable> read() {
    if (!take_mapped()) {
      return std::nullopt;
    }
    guess_labels();
    if (columns_.empty()) {
      guess_columns();
    }
    if (!id_ && !name_) {
      report_nothing("names the districts", "name it: `--map id=COLUMN` or `--map name=COLUMN`");
      return std::nullopt;
    }
    if (columns_.empty()) {
      report_nothing("has amounts, or shares of a whole",
                     "say which: `--map amount=COLUMN,percent=COLUMN`");
      return std::nullopt;
    }
    auto printed =
        read_published({.table = table(),
                        .id = id_,
                        .name = name_,
                        .rows = all_rows(table()),
                        .columns = columns_,
                        .rules = {.mark = bare_.decimal, .currency = currency_, .id = id_},
                        .in = bare_.in},
                       problems_);
    if (!printed) {
      return std::nullopt;
    }
    printed->name = bare_.file.path;
    return ReadBareTable{*std::move(printed), std::move(guessed_)};
  }

 private:
  Table& table() { return found_.table; }

  bool take_mapped() {
    bool good = true;
    for (const NamedRole& named : bare_.mapped) {
      const auto column = require_column(table(), named.column, named.where, problems_);
      good = good && column;
      if (!column) {
        continue;
      }
      if (named.role == "id") {
        id_ = column;
      } else if (named.role == "name") {
        name_ = column;
      } else {
        const auto role = std::ranges::find(kPrintedRoles, named.role);
        columns_.push_back({static_cast<PrintedRole>(role - kPrintedRoles.begin()), *column});
      }
    }
    return good;
  }

  [[nodiscard]] bool is_taken(std::size_t column) const {
    return id_ == column || name_ == column ||
           std::ranges::find(columns_, column, &RoleColumn::column) != columns_.end();
  }

  void guess_labels() {
    std::vector<ColumnFacts> free;
    std::ranges::copy_if(facts_, std::back_inserter(free),
                         [&](const ColumnFacts& column) { return !is_taken(column.column); });
    if (!id_ && !name_) {
      if (const ColumnFacts* id = guess_id(table(), rows_, free)) {
        id_ = id->column;
        guessed_.push_back({"id", std::string{id->name}, {}});
      }
    }
    if (!name_) {
      const auto text = std::ranges::find_if(free, [&](const ColumnFacts& column) {
        return column.is_text() && !is_taken(column.column) && 2 * column.different > column.rows;
      });
      if (text != free.end()) {
        name_ = text->column;
        guessed_.push_back({"name", std::string{text->name}, {}});
      }
    }
  }

  void guess_columns() {
    const RoleGuess guess{facts_};
    for (const ColumnFacts& column : facts_) {
      if (is_taken(column.column)) {
        continue;
      }
      if (const auto role = guess.role_of(column)) {
        columns_.push_back({*role, column.column});
        guessed_.push_back({std::string{role_name(*role)}, std::string{column.name}, {}});
      }
    }
    guess_amounts();
  }

  /// What has numbers and no word that says what for is an amount: where others are, only if it is
  /// about as large.
  void guess_amounts() {
    constexpr int kManyTimes = 20;
    Fraction largest;
    for (const ColumnFacts& column : facts_) {
      if (is_amount(column.column) && column.is_numeric()) {
        largest = std::max(largest, column.reading(column.likely_mark()).total);
      }
    }
    for (const ColumnFacts& column : facts_) {
      const bool is_number = column.is_numeric() && column.without_number() < column.rows &&
                             column.percentages == 0 && !RoleGuess::is_label(column) &&
                             !has_any_word(column.name, kPercentWords);
      const bool is_large =
          is_number && column.reading(column.likely_mark()).total * Fraction{kManyTimes} >= largest;
      if (!is_taken(column.column) && (is_large || is_told(column))) {
        columns_.push_back({PrintedRole::kAmount, column.column});
        guessed_.push_back({"amount", std::string{column.name}, {}});
      }
    }
  }

  [[nodiscard]] bool is_amount(std::size_t column) const {
    return std::ranges::any_of(columns_, [&](const RoleColumn& one) {
      return one.column == column && one.role == PrintedRole::kAmount;
    });
  }

  /// `rund 1,4 Mio. Euro`, or money, in most cells.
  [[nodiscard]] bool is_told(const ColumnFacts& column) const {
    const auto told = std::ranges::count_if(rows_, [&](std::uint32_t row) {
      return is_told_number(found_.table.cell(row, column.column));
    });
    return 2 * (static_cast<std::size_t>(told) + column.money) > column.rows - column.empty;
  }

  void report_nothing(std::string_view what, std::string way_out) {
    std::vector<std::string_view> names;
    std::ranges::copy_if(table().header(), std::back_inserter(names),
                         [](std::string_view name) { return !name.empty(); });
    problems_.add(
        {.code = Code::kMissingField,
         .where = bare_.file.where,
         .message = fmt::format("no column of {} {}", quoted(bare_.file.path), what),
         .label = "which column?",
         .help = {std::move(way_out), fmt::format("its columns are {}", listed_words(names))}});
  }

  const BareTable& bare_;
  FoundTable found_;
  std::string currency_;
  Problems& problems_;
  std::vector<std::uint32_t> rows_;
  std::vector<ColumnFacts> facts_;
  std::optional<std::size_t> id_, name_;
  std::vector<RoleColumn> columns_;
  std::vector<NamedRole> guessed_;
};

bool has_dollars(const Table& table) {
  for (std::size_t row = 0; row < std::min<std::size_t>(table.row_count(), 100); ++row) {
    for (std::size_t column = 0; column < table.column_count(); ++column) {
      if (table.cell(row, column).starts_with('$')) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::optional<ReadBareTable> read_bare_table(SourceFiles& files, const BareTable& bare,
                                             Problems& problems) {
  Workbooks workbooks;
  auto found = find_table(files, workbooks, bare.file, bare.sheets, problems);
  if (!found) {
    return std::nullopt;
  }
  std::string currency = currency_in(files, *found);
  if (currency.empty() && has_dollars(found->table)) {
    currency = "USD";  // or another dollar: no matter which, all cells have the same
  }
  return BareReader{bare, *std::move(found), std::move(currency), problems}.read();
}

}  // namespace allot::load
