// The sheet for programs. Key order is part of the format.

#include "report/explain/sheet_json.hpp"

#include <algorithm>

#include "allot/engine/rounding/rounding.hpp"
#include "report/document/json_text.hpp"
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
      : view_{view}, sheet_{sheet}, out_{out} {}

  void write() {
    const Scenario& scenario = view_.scenario;
    write_json_member("{\"format_version\": ", kSheetVersion, out_);
    write_json_member(",\n \"title\": ", scenario.title, out_);
    write_json_member(",\n \"year\": ", scenario.year, out_);
    write_json_member(",\n \"currency\": ", scenario.currency, out_);
    out_.put(",\n \"changes\": ");
    list(scenario.changes, [&](const Change& change) { write_change(change); });
    write_district();
    out_.put(",\n \"pots\": ");
    list(sheet_.pots, [&](const PotSheet& pot) { write_pot(pot); });
    amount(",\n \"total\": ", sheet_.total);
    out_.put(",\n \"shift\": ");
    if (sheet_.shift) {
      write_shift(*sheet_.shift);
    } else {
      out_.put("null");
    }
    out_.put("}\n");
  }

 private:
  template <class Items, class Write>
  void list(const Items& items, Write&& write) {
    write_json_list(items, "[\n  ", ",\n  ", out_, write);
  }

  void amount(std::string_view beginning, const std::optional<Money>& value) {
    write_json_member(beginning, value, view_.scenario.decimals, out_);
  }

  void write_change(const Change& change) {
    write_json_member("{\"path\": ", change.path, out_);
    write_json_member(", \"old\": ", change.old_value, out_);
    write_json_member(", \"new\": ", change.new_value, out_);
    out_.put('}');
  }

  void write_district() {
    const Districts& districts = view_.scenario.districts;
    const std::size_t district = index_of(sheet_.district);
    write_json_member(",\n \"district\": {\"id\": ", districts.ids[district], out_);
    write_json_member(", \"name\": ", districts.names[district], out_);
    write_json_member(
        ", \"group\": ", districts.groups.empty() ? std::string_view{} : districts.groups[district],
        out_);
    out_.put('}');
  }

  void write_pot(const PotSheet& pot) {
    write_json_member("{\"id\": ", view_.scenario.pots[pot.pot].id, out_);
    amount(", \"budget\": ", pot.budget);
    const RoundingRule& rounding = view_.scenario.pots[pot.pot].rounding;
    write_json_member(", \"rounding\": ", engine::rounding_methods()[rounding.method].name, out_);
    out_.put(", \"unit\": ");
    out_.put(rounding.unit.to_decimal(rounding.unit.decimals().value_or(view_.scenario.decimals)));
    write_json_member(", \"absent\": ", pot.absent, out_);
    out_.put(", \"lines\": ");
    std::size_t index = 0;
    write_json_list(pot.lines, "[\n   ", ",\n   ", out_,
                    [&](const SheetLine&) { write_line(pot.lines, index++); });
    write_parts(", \"contributors\": ", pot.contributors);
    write_parts(", \"years\": ", pot.years);
    out_.put('}');
  }

  void write_parts(std::string_view beginning, const std::vector<BudgetPart>& parts) {
    out_.put(beginning);
    write_json_list(parts, "[", ", ", out_, [&](const BudgetPart& part) {
      write_json_member("{\"name\": ", part.name, out_);
      amount(", \"budget\": ", part.amount);
      out_.put('}');
    });
  }

  void write_line(const std::vector<SheetLine>& lines, std::size_t index) {
    const SheetLine& line = lines[index];
    const int decimals = view_.scenario.decimals;
    write_json_member("{\"letter\": ", line.formula ? letter_of(lines, index) : "", out_);
    write_json_member(", \"label\": ", line.label, out_);
    write_json_member(
        ", \"formula\": ",
        line.formula ? formula_text(*line.formula, lines, decimals, kMachineNumbers) : "", out_);
    out_.put(", \"value\": ");
    write_value(line);
    write_json_member(", \"exact\": ", line.formula ? line.value.value.to_string() : "", out_);
    write_json_member(", \"note\": ", note_of(line), out_);
    write_json_member(", \"source\": ", line.origin.source, out_);
    write_json_member(", \"status\": ",
                      line.origin.status ? status_name(*line.origin.status) : std::string_view{},
                      out_);
    out_.put('}');
  }

  /// Rounded where its decimals do not end; `exact` has all of it.
  void write_value(const SheetLine& line) {
    if (!line.formula) {
      out_.put("null");
      return;
    }
    const int least = line.value.form == Form::kAmount ? view_.scenario.decimals : 0;
    const int needed = line.value.value.decimals().value_or(kShareDecimals);
    const int decimals = std::clamp(needed, least, std::max(least, kShareDecimals));
    out_.put(line.value.value.to_decimal(decimals));
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
    write_json_member("{\"against\": ", shift.label, out_);
    amount(", \"prior\": ", shift.prior);
    amount(", \"budget\": ", shift.budget);
    amount(", \"shift\": ",
           shift.prior ? std::optional{shift.budget - *shift.prior} : std::nullopt);
    out_.put(", \"shift_percent\": ");
    write_json_number_or_null(
        shift.prior ? percent_change(shift.budget, *shift.prior, kPercentDecimals) : std::nullopt,
        kPercentDecimals, out_);
    out_.put(", \"causes\": ");
    list(shift.causes, [&](const CauseWords& cause) {
      write_json_member("{\"factor\": ", cause.name, out_);
      write_json_member(", \"label\": ", cause.label, out_);
      write_json_member(", \"detail\": ", cause.detail, out_);
      out_.put(", \"parts\": ");
      write_json_list(cause.parts, "[", ", ", out_, [&](const CausePart& part) {
        write_json_member("{\"label\": ", part.label, out_);
        write_json_member(", \"detail\": ", part.detail, out_);
        out_.put('}');
      });
      amount(", \"amount\": ", cause.amount);
      write_json_member(", \"exact\": ", cause.exact.to_string(), out_);
      out_.put('}');
    });
    write_json_member(", \"note\": ", shift.remark, out_);
    out_.put('}');
  }

  const RunView& view_;
  const Sheet& sheet_;
  Writer& out_;
};

}  // namespace

void write_sheet_as_json(const RunView& view, const Sheet& sheet, Writer& out) {
  SheetJson{view, sheet, out}.write();
}

}  // namespace allot::report::explain
