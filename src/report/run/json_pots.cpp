#include "report/run/json_pots.hpp"

#include "report/columns/figures.hpp"
#include "report/columns/splits.hpp"
#include "report/document/json_text.hpp"
#include "report/notes/wording.hpp"

namespace allot::report {
namespace {

class PotJson {
 public:
  PotJson(const RunView& view, const RunOptions& options, std::size_t pot, Writer& out)
      : view_{view},
        options_{options},
        pot_{view.scenario.pots[pot]},
        result_{view.result.pots[pot]},
        out_{out} {}

  void write() {
    write_json_member("\"id\": ", pot_.id, out_);
    amount(", \"amount\": ", result_.amount);
    amount(", \"budget\": ", result_.budget);
    if (view_.year.empty()) {
      write_uses();
    } else {
      write_uses_of_year();
    }
    if (result_.contributors) {
      write_contributors(*result_.contributors);
    }
    if (result_.years) {
      write_years(*result_.years);
    }
  }

 private:
  void amount(std::string_view beginning, const std::optional<Money>& value) {
    write_json_member(beginning, value, view_.scenario.decimals, out_);
  }

  void write_uses() {
    Money reserved;
    for (const engine::Reserve& reserve : result_.reserves) {
      reserved += reserve.amount;
    }
    amount(", \"reserved\": ", reserved);
    amount(", \"not_assigned\": ", result_.not_assigned);
    amount(", \"left_over\": ", result_.left_over);
    if (!result_.top_ups.empty()) {
      out_.put(", \"top_ups\": ");
      write_json_list(result_.top_ups, "[", ", ", out_, [&](const engine::Reserve& top_up) {
        write_json_member("{\"from\": ", top_up.name, out_);
        amount(", \"amount\": ", top_up.amount);
        out_.put('}');
      });
    }
    if (!result_.passed_on.empty()) {
      out_.put(", \"passed_on\": ");
      write_json_list(result_.passed_on, "[", ", ", out_, [&](const engine::PassedOn& passed) {
        write_json_member("{\"to\": ", pot_name(view_, passed.to), out_);
        amount(", \"amount\": ", passed.amount);
        out_.put('}');
      });
    }
  }

  /// Of one year it is not known why money goes to no district.
  void write_uses_of_year() {
    amount(", \"reserved\": ", std::nullopt);
    amount(", \"not_assigned\": ", std::nullopt);
    amount(", \"left_over\": ", std::nullopt);
    amount(", \"elsewhere\": ", result_.amount - result_.budget);
  }

  void write_contributors(const engine::SplitTable& split) {
    std::size_t index = 0;
    out_.put(",\n   \"contributors\": ");
    write_json_list(pot_.contributors, "[\n    ", ",\n    ", out_,
                    [&](const Contributor& contributor) {
                      write_json_member("{\"id\": ", contributor.id, out_);
                      write_json_member(", \"name\": ", contributor.name, out_);
                      amount(", \"amount\": ", split.totals[index]);
                      write_in_kind(contributor);
                      write_districts(split.cells[index]);
                      ++index;
                    });
  }

  void write_in_kind(const Contributor& contributor) {
    out_.put(", \"in_kind\": ");
    if (contributor.in_kind) {
      out_.put(contributor.in_kind->to_decimal(view_.scenario.decimals));
    } else {
      out_.put("null");
    }
  }

  void write_years(const engine::SplitTable& split) {
    std::size_t index = 0;
    out_.put(",\n   \"years\": ");
    write_json_list(pot_.tranches->years, "[\n    ", ",\n    ", out_, [&](const std::string& year) {
      write_json_member("{\"id\": ", year, out_);
      amount(", \"amount\": ", split.totals[index]);
      write_districts(split.cells[index]);
      ++index;
    });
  }

  /// Those that are listed, by id.
  void write_districts(const std::vector<Money>& budgets) {
    RunOptions by_id;
    by_id.all = options_.all;
    const Figures figures = district_figures(view_);
    out_.put(", \"districts\": ");
    write_json_list(row_order(figures, by_id), "[", ", ", out_, [&](std::uint32_t row) {
      write_json_member("{\"id\": ", figures.ids[row], out_);
      amount(", \"budget\": ", budgets[row]);
      out_.put('}');
    });
    out_.put('}');
  }

  const RunView& view_;
  const RunOptions& options_;
  const Pot& pot_;
  const engine::PotResult& result_;
  Writer& out_;
};

}  // namespace

void write_json_pot(const RunView& view, const RunOptions& options, std::size_t pot, Writer& out) {
  PotJson{view, options, pot, out}.write();
}

}  // namespace allot::report
