// The sheet as pipe tables, one for each pot and one for the shift.

#include "report/explain/sheet_formats.hpp"
#include "report/explain/sheet_words.hpp"
#include "report/notes/head.hpp"
#include "report/writers/markdown.hpp"

namespace allot::report {
namespace explain {
namespace {

class SheetMarkdown {
 public:
  SheetMarkdown(const RunView& view, const Sheet& sheet, const RunOptions& options, Writer& out)
      : view_{view},
        sheet_{sheet},
        numbers_{number_format(options.numbers.value_or(NumberStyle::kPlain))},
        out_{out} {}

  void write() {
    const std::vector<Sentence> changes = change_sentences(view_.scenario);
    write_markdown_list(changes, out_);
    out_.put(changes.empty() ? "" : "\n");
    for (const PotSheet& pot : sheet_.pots) {
      write_pot(pot);
    }
    if (const auto total = total_texts(view_, sheet_, numbers_)) {
      write_markdown_paragraph({total->label + ": " + total->formula + " = " + total->value}, out_);
    }
    if (sheet_.shift) {
      write_shift(*sheet_.shift);
    }
  }

 private:
  void put_bold(const std::string& text) {
    out_.put("**");
    out_.put(markdown_text(text));
    out_.put("**\n\n");
  }

  void write_pot(const PotSheet& pot) {
    put_bold(heading_of(view_, sheet_, pot));
    if (pot.lines.empty()) {
      write_markdown_paragraph({pot.absent}, out_);
      return;
    }
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < pot.lines.size(); ++i) {
      const LineTexts texts = texts_of(pot.lines, i, view_.scenario.decimals, numbers_);
      rows.push_back({texts.letter, markdown_phrase(texts.label), markdown_text(texts.formula),
                      markdown_text(texts.value), markdown_phrase(texts.notes)});
    }
    write_markdown_rows({{"line"}, {"what"}, {"how"}, {"value", Align::kRight}, {"notes"}}, rows,
                        out_);
    out_.put('\n');
    const auto parts = part_sentences(pot, view_.scenario.decimals, numbers_);
    write_markdown_list(parts, out_);
    out_.put(parts.empty() ? "" : "\n");
  }

  void write_shift(const ShiftSheet& shift) {
    const std::vector<LineTexts> texts = shift_texts(shift, view_.scenario.decimals, numbers_);
    std::vector<std::vector<std::string>> rows;
    for (const LineTexts& row : texts) {
      rows.push_back(
          {markdown_phrase(row.label), markdown_text(row.formula), markdown_text(row.value)});
    }
    if (!rows.empty()) {
      write_markdown_rows({{"cause"}, {"from → to"}, {"amount", Align::kRight}}, rows, out_);
      out_.put(shift.remark.empty() ? "" : "\n");
    }
    if (!shift.remark.empty()) {
      out_.put(markdown_sentence({with_full_stop(shift.remark)}));
      out_.put('\n');
    }
  }

  const RunView& view_;
  const Sheet& sheet_;
  NumberFormat numbers_;
  Writer& out_;
};

}  // namespace
}  // namespace explain

void write_sheet_as_markdown(const RunView& view, const Sheet& sheet, const RunOptions& options,
                             Writer& out) {
  explain::SheetMarkdown{view, sheet, options, out}.write();
}

}  // namespace allot::report
