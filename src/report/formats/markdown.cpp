#include "report/formats/markdown.hpp"

#include <algorithm>
#include <numeric>

#include "allot/core/text.hpp"
#include "report/document/document.hpp"
#include "report/formats/spans.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kMarkdownUndefined = "–";
constexpr std::string_view kMarkdownGap = "…";

/// Those that mean something anywhere: in CommonMark, or in what pandoc adds to it (citations,
/// mathematics, sub- and superscripts, quotes and dashes that it would set itself).
bool is_markup(char c) {
  constexpr std::string_view kMarkup = "\\`*_{}[]<>|#~^$&@'\"";
  return kMarkup.find(c) != std::string_view::npos;
}

/// Those that begin a list, a heading, a title block, a caption or a rule.
bool begins_block(char c) {
  constexpr std::string_view kBeginnings = "+-=:%!(";
  return kBeginnings.find(c) != std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where a numbered list would begin: the mark behind the digits of "1. Januar".
std::size_t list_mark(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto digits = static_cast<std::size_t>(end - text.begin());
  const bool mark = digits > 0 && digits < text.size() &&
                    (text[digits] == '.' || text[digits] == ')') &&
                    (digits + 1 == text.size() || text[digits + 1] == ' ');
  return mark ? digits : text.size();
}

/// `--` and `...` would become a dash and an ellipsis.
bool would_be_joined(std::string_view text, std::size_t at) {
  return at > 0 && text[at] == text[at - 1] && (text[at] == '-' || text[at] == '.');
}

std::string escaped_markdown(std::string_view text, bool begins) {
  const std::size_t mark = begins ? list_mark(text) : text.size();
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_markup(text[i]) || (begins && i == 0 && begins_block(text[i])) || i == mark ||
        would_be_joined(text, i)) {
      result += '\\';
    }
    result += text[i];
  }
  return result;
}

std::string markdown_cell(const TableColumn& column, const Cell& cell,
                          const NumberFormat& numbers) {
  switch (cell.kind) {
    case Cell::Kind::kBlank:
      return "";
    case Cell::Kind::kUndefined:
      return std::string{kMarkdownUndefined};
    case Cell::Kind::kText:
      return markdown_text(cell.text);
    case Cell::Kind::kNumber:
      break;
  }
  // The apostrophe of Swiss numbers would become a quotation mark.
  const std::string text = NumberText{cell.number, column.decimals, numbers, column.sign}.text();
  return numbers.group == "'" ? escaped_markdown(text, false) : text;
}

/// Code cannot be escaped: where a bar is, there is none.
std::string with_code(std::string_view text, bool begins) {
  if (text.find('|') != std::string_view::npos) {
    return escaped_markdown(text, begins);
  }
  std::string result;
  for (const TextSpan& span : spans_of(text)) {
    result += span.is_code()
                  ? std::string{span.text}
                  : escaped_markdown(span.text, begins && span.text.data() == text.data());
  }
  return result;
}

std::string row_text(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    row += "| ";
    row += cell;
    row += cell.empty() ? "" : " ";
  }
  row += '|';
  return row;
}

/// What the cell takes on paper: the backslashes of escaped characters and the stars of what is
/// bold are not seen.
std::size_t width_on_paper(std::string_view cell) {
  std::size_t unseen = 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool escape = cell[i] == '\\' && i + 1 < cell.size();
    unseen += escape || cell[i] == '*' ? std::size_t{1} : std::size_t{0};
    i += escape ? std::size_t{1} : std::size_t{0};
  }
  return display_width(cell) - unseen;
}

