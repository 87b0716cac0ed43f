#include "load/init/survey/role_guess.hpp"

#include <algorithm>
#include <string>

#include "load/numbers/decimal_text.hpp"
#include "load/tables/tables.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

std::optional<ColumnReading> reading_of(const Table& table, std::size_t column,
                                        const std::vector<std::uint32_t>& rows, DecimalMark mark) {
  Problems ignored;
  const auto numbers = read_numbers(table, column, rows, {.mark = mark}, ignored);
  return numbers ? std::optional{ColumnReading{numbers->values.total(), numbers->decimals,
                                               numbers->negative}}
                 : std::nullopt;
}

bool begins_like_number(std::string_view cell) {
  cell = without_outer_blanks(cell);
  return !cell.empty() && (is_digit(cell.front()) || cell.front() == '-');
}

ColumnFacts facts_of(const Table& table, std::size_t column,
                     const std::vector<std::uint32_t>& rows) {
  ColumnFacts facts{.name = table.header()[column], .rows = rows.size()};
  std::vector<std::string_view> texts;
  for (const std::uint32_t row : rows) {
    const std::string_view cell = table.cell(row, column);
    if (without_outer_blanks(cell).empty()) {
      ++facts.empty;
      continue;
    }
    facts.first = texts.empty() ? cell : facts.first;
    facts.digits += begins_like_number(cell) ? 1U : 0U;
    texts.push_back(cell);
  }
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  facts.different = texts.size();
  if (facts.digits > 0) {
    facts.point = reading_of(table, column, rows, DecimalMark::kPoint);
    facts.comma = reading_of(table, column, rows, DecimalMark::kComma);
  }
  return facts;
}

// Words in the names of columns, in lower case, parted by blanks. One with `=` counts only by
// itself, not as a part of a longer word.

// The first that some column has decides.
constexpr std::string_view kIdWords =
    "=ags =ars =id kreisschlüssel kreisnummer gemeindeschlüssel regionalschlüssel "
    "schlüsselnummer =schlüssel kennziffer kennzahl =gkz =bfs nuts fips geoid =code =nummer =nr";
constexpr std::string_view kNameWords =
    "name bezeichnung gemeinde kommune landkreis kreis stadt bezirk district county recipient "
    "empfänger träger canton municipality kanton state =land";
constexpr std::string_view kGroupWords = "bundesland =land regierungsbezirk region group gruppe";
constexpr std::string_view kKeyWords =
    "zugang zugäng zuweisung person einwohner bevölkerung population anzahl fälle kinder schüler "
    "geflücht flüchtling intake heads köpfe =count children pupils verteilungsschlüssel gewicht "
    "weight";
constexpr std::string_view kPriorWords =
    "vorjahr prior budget betrag förder zuwendung zuschuss zuschüsse pauschale =mittel "
    "auszahlung bewillig funding amount grant allocation =eur euro =chf =usd =gbp €";
// Numbers that nobody shares money by.
constexpr std::string_view kLabelWords =
    "=jahr =year =rang =rank =plz =lfd =nr =id =ags =code =schlüssel";

/// What `found` says of the first of the words of which it says anything.
template <class Found>
auto first_word(std::string_view words, Found found) -> decltype(found(words)) {
  while (!words.empty()) {
    if (const auto it = found(cut_off(words, " "))) {
      return it;
    }
  }
  return {};
}

/// ASCII, and the umlauts that German capitals have.
std::string lower_name(std::string_view name) {
  std::string lower{name};
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool umlaut = i > 0 && lower[i - 1] == '\xC3' &&
                        (lower[i] == '\x84' || lower[i] == '\x96' || lower[i] == '\x9C');
    if (umlaut || (lower[i] >= 'A' && lower[i] <= 'Z')) {
      lower[i] = static_cast<char>(lower[i] | 0x20);
    }
  }
  return lower;
}

bool is_letter_byte(std::string_view text, std::size_t at) {
  return at < text.size() &&
         ((text[at] >= 'a' && text[at] <= 'z') || static_cast<unsigned char>(text[at]) >= 0x80);
}

bool has_word(std::string_view name, std::string_view word) {
  const bool whole = word.starts_with('=');
  word.remove_prefix(whole ? 1 : 0);
  const std::string lower = lower_name(name);
  for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
    const bool alone =
        (at == 0 || !is_letter_byte(lower, at - 1)) && !is_letter_byte(lower, at + word.size());
    if (alone || !whole) {
      return true;
    }
  }
  return false;
}

bool has_any_word(std::string_view name, std::string_view words) {
  return first_word(words, [&](std::string_view word) { return has_word(name, word); });
}

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

bool has_decimals(const ColumnFacts& column) {
  return column.is_numeric() &&
         column.reading(column.is_ambiguous() ? column.grouping_mark() : DecimalMark::kPoint)
                 .decimals > 0;
}

