#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/error.hpp"
#include "report/notes/head.hpp"
#include "report/sweep/sweep_table.hpp"
#include "report/words/color.hpp"
#include "report/words/sentences.hpp"
#include "report/writers/delimited.hpp"
#include "report/writers/markdown.hpp"
#include "report/writers/text_table.hpp"

namespace allot::report {
namespace {

std::vector<Sentence> sweep_head(const Sweep& sweep, const NumberFormat& numbers) {
  Sentence what{fmt::format("{}:", counted(sweep.points.size(), "point", "points", numbers))};
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    what.push_back(fmt::format("{}{} of `{}`", path == 0 ? "" : "× ",
                               counted(sweep.values[path].size(), "value", "values", numbers),
                               sweep.paths[path]));
  }
  std::vector<Sentence> sentences{std::move(what)};
  if (!sweep.by_district && sweep.first_problem.empty()) {
    sentences.push_back({"winners and losers are", fmt::format("against {}", sweep.against)});
  }
  append(sentences, sweep_notes(sweep));
  return sentences;
}

/// What has been changed, and then the title.
std::vector<Sentence> changes_of_sweep(const Sweep& sweep) {
  std::vector<Sentence> sentences;
  for (const Change& change : sweep.changes) {
    sentences.push_back(change_sentence(change));
  }
  return sentences;
}

void write_sweep_as_table(const Sweep& sweep, const RunOptions& options, Writer& out) {
  const NumberFormat numbers = number_format(options.numbers.value_or(NumberStyle::kPlain));
  const std::string currency = sweep.currency.empty() ? "" : "· " + sweep.currency;
  const std::vector<Sentence> changes = changes_of_sweep(sweep);
  for (const Sentence& change : changes) {
    write_wrapped(change, options.width, out);
  }
  out.put(changes.empty() ? std::string_view{} : std::string_view{"\n"});
  write_wrapped({sweep.title, currency}, options.width, out,
                options.color ? kBold : std::string_view{});
  for (const Sentence& sentence : sweep_head(sweep, numbers)) {
    write_wrapped(sentence, options.width, out);
  }
  out.put('\n');
  write_text_table(
      sweep_table(sweep, Audience::kPeople),
      {.numbers = numbers, .width = options.width, .color = options.color, .totals = false}, out);
}

std::string markdown_cell_of_point(const TableColumn& column, const Cell& cell,
                                   const NumberFormat& numbers) {
  switch (cell.kind) {
    case Cell::Kind::kBlank:
      return "";
    case Cell::Kind::kUndefined:
      return "–";
    case Cell::Kind::kText:
      return markdown_text(cell.text);
    case Cell::Kind::kNumber:
      break;
  }
  // The apostrophe of Swiss numbers would become a quotation mark.
  return markdown_text(NumberText{cell.number, column.decimals, numbers, column.sign}.text());
}

/// Without the row of totals that other tables have.
void write_points_as_markdown(const Table& table, const NumberFormat& numbers, Writer& out) {
  std::vector<MarkdownColumn> columns;
  for (const TableColumn& column : table.columns) {
    columns.push_back({column.header, column.align});
  }
  std::vector<std::vector<std::string>> rows;
  for (const std::uint32_t row : table.rows) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (const TableColumn& column : table.columns) {
      cells.push_back(markdown_cell_of_point(column, column.cell(row), numbers));
    }
  }
  write_markdown_rows(columns, rows, out);
}

void write_sweep_as_markdown(const Sweep& sweep, const RunOptions& options, Writer& out) {
  const NumberFormat numbers = number_format(options.numbers.value_or(NumberStyle::kPlain));
  const std::string currency = sweep.currency.empty() ? "" : "· " + sweep.currency;
  const std::vector<Sentence> changes = changes_of_sweep(sweep);
  write_markdown_list(changes, out);
  out.put(changes.empty() ? std::string_view{} : std::string_view{"\n"});
  out.put("**");
  out.put(markdown_sentence({sweep.title, currency}));
  out.put("**\n\n");
  for (const Sentence& sentence : sweep_head(sweep, numbers)) {
    write_markdown_paragraph(sentence, out);
  }
  write_points_as_markdown(sweep_table(sweep, Audience::kPeople), numbers, out);
}

void write_sweep_as_csv(const Sweep& sweep, const RunOptions&, Writer& out) {
  write_delimited(sweep_table(sweep, Audience::kPrograms), Dialect{}, out);
}

void write_sweep_as_excel_csv(const Sweep& sweep, const RunOptions& options, Writer& out) {
  write_for_excel(sweep_table(sweep, Audience::kSpreadsheets), options, out);
}

struct SweepFormat {
  std::string_view format;  ///< a name of the table in formats.cpp
  void (*write)(const Sweep& sweep, const RunOptions& options, Writer& out);
};

constexpr std::array kSweepFormats{
    SweepFormat{"table", &write_sweep_as_table}, SweepFormat{"csv", &write_sweep_as_csv},
    SweepFormat{"csv-excel", &write_sweep_as_excel_csv},
    SweepFormat{"json", [](const Sweep& sweep, const RunOptions&,
                           Writer& out) { write_sweep_as_json(sweep, out); }},
    SweepFormat{"markdown", &write_sweep_as_markdown}};

}  // namespace

std::vector<Sentence> sweep_notes(const Sweep& sweep) {
  if (sweep.by_district || sweep.first_problem.empty()) {
    return {};
  }
  Sentence note{"winners and losers would be", "against the first point"};
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    note.back() += path == 0 ? "" : ",";
    note.push_back(
        fmt::format("{}`{}` = {}", path == 0 ? "(" : "", sweep.paths[path], sweep.value(0, path)));
  }
  note.back() += "),";
  note.push_back("which has no result:");
  note.push_back(sweep.first_problem + ";");
  note.emplace_back("begin with a value that has one");
  return {std::move(note)};
}

void write_sweep(const Sweep& sweep, const RunOptions& options, const Format& format, Writer& out) {
  const auto row = std::find_if(kSweepFormats.begin(), kSweepFormats.end(),
                                [&](const SweepFormat& one) { return one.format == format.name; });
  invariant(row != kSweepFormats.end(), "every format can show a sweep");
  row->write(sweep, options, out);
}

}  // namespace allot::report