/// Headings wrap.
std::size_t widest_word(std::string_view heading) {
  std::size_t widest = 0;
  for (std::size_t begin = 0; begin < heading.size();) {
    const std::size_t end = std::min(heading.find(' ', begin), heading.size());
    widest = std::max(widest, width_on_paper(heading.substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

/// Pandoc lets Word and browsers find the widths of columns, unless a line of the table is longer
/// than this: then they are as the dashes are, and numbers break where a column is narrow.
constexpr std::size_t kPandocLine = 72;
constexpr std::size_t kFewestDashes = 3;
/// What Word leaves free within a cell, in characters, and a bit more.
constexpr std::size_t kPadding = 3;
/// What a page is wide, and the least that is left to a text: texts wrap, so that numbers need not.
constexpr std::size_t kPage = 90;
constexpr std::size_t kNarrowText = 16;

/// Takes from the widest texts what is too much for a page.
void fit_to_page(const std::vector<MarkdownColumn>& columns, std::vector<std::size_t>& dashes) {
  std::size_t total = std::accumulate(dashes.begin(), dashes.end(), std::size_t{0});
  for (; total > kPage; --total) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool wraps = columns[i].align == Align::kLeft && dashes[i] > kNarrowText;
      widest = wraps && (widest == nullptr || dashes[i] > *widest) ? &dashes[i] : widest;
    }
    if (widest == nullptr) {
      return;
    }
    --*widest;
  }
}

std::vector<std::size_t> dashes_of(const std::vector<MarkdownColumn>& columns,
                                   const std::vector<std::vector<std::string>>& lines) {
  const auto is_long = [](const std::vector<std::string>& cells) {
    return character_count(row_text(cells)) > kPandocLine;
  };
  std::vector<std::size_t> dashes(columns.size(), kFewestDashes);
  if (std::ranges::none_of(lines, is_long)) {
    return dashes;
  }
  for (const std::vector<std::string>& cells : lines) {
    const bool is_header = &cells == &lines.front();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t width = is_header ? widest_word(cells[i]) : width_on_paper(cells[i]);
      dashes[i] = std::max(dashes[i], width + kPadding);
    }
  }
  fit_to_page(columns, dashes);
  return dashes;
}

void put_dashes(const std::vector<MarkdownColumn>& columns, const std::vector<std::size_t>& dashes,
                Writer& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool right = columns[i].align == Align::kRight;
    out.put("| ");
    out.put(std::string(dashes[i] - (right ? 1 : 0), '-'));
    out.put(right ? ": " : " ");
  }
  out.put("|\n");
}

}  // namespace

std::string markdown_text(std::string_view text) {
  return escaped_markdown(in_one_line(text), false);
}

std::string markdown_phrase(std::string_view text) { return with_code(in_one_line(text), false); }

std::string markdown_sentence(const Sentence& sentence) {
  return with_code(in_one_line(joined(sentence)), true);
}

void write_markdown_rows(const std::vector<MarkdownColumn>& columns,
                         const std::vector<std::vector<std::string>>& rows, Writer& out) {
  std::vector<std::vector<std::string>> lines(1);
  for (const MarkdownColumn& column : columns) {
    lines.front().push_back(markdown_text(column.header));
  }
  lines.insert(lines.end(), rows.begin(), rows.end());
  const std::vector<std::size_t> dashes = dashes_of(columns, lines);
  for (const std::vector<std::string>& line : lines) {
    out.put(row_text(line));
    out.put('\n');
    if (&line == &lines.front()) {
      put_dashes(columns, dashes, out);
    }
  }
}

namespace {

std::string bold(const std::string& cell) { return cell.empty() ? cell : "**" + cell + "**"; }

/// A table with its totals in bold: a rule above them is nothing that Markdown has. Nothing is
/// shortened.
void write_table(const Table& table, const NumberFormat& numbers, Writer& out) {
  std::vector<MarkdownColumn> columns;
  std::size_t below = 0;
  for (const TableColumn& column : table.columns) {
    columns.push_back({column.header, column.align});
    below = std::max(below, column.below.size());
  }
  std::vector<std::vector<std::string>> rows;
  const auto add_row = [&](auto&& cell_of) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const TableColumn& column : table.columns) {
      row.push_back(markdown_cell(column, cell_of(column), numbers));
    }
  };
  for (const std::uint32_t index : table.rows) {
    if (!rows.empty() && rows.size() == table.before_gap) {
      rows.emplace_back(columns.size()).front() = kMarkdownGap;
    }
    add_row([&](const TableColumn& column) { return column.cell(index); });
  }
  if (table.totals) {
    add_row([](const TableColumn& column) { return column.total; });
    std::ranges::transform(rows.back(), rows.back().begin(), bold);
  }
  for (std::size_t line = 0; line < below; ++line) {
    add_row([&](const TableColumn& column) {
      return line < column.below.size() ? column.below[line] : Cell{};
    });
  }
  write_markdown_rows(columns, rows, out);
}

