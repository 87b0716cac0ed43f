#include "report/formats/workbook/sheets.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "allot/core/text.hpp"
#include "report/formats/workbook/cells.hpp"
#include "report/words/lines.hpp"

namespace allot::report::workbook {
namespace {

/// What a sheet can have of rows, with room for what stands above and below.
constexpr std::size_t kMostRows = 1'048'576 - 100;
/// How wide columns are, in characters; a header wraps, and its button takes some.
constexpr std::size_t kNarrowest = 6, kWidest = 60, kButton = 3, kAir = 2;
/// Rows whose texts are measured: those of a million are as long.
constexpr std::size_t kMeasuredRows = 1'000;

constexpr std::string_view kGapRow = "…";

std::size_t widest_word_of(std::string_view header) {
  std::size_t widest = 0;
  for (std::size_t begin = 0; begin < header.size();) {
    const std::size_t end = std::min(header.find(' ', begin), header.size());
    widest = std::max(widest, display_width(header.substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

/// As its format shows it.
std::size_t width_of(int128 number, int decimals, Sign sign) {
  return NumberText{number, decimals, number_format(NumberStyle::kPlain), sign}.width();
}

/// What is known of a column before its first cell is written.
struct Measure {
  std::size_t width = kNarrowest;
  int128 least = 0, most = 0;  ///< of its numbers
  int128 sum = 0;
  std::size_t numbers = 0;

  void add(const Cell& cell, bool measures_text) {
    if (cell.kind == Cell::Kind::kNumber) {
      least = std::min(least, cell.number);
      most = std::max(most, cell.number);
      sum += cell.number;
      ++numbers;
    } else if (cell.kind == Cell::Kind::kText && measures_text) {
      width = std::max(width, display_width(cell.text));
    }
  }
};

/// Where the rows of a table stand: counted from 1, as formulas do.
struct Rows {
  std::size_t begin = 0, end = 0;  ///< of the rows of the table
  std::size_t header = 0;          ///< the row above the first, from 0
  bool whole = true;               ///< all of them
};

struct NumberStyles {
  std::size_t plain, total;
};

/// A table as a sheet has it.
class TableRows {
 public:
  TableRows(const Table& table, const Rows& rows, std::vector<std::string> given, Styles& styles)
      : table_{table}, rows_{rows}, given_{std::move(given)} {
    for (const TableColumn& column : table.columns) {
      measures_.push_back(measure(column));
      numbers_.push_back({styles.number_of(number_style(column, Look::kPlain)),
                          styles.number_of(number_style(column, Look::kTotal))});
      texts_.push_back({styles.number_of({Look::kPlain, column.align, kTextFormat}),
                        styles.number_of({Look::kTotal, column.align, kTextFormat})});
      headers_.push_back(styles.number_of({Look::kHeader, column.align}));
      blanks_.push_back(styles.number_of({Look::kTotal, column.align}));
    }
  }

  [[nodiscard]] std::vector<std::size_t> widths() const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < measures_.size(); ++i) {
      widths.push_back(width_of_column(i));
    }
    return widths;
  }

  /// Rows between the header and the sums.
  [[nodiscard]] std::size_t size() const { return rows_.end - rows_.begin + (has_gap() ? 1 : 0); }

  void write(CellWriter& out) const {
    std::size_t lines = 1;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      lines = std::max(lines, lines_of(table_.columns[i].header, width_of_column(i) - kButton));
    }
    out.begin_row(lines);
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      out.text(i, table_.columns[i].header, headers_[i]);
    }
    out.end_row();
    for (std::size_t i = rows_.begin; i < rows_.end; ++i) {
      if (has_gap() && i == table_.before_gap) {
        out.begin_row();
        out.text(0, kGapRow, texts_[0].plain);
        out.end_row();
      }
      out.begin_row();
      for (std::size_t column = 0; column < table_.columns.size(); ++column) {
        put(out, column, table_.columns[column].cell(table_.rows[i]), false);
      }
      out.end_row();
    }
    if (rows_.end == table_.rows.size()) {
      write_sums(out);
    }
  }

 private:
  [[nodiscard]] bool has_gap() const {
    return table_.before_gap > rows_.begin && table_.before_gap < rows_.end;
  }

  [[nodiscard]] Style number_style(const TableColumn& column, Look look) const {
    return {look, Align::kRight, number_format_code(column.decimals, column.sign)};
  }

  [[nodiscard]] Measure measure(const TableColumn& column) const {
    Measure measured;
    for (std::size_t i = rows_.begin; i < rows_.end; ++i) {
      measured.add(column.cell(table_.rows[i]), i - rows_.begin < kMeasuredRows);
    }
    return measured;
  }

  [[nodiscard]] std::size_t width_of_column(std::size_t index) const {
    const TableColumn& column = table_.columns[index];
    Measure all = measures_[index];
    if (table_.totals) {
      all.add(column.total, true);
    }
    for (const Cell& cell : column.below) {
      all.add(cell, true);
    }
    std::size_t width = std::max(all.width, widest_word_of(column.header) + kButton);
    for (const int128 number : {all.least, all.most}) {
      if (all.numbers > 0) {
        width = std::max(width, width_of(number, column.decimals, column.sign));
      }
    }
    return std::min(width + kAir, kWidest);
  }

  void put(CellWriter& out, std::size_t index, const Cell& cell, bool total) const {
    const TableColumn& column = table_.columns[index];
    switch (cell.kind) {
      case Cell::Kind::kBlank:
      case Cell::Kind::kUndefined:
        return;
      case Cell::Kind::kText:
        return out.text(index, cell.text, total ? texts_[index].total : texts_[index].plain);
      case Cell::Kind::kNumber:
        break;
    }
    const std::size_t style = total ? numbers_[index].total : numbers_[index].plain;
    if (total || column.formula.empty()) {
      return out.number(index, cell.number, column.decimals, style);
    }
    out.formula(index, placed(column.formula, out.row()), cell.number, column.decimals, style);
  }

  /// A total that the rows above it add up to is their sum, of those that a filter leaves.
  [[nodiscard]] bool is_sum(std::size_t index) const {
    const Cell& total = table_.columns[index].total;
    const Measure& measured = measures_[index];
    return rows_.whole && total.kind == Cell::Kind::kNumber && measured.numbers > 0 &&
           measured.sum == total.number && is_kept(total.number) && is_kept(measured.least) &&
           is_kept(measured.most);
  }

  void write_sums(CellWriter& out) const {
    std::size_t below = 0;
    for (const TableColumn& column : table_.columns) {
      below = std::max(below, column.below.size());
    }
    if (table_.totals) {
      out.begin_row();
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        write_total(out, i);
      }
      out.end_row();
    }
    for (std::size_t line = 0; line < below; ++line) {
      out.begin_row();
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const std::vector<Cell>& cells = table_.columns[i].below;
        put(out, i, line < cells.size() ? cells[line] : Cell{}, false);
      }
      out.end_row();
    }
  }

