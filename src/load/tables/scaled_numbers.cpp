#include "load/tables/scaled_numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "load/fields/values.hpp"
#include "load/numbers/scale_words.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/readings.hpp"

namespace allot::load {

namespace {

/// As a cell has it, beside its value or alone.
std::string_view text_of(CellSign sign, std::string_view cell) {
  switch (sign) {
    case CellSign::kNothing:
    case CellSign::kUnknown:
    case CellSign::kLater:
    case CellSign::kUnreliable:
    case CellSign::kMeaningless:
      return cell;
    case CellSign::kLimited:
      return "( )";
    case CellSign::kPreliminary:
      return "p";
    case CellSign::kRevised:
      return "r";
    case CellSign::kEstimated:
      return "s";
  }
  return {};
}

void tell_signs(Draft& draft, const ScaledColumn& of, const NumericColumn& numbers) {
  std::vector<std::uint32_t> rows;
  std::string signs;
  for (const SignedCell& cell : numbers.signs) {
    rows.push_back(of.rows[cell.row]);
    const std::string sign =
        quoted(text_of(cell.sign, of.table.cell(of.rows[cell.row], of.column)));
    if (signs.find(sign) == std::string::npos) {
      signs += (signs.empty() ? "" : " ") + sign;
    }
  }
  if (!rows.empty()) {
    tell_reading(draft, TableReading::Kind::kSigns, of.table, of.table.header()[of.column], rows,
                 signs);
  }
}

/// The first cell that could be read in two ways, and the number that was made of it.
void tell_mark(Draft& draft, const ScaledColumn& of, const NumericColumn& numbers) {
  for (std::size_t i = 0; i < of.rows.size(); ++i) {
    const std::string_view cell = of.table.cell(of.rows[i], of.column);
    if (cell.find_first_of(".,") != std::string_view::npos) {
      tell_reading(draft, TableReading::Kind::kTableMark, of.table, of.table.header()[of.column],
                   {of.rows[i]},
                   fmt::format("{} = {}", quoted(cell), number_text(numbers.values.at(i))));
      return;
    }
  }
}

/// What nobody sees who looks at the sheet.
void tell_sheet(Draft& draft, const ScaledColumn& of) {
  const SheetText* sheet = draft.session.workbooks.text_of(of.table.file());
  if (sheet == nullptr || of.column >= sheet->columns.size()) {
    return;
  }
  const SheetColumn& column = sheet->columns[of.column];
  const auto tell = [&](TableReading::Kind kind, const Noted& noted) {
    if (noted.count > 0) {
      draft.scenario.readings.push_back({.kind = kind,
                                         .table = draft.session.files.name(of.table.file()),
                                         .column = std::string{of.table.header()[of.column]},
                                         .what = {},
                                         .count = noted.count,
                                         .lines = {noted.first_row}});
    }
  };
  tell(TableReading::Kind::kRounded, column.rounded);
  if (of.is_money) {
    tell(TableReading::Kind::kShownShorter, column.shown_shorter);
  }
  tell(TableReading::Kind::kShownScaled, column.shown_scaled);
}

void report_scale(const ScaledColumn& of, const Scale& scale, std::string_view currency,
                  Problems& problems) {
  const std::string_view name = of.table.header()[of.column];
  const auto filled = std::ranges::find_if(
      of.rows, [&](std::uint32_t row) { return !of.table.cell(row, of.column).empty(); });
  const std::string example =
      filled == of.rows.end() ? "1" : std::string{of.table.cell(*filled, of.column)};
  const auto way = [&](std::string_view factor, std::string_view meaning) {
    return fmt::format("{}{}{}: {} {}", of.times_before, factor, of.times_after, quoted(example),
                       meaning);
  };
  problems.add(
      {.code = Code::kAmbiguousScale,
       .where = of.table.where_header(of.column),
       .message = fmt::format("the head of {} says {}, and nothing says whether its numbers are "
                              "multiplied",
                              quoted(name), quoted(scale.word)),
       .label = "two readings",
       .help = {way(scale.factor, fmt::format("is × {}", scale.factor)),
                way("1", fmt::format("is in {} as it stands, and the head is only a label",
                                     currency.empty() ? "units" : currency))}});
}

}  // namespace

std::optional<Fraction> read_times(const ScaledColumn& of, Problems& problems) {
  if (of.facts == nullptr || of.facts->given("times") == nullptr) {
    return 1;
  }
  const auto times = of.facts->number("times");
  if (times && times->sign() <= 0) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = of.facts->find("times")->where,
                  .message = fmt::format("`times` is {}", of.facts->text("times")),
                  .label = "write a number above 0: 1000 for Tsd. EUR"});
    return std::nullopt;
  }
  return times;
}

std::optional<NumericColumn> read_scaled(Draft& draft, const ScaledColumn& of, Problems& problems) {
  const std::string_view name = of.table.header()[of.column];
  const bool says_times = of.facts != nullptr && of.facts->given("times") != nullptr;
  if (of.is_money && !says_times) {
    if (const auto scale = scale_in(name)) {
      report_scale(of, *scale, draft.scenario.currency, problems);
      return std::nullopt;
    }
  }
  const auto times = read_times(of, problems);
  if (!times) {
    return std::nullopt;
  }
  auto numbers = read_numbers(of.table, of.column, of.rows, of.rules, problems);
  if (!numbers) {
    return std::nullopt;
  }
  tell_signs(draft, of, *numbers);
  tell_sheet(draft, of);
  if (numbers->mark_from_table) {
    tell_mark(draft, of, *numbers);
  }
  if (*times != Fraction{1}) {
    tell_reading(draft, TableReading::Kind::kTimes, of.table, name, {}, number_text(*times));
    return multiplied(*std::move(numbers), *times);
  }
  return numbers;
}

std::optional<NumericColumn> read_amounts(Draft& draft, const Table& table, std::size_t column,
                                          const std::vector<std::uint32_t>& rows,
                                          const TableSpec& spec, std::size_t id,
                                          const FieldReader& fields, Problems& problems) {
  return read_scaled(draft,
                     {.table = table,
                      .column = column,
                      .rows = rows,
                      .rules = {.mark = spec.decimal,
                                .currency = draft.scenario.currency,
                                .signs_din55301 = spec.din_signs,
                                .id = id},
                      .facts = &fields,
                      .is_money = true},
                     problems);
}

}  // namespace allot::load
