#include <fmt/core.h>

#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/report/json_fields.hpp"
#include "allot/report/sheet.hpp"
#include "report/describe/rule.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/explain/explain_charts.hpp"
#include "report/explain/formula.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace explain {

using enum Text;

namespace {

constexpr int kShareDecimals = 9;

class SheetJson {
 public:
  SheetJson(const RunView& view, const Sheet& sheet, const RunOptions& options, Writer& out)
      : view_{view},
        sheet_{sheet},
        options_{options},
        words_{*options.language, kMachineNumbers},
        json_{out, view.scenario.decimals} {}

  void write() {
    json_.document([&] {
      tell_provenance(json_, kExplainVersion, options_);
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
      if (!sheet_.payment.empty()) {
        json_.object("payment", [&] { write_lines(sheet_.payment); });
      }
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
    write_lines(pot.lines);
    write_parts("contributors", pot.contributors);
    write_parts("years", pot.years);
  }

  void write_lines(const std::vector<SheetLine>& lines) {
    std::size_t index = 0;
    json_.objects("lines", lines, [&](const SheetLine&) { write_line(lines, index++); },
                  {"\n   ", ",\n   "});
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
      add_item(text, note);
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
  const RunOptions& options_;
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

class SheetText {
 public:
  SheetText(const RunView& view, const Sheet& sheet, const Words& words)
      : view_{view}, scenario_{view.scenario}, sheet_{sheet}, words_{words} {}

  [[nodiscard]] Document document() const {
    Document document{.changes = change_sentences(scenario_.changes, words_),
                      .page_title = page_title(),
                      .verdict = {verdict()}};
    for (const PotSheet& pot : sheet_.pots) {
      document.blocks.emplace_back(pot_block(pot));
    }
    if (sheet_.pots.size() > 1) {
      document.blocks.emplace_back(total_block());
    }
    if (!sheet_.payment.empty()) {
      document.blocks.emplace_back(payment_block());
    }
    if (sheet_.shift) {
      document.blocks.emplace_back(shift_block(*sheet_.shift));
      if (sheet_.shift->prior && !sheet_.shift->remark.empty()) {
        document.notes = how_causes_are_told(view_, words_);
      }
    }
    return document;
  }

 private:
  [[nodiscard]] std::string amount(Money amount, Sign sign = Sign::kMinusOnly) const {
    return amount_text(amount, scenario_.decimals, words_.numbers, sign);
  }

  /// "Groß-Gerau (06433) · Zuweisung 2026 · EUR".
  [[nodiscard]] Sentence page_title() const {
    Sentence title{district(), "· " + scenario_.title};
    for (const std::string& part : {scenario_.year, scenario_.currency}) {
      if (!part.empty() && scenario_.title.find(part) == std::string::npos) {
        title.push_back("· " + part);
      }
    }
    return title;
  }

  /// The budget, and what it is against the prior year.
  [[nodiscard]] Sentence verdict() const {
    if (!sheet_.shift || !sheet_.shift->prior) {
      return {amount(sheet_.total)};
    }
    const ShiftSheet& shift = *sheet_.shift;
    return {words_(kShiftOf,
                   {amount(shift.budget),
                    change_text(shift.budget, *shift.prior, scenario_.decimals, words_.numbers),
                    prior_year(shift.label)})};
  }

  /// "Groß-Gerau (06433)".
  [[nodiscard]] std::string district() const {
    const std::size_t index = index_of(sheet_.district);
    const std::string_view id = scenario_.districts.ids[index];
    const std::string_view name = scenario_.districts.names[index];
    return name == id ? std::string{id} : fmt::format("{} ({})", name, id);
  }

  [[nodiscard]] Calculation pot_block(const PotSheet& pot) const {
    Calculation block{.heading = heading_of(scenario_.pots[pot.pot]), .absent = pot.absent};
    for (std::size_t line = 0; line < pot.lines.size(); ++line) {
      block.lines.push_back(line_of(pot.lines, line));
    }
    add_parts(kContributed, kContributedBy, pot.contributors, block.below);
    add_parts(kTranches, kInYear, pot.years, block.below);
    return block;
  }

  [[nodiscard]] Calculation payment_block() const {
    Calculation block{.heading = words_(kSheetOfPayment, {district()})};
    add_item(block.heading, scenario_.year);
    for (std::size_t line = 0; line < sheet_.payment.size(); ++line) {
      block.lines.push_back(line_of(sheet_.payment, line));
    }
    return block;
  }

  /// "Groß-Gerau (06433), pot grund (Grundbetrag), 2026".
  [[nodiscard]] std::string heading_of(const Pot& pot) const {
    std::string text = words_(kSheetOfPot, {district(), pot.id});
    text += pot.title.empty() ? "" : " (" + pot.title + ")";
    add_item(text, scenario_.year);
    return text;
  }

  [[nodiscard]] CalculationLine line_of(const std::vector<SheetLine>& lines,
                                        std::size_t index) const {
    const SheetLine& line = lines[index];
    CalculationLine texts{.label = line.label, .notes = notes_of(line)};
    if (line.formula) {
      texts.letter = letter_of(lines, index);
      texts.is_amount = line.value.form == Form::kAmount;
      texts.formula = line.in_words;
      texts.value = figure_text(line.value, scenario_.decimals, words_.numbers,
                                line.is_change ? Sign::kAlways : Sign::kMinusOnly);
      // A number of the file is its own formula: once is enough.
      if (line.in_words.empty() && line.formula->op != Op::kConstant) {
        texts.formula = formula_text(*line.formula, lines, scenario_.decimals, words_);
      }
    }
    return texts;
  }

  [[nodiscard]] std::string notes_of(const SheetLine& line) const {
    std::string text = short_fraction(line);
    text = text.empty() ? text : "= " + text;
    const std::string origin = origin_text(line.origin, words_);
    for (const std::string& note : line.notes) {
      add_item(text, note == line.label ? "" : note);
    }
    add_item(text, origin == line.label ? "" : origin);
    return text;
  }

  /// What the budget is made of besides: "tranches: 142.50 in 2026, 142.50 in 2027."
  void add_parts(Text beginning, Text part_text, const std::vector<BudgetPart>& parts,
                 std::vector<Sentence>& sentences) const {
    if (parts.empty()) {
      return;
    }
    Sentence sentence{words_(beginning)};
    for (const BudgetPart& part : parts) {
      sentence.push_back(words_(part_text, {amount(part.amount), part.name}) +
                         (&part == &parts.back() ? "." : ","));
    }
    sentences.push_back(std::move(sentence));
  }

  [[nodiscard]] Breakdown total_block() const {
    CalculationLine line{.label = words_(kAllPots, {words_.count(sheet_.pots.size())}),
                         .value = amount(sheet_.total)};
    for (const PotSheet& pot : sheet_.pots) {
      add_item(line.formula, amount(pot.budget), " + ");
    }
    return {.lines = {std::move(line)}};
  }

  /// From and to, then the causes. Those that did nothing are left out, unless they are what a
  /// reader looks for.
  [[nodiscard]] Breakdown shift_block(const ShiftSheet& shift) const {
    Breakdown block{.headers = {words_(kColumnCause), words_(kColumnFromTo), words_(kColumnAmount)},
                    .heading = words_(kShiftHeading),
                    .remark = shift.remark.empty() ? Sentence{} : Sentence{shift.remark + "."}};
    if (!shift.prior) {
      return block;
    }
    const auto add = [&](std::string label, std::string formula, std::string value) {
      block.lines.push_back(
          {.label = std::move(label), .formula = std::move(formula), .value = std::move(value)});
    };
    add(words_(kShiftAgainst, {prior_year(shift.label)}),
        fmt::format("{} → {}", amount(*shift.prior), amount(shift.budget)),
        amount(shift.budget - *shift.prior, Sign::kAlways));
    for (const CauseWords& cause : shift.causes) {
      const bool closes = cause.factor == Factor::kRounding && block.lines.size() > 1;
      if (closes || is_worth_showing(cause)) {
        add(cause.label, cause.detail, amount(cause.amount, Sign::kAlways));
        for (const CausePart& part : cause.parts) {
          add("  " + part.label, part.detail, "");
        }
      }
    }
    return block;
  }

  const RunView& view_;
  const Scenario& scenario_;
  const Sheet& sheet_;
  const Words& words_;
};

}  // namespace
}  // namespace explain

void write_sheet(const RunView& view, const Sheet& sheet, const RunOptions& options,
                 const Format& format, Writer& out) {
  write_report(
      {.document =
           [&](const Words& words) {
             return explain::SheetText{view, sheet, words}.document();
           },
       .facts =
           [&](Writer& json) {
             explain::SheetJson{view, sheet, options, json}.write();
           },
       .charts = [&](const Words& words) { return pictures::explain_charts(view, sheet, words); },
       .rule = [&](const Words& words) { return std::vector{rule_of(view, words)}; }},
      format, options, out);
}

}  // namespace allot::report