  void write_total(CellWriter& out, std::size_t index) const {
    const TableColumn& column = table_.columns[index];
    if (!is_sum(index)) {
      if (column.total.kind == Cell::Kind::kBlank || column.total.kind == Cell::Kind::kUndefined) {
        out.text(index, "", blanks_[index]);  // the line above the sums goes through
      }
      return put(out, index, column.total, true);
    }
    const std::string letters = column_letters(index);
    out.formula(index,
                "SUBTOTAL(109," + letters + std::to_string(first()) + ":" + letters +
                    std::to_string(last()) + ")",
                column.total.number, column.decimals, numbers_[index].total);
  }

  [[nodiscard]] std::size_t first() const { return rows_.header + 2; }
  [[nodiscard]] std::size_t last() const { return rows_.header + 1 + size(); }

 public:
  /// A formula as it stands in a row.
  [[nodiscard]] std::string placed(std::string_view formula, std::size_t row) const {
    std::string text;
    while (!formula.empty()) {
      const std::size_t open = std::min(formula.find('{'), formula.size());
      text += formula.substr(0, open);
      formula.remove_prefix(open);
      if (!formula.empty()) {
        const std::size_t close = formula.find('}');
        text += place_named(formula.substr(1, close - 1), row);
        formula.remove_prefix(close + 1);
      }
    }
    return text;
  }

 private:
  [[nodiscard]] std::string place_named(std::string_view name, std::size_t row) const {
    return name == "row"     ? std::to_string(row)
           : name == "above" ? std::to_string(row - 1)
           : name == "first" ? std::to_string(first())
           : name == "last"  ? std::to_string(last())
                             : given_.at(static_cast<std::size_t>(name.front() - '0'));
  }

  const Table& table_;
  Rows rows_;
  std::vector<std::string> given_;  ///< their places
  std::vector<Measure> measures_;
  std::vector<NumberStyles> numbers_, texts_;
  std::vector<std::size_t> headers_, blanks_;
};

/// Columns that name the rows, from the left: they stay in sight.
std::size_t stubs_of(const Table& table) {
  const auto named = std::ranges::find_if_not(table.columns, &TableColumn::stub);
  return static_cast<std::size_t>(named - table.columns.begin());
}

// What is given stands in two blocks side by side, above the columns of the table.
constexpr std::size_t kGivenInBlock = 5;
constexpr std::size_t kLabelColumns[] = {0, 4}, kValueColumns[] = {2, 8};
constexpr std::size_t kWidestLine = 140;  ///< of the sentences above

struct LinesAbove {
  std::vector<std::string> sentences;

  explicit LinesAbove(const std::vector<Sentence>& above) {
    for (const Sentence& sentence : above) {
      std::string text;
      Writer lines{[&](std::string_view part) { text += part; }};
      write_wrapped(sentence, kWidestLine, lines);
      lines.flush();
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        sentences.push_back(text.substr(begin, end - begin));
        begin = end + 1;
      }
    }
  }
};

