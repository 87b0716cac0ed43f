#include <algorithm>
#include <array>

#include "report/document/document.hpp"

namespace allot::report {
namespace {

/// A kind of CSV.
struct Dialect {
  char separator = ',';
  std::string_view line_end = "\n";
  NumberFormat numbers = kMachineNumbers;
  bool neutralise = false;  ///< texts that a spreadsheet would take for a formula
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool looks_like_formula(std::string_view text) {
  constexpr std::string_view kBeginnings = "=+-@\t\r";
  return !text.empty() && kBeginnings.find(text.front()) != std::string_view::npos;
}

/// A header and the rows; no totals, because whoever adds up a column would count them twice.
class Delimited {
 public:
  Delimited(Table table, const Dialect& dialect, Writer& out)
      : table_{std::move(table)}, dialect_{dialect}, out_{out} {
    for (const char c : {dialect.separator, '"', '\n', '\r'}) {
      quoted_.at(static_cast<unsigned char>(c)) = true;
    }
  }

  void write() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      separate(i);
      write_text(table_.columns[i].name);
    }
    out_.put(dialect_.line_end);
    for (const std::uint32_t row : table_.rows) {
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        separate(i);
        write_cell(table_.columns[i], table_.columns[i].cell(row));
      }
      out_.put(dialect_.line_end);
    }
  }

 private:
  void separate(std::size_t column) {
    if (column > 0) {
      out_.put(dialect_.separator);
    }
  }

  void write_cell(const TableColumn& column, const Cell& cell) {
    switch (cell.kind) {
      case Cell::Kind::kBlank:
      case Cell::Kind::kUndefined:
        return;
      case Cell::Kind::kText:
        return write_text(cell.text);
      case Cell::Kind::kNumber:
        NumberText{cell.number, column.decimals, dialect_.numbers, Sign::kMinusOnly}.write(out_);
    }
  }

  [[nodiscard]] bool needs_quotes(std::string_view text) const {
    if (text.empty()) {
      return false;
    }
    return is_blank(text.front()) || is_blank(text.back()) ||
           std::any_of(text.begin(), text.end(),
                       [this](char c) { return quoted_[static_cast<unsigned char>(c)]; });
  }

  void write_text(std::string_view text) {
    const bool formula = dialect_.neutralise && looks_like_formula(text);
    const bool quoted = needs_quotes(text);
    if (!formula && !quoted) {
      out_.put(text);
      return;
    }
    out_.put(quoted ? std::string_view{"\""} : std::string_view{});
    out_.put(formula ? std::string_view{"'"} : std::string_view{});
    write_quoted(text);
    out_.put(quoted ? std::string_view{"\""} : std::string_view{});
  }

  void write_quoted(std::string_view text) {
    for (const char c : text) {
      out_.put(c);
      if (c == '"') {
        out_.put(c);
      }
    }
  }

  const Table table_;
  const Dialect dialect_;
  Writer& out_;
  std::array<bool, 256> quoted_{};  ///< bytes that a bare cell must not hold
};

void write_as_csv(const Report& report, const RunOptions&, Writer& out) {
  Delimited{report.table(Audience::kPrograms), Dialect{}, out}.write();
}

/// As a German Excel opens it by double click, unless `--numbers` says otherwise.
void write_as_excel_csv(const Report& report, const RunOptions& options, Writer& out) {
  const NumberFormat style = number_format(options.numbers.value_or(NumberStyle::kGerman));
  // Excel takes neither groups nor a typographic minus for part of a number.
  const Dialect dialect{.separator = ';',
                        .line_end = "\r\n",
                        .numbers = {.group = "", .mark = style.mark, .minus = "-"},
                        .neutralise = true};
  out.put("\uFEFF");  // without a byte order mark Excel reads umlauts as Windows-1252
  Delimited{report.table(Audience::kSpreadsheets), dialect, out}.write();
}

}  // namespace

extern const Format kCsvFormat = {
    .name = "csv",
    .summary = "comma, point, LF; the same columns always, no totals",
    .suffix = ".csv",
    .audience = Audience::kPrograms,
    .writes = Writes::kOneTable,
    .write = write_as_csv,
};

extern const Format kExcelCsvFormat = {
    .name = "csv-excel",
    .summary = "for Excel: semicolon, decimal comma, CRLF, byte order mark",
    .suffix = "",
    .audience = Audience::kSpreadsheets,
    .writes = Writes::kOneTable,
    .write = write_as_excel_csv,
};

}  // namespace allot::report
