#include <numeric>

#include "report/document/json_text.hpp"
#include "report/sweep/sweep_table.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kSweepVersion = "1.0";

/// One object, a point to a line. Key order is part of the format.
class SweepJson {
 public:
  SweepJson(const Sweep& sweep, Writer& out) : sweep_{sweep}, out_{out} {}

  void write() {
    out_.put("{\"format_version\": ");
    write_json_string(kSweepVersion, out_);
    write_json_member(",\n \"title\": ", sweep_.title, out_);
    write_json_member(",\n \"currency\": ", sweep_.currency, out_);
    out_.put(",\n \"changes\": ");
    write_json_list(sweep_.changes, "[", ", ", out_, [&](const Change& change) {
      write_json_member("{\"path\": ", change.path, out_);
      write_json_member(", \"old\": ", change.old_value, out_);
      write_json_member(", \"new\": ", change.new_value, out_);
      out_.put('}');
    });
    write_json_member(",\n \"against\": ", sweep_.against, out_);
    out_.put(",\n \"varied\": ");
    write_json_list(sweep_.paths, "[", ", ", out_,
                    [&](const std::string& path) { write_json_string(path, out_); });
    out_.put(",\n \"points\": ");
    std::vector<std::size_t> points(sweep_.points.size());
    std::iota(points.begin(), points.end(), std::size_t{0});
    write_json_list(points, "[\n  ", ",\n  ", out_, [&](std::size_t point) { write_point(point); });
    out_.put(",\n \"notes\": ");
    write_json_list(sweep_notes(sweep_), "[", ", ", out_,
                    [&](const Sentence& note) { write_json_string(joined(note), out_); });
    out_.put("}\n");
  }

 private:
  void amount(std::string_view beginning, const std::optional<Money>& value) {
    write_json_member(beginning, value, sweep_.decimals, out_);
  }

  void write_point(std::size_t index) {
    const SweepPoint& point = sweep_.points[index];
    std::vector<std::string_view> values;
    for (std::size_t path = 0; path < sweep_.paths.size(); ++path) {
      values.push_back(sweep_.value(index, path));
    }
    out_.put("{\"values\": ");
    write_json_list(values, "[", ", ", out_,
                    [&](std::string_view value) { write_json_string(value, out_); });
    write_json_member(
        ", \"error\": ", point.problem ? describe(*point.problem).name : std::string_view{}, out_);
    const auto if_solved = [&](Money value) {
      return point.problem ? std::nullopt : std::optional{value};
    };
    amount(", \"total\": ", if_solved(point.total));
    amount(", \"not_assigned\": ", if_solved(point.not_assigned));
    out_.put(", \"winners\": ");
    write_movement(point, point.winners, point.gains, point.most_gained, point.largest_gain);
    out_.put(", \"losers\": ");
    write_movement(point, point.losers, point.losses, point.most_lost, point.largest_loss);
    if (sweep_.by_district) {
      write_districts(point);
    }
    out_.put('}');
  }

  void write_movement(const SweepPoint& point, std::size_t count, Money amount_in_all,
                      std::size_t most, Money largest) {
    if (!point.compared) {
      out_.put("null");
      return;
    }
    out_.put("{\"count\": ");
    write_json_number(static_cast<int128>(count), 0, out_);
    amount(", \"amount\": ", amount_in_all);
    if (count == 0) {
      out_.put(", \"most\": null}");
      return;
    }
    write_json_member(", \"most\": {\"id\": ", sweep_.ids[most], out_);
    amount(", \"amount\": ", largest);
    out_.put("}}");
  }

  void write_districts(const SweepPoint& point) {
    std::size_t district = 0;
    out_.put(", \"districts\": ");
    write_json_list(point.budgets, "[", ", ", out_, [&](Money budget) {
      write_json_member("{\"id\": ", sweep_.ids[district++], out_);
      amount(", \"budget\": ", budget);
      out_.put('}');
    });
  }

  const Sweep& sweep_;
  Writer& out_;
};

}  // namespace

void write_sweep_as_json(const Sweep& sweep, Writer& out) { SweepJson{sweep, out}.write(); }

}  // namespace allot::report
