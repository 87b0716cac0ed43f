#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "allot/engine/facts/record.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/report/run_report.hpp"
#include "report/document/json_writer.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kTraceVersion = "1.3";

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

  /// What comes now is a record of the step of that index.
  void begin(std::size_t step) { step_ = step; }

  void operator()(const engine::Shared& of) {
    record("shared", "key", scenario_.key(of.key).name, "left", of.left, "weight", of.weight,
           "whole", of.whole, "part_year", of.part_year, "amount", of.amount);
  }
  void operator()(const engine::SharedByRate& of) {
    record("shared_by_rate", "key", scenario_.key(of.key).name, "left", of.left, "weight",
           of.weight, "whole", of.whole, "rate", of.rate, "part_year", of.part_year, "amount",
           of.amount);
  }
  void operator()(const engine::Equalised& of) {
    const auto* column = std::get_if<ColumnId>(&of.capacity_by);
    record("equalised", "need_by", scenario_.key(of.need_by).name, "capacity_by",
           column == nullptr ? scenario_.key(std::get<KeyId>(of.capacity_by)).name
                             : scenario_.column(*column).name);
    if (of.solved) {
      tell("left", of.solved->left, "needs", of.solved->needs, "capacities", of.solved->capacities,
           "solved_base", of.solved->base);
    }
    tell("base", of.base, "need", of.need, "capacity", of.capacity, "rate", of.rate, "part_year",
         of.part_year, "amount", of.amount);
  }
  void operator()(const engine::GroupShared& of) {
    record("group_shared", "group", of.group, "left", of.left, "weight", of.weight, "whole",
           of.whole, "had", of.had, "total", of.total);
  }
  void operator()(const engine::FlatGranted& of) {
    record("flat", "each", of.each, "times", of.times, "part_year", of.part_year, "amount",
           of.amount);
  }
  void operator()(const engine::RateGranted& of) {
    const Key& key = scenario_.key(of.key);
    record("rate", key.column ? "column" : "key",
           key.column ? scenario_.column(*key.column).name : key.name, "rate", of.rate, "count",
           of.count, "part_year", of.part_year, "amount", of.amount);
  }
  void operator()(const engine::Reduced& of) {
    record("claims_reduced", "claimed", of.claimed, "factor", of.factor, "amount", of.amount);
  }
  void operator()(const engine::BoundChosen& of) {
    record("bound_of_several", "bound", std::string_view{of.is_minimum ? "minimum" : "maximum"});
    json_.list("of", kInOneLine, [&] {
      for (const std::optional<Fraction>& one : of.of) {
        write(JsonName{}, one);
      }
    });
  }
  void operator()(const engine::LossFloor& of) {
    record("loss_floor", "part", of.part, "prior", of.prior, "before", of.before, "floor",
           of.floor);
  }
  void operator()(const engine::Bounded& of) {
    record("bounded", "by", bound_name(of.kind), "minimum", of.minimum, "maximum", of.maximum,
           "before", of.before, "factor", of.factor);
    if (of.scaling) {
      tell("total", of.scaling->total, "held", of.scaling->held, "others", of.scaling->others);
    }
    tell("after", of.after);
  }
  void operator()(const engine::FloorKept& of) {
    record("floor", "paid_by", payer_word(of.how), "prior", of.prior, "floor", of.floor, "before",
           of.before, "from", of.from, "factor", of.factor, "cost", of.cost, "above", of.above,
           "held", of.held, "after", of.after);
  }
  void operator()(const engine::DropChecked& of) {
    record("drop_below", "least", of.amount, "before", of.before, "dropped", of.dropped, "factor",
           of.factor, "total", of.total, "others", of.others, "after", of.after);
  }
  void operator()(const engine::Blended& of) {
    record("phased_in", "new_weight", of.new_weight, "prior", of.prior, "scale", of.scale, "total",
           of.total, "prior_total", of.prior_total, "before", of.before, "after", of.after);
  }
  void operator()(const engine::TopSliced& of) {
    record("top_slice", "to", of.to, "amount", of.amount);
  }
  void operator()(const engine::ForOthers& /*of*/) { record("for_others", "of_step", step_ + 1); }
  void operator()(const engine::RoundedByStep& of) {
    record("rounded", "claim", of.of_claim, "unit", of.rule.unit, "method",
           engine::name_of(of.rule.rounding), "minimum", of.minimum, "maximum", of.maximum,
           "before", of.before, "after", of.after);
  }
  void operator()(const engine::BeyondBound& of) {
    record("beyond_bound", "of_step", step_ + 1, "bound",
           std::string_view{of.is_minimum ? "minimum" : "maximum"}, "amount", of.bound, "ends",
           of.ends, "by_step", of.by + 1);
  }
  void operator()(const engine::Quota& of) {
    record("quota", "exact", of.exact, "units", of.units, "remainder", of.remainder);
  }
  void operator()(const engine::KeptInUnits& of) {
    record("kept_in_units", "minimum", of.minimum, "maximum", of.maximum, "start", of.start);
  }
  void operator()(const engine::LeftoverUnit& of) {
    record(of.by_amount ? "unit_by_amount" : "left_over_unit", "units", of.units, "rank", of.rank,
           "given", of.given, "taken", of.taken, "last_rank", of.last_rank, "passed_over",
           of.passed_over);
  }
  void operator()(const engine::DivisorUnits& of) {
    record("divisor_units", "weight", of.weight, "divisor", of.divisor, "minimum", of.minimum,
           "maximum", of.maximum, "units", of.units, "tied", of.tied, "by_tie", of.by_tie);
  }
  void operator()(const engine::MovedByFloors& of) { record("moved_by_floors", "units", of.units); }
  void operator()(const engine::ResidualTaken& of) { record("residual", "amount", of.amount); }
  void operator()(const engine::TieBroken& of) {
    const bool taken = is_taken(of.about.stake);
    record("tie", "tied", of.tied, "given", taken ? 0 : of.chosen, "got_unit",
           !taken && of.is_chosen);
    if (taken) {
      tell("taken", of.chosen, "lost_unit", of.is_chosen);
    }
    tell("of", tie_word(of.about.of));
    json_.text("name", of.about.name);
    tell("for", stake_word(of.about.stake), "prior", of.about.prior);
  }
  /// The end of a district's records: what they come to.
  void operator()(Money budget) { record("budget", "amount", budget); }

 private:
  void record(std::string_view word, const auto&... members) { tell("record", word, members...); }
  /// Names, each with its value.
  void tell() {}
  void tell(std::string_view name, const auto& value, const auto&... others) {
    write(JsonName{name}, value);
    tell(others...);
  }

  void write(const JsonName& name, std::string_view value) { json_.string(name, value); }
  void write(const JsonName& name, const Fraction& value) { write(name, value.to_string()); }
  void write(const JsonName& name, bool value) { json_.flag(name, value); }
  void write(const JsonName& name, Money value) { json_.amount(name, value); }
  void write(const JsonName& name, std::integral auto value) { json_.number(name, int128{value}); }
  template <class Value>
  void write(const JsonName& name, const std::optional<Value>& value) {
    value ? write(name, *value) : json_.null(name);
  }

  const Scenario& scenario_;
  JsonWriter& json_;
  std::size_t step_ = 0;
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
      for (const engine::StepRecord& record : records[i].steps) {
        words_.begin(record.step);
        write_line(pot, i, [&] { std::visit(words_, record.what); });
      }
      for (const engine::RoundingRecord& record : records[i].rounding) {
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
