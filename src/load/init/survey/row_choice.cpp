#include "load/init/survey/row_choice.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "load/init/survey/column_words.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/sums/formula_sums.hpp"
#include "load/tables/sums/sum_finder.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Rows = std::vector<std::uint32_t>;

/// Goes through the rows of one table: notes, sums and higher levels are taken out.
class DistrictFinder {
 public:
  explicit DistrictFinder(const RowSource& source)
      : source_{source},
        table_{source.table},
        is_german_{has_any_word(table_.header()[source.id], kGermanKeyWords)} {
    for (const std::uint32_t row : all_rows(table_)) {
      const bool is_other = is_other_row(table_, row, {.id = source_.id});
      (is_other && !is_empty_district(row) ? others_ : rows_).push_back(row);
    }
    part_notes();
    for (const std::size_t digits : {5U, 8U, 12U}) {
      lost_zero_of_ = may_lack_zeros(digits, {}) && mostly_has(digits) ? digits : lost_zero_of_;
    }
    sort_rows();
    read_numbers_of_rows();
  }

  RowChoice choose() && {
    RowChoice choice;
    std::set<std::uint32_t> out{notes_.begin(), notes_.end()};
    for (const FoundSum& sum : sums()) {
      out.insert(sorted_[sum.index]);
    }
    if (const std::size_t digits = likely_digits(out)) {
      if (std::set<std::uint32_t> levels = higher_levels(digits, out); fits(digits, levels)) {
        choice.restores_zeros = restores(digits);
        choice.id_digits = levels.empty() && !choice.restores_zeros ? 0 : digits;
        out = std::move(levels);
      }
    }
    std::ranges::copy_if(rows_, std::back_inserter(choice.rows),
                         [&](std::uint32_t row) { return !out.contains(row); });
    const bool lacks_id = std::ranges::any_of(
        others_, [&](std::uint32_t row) { return may_be_district(row, choice.rows); });
    choice.skips = !lacks_id && (!others_.empty() || (choice.id_digits > 0 && !out.empty()));
    if (choice.id_digits == 0 && !out.empty()) {
      filter(choice, out);
      choice.filtered.assign(out.begin(), out.end());
    }
    return choice;
  }

 private:
  [[nodiscard]] std::string_view id(std::uint32_t row) const {
    return table_.cell(row, source_.id);
  }

  /// An id, and nothing else: whoever loads the table says that its numbers are missing.
  [[nodiscard]] bool is_empty_district(std::uint32_t row) const { return are_digits(id(row)); }

  [[nodiscard]] bool has_number(std::uint32_t row) const {
    return source_.numbers.empty() || std::ranges::any_of(source_.numbers, [&](std::size_t column) {
             return !table_.cell(row, column).empty();
           });
  }

  /// Rows without any number before the first and behind the last one that has some, and those
  /// whose ids are shorter than most: `Quelle:`, `Regierungsbezirk Gießen`.
  void part_notes() {
    const auto has = [&](std::uint32_t row) { return has_number(row); };
    const auto first = std::ranges::find_if(rows_, has);
    const auto last = std::find_if(rows_.rbegin(), rows_.rend(), has).base();
    if (first == rows_.end()) {
      return;
    }
    const std::uint32_t begin = *first;
    const std::uint32_t end = *(last - 1);
    std::map<std::size_t, std::size_t> lengths;
    for (const std::uint32_t row : rows_) {
      lengths[id(row).size()] += has(row) ? 1U : 0U;
    }
    std::erase_if(rows_, [&](std::uint32_t row) {
      const bool is_short = are_digits(id(row)) && lengths[id(row).size()] == 0;
      const bool outside = !are_digits(id(row)) && (row < begin || row > end);
      const bool is_note = !has(row) && (is_short || outside);
      if (is_note) {
        notes_.push_back(row);
      }
      return is_note;
    });
  }

