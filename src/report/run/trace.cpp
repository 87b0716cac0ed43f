#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/engine/facts/record.hpp"
#include "allot/report/run_report.hpp"
#include "report/document/json_text.hpp"
#include "report/notes/head.hpp"
#include "report/notes/rounding_notes.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kTraceVersion = "1.1";

std::string_view bound_name(engine::Bounded::Kind kind) {
  switch (kind) {
    case engine::Bounded::Kind::kLimit:
      return "limit";
    case engine::Bounded::Kind::kRatable:
      return "ratable";
    case engine::Bounded::Kind::kGainCap:
      return "gain_cap";
    case engine::Bounded::Kind::kReallocated:
      break;
  }
  return "reallocated";
}

/// The members of one record behind the pot and the district.
class RecordJson {
 public:
  RecordJson(const Scenario& scenario, Writer& out) : scenario_{scenario}, out_{out} {}

  void operator()(const engine::Shared& record) {
    begin("shared");
    text("key", scenario_.key(record.key).name);
    exact("left", record.left);
    exact("weight", record.weight);
    exact("whole", record.whole);
    exact("part_year", record.part_year);
    exact("amount", record.amount);
  }
  void operator()(const engine::GroupShared& record) {
    begin("group_shared");
    text("group", record.group);
    exact("left", record.left);
    exact("weight", record.weight);
    exact("whole", record.whole);
    exact("had", record.had);
    exact("total", record.total);
  }
  void operator()(const engine::FlatGranted& record) {
    begin("flat");
    exact("each", record.each);
    exact("times", record.times);
    exact("part_year", record.part_year);
    exact("amount", record.amount);
  }
  void operator()(const engine::RateGranted& record) {
    begin("rate");
    text("column", scenario_.column(record.column).name);
    exact("rate", record.rate);
    exact("count", record.count);
    exact("part_year", record.part_year);
    exact("amount", record.amount);
  }
  void operator()(const engine::Reduced& record) {
    begin("claims_reduced");
    exact("claimed", record.claimed);
    exact("factor", record.factor);
    exact("amount", record.amount);
  }
  void operator()(const engine::Bounded& record) {
    begin("bounded");
    text("by", bound_name(record.kind));
    exact("minimum", record.minimum);
    exact("maximum", record.maximum);
    exact("before", record.before);
    exact("factor", record.factor);
    if (record.scaling) {
      exact("total", record.scaling->total);
      exact("held", record.scaling->held);
      exact("others", record.scaling->others);
    }
    exact("after", record.after);
  }
  void operator()(const engine::FloorKept& record) {
    begin("floor");
    text("paid_by", payer_word(record.how));
    exact("prior", record.prior);
    exact("floor", record.floor);
    exact("before", record.before);
    exact("from", record.from);
    exact("factor", record.factor);
    exact("cost", record.cost);
    exact("above", record.above);
    flag("held", record.held);
    exact("after", record.after);
  }
  void operator()(const engine::Blended& record) {
    begin("phased_in");
    exact("new_weight", record.new_weight);
    exact("prior", record.prior);
    exact("scale", record.scale);
    exact("total", record.total);
    exact("prior_total", record.prior_total);
    exact("before", record.before);
    exact("after", record.after);
  }
  void operator()(const engine::TopSliced& record) {
    begin("top_slice");
    text("to", record.to);
    exact("amount", record.amount);
  }
  void operator()(const engine::Quota& record) {
    begin("quota");
    exact("exact", record.exact);
    whole("units", record.units);
    exact("remainder", record.remainder);
  }
  void operator()(const engine::KeptInUnits& record) {
    begin("kept_in_units");
    whole("minimum", record.minimum);
    whole("maximum", record.maximum);
    whole("start", record.start);
  }
  void operator()(const engine::LeftoverUnit& record) {
    begin("left_over_unit");
    whole("units", record.units);
    whole("rank", static_cast<std::int64_t>(record.rank));
    whole("given", static_cast<std::int64_t>(record.given));
    whole("taken", static_cast<std::int64_t>(record.taken));
    whole("last_rank", static_cast<std::int64_t>(record.last_rank));
    whole("passed_over", static_cast<std::int64_t>(record.passed_over));
  }
  void operator()(const engine::DivisorUnits& record) {
    begin("divisor_units");
    exact("weight", record.weight);
    exact("divisor", record.divisor);
    whole("minimum", record.minimum);
    whole("maximum", record.maximum);
    whole("units", record.units);
    flag("tied", record.tied);
    flag("by_tie", record.by_tie);
  }
  void operator()(const engine::ResidualTaken& record) {
    begin("residual");
    write_json_member(", \"amount\": ", record.amount, scenario_.decimals, out_);
  }
  void operator()(const engine::TieBroken& record) {
    begin("tie");
    whole("tied", static_cast<std::int64_t>(record.tied));
    const bool taken = record.about.stake == engine::Stake::kTakenBack;
    whole("given", taken ? 0 : static_cast<std::int64_t>(record.chosen));
    flag("got_unit", !taken && record.is_chosen);
    if (taken) {
      whole("taken", static_cast<std::int64_t>(record.chosen));
      flag("lost_unit", record.is_chosen);
    }
    text("of", tie_word(record.about.of));
    member("name");
    write_json_string_or_null(record.about.name, out_);
    text("for", stake_word(record.about.stake));
    flag("prior", record.about.prior);
  }
  /// The end of a district's records: what they come to.
  void operator()(Money budget) {
    begin("budget");
    write_json_member(", \"amount\": ", budget, scenario_.decimals, out_);
  }

