// Calculations for people, in columns: letter, label, formula, value, notes.

#include "report/formats/table/calculation.hpp"

#include <algorithm>

#include "allot/core/text.hpp"
#include "report/words/lines.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;
constexpr std::size_t kWidestFormula = 24;
constexpr std::size_t kNarrowFormula = 16, kNarrowestFormula = 12;
constexpr std::size_t kNarrowestLabel = 12;
constexpr std::size_t kNarrowestNotes = 16;
constexpr std::size_t kGoodNotes = 22;  ///< formulas are broken rather than have fewer columns

/// Its controls made visible. Numbers are never cut.
std::vector<std::string> lines_of(const std::string& text, std::size_t width) {
  return lines_within(without_controls(text), width, LongNumber::kWhole);
}

/// Of amounts the columns before the decimal mark: they stand below each other. What is no amount
/// begins where the column does.
std::size_t whole_width(const CalculationLine& row, char mark) {
  return row.is_amount ? display_width(row.value.substr(0, row.value.find(mark))) : 0;
}

struct Widths {
  std::size_t letter = 1, label = 0, formula = 0, whole = 0, value = 0;
};

class CalculationText {
 public:
  CalculationText(const RunOptions& options, char mark, Writer& out)
      : options_{options}, mark_{mark}, out_{out} {}

  void write(const Calculation& calculation) {
    put_heading(calculation.heading);
    if (calculation.lines.empty()) {
      put_indented(calculation.absent, kIndent);
      return;
    }
    const Widths widths = widths_of(calculation.lines);
    const bool narrow = is_too_narrow_for(widths);
    for (const CalculationLine& line : calculation.lines) {
      narrow ? write_narrow_line(line, widths) : write_line(line, widths);
    }
    for (const Sentence& sentence : calculation.below) {
      put_indented(joined(sentence), kIndent);
    }
  }

  void write(const Breakdown& breakdown) {
    if (breakdown.lines.empty()) {
      put_heading(breakdown.heading);
    } else {
      put_breakdown(breakdown.lines);
    }
    if (!breakdown.remark.empty()) {
      put_indented(joined(breakdown.remark), kIndent);
    }
  }

 private:
  void put_heading(const std::string& text) {
    write_wrapped({text}, options_.width, out_, options_.color ? kBold : std::string_view{});
  }

  [[nodiscard]] Widths widths_of(const std::vector<CalculationLine>& rows) const {
    Widths widths;
    std::size_t decimals = 0;
    std::size_t number = 0;  // of the formulas
    for (const CalculationLine& row : rows) {
      widths.letter = std::max(widths.letter, row.letter.size());
      widths.label = std::max(widths.label, display_width(without_controls(row.label)));
      if (!row.letter.empty()) {
        const std::size_t whole = whole_width(row, mark_);
        widths.formula = std::max(
            widths.formula, std::min(kWidestFormula, display_width(without_controls(row.formula))));
        number = std::max(number, widest_number(row.formula));
        widths.whole = std::max(widths.whole, whole);
        if (row.is_amount) {
          decimals = std::max(decimals, display_width(row.value) - whole);
        } else {
          widths.value = std::max(widths.value, display_width(row.value));
        }
      }
    }
    widths.value = std::max(widths.value, widths.whole + decimals);
    widths.formula = std::max(widths.formula, number);
    const std::size_t needed = notes_at(widths) + kGoodNotes;
    if (options_.width < needed &&
        needed - options_.width + std::max(kNarrowFormula, number) <= widths.formula) {
      widths.formula -= needed - options_.width;
    }
    if (const std::size_t end = notes_at(widths) - kGap;
        options_.width < end &&
        end - options_.width + std::max(kNarrowestFormula, number) <= widths.formula) {
      widths.formula -= end - options_.width;
    }
    return widths;
  }

  /// Whether the columns do not fit side by side.
  [[nodiscard]] bool is_too_narrow_for(const Widths& widths) const {
    return options_.width < std::max(notes_at(widths) - kGap, formula_at(widths) + kNarrowestNotes);
  }

  static std::size_t formula_at(const Widths& widths) {
    return kIndent + widths.letter + kGap + widths.label + kGap;
  }
  static std::size_t notes_at(const Widths& widths) {
    return formula_at(widths) + widths.formula + kGap + widths.value + kGap;
  }

  void write_line(const CalculationLine& row, const Widths& widths) {
    const std::size_t formula_at = CalculationText::formula_at(widths);
    std::string line(kIndent, ' ');
    append_padded(line, row.letter, widths.letter + kGap);
    append_padded(line, without_controls(row.label), widths.label + kGap);
    if (row.letter.empty()) {
      write_beside(line, {}, formula_at, row.notes);
      return;
    }
    std::vector<std::string> formula = lines_of(row.formula, widths.formula);
    append_padded(line, formula.empty() ? "" : formula.front(), widths.formula + kGap);
    append_padded(line, value_of(row, widths), widths.value + kGap);
    if (!formula.empty()) {
      formula.erase(formula.begin());
    }
    if (fits_beside(row.notes, notes_at(widths))) {
      write_beside(line, std::move(formula), notes_at(widths), row.notes, formula_at);
    } else {
      write_beside(line, std::move(formula), formula_at, {}, formula_at);
      put_indented(row.notes, formula_at);
    }
  }

  /// With the blanks before it.
  [[nodiscard]] std::string value_of(const CalculationLine& row, const Widths& widths) const {
    return std::string(row.is_amount ? widths.whole - whole_width(row, mark_) : 0, ' ') + row.value;
  }

