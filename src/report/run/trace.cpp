#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/engine/facts/record.hpp"
#include "allot/report/run_report.hpp"
#include "report/document/json_writer.hpp"
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
  RecordJson(const Scenario& scenario, JsonWriter& json) : scenario_{scenario}, json_{json} {}

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
    json_.amount("amount", record.amount);
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
    json_.text("name", record.about.name);
    text("for", stake_word(record.about.stake));
    flag("prior", record.about.prior);
  }
  /// The end of a district's records: what they come to.
  void operator()(Money budget) {
    begin("budget");
    json_.amount("amount", budget);
  }

 private:
  void begin(std::string_view record) { json_.string("record", record); }
  void text(const JsonName& name, std::string_view value) { json_.string(name, value); }
  void exact(const JsonName& name, const std::optional<Fraction>& value) {
    json_.text(name, value ? value->to_string() : "");
  }
  void whole(const JsonName& name, const std::optional<std::int64_t>& value) {
    json_.number(name, value ? std::optional{int128{*value}} : std::nullopt);
  }
  void flag(const JsonName& name, bool value) { json_.flag(name, value); }

  const Scenario& scenario_;
  JsonWriter& json_;
};

class TraceJson {
 public:
  TraceJson(const RunView& view, Writer& out) : view_{view}, json_{out, view.scenario.decimals} {}

  void write() {
    json_.document([&] {
      json_.text("trace_version", kTraceVersion);
      tell_result(json_, view_);
      json_.list("records", {"\n  ", ",\n  ", "\n"}, [&] {
        for (std::size_t pot = 0; pot < view_.scenario.pots.size(); ++pot) {
          write_pot(pot);
        }
      });
    });
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
        write_line(pot, i, [&] { std::visit(words_, record); });
      }
      write_line(pot, i, [&] { words_(view_.result.pots[pot].budgets[i]); });
    }
  }

  void write_line(std::size_t pot, std::size_t district, auto&& tell) {
    json_.object([&] {
      json_.string("pot", view_.scenario.pots[pot].id);
      json_.string("district", view_.scenario.districts.ids[district]);
      tell();
    });
  }

  const RunView& view_;
  engine::Recorder recorder_{view_.scenario};
  JsonWriter json_;
  RecordJson words_{view_.scenario, json_};
};

}  // namespace

void write_trace(const RunView& view, Writer& out) { TraceJson{view, out}.write(); }

}  // namespace allot::report
