#include <fmt/core.h>

#include "allot/report/sheet.hpp"
#include "report/document/document.hpp"
#include "report/explain/formula.hpp"
#include "report/explain/sheet_json.hpp"
#include "report/notes/head.hpp"
#include "report/notes/wording.hpp"

namespace allot::report {
namespace explain {
namespace {

using engine::Factor;

/// What did nothing is said where a reader looks for it: an own count that did not change.
bool is_worth_showing(const CauseWords& cause) {
  const bool optional = cause.factor == Factor::kCounts || cause.factor == Factor::kRule ||
                        cause.factor == Factor::kParticipation;
  const bool did_something = cause.amount != Money{} || cause.exact.sign() != 0;
  const bool has_words = !cause.detail.empty() || !cause.parts.empty();
  return did_something || (!optional && has_words);
}

std::string notes_text(const SheetLine& line) {
  std::string text = short_fraction(line);
  text = text.empty() ? text : "= " + text;
  const auto add = [&](const std::string& note) {
    if (!note.empty() && note != line.label) {
      text += text.empty() ? "" : ", ";
      text += note;
    }
  };
  for (const std::string& note : line.notes) {
    add(note);
  }
  add(origin_text(line.origin));
  return text;
}

/// "tranches: 142.50 in 2026, 142.50 in 2027."
Sentence parts_sentence(std::string_view beginning, std::string_view of_whom,
                        const std::vector<BudgetPart>& parts, int decimals,
                        const NumberFormat& numbers) {
  Sentence sentence{std::string{beginning}};
  for (const BudgetPart& part : parts) {
    sentence.push_back(fmt::format("{} {} {}{}", amount_text(part.amount, decimals, numbers),
                                   of_whom, part.name, &part == &parts.back() ? "." : ","));
  }
  return sentence;
}

/// A line as texts.
CalculationLine texts_of(const std::vector<SheetLine>& lines, std::size_t index, int decimals,
                         const NumberFormat& numbers) {
  const SheetLine& line = lines[index];
  CalculationLine texts{.label = line.label, .notes = notes_text(line)};
  if (line.formula) {
    texts.letter = letter_of(lines, index);
    texts.is_amount = line.value.form == Form::kAmount;
    texts.formula = line.in_words.empty() ? formula_text(*line.formula, lines, decimals, numbers)
                                          : line.in_words;
    texts.value = figure_text(line.value, decimals, numbers,
                              line.is_change ? Sign::kAlways : Sign::kMinusOnly);
  }
  // A number of the file is its own formula: once is enough.
  if (line.formula && line.formula->op == Op::kConstant && line.in_words.empty()) {
    texts.formula.clear();
  }
  return texts;
}

/// "Groß-Gerau (06433)".
std::string district_title(const Districts& districts, DistrictId district) {
  const std::string_view id = districts.ids[index_of(district)];
  const std::string_view name = districts.names[index_of(district)];
  return name == id ? std::string{id} : fmt::format("{} ({})", name, id);
}

/// "Groß-Gerau (06433), pot `grund`, 2026".
std::string heading_of(const RunView& view, const Sheet& sheet, const PotSheet& pot) {
  const Scenario& scenario = view.scenario;
  const Pot& rules = scenario.pots[pot.pot];
  std::string text = district_title(scenario.districts, sheet.district) + ", pot " + rules.id;
  text += rules.title.empty() ? "" : " (" + rules.title + ")";
  return scenario.year.empty() ? text : text + ", " + scenario.year;
}

/// What a pot's budget is made of besides its lines: contributors and years, one sentence each.
std::vector<Sentence> part_sentences(const PotSheet& pot, int decimals,
                                     const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  if (!pot.contributors.empty()) {
    sentences.push_back(parts_sentence("contributed:", "by", pot.contributors, decimals, numbers));
  }
  if (!pot.years.empty()) {
    sentences.push_back(parts_sentence("tranches:", "in", pot.years, decimals, numbers));
  }
  return sentences;
}

Breakdown total_block(const RunView& view, const Sheet& sheet, const NumberFormat& numbers) {
  const int decimals = view.scenario.decimals;
  CalculationLine line{.label = fmt::format("All {} pots", sheet.pots.size()),
                       .value = amount_text(sheet.total, decimals, numbers)};
  for (const PotSheet& pot : sheet.pots) {
    line.formula += line.formula.empty() ? "" : " + ";
    line.formula += amount_text(pot.budget, decimals, numbers);
  }
  return {.lines = {std::move(line)}};
}

/// From and to, then the causes. Those that did nothing are left out, unless they are what a reader
/// looks for.
std::vector<CalculationLine> shift_texts(const ShiftSheet& shift, int decimals,
                                         const NumberFormat& numbers) {
  std::vector<CalculationLine> rows;
  if (!shift.prior) {
    return rows;
  }
  rows.push_back(
      {.label = "Shift against " + prior_text(shift.label),
       .formula = fmt::format("{} → {}", amount_text(*shift.prior, decimals, numbers),
                              amount_text(shift.budget, decimals, numbers)),
       .value = amount_text(shift.budget - *shift.prior, decimals, numbers, Sign::kAlways)});
  for (const CauseWords& cause : shift.causes) {
    const bool closes = cause.factor == Factor::kRounding && rows.size() > 1;
    if (closes || is_worth_showing(cause)) {
      rows.push_back({.label = cause.label,
                      .formula = cause.detail,
                      .value = amount_text(cause.amount, decimals, numbers, Sign::kAlways)});
      for (const CausePart& part : cause.parts) {
        rows.push_back({.label = "  " + part.label, .formula = part.detail});
      }
    }
  }
  return rows;
}

Calculation pot_block(const RunView& view, const Sheet& sheet, const PotSheet& pot,
                      const NumberFormat& numbers) {
  const int decimals = view.scenario.decimals;
  Calculation block{.heading = heading_of(view, sheet, pot),
                    .absent = pot.absent,
                    .below = part_sentences(pot, decimals, numbers)};
  for (std::size_t line = 0; line < pot.lines.size(); ++line) {
    block.lines.push_back(texts_of(pot.lines, line, decimals, numbers));
  }
  return block;
}

Document sheet_document(const RunView& view, const Sheet& sheet, const NumberFormat& numbers) {
  Document document{.changes = change_sentences(view.scenario.changes)};
  for (const PotSheet& pot : sheet.pots) {
    document.blocks.emplace_back(pot_block(view, sheet, pot, numbers));
  }
  if (sheet.pots.size() > 1) {
    document.blocks.emplace_back(total_block(view, sheet, numbers));
  }
  if (sheet.shift) {
    const std::string& remark = sheet.shift->remark;
    document.blocks.emplace_back(
        Breakdown{.headers = {"cause", "from → to", "amount"},
                  .lines = shift_texts(*sheet.shift, view.scenario.decimals, numbers),
                  .heading = "Shift",
                  .remark = remark.empty() ? Sentence{} : Sentence{remark + "."}});
  }
  return document;
}

}  // namespace
}  // namespace explain

void write_sheet(const RunView& view, const Sheet& sheet, const RunOptions& options,
                 const Format& format, Writer& out) {
  format.write(
      {.document =
           [&](const auto& numbers) { return explain::sheet_document(view, sheet, numbers); },
       .facts = [&](Writer& json) { explain::write_sheet_as_json(view, sheet, json); }},
      options, out);
}

}  // namespace allot::report
