#include "report/explain/explain_charts.hpp"

#include <string>
#include <utility>

#include "report/pictures/pictures.hpp"
#include "report/words/name_told_apart.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

class ExplainCharts {
 public:
  ExplainCharts(const RunView& view, const Sheet& sheet, const Words& words)
      : scenario_{view.scenario},
        sheet_{sheet},
        words_{words},
        name_{name_told_apart(scenario_.districts.ids, scenario_.districts.names,
                              index_of(sheet.district))} {}

  std::vector<charts::Chart> charts() {
    if (sheet_.shift && sheet_.shift->prior) {
      add_causes(*sheet_.shift);
    }
    if (sheet_.pots.size() > 1) {
      add_pots();
    }
    return std::move(charts_);
  }

 private:
  [[nodiscard]] Measure amounts(std::string title) const {
    return {std::move(title), scenario_.currency, scenario_.decimals};
  }
  [[nodiscard]] std::string budget_name() const {
    return scenario_.year.empty() ? std::string{words_.named(NamesOf::kColumn, "budget")}
                                  : scenario_.year;
  }

  void add_causes(const ShiftSheet& shift) {
    const std::string before = words_(kPriorYear, {prior_year(shift.label)});
    const std::string after = budget_name();
    std::vector<Part> parts;
    for (const CauseWords& cause : shift.causes) {
      parts.push_back({cause.label, cause.amount.minor()});
    }
    add(charts_,
        waterfall(amounts(words_(kPictureCauses, {name_, before, after})),
                  {before, shift.prior->minor()}, parts, {after, shift.budget.minor()}, words_));
  }

  /// From nothing to the budget.
  void add_pots() {
    const std::string title = words_(kPictureByPot, {name_});
    charts::Chart chart{.kind = &charts::kWaterfall,
                        .title = title,
                        .unit = scenario_.currency,
                        .description = {},
                        .decimals = scenario_.decimals};
    const Measure measure = amounts(title);
    std::string list;
    for (const PotSheet& pot : sheet_.pots) {
      if (pot.budget != Money{}) {
        const std::string name = pot_name(scenario_.pots[pot.pot]);
        chart.rows.push_back({name, {pot.budget.minor()}});
        add_item(list, name + " " + value_text(measure, pot.budget.minor(), words_));
      }
    }
    if (chart.rows.size() < 2) {
      return;
    }
    chart.rows.push_back({budget_name(), {sheet_.total.minor()}, true});
    chart.description =
        words_(kPartInAll, {list, value_text(measure, sheet_.total.minor(), words_)});
    charts_.push_back(std::move(chart));
  }

  static std::string pot_name(const Pot& pot) { return pot.title.empty() ? pot.id : pot.title; }

  const Scenario& scenario_;
  const Sheet& sheet_;
  const Words& words_;
  std::string name_;
  std::vector<charts::Chart> charts_;
};

}  // namespace

std::vector<charts::Chart> explain_charts(const RunView& view, const Sheet& sheet,
                                          const Words& words) {
  return ExplainCharts{view, sheet, words}.charts();
}

}  // namespace allot::report::pictures