/// What a document consists of, an empty line between one part and the next.
class MarkdownDocument {
 public:
  MarkdownDocument(const Words& words, Writer& out) : words_{words}, out_{out} {}

  void write(const Document& document) {
    put_list(document.changes);
    if (document.titles.size() == 1) {
      put_bold(markdown_sentence(document.titles.front()));
    } else {
      put_list(document.titles);
    }
    for (const Sentence& sentence : document.head) {
      put_paragraph(sentence);
    }
    for (const Block& block : document.blocks) {
      std::visit([&](const auto& each) { put_block(each); }, block);
    }
    put_list(document.notes);
    out_.put(ends_with_empty_line_ ? std::string_view{"\n"} : std::string_view{});
  }

 private:
  void begin_part() {
    out_.put(first_ ? std::string_view{} : std::string_view{"\n"});
    first_ = ends_with_empty_line_ = false;
  }

  void put_bold(const std::string& text) {
    begin_part();
    out_.put("**");
    out_.put(text);
    out_.put("**\n");
  }

  void put_paragraph(const Sentence& sentence) {
    begin_part();
    out_.put(markdown_sentence(sentence));
    out_.put('\n');
  }

  void put_block(const Table& table) {
    begin_part();
    write_table(table, words_.numbers, out_);
  }

  void put_block(const Calculation& calculation) {
    put_bold(markdown_text(calculation.heading));
    if (calculation.lines.empty()) {
      put_paragraph({calculation.absent});
      ends_with_empty_line_ = true;
      return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const CalculationLine& line : calculation.lines) {
      rows.push_back({line.letter, markdown_phrase(line.label), markdown_text(line.formula),
                      markdown_text(line.value), markdown_phrase(line.notes)});
    }
    begin_part();
    write_markdown_rows({{words_(Text::kColumnLine)},
                         {words_(Text::kColumnWhat)},
                         {words_(Text::kColumnHow)},
                         {words_(Text::kColumnValue), Align::kRight},
                         {words_(Text::kColumnNotes)}},
                        rows, out_);
    put_list(calculation.below);
    ends_with_empty_line_ = true;
  }

  void put_block(const Breakdown& breakdown) {
    if (breakdown.headers.empty()) {
      for (const CalculationLine& line : breakdown.lines) {
        put_paragraph(
            {line.label + words_(Text::kColon) + " " + line.formula + " = " + line.value});
        ends_with_empty_line_ = true;
      }
    } else if (!breakdown.lines.empty()) {
      std::vector<std::vector<std::string>> rows;
      for (const CalculationLine& line : breakdown.lines) {
        rows.push_back(
            {markdown_phrase(line.label), markdown_text(line.formula), markdown_text(line.value)});
      }
      begin_part();
      write_markdown_rows(
          {{breakdown.headers[0]}, {breakdown.headers[1]}, {breakdown.headers[2], Align::kRight}},
          rows, out_);
    }
    if (!breakdown.remark.empty()) {
      put_paragraph(breakdown.remark);
    }
  }

  void put_block(const Passage& passage) {
    if (!passage.heading.empty()) {
      put_bold(markdown_sentence(passage.heading));
    }
    put_list(passage.items);
  }

  void put_list(const std::vector<Sentence>& sentences) {
    if (sentences.empty()) {
      return;
    }
    begin_part();
    for (const Sentence& sentence : sentences) {
      out_.put("- ");
      out_.put(markdown_sentence(sentence));
      out_.put('\n');
    }
  }

  const Words& words_;
  Writer& out_;
  bool first_ = true;
  bool ends_with_empty_line_ = false;  ///< even at the end: after the calculation of a pot
};

void write_as_markdown(const Report& report, const RunOptions& options, Writer& out) {
  const Words words = words_for_people(options);
  MarkdownDocument{words, out}.write(report.document(words));
}

}  // namespace

extern const Format kMarkdownFormat = {
    .name = "markdown",
    .summary = "the table for people as a pipe table: for Word by way of pandoc, for wikis",
    .suffix = ".md",
    .audience = Audience::kPeople,
    .write = write_as_markdown,
};

}  // namespace allot::report