  void write_narrow_line(const CalculationLine& row, const Widths& widths) {
    std::string beginning(kIndent, ' ');
    append_padded(beginning, row.letter, widths.letter + kGap);
    put_in_lines(beginning, row.label, widths.label, value_of(row, widths), widths.value);
    put_indented(row.formula, beginning.size());
    put_indented(row.notes, beginning.size());
  }

  /// Label and value, side by side if that leaves enough to the label. `beginning` is ASCII.
  void put_in_lines(const std::string& beginning, const std::string& label, std::size_t label_width,
                    const std::string& value, std::size_t value_width) {
    const std::size_t indent = beginning.size();
    const std::size_t needed = indent + kGap + value_width;
    const std::size_t room = options_.width - std::min(options_.width, needed);
    const bool beside =
        room >= std::max(std::min(label_width, kNarrowestLabel), widest_number(label));
    std::vector<std::string> labels = lines_of(label, beside ? room : options_.width - indent);
    if (beside) {
      append_padded(labels.front(), "",
                    std::min(room, label_width) + kGap - display_width(labels.front()));
      labels.front() += value;
    }
    for (const std::string& line : labels) {
      put_without_end_blanks((&line == &labels.front() ? beginning : std::string(indent, ' ')) +
                             line);
    }
    if (!beside) {
      put_indented(value, indent);
    }
  }

  /// In three lines at most.
  [[nodiscard]] bool fits_beside(const std::string& notes, std::size_t at) const {
    constexpr std::size_t kMostLines = 3;
    if (options_.width < at + kNarrowestNotes) {
      return false;
    }
    const std::size_t width = options_.width - at;
    const std::vector<std::string> lines = lines_of(notes, width);
    return lines.size() <= kMostLines &&
           std::all_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return display_width(line) <= width; });
  }

  static void append_padded(std::string& line, const std::string& text, std::size_t width) {
    line += text;
    const std::size_t used = display_width(text);
    line.append(used < width ? width - used : 1, ' ');
  }

  /// The notes from column `at` on, in as many lines as they take, beside what is left of the
  /// formula.
  void write_beside(std::string line, std::vector<std::string> formula, std::size_t at,
                    const std::string& notes, std::size_t formula_at = 0) {
    const std::size_t width = std::max(options_.width, at + kNarrowestNotes) - at;
    const std::vector<std::string> texts =
        notes.empty() ? std::vector<std::string>{} : lines_of(notes, width);
    for (std::size_t i = 0; i == 0 || i < texts.size() || i <= formula.size(); ++i) {
      if (i > 0) {
        line.clear();
        append_padded(line, "", formula_at);
        line += i <= formula.size() ? formula[i - 1] : "";
      }
      if (i < texts.size()) {
        const std::size_t used = display_width(line);
        line.append(used < at ? at - used : 0, ' ');
        line += texts[i];
      }
      put_without_end_blanks(line);
    }
  }

  void put_without_end_blanks(std::string_view line) {
    const std::size_t end = line.find_last_not_of(' ');
    out_.put(line.substr(0, end == std::string_view::npos ? 0 : end + 1));
    out_.put('\n');
  }

  void put_indented(const std::string& text, std::size_t indent) {
    if (text.empty()) {
      return;
    }
    const std::size_t width = std::max(options_.width, indent + kNarrowestNotes) - indent;
    for (const std::string& line : lines_of(text, width)) {
      out_.pad(indent);
      out_.put(line);
      out_.put('\n');
    }
  }

  /// The first row is the heading of the others; amounts are right-aligned.
  void put_breakdown(const std::vector<CalculationLine>& rows) {
    std::size_t label = 0;
    std::size_t detail = 0;
    std::size_t value = 0;
    std::size_t narrowest = kNarrowestFormula;
    for (const CalculationLine& row : rows) {
      const std::size_t indent = &row == &rows.front() ? 0 : kIndent;
      label = std::max(label, indent + display_width(row.label));
      detail = std::max(detail, display_width(row.formula));
      value = std::max(value, display_width(row.value));
      narrowest = std::max(narrowest, widest_number(row.formula));
    }
    const std::size_t others = label + kGap + kGap + value;
    if (options_.width < others + std::min(detail, narrowest)) {
      return put_narrow_breakdown(rows, label, value);
    }
    detail = std::min(detail, options_.width - others);
    for (const CalculationLine& row : rows) {
      const std::vector<std::string> details = lines_of(row.formula, detail);
      std::string line(&row == &rows.front() ? 0 : kIndent, ' ');
      line += row.label;
      append_padded(line, "", label + kGap - display_width(line));
      append_padded(line, details.empty() ? "" : details.front(), detail + kGap);
      line.append(value - display_width(row.value), ' ');
      put_without_end_blanks(line + row.value);
      for (std::size_t i = 1; i < details.size(); ++i) {
        put_without_end_blanks(std::string(label + kGap, ' ') + details[i]);
      }
    }
  }

  void put_narrow_breakdown(const std::vector<CalculationLine>& rows, std::size_t label,
                            std::size_t value) {
    for (const CalculationLine& row : rows) {
      const std::string beginning(&row == &rows.front() ? 0 : kIndent, ' ');
      put_in_lines(beginning, row.label, label - beginning.size(),
                   std::string(value - display_width(row.value), ' ') + row.value, value);
      put_indented(row.formula, kIndent + kGap);
    }
  }

  const RunOptions& options_;
  char mark_;
  Writer& out_;
};

}  // namespace

void write_as_text(const Calculation& calculation, const RunOptions& options, char mark,
                   Writer& out) {
  CalculationText{options, mark, out}.write(calculation);
}

void write_as_text(const Breakdown& breakdown, const RunOptions& options, char mark, Writer& out) {
  CalculationText{options, mark, out}.write(breakdown);
}

}  // namespace allot::report
