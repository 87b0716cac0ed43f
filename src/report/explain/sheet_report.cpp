#include <fmt/core.h>

#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/report/sheet.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/explain/formula.hpp"
#include "report/notes/head.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace explain {

using enum Text;

namespace {

constexpr std::string_view kSheetVersion = "1.0";
constexpr int kShareDecimals = 9;

class SheetJson {
 public:
  SheetJson(const RunView& view, const Sheet& sheet, const Language& language, Writer& out)
      : view_{view},
        sheet_{sheet},
        words_{language, kMachineNumbers},
        json_{out, view.scenario.decimals} {}

  void write() {
    json_.document([&] {
      json_.text("format_version", kSheetVersion);
      tell_scenario(json_, view_.scenario);
      tell_changes(json_, view_.scenario.changes, kInLines);
      const Districts& districts = view_.scenario.districts;
      const std::size_t district = index_of(sheet_.district);
      json_.object("district", [&] {
        json_.text("id", districts.ids[district]);
        json_.text("name", districts.names[district]);
        json_.text("group",
                   districts.groups.empty() ? std::string_view{} : districts.groups[district]);
      });
      json_.objects(
          "pots", sheet_.pots, [&](const PotSheet& pot) { write_pot(pot); }, kInLines);
      json_.amount("total", sheet_.total);
      if (sheet_.shift) {
        json_.object("shift", [&] { write_shift(*sheet_.shift); });
      } else {
        json_.null("shift");
      }
    });
  }

 private:
  void write_pot(const PotSheet& pot) {
    json_.text("id", view_.scenario.pots[pot.pot].id);
    json_.amount("budget", pot.budget);
    const RoundingRule& rounding = view_.scenario.pots[pot.pot].rounding;
    json_.text("rounding", engine::rounding_methods()[rounding.method].name);
    json_.verbatim("unit", rounding.unit.to_decimal(
                               rounding.unit.decimals().value_or(view_.scenario.decimals)));
    json_.text("absent", pot.absent);
    std::size_t index = 0;
    json_.objects("lines", pot.lines, [&](const SheetLine&) { write_line(pot.lines, index++); },
                  {"\n   ", ",\n   "});
    write_parts("contributors", pot.contributors);
    write_parts("years", pot.years);
  }

  void write_parts(const JsonName& name, const std::vector<BudgetPart>& parts) {
    json_.objects(name, parts, [&](const BudgetPart& part) {
      json_.text("name", part.name);
      json_.amount("budget", part.amount);
    });
  }

  void write_line(const std::vector<SheetLine>& lines, std::size_t index) {
    const SheetLine& line = lines[index];
    json_.text("letter", line.formula ? letter_of(lines, index) : "");
    json_.text("label", line.label);
    json_.text("formula", line.formula
                              ? formula_text(*line.formula, lines, view_.scenario.decimals, words_)
                              : "");
    json_.verbatim("value", line.formula ? value_of(line) : "null");
    json_.text("exact", line.formula ? line.value.value.to_string() : "");
    json_.text("note", note_of(line));
    json_.text("source", line.origin.source);
    json_.text("status", status_name(line.origin.status));
  }

  /// Rounded where its decimals do not end; `exact` has all of it.
  [[nodiscard]] std::string value_of(const SheetLine& line) const {
    const int least = line.value.form == Form::kAmount ? view_.scenario.decimals : 0;
    const int needed = line.value.value.decimals().value_or(kShareDecimals);
    return line.value.value.to_decimal(std::clamp(needed, least, std::max(least, kShareDecimals)));
  }

  static std::string note_of(const SheetLine& line) {
    std::string text = line.in_words;
    for (const std::string& note : line.notes) {
      text += text.empty() ? "" : ", ";
      text += note;
    }
    return text;
  }

  void write_shift(const ShiftSheet& shift) {
    json_.text("against", shift.label);
    tell_shift(json_, shift.budget, shift.prior);
    json_.objects(
        "causes", shift.causes,
        [&](const CauseWords& cause) {
          json_.text("factor", cause.name);
          json_.text("label", cause.label);
          json_.text("detail", cause.detail);
          json_.objects("parts", cause.parts, [&](const CausePart& part) {
            json_.text("label", part.label);
            json_.text("detail", part.detail);
          });
          json_.amount("amount", cause.amount);
          json_.text("exact", cause.exact.to_string());
        },
        kInLines);
    json_.text("note", shift.remark);
  }

