#include "load/init/survey/role_guess.hpp"

#include <algorithm>
#include <string>

#include "load/init/survey/column_words.hpp"
#include "load/init/survey/currency_guess.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

namespace {

using Facts = std::vector<ColumnFacts>;

/// The first column that `fits`.
template <class Fits>
const ColumnFacts* first_column(const Facts& facts, Fits fits) {
  const auto found = std::ranges::find_if(facts, fits);
  return found == facts.end() ? nullptr : &*found;
}

/// The column that fits and has the first of the words.
template <class Fits>
const ColumnFacts* first_named(const Facts& facts, std::string_view words, Fits fits) {
  return first_word(words, [&](std::string_view word) {
    return first_column(facts, [&](const ColumnFacts& column) {
      return has_word(column.name, word) && fits(column);
    });
  });
}

/// Of columns that differ in their digits only the last year's.
template <class Fits>
const ColumnFacts* latest_alike(const Facts& facts, const ColumnFacts* found, Fits fits) {
  for (const ColumnFacts& column : facts) {
    if (found != nullptr && fits(column) && column.name.size() == found->name.size() &&
        column.name > found->name && without_digits(column.name) == without_digits(found->name)) {
      found = &column;
    }
  }
  return found;
}

const ColumnFacts* guess_name(const Facts& facts, const ColumnFacts* id) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && column.table == 0 && column.is_text() &&
           2 * column.different > column.rows;
  };
  const ColumnFacts* named = first_named(facts, kNameWords, fits);
  return named != nullptr ? named : first_column(facts, fits);
}

/// A number, an id or a year: something that nobody shares money by.
bool is_label(const ColumnFacts& column) {
  const bool is_one_year =
      column.different == 1 && column.rows > 1 && is_calendar_year(column.first);
  return is_one_year || (has_any_word(column.name, kLabelWords) && !has_decimals(column));
}

bool is_sum_positive(const ColumnFacts& column) {
  if (!column.is_numeric()) {
    return false;
  }
  const ColumnReading& reading = column.reading(DecimalMark::kPoint);
  return !reading.negative && reading.total.sign() > 0;
}

/// `in %`, `Veränderung`, `je Einwohner`, `Anteil` but of euros: no amounts, and no counts.
bool is_percentage(const ColumnFacts& column) {
  const bool in_money = column.money > 0 || !currency_among_words(column.name).empty();
  return column.percentages > 0 || has_any_word(column.name, kPercentWords) ||
         (!in_money && has_any_word(column.name, kShareWords));
}

const ColumnFacts* guess_prior(const Facts& facts, const ColumnFacts* id, const ColumnFacts* key) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && &column != key && is_sum_positive(column) && looks_like_money(column) &&
           !is_percentage(column);
  };
  return latest_alike(facts, first_column(facts, fits), fits);
}

/// `Zuweisung` in whole units beside persons: many times as much.
const ColumnFacts* guess_large_prior(const Facts& facts, const ColumnFacts* id,
                                     const ColumnFacts* key) {
  constexpr int kManyTimes = 20;
  const auto total = [](const ColumnFacts& column) {
    return column.reading(column.likely_mark()).total;
  };
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && &column != key && is_sum_positive(column) &&
           has_word(column.name, "zuweisung") && !is_percentage(column) &&
           total(column) >= total(*key) * kManyTimes;
  };
  return key == nullptr || !key->is_numeric()
             ? nullptr
             : latest_alike(facts, first_column(facts, fits), fits);
}

const ColumnFacts* guess_key(const Facts& facts, const ColumnFacts* id, const ColumnFacts* prior) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && &column != prior && column.without_number() == 0 &&
           is_sum_positive(column) && !is_label(column) && !looks_like_money(column);
  };
  const auto counts = [&](const ColumnFacts& column) {
    return fits(column) && has_any_word(column.name, kKeyWords) && !is_percentage(column);
  };
  if (const ColumnFacts* counted = first_column(facts, counts)) {
    return latest_alike(facts, counted, counts);
  }
  const auto plain = [&](const ColumnFacts& column) {
    return fits(column) && !is_percentage(column);
  };
  if (const ColumnFacts* numeric = first_column(facts, plain)) {
    return latest_alike(facts, numeric, plain);
  }
  if (const ColumnFacts* numeric = first_column(facts, fits)) {
    return latest_alike(facts, numeric, fits);
  }
  // One with wrong cells: the loader will show them.
  const ColumnFacts* almost = first_column(facts, [&](const ColumnFacts& column) {
    return &column != id && &column != prior && 2 * column.digits > column.rows &&
           !is_label(column);
  });
  return almost != nullptr ? almost : prior;
}

}  // namespace

/// In German a `Zuweisung` is money, or persons that were sent: money has cents.
bool looks_like_money(const ColumnFacts& column) {
  return column.money > 0 || !currency_among_words(column.name).empty() ||
         has_any_word(column.name, kPriorWords) ||
         (has_word(column.name, "zuweisung") && has_decimals(column));
}

bool has_decimals(const ColumnFacts& column) {
  return column.is_numeric() && column.reading(column.likely_mark()).decimals > 0;
}

const ColumnFacts* guess_unreadable_prior(const std::vector<ColumnFacts>& facts) {
  return first_column(facts, [](const ColumnFacts& column) {
    return looks_like_money(column) && column.digits > 0 && !is_sum_positive(column) &&
           !is_percentage(column);
  });
}

const ColumnFacts* guess_group(const std::vector<ColumnFacts>& facts,
                               const ChosenColumns& columns) {
  const auto fits = [&](const ColumnFacts& column) {
    const bool is_chosen =
        std::ranges::find(columns, &column, &ChosenColumn::facts) != columns.end();
    return !is_chosen && column.is_text() && column.empty == 0 && column.different > 1 &&
           2 * column.different <= column.rows;
  };
  const ColumnFacts* named = first_named(facts, kGroupWords, fits);
  return named != nullptr ? named : first_column(facts, fits);
}

std::string without_digits(std::string_view name) {
  std::string rest{name};
  std::erase_if(rest, is_digit);
  return rest;
}

void guess_roles(const std::vector<ColumnFacts>& facts, ChosenColumns& columns) {
  const auto column = [&](ColumnRole role) -> ChosenColumn& {
    return columns[static_cast<std::size_t>(role)];
  };
  const auto fill = [&](ColumnRole role, auto guess) {
    if (column(role).facts == nullptr) {
      column(role) = {.facts = guess(), .guessed = true};
    }
  };
  using enum ColumnRole;
  const ColumnFacts* id = column(kIdColumn).facts;
  fill(kNameColumn, [&] { return guess_name(facts, id); });
  fill(kPriorColumn, [&] { return guess_prior(facts, id, column(kKeyColumn).facts); });
  fill(kKeyColumn, [&] { return guess_key(facts, id, column(kPriorColumn).facts); });
  if (column(kPriorColumn).facts == nullptr) {
    column(kPriorColumn).facts = guess_large_prior(facts, id, column(kKeyColumn).facts);
  }
}

}  // namespace allot::load