  /// Whether most ids have so many digits, or one less; of official keys three in ten will do.
  [[nodiscard]] bool mostly_has(std::size_t digits) const {
    const auto keys = static_cast<std::size_t>(
        std::ranges::count_if(rows_, [&](std::uint32_t row) { return is_key(row, digits); }));
    return 10 * keys >= (is_german_ ? 3U : 6U) * rows_.size();
  }

  /// The id with the zero that it has lost.
  [[nodiscard]] std::string whole_id(std::uint32_t row) const {
    return (lacks_zero(id(row), lost_zero_of_) ? "0" : "") + std::string{id(row)};
  }

  /// In the order of their ids, each id once.
  void sort_rows() {
    std::vector<std::pair<std::string, std::uint32_t>> sorted;
    sorted.reserve(rows_.size());
    for (const std::uint32_t row : rows_) {
      sorted.emplace_back(whole_id(row), row);
    }
    if (!std::ranges::is_sorted(sorted)) {
      std::ranges::sort(sorted);
    }
    for (auto& [whole, row] : sorted) {
      if (ids_.empty() || ids_.back() != whole) {
        ids_.push_back(std::move(whole));
        sorted_.push_back(row);
      }
    }
  }

  void read_numbers_of_rows() {
    for (std::size_t i = 0; i < source_.numbers.size(); ++i) {
      Problems ignored;
      auto numbers = read_numbers(table_, source_.numbers[i], sorted_, source_.rules[i], ignored);
      if (numbers) {
        values_.push_back(std::move(numbers->values));
      }
    }
  }

