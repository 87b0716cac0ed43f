// The sheet for programs. Key order is part of the format.

#include "report/explain/sheet_json.hpp"

#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "report/document/json_writer.hpp"
#include "report/explain/formula.hpp"
#include "report/notes/head.hpp"
#include "report/words/scaled.hpp"

namespace allot::report::explain {
namespace {

constexpr std::string_view kSheetVersion = "1.0";
constexpr int kShareDecimals = 9;
constexpr int kPercentDecimals = 6;

class SheetJson {
 public:
  SheetJson(const RunView& view, const Sheet& sheet, Writer& out)
      : view_{view}, sheet_{sheet}, json_{out, view.scenario.decimals} {}

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
    json_.text("formula", line.formula ? formula_text(*line.formula, lines, view_.scenario.decimals,
                                                      kMachineNumbers)
                                       : "");
    json_.verbatim("value", line.formula ? value_of(line) : "null");
    json_.text("exact", line.formula ? line.value.value.to_string() : "");
    json_.text("note", note_of(line));
    json_.text("source", line.origin.source);
    json_.text("status",
               line.origin.status ? status_name(*line.origin.status) : std::string_view{});
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
    json_.amount("prior", shift.prior);
    json_.amount("budget", shift.budget);
    json_.amount("shift", shift.prior ? std::optional{shift.budget - *shift.prior} : std::nullopt);
    json_.number(
        "shift_percent",
        shift.prior ? percent_change(shift.budget, *shift.prior, kPercentDecimals) : std::nullopt,
        kPercentDecimals);
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
  JsonWriter json_;
};

}  // namespace

void write_sheet_as_json(const RunView& view, const Sheet& sheet, Writer& out) {
  SheetJson{view, sheet, out}.write();
}

}  // namespace allot::report::explain