/// The rows of a sheet with what stands above them.
class WorkSheetRows {
 public:
  WorkSheetRows(const WorkSheet& sheet, Styles& styles)
      : sheet_{sheet},
        lines_{sheet.above},
        table_{sheet.table,
               {.begin = 0, .end = sheet.table.rows.size(), .header = header()},
               places(),
               styles},
        text_style_{styles.number_of({})} {
    for (const Given& given : sheet.given) {
      styles_.push_back(
          styles.number_of({given.formula.empty() ? Look::kGiven : Look::kPlain, Align::kRight,
                            number_format_code(given.decimals, Sign::kMinusOnly)}));
    }
  }

  /// The row of the header.
  [[nodiscard]] std::size_t header() const {
    return first_given() + given_rows() + (given_rows() > 0 ? 1 : 0);
  }

  [[nodiscard]] std::vector<std::size_t> widths() const {
    std::vector<std::size_t> widths = table_.widths();
    if (widths.empty()) {
      return {kWidestLine};
    }
    for (std::size_t i = 0; i < sheet_.given.size(); ++i) {
      const Given& given = sheet_.given[i];
      std::size_t& width = widths[kValueColumns[i / kGivenInBlock]];
      width =
          std::max(width, width_of(given.value.number, given.decimals, Sign::kMinusOnly) + kAir);
    }
    return widths;
  }

  [[nodiscard]] std::size_t size() const { return table_.size(); }

  void write(Writer& to) const {
    CellWriter out{to};
    for (const std::string& line : lines_.sentences) {
      out.begin_row();
      out.text(0, line, text_style_);
      out.end_row();
    }
    out.begin_row();
    out.end_row();
    for (std::size_t row = 0; row < given_rows(); ++row) {
      out.begin_row();
      for (std::size_t i = row; i < sheet_.given.size(); i += kGivenInBlock) {
        write_given(out, i);
      }
      out.end_row();
    }
    if (given_rows() > 0) {
      out.begin_row();
      out.end_row();
    }
    table_.write(out);
  }

 private:
  /// Behind the sentences and an empty row.
  [[nodiscard]] std::size_t first_given() const { return lines_.sentences.size() + 1; }
  [[nodiscard]] std::size_t given_rows() const {
    return std::min(sheet_.given.size(), kGivenInBlock);
  }

  [[nodiscard]] std::vector<std::string> places() const {
    std::vector<std::string> places;
    for (std::size_t i = 0; i < sheet_.given.size(); ++i) {
      const std::size_t row = first_given() + i % kGivenInBlock + 1;
      places.push_back("$" + column_letters(kValueColumns[i / kGivenInBlock]) + "$" +
                       std::to_string(row));
    }
    return places;
  }

  void write_given(CellWriter& out, std::size_t index) const {
    const Given& given = sheet_.given[index];
    out.text(kLabelColumns[index / kGivenInBlock], given.label, text_style_);
    const std::size_t column = kValueColumns[index / kGivenInBlock];
    if (given.formula.empty()) {
      out.number(column, given.value.number, given.decimals, styles_[index]);
    } else {
      out.formula(column, table_.placed(given.formula, out.row()), given.value.number,
                  given.decimals, styles_[index]);
    }
  }

  const WorkSheet& sheet_;
  LinesAbove lines_;
  TableRows table_;
  std::size_t text_style_;
  std::vector<std::size_t> styles_;  ///< of what is given
};

}  // namespace

std::vector<SheetPart> sheets_of(const Table& table, Styles& styles) {
  std::vector<SheetPart> parts;
  std::size_t begin = 0;
  do {
    const std::size_t end = std::min(begin + kMostRows, table.rows.size());
    const auto rows = std::make_shared<const TableRows>(
        table,
        Rows{.begin = begin, .end = end, .header = 0, .whole = end - begin == table.rows.size()},
        std::vector<std::string>{}, styles);
    parts.push_back({.name = table.sheet,
                     .frame = {.widths = rows->widths(),
                               .frozen = {1, stubs_of(table)},
                               .rows = rows->size(),
                               .filters = true},
                     .rows = [rows](Writer& to) {
                       CellWriter out{to};
                       rows->write(out);
                     }});
    begin = end;
  } while (begin < table.rows.size());
  return parts;
}

SheetPart sheet_of(const WorkSheet& sheet, Styles& styles) {
  if (sheet.above.empty() && sheet.given.empty()) {
    return std::move(sheets_of(sheet.table, styles).front());
  }
  const auto rows = std::make_shared<const WorkSheetRows>(sheet, styles);
  const std::size_t header = rows->header();
  return {.name = sheet.table.sheet,
          .frame = {.widths = rows->widths(),
                    .frozen = {header + 1, stubs_of(sheet.table)},
                    .header = header,
                    .rows = rows->size()},
          .rows = [rows](Writer& to) { rows->write(to); }};
}

}  // namespace allot::report::workbook