/// A column whose whole name says it: whatever its cells are.
const ColumnFacts* called_id(const Facts& facts) {
  constexpr std::string_view kCertain[] = {"id", "ags", "ars"};
  return first_column(facts, [&](const ColumnFacts& column) {
    return std::ranges::find(kCertain, lower_name(column.name)) != std::end(kCertain) &&
           2 * column.empty < column.rows;
  });
}

const ColumnFacts* guess_id(const Facts& facts) {
  if (const ColumnFacts* certain = called_id(facts)) {
    return certain;
  }
  const auto tells_apart = [](const ColumnFacts& c) { return c.tells_apart() && !has_decimals(c); };
  if (const ColumnFacts* named = first_named(facts, kIdWords, tells_apart)) {
    return named;
  }
  // One with gaps or twins: the loader will show them.
  const auto any = [](const ColumnFacts& c) {
    return 2 * c.different >= c.rows && !has_decimals(c);
  };
  if (const ColumnFacts* named = first_named(facts, kIdWords, any)) {
    return named;
  }
  const ColumnFacts* text =
      first_column(facts, [&](const ColumnFacts& c) { return c.is_text() && tells_apart(c); });
  return text != nullptr ? text : first_column(facts, tells_apart);
}

const ColumnFacts* guess_name(const Facts& facts, const ColumnFacts* id) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && column.is_text() && 2 * column.different > column.rows;
  };
  const ColumnFacts* named = first_named(facts, kNameWords, fits);
  return named != nullptr ? named : first_column(facts, fits);
}

/// A number, an id or a year: something that nobody shares money by.
bool is_label(const ColumnFacts& column) {
  return has_any_word(column.name, kLabelWords) && !has_decimals(column);
}

bool is_sum_positive(const ColumnFacts& column) {
  if (!column.is_numeric()) {
    return false;
  }
  const ColumnReading& reading = column.reading(DecimalMark::kPoint);
  return !reading.negative && reading.total.sign() > 0;
}

/// In German a `Zuweisung` is money, or persons that were sent: money has cents.
bool looks_like_money(const ColumnFacts& column) {
  return has_any_word(column.name, kPriorWords) ||
         (has_word(column.name, "zuweisung") && has_decimals(column));
}

const ColumnFacts* guess_prior(const Facts& facts, const ColumnFacts* id, const ColumnFacts* key) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && &column != key && is_sum_positive(column) && looks_like_money(column);
  };
  return latest_alike(facts, first_column(facts, fits), fits);
}

const ColumnFacts* guess_key(const Facts& facts, const ColumnFacts* id, const ColumnFacts* prior) {
  const auto fits = [&](const ColumnFacts& column) {
    return &column != id && &column != prior && column.empty == 0 && is_sum_positive(column) &&
           !is_label(column) && !looks_like_money(column);
  };
  const auto counts = [&](const ColumnFacts& column) {
    return fits(column) && has_any_word(column.name, kKeyWords);
  };
  if (const ColumnFacts* counted = first_column(facts, counts)) {
    return latest_alike(facts, counted, counts);
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

std::optional<DecimalMark> ColumnFacts::needed_mark() const {
  if (point.has_value() == comma.has_value()) {
    return std::nullopt;
  }
  return point ? DecimalMark::kPoint : DecimalMark::kComma;
}

DecimalMark ColumnFacts::grouping_mark() const {
  return point->decimals < comma->decimals ? DecimalMark::kPoint : DecimalMark::kComma;
}

const ColumnReading& ColumnFacts::reading(DecimalMark mark) const {
  return comma && (!point || mark == DecimalMark::kComma) ? *comma : *point;
}

std::vector<ColumnFacts> facts_of_columns(const Table& table) {
  const std::vector<std::uint32_t> rows = all_rows(table);
  std::vector<ColumnFacts> facts;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    if (!table.header()[column].empty()) {
      facts.push_back(facts_of(table, column, rows));
    }
  }
  return facts;
}

const ColumnFacts* guess_unreadable_prior(const std::vector<ColumnFacts>& facts) {
  return first_column(facts, [](const ColumnFacts& column) {
    return looks_like_money(column) && column.digits > 0 && !is_sum_positive(column);
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
  fill(kIdColumn, [&] { return guess_id(facts); });
  const ColumnFacts* id = column(kIdColumn).facts;
  fill(kNameColumn, [&] { return guess_name(facts, id); });
  fill(kPriorColumn, [&] { return guess_prior(facts, id, column(kKeyColumn).facts); });
  fill(kKeyColumn, [&] { return guess_key(facts, id, column(kPriorColumn).facts); });
}

}  // namespace allot::load
