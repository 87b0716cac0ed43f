#include "report/formats/html/table.hpp"

#include <algorithm>

#include "report/formats/html/text.hpp"

namespace allot::report::html {
namespace {

constexpr std::string_view kUndefined = "–";
constexpr std::string_view kGap = "…";

/// More columns than a sheet of paper has room for upright.
constexpr std::size_t kMostUpright = 8;

void put_number(int128 value, int decimals, const NumberFormat& numbers, Sign sign, Writer& out) {
  NumberText{value, decimals, numbers, sign}.write(out);
}

void put_cell(const TableColumn& column, const Cell& cell, const NumberFormat& numbers,
              Writer& out) {
  switch (cell.kind) {
    case Cell::Kind::kBlank:
      return;
    case Cell::Kind::kUndefined:
      return out.put(kUndefined);
    case Cell::Kind::kText:
      return put_text(cell.text, out);
    case Cell::Kind::kNumber:
      put_number(cell.number, column.decimals, numbers, column.sign, out);
  }
}

/// Of shifts and what stands beside them: causes have both signs in most rows.
bool is_loss(const TableColumn& column, const Cell& cell) {
  return column.sign == Sign::kAlways && (column.is_shift || column.joins) &&
         cell.kind == Cell::Kind::kNumber && cell.number < 0;
}

/// The last of those that name the row, or the first column where it is a text.
std::size_t row_header(const std::vector<TableColumn>& columns) {
  const auto other =
      std::ranges::find_if_not(columns, [](const TableColumn& column) { return column.stub; });
  if (other != columns.begin()) {
    return static_cast<std::size_t>(other - columns.begin()) - 1;
  }
  return !columns.empty() && columns.front().align == Align::kLeft ? 0 : columns.size();
}

}  // namespace

TableElement::TableElement(const Caption& caption, std::vector<Head> heads, Writer& out,
                           Narrow narrow)
    : heads_{std::move(heads)}, out_{out}, stacks_{narrow == Narrow::kStacks} {
  const std::string id = "i" + std::to_string(caption.id);
  out.put("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id +
          "\">\n<table");
  put_role("table");
  out.put(stacks_                        ? " class=\"stacks\">\n"
          : heads_.size() > kMostUpright ? " class=\"wide\">\n"
                                         : ">\n");
  out.put(caption.is_heading ? "<caption class=\"unseen\">" : "<caption id=\"" + id + "\">");
  put_phrase(caption.text, out);
  out.put("</caption>\n<thead");
  put_role("rowgroup");
  out.put(">\n");
  begin_row();
  std::ranges::for_each(heads_, [&](const Head& head) { put_head(head); });
  end_row();
  out.put("</thead>\n<tbody");
  put_role("rowgroup");
  out.put(">\n");
}

/// Browsers forget what a table is where its cells are no cells of a table to the eye.
void TableElement::put_role(std::string_view role) {
  if (stacks_) {
    out_.put(" role=\"");
    out_.put(role);
    out_.put('"');
  }
}

void TableElement::put_head(const Head& head) {
  out_.put("<th scope=\"col\"");
  put_role("columnheader");
  out_.put(head.align == Align::kLeft ? std::string_view{" class=\"text\">"}
                                      : std::string_view{">"});
  put_phrase(head.text, out_);
  out_.put("</th>");
}

void TableElement::begin_row(std::string_view kind) {
  column_ = 0;
  out_.put("<tr");
  put_role("row");
  if (!kind.empty()) {
    out_.put(" class=\"");
    out_.put(kind);
    out_.put('"');
  }
  out_.put('>');
}

void TableElement::open_cell(std::string_view kind) {
  const Head& head = heads_[column_];
  out_.put(head.is_row_header ? std::string_view{"<th scope=\"row\""} : std::string_view{"<td"});
  put_role(head.is_row_header ? "rowheader" : "cell");
  const bool is_text = head.align == Align::kLeft;
  if (kind.empty() && is_text != head.is_row_header) {
    kind = is_text ? "text" : "number";  // unlike most cells of its kind
  }
  if (!kind.empty()) {
    out_.put(" class=\"");
    out_.put(kind);
    out_.put('"');
  }
  out_.put('>');
}

void TableElement::close_cell() {
  out_.put(heads_[column_++].is_row_header ? std::string_view{"</th>"} : std::string_view{"</td>"});
}

void TableElement::gap() {
  out_.put("<tr class=\"gap\"><td colspan=\"" + std::to_string(heads_.size()) + "\">");
  out_.put(kGap);
  out_.put("</td></tr>\n");
}

void TableElement::end() {
  out_.put(in_foot_ ? "</tfoot>\n</table>\n</div>\n" : "</tbody>\n</table>\n</div>\n");
}

void write_table(const Table& table, const Caption& caption, const NumberFormat& numbers,
                 Writer& out) {
  const std::vector<TableColumn>& columns = table.columns;
  const std::size_t naming = row_header(columns);
  std::vector<Head> heads;
  std::size_t below = 0;
  for (const TableColumn& column : columns) {
    heads.push_back({column.header, column.align, heads.size() == naming});
    below = std::max(below, column.below.size());
  }
  TableElement element{caption, std::move(heads), out};
  const auto put_row = [&](auto&& cell_of) {
    element.begin_row();
    for (const TableColumn& column : columns) {
      const Cell cell = cell_of(column);
      element.cell([&] { put_cell(column, cell, numbers, out); },
                   is_loss(column, cell) ? "loss" : "");
    }
    element.end_row();
  };
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row > 0 && row == table.before_gap) {
      element.gap();
    }
    put_row([&](const TableColumn& column) { return column.cell(table.rows[row]); });
  }
  if (table.totals || below > 0) {
    element.begin_foot();
  }
  if (table.totals) {
    put_row([](const TableColumn& column) { return column.total; });
  }
  for (std::size_t line = 0; line < below; ++line) {
    put_row([&](const TableColumn& column) {
      return line < column.below.size() ? column.below[line] : Cell{};
    });
  }
  element.end();
}

