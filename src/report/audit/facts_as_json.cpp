#include "report/audit/facts_as_json.hpp"

#include <string>

#include "allot/engine/rounding/rounding.hpp"
#include "report/diagnostics/places.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

using engine::StrayRow;

class FactTeller {
 public:
  FactTeller(JsonWriter& json, const Audited& audited)
      : json_{json}, table_{audited.table}, audited_{audited} {}

  void operator()(const engine::ColumnSum& sum) {
    json_.string("check", "sum");
    column("of", sum.column);
    json_.text("sum", sum.sum ? printable(table_.sums[*sum.sum].label) : std::string{});
    tell_sum(sum, sum.printed);
  }
  void operator()(const engine::PercentageSum& sum) {
    json_.string("check", "percentage_sum");
    column("of", sum.column);
    tell_sum(sum, Fraction{1});
  }
  void operator()(const engine::WholeCounts& counts) {
    json_.string("check", "whole_counts");
    column("of", counts.column);
    number("count", counts.count);
    number("least", counts.least);
    number("most", counts.most);
    rows("impossible", table_, counts.impossible);
  }
  void operator()(const engine::CommonPot& pot) {
    json_.string("check", "common_pot");
    column("of", pot.amount);
    column("percent", pot.percent);
    tell_rate(pot, pot.pot);
    strays(pot.amount, pot.strays);
  }
  void operator()(const engine::OneRate& rate) {
    json_.string("check", "rate");
    column("of", rate.amount);
    column("key", rate.key);
    tell_rate(rate, rate.rate);
    strays(rate.amount, rate.strays);
  }
  void operator()(const engine::ShiftFigures& shift) {
    const bool is_shift = shift.of == engine::ShiftFigures::Of::kShift;
    const std::size_t own = is_shift ? *shift.shift : *shift.change;
    json_.string("check", is_shift ? "shift" : "change");
    column("of", own);
    count("rows", shift.rows);
    count("holding", shift.holding);
    count("if_cut", shift.cut);
    json_.flag("reversed", shift.reversed);
    strays(own, shift.strays);
  }
  void operator()(const engine::Reproduced& found) {
    json_.string("check", "rule");
    column("of", found.column);
    column("key", found.key);
    count("rows", found.rows);
    json_.flag("cut", found.cut);
    json_.objects("rules", found.rules, [&](const engine::RuleFound& rule) { tell_rule(rule); });
  }
  void operator()(const engine::NearestRule& nearest) {
    json_.string("check", "nearest_rule");
    column("of", nearest.column);
    column("key", nearest.key);
    count("rows", nearest.rows);
    if (nearest.rule) {
      json_.object("rule", [&] { tell_rule(*nearest.rule); });
    } else {
      json_.null("rule");
    }
    strays(nearest.column, nearest.strays);
  }
  void operator()(const engine::TwoRows& rows) {
    json_.string("check", "row_twice");
    row("row", table_, rows.second);
    json_.flag("same_numbers", rows.same_numbers);
  }
  void operator()(const engine::ManyRowsEach& many) {
    json_.string("check", "many_rows_each");
    count("rows", many.rows);
    count("ids", many.ids);
  }
  void operator()(const engine::SharedAmount& shared) {
    json_.string("check", "shared_amount");
    column("of", shared.column);
    row("row", table_, shared.second);
    row("other", table_, shared.first);
    number("amount", table_.columns[shared.column].cells[shared.first]->value);
  }
  void operator()(const engine::RepeatedValue& repeated) {
    json_.string("check", "repeated_value");
    column("of", repeated.column);
    column("from", repeated.from);
    row("row", table_, repeated.row);
    number("value", table_.columns[repeated.column].cells[repeated.row]->value);
    count("others", repeated.others);
    if (repeated.restores) {
      number("sum", repeated.sum);
      number("restores", *repeated.restores);
    }
  }
  void operator()(const engine::RowsOfOne& one) {
    json_.string("check", one.came ? "rows_came" : "rows_went");
    rows("rows", one.came ? table_ : *audited_.before, one.rows);
  }
  void operator()(const engine::Renamed& renamed) {
    json_.string("check", "renamed");
    json_.string("id", printable(table_.rows[renamed.after].id));
    json_.string("before", printable(audited_.before->rows[renamed.before].name));
    json_.string("name", printable(table_.rows[renamed.after].name));
  }
  void operator()(const engine::PriorFigures& prior) {
    json_.string("check", "prior");
    column("of", prior.prior);
    count("rows", prior.rows);
    count("holding", prior.holding);
    strays(prior.prior, prior.strays);
  }

 private:
  void column(const JsonName& name, std::size_t column) {
    json_.string(name, printable(table_.columns[column].name));
  }
  void row(const JsonName& name, const PrintedTable& table, std::size_t row) {
    json_.string(name, printable(table.rows[row].label()));
  }
  void rows(const JsonName& name, const PrintedTable& table, const std::vector<std::size_t>& rows) {
    json_.each(name, rows, [&](std::size_t one) { row({}, table, one); });
  }
  void count(const JsonName& name, std::size_t count) {
    json_.number(name, static_cast<int128>(count));
  }
  /// As JSON has it, where its decimals end.
  void number(const JsonName& name, const Fraction& value) {
    const std::optional<int> decimals = value.decimals();
    const std::string text =
        decimals ? fraction_text(value, *decimals, kMachineNumbers) : value.to_string();
    text.find('/') == std::string::npos ? json_.verbatim(name, text) : json_.string(name, text);
  }

  template <class Sum>
  void tell_sum(const Sum& sum, const Fraction& printed) {
    count("rows", sum.rows);
    count("empty", sum.empty);
    number("printed", printed);
    number("added", sum.added);
    number("difference", sum.difference());
    number("rounding", sum.rounding);
    number("one_way", sum.one_way);
  }

  template <class Rate>
  void tell_rate(const Rate& rate, const engine::Range& range) {
    count("rows", rate.rows);
    count("sharing", rate.sharing);
    number("low", range.low);
    number("high", range.high);
  }

  void tell_rule(const engine::RuleFound& rule) {
    using Residual = engine::RuleFound::Residual;
    json_.string("method", engine::rounding_methods()[rule.method].name);
    number("unit", rule.unit);
    json_.text("residual", rule.residual == Residual::kReport    ? "report"
                           : rule.residual == Residual::kLargest ? "largest"
                                                                 : "");
    number("rest", rule.rest);
    number("pot", rule.pot);
    number("whole", rule.whole);
    json_.flag("tie", rule.tie);
  }

  void strays(std::size_t column, const std::vector<StrayRow>& strays) {
    json_.objects("strays", strays, [&](const StrayRow& stray) {
      row("row", table_, stray.row);
      number("printed", table_.columns[column].cells[stray.row]->value);
      number("fit", stray.fit);
    });
  }

  JsonWriter& json_;
  const PrintedTable& table_;
  const Audited& audited_;
};

}  // namespace

void tell_fact(JsonWriter& json, const engine::AuditFact& fact, const Audited& audited) {
  std::visit(FactTeller{json, audited}, fact);
}

}  // namespace allot::report