  const RunView& view_;
  const Sheet& sheet_;
  const Words words_;
  JsonWriter json_;
};

using engine::Factor;

/// What did nothing is said where a reader looks for it: an own count that did not change.
bool is_worth_showing(const CauseWords& cause) {
  const bool optional = cause.factor == Factor::kCounts || cause.factor == Factor::kRule ||
                        cause.factor == Factor::kParticipation;
  const bool did_something = cause.amount != Money{} || cause.exact.sign() != 0;
  const bool has_words = !cause.detail.empty() || !cause.parts.empty();
  return did_something || (!optional && has_words);
}

std::string notes_text(const SheetLine& line, const Words& words) {
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
  add(origin_text(line.origin, words));
  return text;
}

/// "tranches: 142.50 in 2026, 142.50 in 2027."
Sentence parts_sentence(Text beginning, Text part_text, const std::vector<BudgetPart>& parts,
                        int decimals, const Words& words) {
  Sentence sentence{words(beginning)};
  for (const BudgetPart& part : parts) {
    sentence.push_back(
        words(part_text, {amount_text(part.amount, decimals, words.numbers), part.name}) +
        (&part == &parts.back() ? "." : ","));
  }
  return sentence;
}

/// A line as texts.
CalculationLine texts_of(const std::vector<SheetLine>& lines, std::size_t index, int decimals,
                         const Words& words) {
  const SheetLine& line = lines[index];
  CalculationLine texts{.label = line.label, .notes = notes_text(line, words)};
  if (line.formula) {
    texts.letter = letter_of(lines, index);
    texts.is_amount = line.value.form == Form::kAmount;
    texts.formula =
        line.in_words.empty() ? formula_text(*line.formula, lines, decimals, words) : line.in_words;
    texts.value = figure_text(line.value, decimals, words.numbers,
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
std::string heading_of(const RunView& view, const Sheet& sheet, const PotSheet& pot,
                       const Words& words) {
  const Scenario& scenario = view.scenario;
  const Pot& rules = scenario.pots[pot.pot];
  std::string text =
      words(kSheetOfPot, {district_title(scenario.districts, sheet.district), rules.id});
  text += rules.title.empty() ? "" : " (" + rules.title + ")";
  return scenario.year.empty() ? text : text + ", " + scenario.year;
}

/// What a pot's budget is made of besides its lines: contributors and years, one sentence each.
std::vector<Sentence> part_sentences(const PotSheet& pot, int decimals, const Words& words) {
  std::vector<Sentence> sentences;
  if (!pot.contributors.empty()) {
    sentences.push_back(
        parts_sentence(kContributed, kContributedBy, pot.contributors, decimals, words));
  }
  if (!pot.years.empty()) {
    sentences.push_back(parts_sentence(kTranches, kInYear, pot.years, decimals, words));
  }
  return sentences;
}

Breakdown total_block(const RunView& view, const Sheet& sheet, const Words& words) {
  const int decimals = view.scenario.decimals;
  CalculationLine line{.label = words(kAllPots, {words.count(sheet.pots.size())}),
                       .value = amount_text(sheet.total, decimals, words.numbers)};
  for (const PotSheet& pot : sheet.pots) {
    line.formula += line.formula.empty() ? "" : " + ";
    line.formula += amount_text(pot.budget, decimals, words.numbers);
  }
  return {.lines = {std::move(line)}};
}

/// From and to, then the causes. Those that did nothing are left out, unless they are what a reader
/// looks for.
std::vector<CalculationLine> shift_texts(const ShiftSheet& shift, int decimals,
                                         const Words& words) {
  const NumberFormat& numbers = words.numbers;
  std::vector<CalculationLine> rows;
  if (!shift.prior) {
    return rows;
  }
  rows.push_back(
      {.label = words(kShiftAgainst, {prior_year(shift.label)}),
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
                      const Words& words) {
  const int decimals = view.scenario.decimals;
  Calculation block{.heading = heading_of(view, sheet, pot, words),
                    .absent = pot.absent,
                    .below = part_sentences(pot, decimals, words)};
  for (std::size_t line = 0; line < pot.lines.size(); ++line) {
    block.lines.push_back(texts_of(pot.lines, line, decimals, words));
  }
  return block;
}

Document sheet_document(const RunView& view, const Sheet& sheet, const Words& words) {
  Document document{.changes = change_sentences(view.scenario.changes, words)};
  for (const PotSheet& pot : sheet.pots) {
    document.blocks.emplace_back(pot_block(view, sheet, pot, words));
  }
  if (sheet.pots.size() > 1) {
    document.blocks.emplace_back(total_block(view, sheet, words));
  }
  if (sheet.shift) {
    const std::string& remark = sheet.shift->remark;
    document.blocks.emplace_back(
        Breakdown{.headers = {words(kColumnCause), words(kColumnFromTo), words(kColumnAmount)},
                  .lines = shift_texts(*sheet.shift, view.scenario.decimals, words),
                  .heading = words(kShiftHeading),
                  .remark = remark.empty() ? Sentence{} : Sentence{remark + "."}});
  }
  return document;
}

}  // namespace
}  // namespace explain

void write_sheet(const RunView& view, const Sheet& sheet, const RunOptions& options,
                 const Format& format, Writer& out) {
  write_report(
      {.document = [&](const Words& words) { return explain::sheet_document(view, sheet, words); },
       .facts =
           [&](Writer& json) {
             explain::SheetJson{view, sheet, *options.language, json}.write();
           }},
      format, options, out);
}

}  // namespace allot::report