  [[nodiscard]] std::vector<FoundSum> sums() const {
    const std::vector<std::string_view> ids{ids_.begin(), ids_.end()};
    std::vector<std::string_view> names;
    std::vector<const Quantities*> columns;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const std::string_view name =
          source_.name ? table_.cell(sorted_[i], *source_.name) : std::string_view{};
      names.push_back(name.empty() ? ids[i] : name);
    }
    for (const Quantities& values : values_) {
      columns.push_back(&values);
    }
    std::vector<FoundSum> found =
        find_sums({.ids = ids, .names = names, .rows = sorted_, .columns = columns});
    // The only column in use: a sum stands at the end of the table.
    if (source_.sheet != nullptr) {
      add_sums(found, find_formula_sums(table_, *source_.sheet, source_.numbers, sorted_));
    }
    std::erase_if(found, [&](const FoundSum& sum) {
      const std::uint32_t row = sorted_[sum.index];
      return !sum.certain && row != rows_.front() && row != rows_.back();
    });
    return found;
  }

  /// How many digits the ids have that are no sums; 0: they are no such keys.
  [[nodiscard]] std::size_t likely_digits(const std::set<std::uint32_t>& out) const {
    constexpr std::size_t kLongest = 20;
    std::array<std::size_t, kLongest + 1> lengths{};
    std::size_t count = 0;
    for (const std::uint32_t row : rows_) {
      if (!out.contains(row)) {
        ++count;
        lengths[are_digits(id(row)) ? std::min(id(row).size(), kLongest) : 0] += 1;
      }
    }
    const auto most = static_cast<std::size_t>(
        std::max_element(lengths.begin() + 1, lengths.end()) - lengths.begin());
    if (lengths[most] == 0) {
      return 0;
    }
    // Five digits, of which those of the first nine Länder have lost one.
    for (const std::size_t digits : {most, most + 1}) {
      if (is_official(digits) && may_lack_zeros(digits, out) &&
          10 * (lengths[digits] + lengths[digits - 1]) >= 6 * count) {
        return digits;
      }
    }
    return 10 * lengths[most] >= 6 * count ? most : 0;
  }

  static bool is_official(std::size_t digits) { return digits == 5 || digits == 8 || digits == 12; }

  /// Whether the ids look like German keys of so many digits, with a 0 or a 1 in front, and some
  /// without the 0.
  [[nodiscard]] bool may_lack_zeros(std::size_t digits, const std::set<std::uint32_t>& out) const {
    bool whole = false;
    bool lacking = false;
    for (const std::uint32_t row : rows_) {
      const std::string_view key = id(row);
      if (out.contains(row) || !are_digits(key)) {
        continue;
      }
      if (key.size() == digits && key.front() != '0' && key.front() != '1') {
        return false;
      }
      if (key.size() + 1 == digits && key.front() == '0') {
        return false;
      }
      whole = whole || key.size() == digits;
      lacking = lacking || key.size() + 1 == digits;
    }
    return lacking && (whole || is_german_);
  }

  [[nodiscard]] bool restores(std::size_t digits) const {
    return std::ranges::any_of(rows_, [&](std::uint32_t row) {
      return lacks_zero(id(row), digits) && is_key(row, digits);
    });
  }

  /// Whether a row is one of districts, where ids have so many digits.
  [[nodiscard]] bool is_key(std::uint32_t row, std::size_t digits) const {
    return (id(row).size() == digits && are_digits(id(row))) || lacks_zero(id(row), digits);
  }

  /// Whether the id, with its zero, begins so.
  [[nodiscard]] bool goes_on(std::uint32_t row, std::size_t digits,
                             std::string_view beginning) const {
    if (!lacks_zero(id(row), digits)) {
      return id(row).starts_with(beginning);
    }
    return beginning.starts_with('0') && id(row).starts_with(beginning.substr(1));
  }

  [[nodiscard]] Fraction value_of(std::uint32_t row) const {
    const auto at = std::ranges::lower_bound(ids_, whole_id(row));
    return values_.empty() || at == ids_.end()
               ? Fraction{}
               : values_.front().at(static_cast<std::size_t>(at - ids_.begin()));
  }

  /// All rows but those of districts, if ids have so many digits.
  [[nodiscard]] std::set<std::uint32_t> higher_levels(std::size_t digits,
                                                      const std::set<std::uint32_t>& out) const {
    std::set<std::uint32_t> levels = out;
    for (const std::uint32_t row : rows_) {
      if (!is_key(row, digits)) {
        levels.insert(row);
      }
    }
    return levels;
  }

  /// Whether so many digits leave out what is to be left out, and no district.
  [[nodiscard]] bool fits(std::size_t digits, const std::set<std::uint32_t>& levels) const {
    Rows districts;
    for (const std::uint32_t row : rows_) {
      if (!levels.contains(row)) {
        districts.push_back(row);
      }
    }
    const bool zeros = std::ranges::any_of(rows_, [&](std::uint32_t row) {
      return id(row).size() > 1 && id(row).starts_with('0') && are_digits(id(row));
    });
    std::size_t adding_up = 0;
    std::size_t above = 0;
    for (const std::uint32_t row : levels) {
      if (is_key(row, digits)) {
        return false;
      }
      if (std::ranges::find(notes_, row) != notes_.end()) {
        continue;
      }
      switch (level_of(row, districts, digits)) {
        case Level::kNone:
          return false;
        case Level::kSum:
          ++adding_up;
          [[fallthrough]];
        case Level::kAbove:
          ++above;
      }
    }
    // Running numbers have beginnings in common, too.
    return zeros || is_german_ || 2 * adding_up >= above;
  }

  enum class Level { kNone, kAbove, kSum };

  /// Whether districts are below the row: their ids begin with its own, or it has their sum.
  [[nodiscard]] Level level_of(std::uint32_t row, const Rows& districts, std::size_t digits) const {
    Level level = Level::kNone;
    for (const std::string& beginning : {std::string{id(row)}, "0" + std::string{id(row)}}) {
      Fraction sum;
      bool any = false;
      for (const std::uint32_t district : districts) {
        if (are_digits(id(row)) && goes_on(district, digits, beginning)) {
          any = true;
          sum += value_of(district);
        }
      }
      if (any && sum == value_of(row)) {
        return Level::kSum;
      }
      level = any ? Level::kAbove : level;
    }
    if (level == Level::kNone && (!are_digits(id(row)) || is_called_sum(table_, row))) {
      const Fraction value = value_of(row);
      const bool largest = std::ranges::none_of(
          districts, [&](std::uint32_t other) { return value_of(other) >= value; });
      return largest ? Level::kAbove : Level::kNone;
    }
    return level;
  }

  /// Whether a row without an id has numbers, and they are no sum: the loader asks for its id.
  [[nodiscard]] bool may_be_district(std::uint32_t row, const Rows& districts) const {
    if (source_.numbers.empty() || is_called_sum(table_, row) || !has_number(row)) {
      return false;
    }
    const std::size_t column = source_.numbers.front();
    Problems ignored;
    const auto number = read_numbers(table_, column, {row}, source_.rules.front(), ignored);
    return number && number->missing.empty() &&
           !is_sum_around(number->values.at(0), row, districts);
  }

  /// Whether it is the sum of all districts, or of those since the last other row before it, or up
  /// to the next one behind it.
  [[nodiscard]] bool is_sum_around(const Fraction& value, std::uint32_t row,
                                   const Rows& districts) const {
    const auto at = std::ranges::lower_bound(others_, row);
    const std::uint32_t before = at == others_.begin() ? 0 : *(at - 1);
    const std::uint32_t after = at + 1 == others_.end() ? ~std::uint32_t{0} : *(at + 1);
    Fraction all;
    Fraction above;
    Fraction below;
    for (const std::uint32_t district : districts) {
      const Fraction part = value_of(district);
      all += part;
      above += district > before && district < row ? part : Fraction{};
      below += district > row && district < after ? part : Fraction{};
    }
    return value == all || value == above || value == below;
  }

  /// Another column that tells the districts from the others, else the ids themselves.
  void filter(RowChoice& choice, const std::set<std::uint32_t>& out) const {
    constexpr std::size_t kFewTexts = 5;
    for (std::size_t column = 0; column < table_.column_count(); ++column) {
      const auto texts = texts_of_districts(column, choice.rows);
      const bool apart = std::ranges::none_of(
          out, [&](std::uint32_t row) { return texts.contains(table_.cell(row, column)); });
      if (apart && !texts.contains({}) && texts.size() <= kFewTexts &&
          2 * texts.size() <= choice.rows.size() && !table_.header()[column].empty()) {
        choice.filter = column;
        choice.kept.assign(texts.begin(), texts.end());
        return;
      }
    }
    constexpr std::size_t kMostIds = 1000;
    if (choice.rows.size() > kMostIds) {
      return;
    }
    choice.filter = source_.id;
    for (const std::uint32_t row : choice.rows) {
      choice.kept.emplace_back(id(row));
    }
  }

  [[nodiscard]] std::set<std::string_view> texts_of_districts(std::size_t column,
                                                              const Rows& rows) const {
    std::set<std::string_view> texts;
    for (const std::uint32_t row : rows) {
      texts.insert(table_.cell(row, column));
    }
    return texts;
  }

  const RowSource& source_;
  const Table& table_;
  bool is_german_;
  Rows rows_;                       ///< that may be districts, in the order of the file
  Rows others_;                     ///< that the loader knows as other rows without `id_digits`
  Rows notes_;                      ///< that it does not
  Rows sorted_;                     ///< `rows_` in the order of their ids, each id once
  std::vector<std::string> ids_;    ///< of each of them, with its zero
  std::size_t lost_zero_of_ = 0;    ///< that ids of so many digits lack; 0: none
  std::vector<Quantities> values_;  ///< of each of them
};

}  // namespace

RowChoice choose_rows_of(const RowSource& source) { return DistrictFinder{source}.choose(); }

}  // namespace allot::load