 private:
  void begin(std::string_view record) { write_json_member(", \"record\": ", record, out_); }

  void member(std::string_view name) {
    out_.put(", ");
    write_json_string(name, out_);
    out_.put(": ");
  }
  void text(std::string_view name, std::string_view value) {
    member(name);
    write_json_string(value, out_);
  }
  void exact(std::string_view name, const std::optional<Fraction>& value) {
    member(name);
    write_json_string_or_null(value ? value->to_string() : "", out_);
  }
  void whole(std::string_view name, const std::optional<std::int64_t>& value) {
    member(name);
    write_json_number_or_null(value ? std::optional{int128{*value}} : std::nullopt, 0, out_);
  }
  void flag(std::string_view name, bool value) {
    member(name);
    out_.put(value ? "true" : "false");
  }

  const Scenario& scenario_;
  Writer& out_;
};

class TraceJson {
 public:
  TraceJson(const RunView& view, Writer& out)
      : view_{view}, out_{out}, words_{view.scenario, out} {}

  void write() {
    const Scenario& scenario = view_.scenario;
    write_json_member("{\"trace_version\": ", kTraceVersion, out_);
    write_json_member(",\n \"title\": ", scenario.title, out_);
    write_json_member(",\n \"year\": ", scenario.year, out_);
    write_json_member(",\n \"currency\": ", scenario.currency, out_);
    write_json_member(",\n \"status\": ",
                      view_.result.status ? status_name(*view_.result.status) : std::string_view{},
                      out_);
    out_.put(",\n \"changes\": ");
    write_json_list(scenario.changes, "[\n  ", ",\n  ", out_, [&](const Change& change) {
      write_json_member("{\"path\": ", change.path, out_);
      write_json_member(", \"old\": ", change.old_value, out_);
      write_json_member(", \"new\": ", change.new_value, out_);
      out_.put('}');
    });
    out_.put(",\n \"records\": [");
    for (std::size_t pot = 0; pot < scenario.pots.size(); ++pot) {
      write_pot(pot);
    }
    out_.put(first_ ? "]}\n" : "\n]}\n");
  }

 private:
  void write_pot(std::size_t pot) {
    std::vector<DistrictId> districts;
    for (std::size_t i = 0; i < view_.scenario.districts.size(); ++i) {
      districts.push_back(static_cast<DistrictId>(i));
    }
    const auto records = recorder_.records_of(pot, districts);
    for (std::size_t i = 0; i < records.size(); ++i) {
      for (const engine::Record& record : records[i]) {
        begin_line(pot, i);
        std::visit(words_, record);
        out_.put('}');
      }
      begin_line(pot, i);
      words_(view_.result.pots[pot].budgets[i]);
      out_.put('}');
    }
  }

  void begin_line(std::size_t pot, std::size_t district) {
    out_.put(first_ ? "\n  " : ",\n  ");
    first_ = false;
    out_.put("{\"pot\": ");
    write_json_string(view_.scenario.pots[pot].id, out_);
    out_.put(", \"district\": ");
    write_json_string(view_.scenario.districts.ids[district], out_);
  }

  const RunView& view_;
  engine::Recorder recorder_{view_.scenario};
  Writer& out_;
  RecordJson words_;
  bool first_ = true;
};

}  // namespace

void write_trace(const RunView& view, Writer& out) { TraceJson{view, out}.write(); }

}  // namespace allot::report
