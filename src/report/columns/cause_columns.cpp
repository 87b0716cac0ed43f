#include <algorithm>

#include "report/columns/run_table.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report {
namespace {

bool did_something(const engine::CauseLine& line) {
  for (std::size_t i = 0; i < line.amounts.size(); ++i) {
    if (line.amounts[i] != Money{} || line.exact(i).sign() != 0) {
      return true;
    }
  }
  return false;
}

/// People look for these; others only where they did something.
bool is_always_shown(engine::Factor factor) {
  return factor == engine::Factor::kPot || factor == engine::Factor::kShare ||
         factor == engine::Factor::kOwnCount || factor == engine::Factor::kOthersCounts ||
         factor == engine::Factor::kRounding;
}

}  // namespace

TableColumn cause_column(const engine::CauseLine& line, const Words& words, int decimals, bool sums,
                         std::function<std::optional<std::size_t>(std::size_t row)> row_of) {
  return {.name = "cause_" + cause_name(line),
          .header = cause_words(line, words),
          .cell =
              [&line, row_of = std::move(row_of)](std::size_t row) {
                const std::optional<std::size_t> place = row_of(row);
                return place ? Cell::of(line.amounts[*place]) : Cell::undefined();
              },
          .total = sums ? Cell::of(sum_of(line.amounts)) : Cell::undefined(),
          .decimals = decimals,
          .sign = Sign::kAlways};
}

bool has_cause_sums(const RunView& view) {
  const auto& rows = view.causes->row;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i] && view.result.budgets[i] != Money{}) {
      return false;
    }
  }
  return causes_have_sums(view.causes->causes);
}

void add_causes(const RunView& view, Audience audience, const Words& words, ColumnSet& set) {
  if (view.causes == nullptr) {
    return;
  }
  const bool sums = has_cause_sums(view);
  for (const engine::CauseLine& line : view.causes->causes.lines) {
    set.add(cause_column(line, words, view.scenario.decimals, sums,
                         [&rows = view.causes->row](std::size_t row) { return rows[row]; }),
            audience != Audience::kPeople || is_always_shown(line.factor) || did_something(line));
  }
}

bool shows_causes(const ShiftCauses& causes, const RunOptions& options) {
  return options.columns.empty() ||
         std::ranges::any_of(causes.causes.lines, [&](const engine::CauseLine& line) {
           return std::ranges::find(options.columns, "cause_" + cause_name(line)) !=
                  options.columns.end();
         });
}

std::optional<ShiftCauses> causes_of(const Scenario& scenario, const engine::Result& result) {
  if (!result.prior) {
    return std::nullopt;
  }
  std::vector<DistrictId> districts;
  ShiftCauses shift{.causes = {}, .row = {}};
  for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
    const bool has_prior = result.prior->budgets[i].has_value();
    shift.row.push_back(has_prior ? std::optional{districts.size()} : std::nullopt);
    if (has_prior) {
      districts.push_back(static_cast<DistrictId>(i));
    }
  }
  auto causes = engine::causes_of_shift(scenario, result, districts);
  if (!causes) {
    return std::nullopt;
  }
  shift.causes = std::move(*causes);
  return shift;
}

}  // namespace allot::report