void write_calculation(const Calculation& calculation, const Caption& caption, const Words& words,
                       Writer& out) {
  const std::string heads[] = {words(Text::kColumnLine), words(Text::kColumnWhat),
                               words(Text::kColumnHow), words(Text::kColumnValue),
                               words(Text::kColumnNotes)};
  TableElement element{caption,
                       {{heads[0]},
                        {heads[1], Align::kLeft, true},
                        {heads[2]},
                        {heads[3], Align::kRight},
                        {heads[4]}},
                       out,
                       Narrow::kStacks};
  for (const CalculationLine& line : calculation.lines) {
    element.begin_row(&line == &calculation.lines.back() ? "result" : "");
    element.cell([&] { put_text(line.letter, out); });
    element.cell([&] { put_phrase(line.label, out); });
    element.cell([&] { put_text(line.formula, out); });
    element.cell([&] { put_text(line.value, out); });
    element.cell([&] { put_phrase(line.notes, out); });
    element.end_row();
  }
  element.end();
}

void write_breakdown(const Breakdown& breakdown, const Caption& caption, Writer& out) {
  TableElement element{caption,
                       {{breakdown.headers[0], Align::kLeft, true},
                        {breakdown.headers[1]},
                        {breakdown.headers[2], Align::kRight}},
                       out};
  for (const CalculationLine& line : breakdown.lines) {
    const bool is_part = line.label.starts_with(' ');
    element.begin_row(&line == &breakdown.lines.front() ? "result" : is_part ? "part" : "");
    element.cell([&] { put_phrase(line.label, out); });
    element.cell([&] { put_text(line.formula, out); });
    element.cell([&] { put_text(line.value, out); });
    element.end_row();
  }
  element.end();
}

void write_numbers(const charts::Chart& chart, const Caption& caption, const Words& words,
                   Writer& out) {
  const bool one = chart.series.empty();
  std::vector<Head> heads{{chart.axis, Align::kLeft, true}};
  if (one) {
    heads.push_back({chart.unit, Align::kRight});
  }
  for (const std::string& series : chart.series) {
    heads.push_back({series, Align::kRight});
  }
  TableElement element{caption, std::move(heads), out};
  for (const charts::Row& row : chart.rows) {
    element.begin_row(row.is_sum ? "result" : "");
    element.cell([&] { put_text(row.label, out); });
    for (std::size_t series = 0; series < std::max<std::size_t>(chart.series.size(), 1); ++series) {
      element.cell([&] {
        if (series < row.values.size() && row.values[series]) {
          put_number(*row.values[series], chart.decimals, words.numbers, sign_of(chart, row), out);
        } else {
          out.put(kUndefined);
        }
      });
    }
    element.end_row();
  }
  element.end();
}

}  // namespace allot::report::html
