#include "report/formats/workbook/text_sheets.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "allot/core/text.hpp"
#include "report/document/provenance.hpp"
#include "report/formats/workbook/cells.hpp"

namespace allot::report::workbook {
namespace {

using enum Text;

/// Rows of texts, with empty rows between their parts.
class TextRows {
 public:
  explicit TextRows(Styles& styles) : styles_{styles} {}

  struct TextCell {
    std::size_t column;
    std::string text;
    std::size_t style;
    bool wraps = false;
  };

  void add(std::vector<TextCell> cells) { rows_.push_back(std::move(cells)); }
  void add(std::size_t column, std::string text, Look look) {
    add({{column, std::move(text), style(look), look == Look::kWrapped}});
  }
  /// An empty row, where there is a row above it that is none.
  void part() {
    if (!rows_.empty() && !rows_.back().empty()) {
      rows_.emplace_back();
    }
  }
  [[nodiscard]] std::size_t style(Look look, Align align = Align::kLeft) {
    return styles_.number_of({look, align, {}});
  }

  /// As wide as its widest text; one that stands alone in its row goes beyond it.
  [[nodiscard]] std::size_t width(std::size_t column, std::size_t most) const {
    std::size_t width = 0;
    for (const std::vector<TextCell>& row : rows_) {
      for (const TextCell& cell : row) {
        const bool is_alone = row.size() == 1;
        if (cell.column == column && !is_alone) {
          width = std::max(width, display_width(cell.text));
        }
      }
    }
    return std::min(width + 3, most);
  }

  /// In columns of these widths. Programs do not find the heights of wrapped rows by themselves.
  [[nodiscard]] std::function<void(Writer& to)> writer(std::vector<std::size_t> widths) && {
    return [rows = std::make_shared<const std::vector<std::vector<TextCell>>>(std::move(rows_)),
            widths = std::move(widths)](Writer& to) {
      CellWriter out{to};
      for (const std::vector<TextCell>& row : *rows) {
        std::size_t lines = 1;
        for (const TextCell& cell : row) {
          if (cell.wraps) {
            lines = std::max(lines, lines_of(cell.text, widths[cell.column]));
          }
        }
        out.begin_row(lines);
        for (const TextCell& cell : row) {
          out.text(cell.column, cell.text, cell.style);
        }
        out.end_row();
      }
    };
  }

 private:
  Styles& styles_;
  std::vector<std::vector<TextCell>> rows_;
};

// The columns of a calculation.
constexpr std::size_t kLetter = 0, kWhat = 1, kHow = 2, kValue = 3, kRemark = 4;

/// Puts a document's calculations below each other.
class Calculations {
 public:
  Calculations(const Words& words, TextRows& rows) : words_{words}, rows_{rows} {}

  void put(const Table& /*table*/) {}  // has a sheet of its own
  void put(const Calculation& calculation) {
    rows_.part();
    rows_.add(kLetter, calculation.heading, Look::kHeading);
    if (calculation.lines.empty()) {
      rows_.add(kWhat, calculation.absent, Look::kPlain);
    } else {
      put_header({words_(kColumnLine), words_(kColumnWhat), words_(kColumnHow),
                  words_(kColumnValue), words_(kColumnNotes)});
      for (const CalculationLine& line : calculation.lines) {
        put_line(line);
      }
    }
    put_sentences(calculation.below);
  }
  void put(const Breakdown& breakdown) {
    rows_.part();
    if (!breakdown.heading.empty() && breakdown.lines.empty()) {
      rows_.add(kLetter, breakdown.heading, Look::kHeading);
    }
    if (!breakdown.headers.empty() && !breakdown.lines.empty()) {
      put_header({"", breakdown.headers[0], breakdown.headers[1], breakdown.headers[2], ""});
    }
    for (const CalculationLine& line : breakdown.lines) {
      put_line(line);
    }
    if (!breakdown.remark.empty()) {
      put_sentences({breakdown.remark});
    }
  }
  void put(const Passage& passage) {
    rows_.part();
    if (!passage.heading.empty()) {
      rows_.add(kLetter, joined(passage.heading), Look::kHeading);
    }
    put_sentences(passage.items);
  }

