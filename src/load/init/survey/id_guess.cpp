#include "load/init/survey/id_guess.hpp"

#include <algorithm>
#include <charconv>

#include "load/init/survey/column_words.hpp"
#include "load/init/survey/role_guess.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

using Facts = std::vector<ColumnFacts>;
using Rows = std::vector<std::uint32_t>;

/// 1, 2, 3, and so on: it tells rows apart, and another table counts otherwise.
bool is_running(const Table& table, const Rows& rows, std::size_t column) {
  std::uint64_t next = 0;
  for (const std::uint32_t row : rows) {
    const std::string_view cell = table.cell(row, column);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    const bool good = error == std::errc{} && end == cell.data() + cell.size() &&
                      std::to_string(number).size() == cell.size();
    if (!good || (row == rows.front() ? number > 1 : number != next)) {
      return false;
    }
    next = number + 1;
  }
  return rows.size() > 1;
}

/// Ids by their digits, whatever they are called: with zeros in front, or as long as official keys
/// and in their order.
bool has_form_of_keys(const Table& table, const Rows& rows, const ColumnFacts& facts) {
  std::size_t digits = 0;
  std::size_t ascending = 0;
  std::size_t official = 0;
  bool zeros = false;
  std::string_view last;
  for (const std::uint32_t row : rows) {
    const std::string_view id = table.cell(row, facts.column);
    if (are_digits(id)) {
      const std::size_t size = id.size();
      ++digits;
      zeros = zeros || (size > 1 && id.starts_with('0'));
      official += size == 5 || size == 8 || size == 12 ? 1U : 0U;
      ascending += std::pair{last.size(), last} < std::pair{size, id} ? 1U : 0U;
      last = id;
    }
  }
  const bool mostly = 3 * digits >= 2 * rows.size();
  return mostly && facts.tells_apart() &&
         (zeros || (10 * official >= 8 * digits && 10 * ascending >= 9 * digits &&
                    !has_any_word(facts.name, kKeyWords) && !looks_like_money(facts)));
}

/// A column whose whole name says it: whatever its cells are.
bool is_called_id(const ColumnFacts& column) {
  constexpr std::string_view kCertain[] = {"id", "ags", "ars"};
  const bool is_constant = column.different <= 1 && column.rows > 2;
  return std::ranges::find(kCertain, lower_name(column.name)) != std::end(kCertain) &&
         2 * column.empty < column.rows && !is_constant;
}

}  // namespace

std::vector<std::uint32_t> typical_rows(const Table& table) {
  const auto filled = [&](std::uint32_t row) {
    std::size_t cells = 0;
    for (std::size_t i = 0; i < table.column_count(); ++i) {
      cells += table.cell(row, i).empty() ? 0U : 1U;
    }
    return cells;
  };
  Rows rows = all_rows(table);
  if (table.column_count() > 1) {
    std::erase_if(rows, [&](std::uint32_t row) { return filled(row) < 2; });
  }
  Rows typical = rows;
  std::erase_if(typical, [&](std::uint32_t row) { return is_called_sum(table, row); });
  return typical.size() > 1 ? typical : rows.empty() ? all_rows(table) : rows;
}

const ColumnFacts* guess_id(const Table& table, const Rows& rows, const Facts& facts) {
  const auto whole = [](const ColumnFacts& c) { return c.tells_apart() && !has_decimals(c); };
  const auto runs = [&](const ColumnFacts& c) { return is_running(table, rows, c.column); };
  const auto first = [&](auto fits) -> const ColumnFacts* {
    const auto found = std::ranges::find_if(facts, fits);
    return found == facts.end() ? nullptr : &*found;
  };
  const auto named = [&](auto fits) {
    return first_word(kIdWords, [&](std::string_view word) {
      return first([&](const ColumnFacts& c) { return has_word(c.name, word) && fits(c); });
    });
  };
  const ColumnFacts* called = first(is_called_id);
  const ColumnFacts* key =
      named([&](const ColumnFacts& c) { return whole(c) && !runs(c) && &c != called; });
  if (called != nullptr && (key == nullptr || !runs(*called))) {
    return called;
  }
  if (key != nullptr) {
    return key;
  }
  if (const auto* form =
          first([&](const ColumnFacts& c) { return has_form_of_keys(table, rows, c); })) {
    return form;
  }
  // One with gaps or twins: the loader will show them.
  if (const auto* gaps = named([&](const ColumnFacts& c) {
        return 2 * c.different >= c.rows && !has_decimals(c) && !runs(c);
      })) {
    return gaps;
  }
  // `ZH` beside `Zürich`.
  constexpr std::size_t kLongestCode = 5;
  if (const auto* code = first([&](const ColumnFacts& c) {
        return c.is_text() && whole(c) && c.longest <= kLongestCode && c.rows > 2;
      })) {
    return code;
  }
  if (const auto* text = first([&](const ColumnFacts& c) { return c.is_text() && whole(c); })) {
    return text;
  }
  const ColumnFacts* running = named(whole);
  const auto* any = first([&](const ColumnFacts& c) { return whole(c) && !runs(c); });
  return running != nullptr ? running : any != nullptr ? any : first(whole);
}

}  // namespace allot::load