 private:
  void put_header(const std::vector<std::string>& headers) {
    std::vector<TextRows::TextCell> cells;
    for (std::size_t column = 0; column < headers.size(); ++column) {
      cells.push_back(
          {column, headers[column],
           rows_.style(Look::kHeader, column == kValue ? Align::kRight : Align::kLeft)});
    }
    rows_.add(std::move(cells));
  }

  void put_line(const CalculationLine& line) {
    const std::size_t wrapped = rows_.style(Look::kWrapped);
    rows_.add({{kLetter, line.letter, wrapped, true},
               {kWhat, line.label, wrapped, true},
               {kHow, line.formula, wrapped, true},
               {kValue, line.value, rows_.style(Look::kPlain, Align::kRight)},
               {kRemark, line.notes, wrapped, true}});
  }

  void put_sentences(const std::vector<Sentence>& sentences) {
    for (const Sentence& sentence : sentences) {
      rows_.add(kWhat, joined(sentence), Look::kPlain);
    }
  }

  const Words& words_;
  TextRows& rows_;
};

void put_all(const std::vector<Sentence>& sentences, Look look, TextRows& rows) {
  if (!sentences.empty()) {
    rows.part();
  }
  for (const Sentence& sentence : sentences) {
    rows.add(0, joined(sentence), look);
  }
}

void put_passages(const Document& document, TextRows& rows) {
  for (const Block& block : document.blocks) {
    const auto* passage = std::get_if<Passage>(&block);
    if (passage == nullptr) {
      continue;
    }
    rows.part();
    if (!passage->heading.empty()) {
      rows.add(0, joined(passage->heading), Look::kHeading);
    }
    for (const Sentence& sentence : passage->items) {
      rows.add(0, joined(sentence), Look::kWrapped);
    }
  }
}

bool says_its_files(const Document& document, const Sentence& heading) {
  return std::ranges::any_of(document.blocks, [&](const Block& block) {
    const auto* passage = std::get_if<Passage>(&block);
    return passage != nullptr && passage->heading == heading;
  });
}

}  // namespace

bool has_calculations(const Document& document) {
  return std::ranges::any_of(document.blocks, [](const Block& block) {
    return std::holds_alternative<Calculation>(block) || std::holds_alternative<Breakdown>(block);
  });
}

SheetPart calculations_sheet(const Document& document, const Words& words, Styles& styles) {
  TextRows rows{styles};
  Calculations calculations{words, rows};
  for (const Block& block : document.blocks) {
    std::visit([&](const auto& each) { calculations.put(each); }, block);
  }
  std::vector<std::size_t> widths;
  for (const std::size_t most : std::initializer_list<std::size_t>{8, 45, 60, 40, 60}) {
    widths.push_back(rows.width(widths.size(), most));
  }
  return {.name = words(kTabExplanation),
          .frame = {.widths = widths},
          .rows = std::move(rows).writer(widths)};
}

SheetPart notes_sheet(const Document& document, const std::vector<Document>& rule,
                      const RunOptions& options, const Words& words, Styles& styles) {
  constexpr std::size_t kWidth = 76;  // as a page has it upright, in any font
  TextRows rows{styles};
  put_all(document.titles, Look::kTitle, rows);
  put_all(document.changes, Look::kWrapped, rows);
  put_all(document.head, Look::kWrapped, rows);
  if (!has_calculations(document)) {
    put_passages(document, rows);
  }
  put_all(document.notes, Look::kWrapped, rows);
  for (const Document& each : rule) {
    put_all(each.titles, Look::kTitle, rows);
    put_all(each.head, Look::kWrapped, rows);
    put_passages(each, rows);
    put_all(each.notes, Look::kWrapped, rows);
  }
  const Sentence heading = words.sentence(kHeadingFiles);
  if (!says_its_files(document, heading)) {
    put_all({heading}, Look::kHeading, rows);
    std::set<std::string> named;  // what several scenarios read is read by each
    for (const InputFile& file : options.inputs ? options.inputs() : std::vector<InputFile>{}) {
      const std::string line = words(kFileHash, {file.name, file.sha256});
      if (named.insert(line).second) {
        rows.add(0, line, Look::kWrapped);
      }
    }
    rows.add(0, words(kMadeBy, {kProgram}), Look::kWrapped);
  }
  return {.name = words(kTabNotes),
          .frame = {.widths = {kWidth}},
          .rows = std::move(rows).writer({kWidth})};
}

}  // namespace allot::report::workbook
