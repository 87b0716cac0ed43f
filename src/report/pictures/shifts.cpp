#include "report/pictures/shifts.hpp"

#include <algorithm>
#include <utility>

#include "report/words/scaled.hpp"

namespace allot::report::pictures {
namespace {

using enum Text;

constexpr int kDecimalsOfPercent = 2;

Measure percent_measure(const std::string& title, const Words& words) {
  return {words(kPictureInPercent, {title}), "%", kDecimalsOfPercent, Sign::kAlways};
}

/// Those that had something before.
Values percent_values(const Shown& shown) {
  Values values;
  for (const std::uint32_t row : shown.rows) {
    const auto prior = shown.figures.prior(row);
    const auto percent =
        prior ? percent_change(shown.figures.budgets[row], *prior, kDecimalsOfPercent)
              : std::nullopt;
    if (percent) {
      values.push_back({row, *percent});
    }
  }
  return values;
}

/// Who takes no part and had nothing does not lack a percentage.
std::size_t without_percent(const Shown& shown) {
  return static_cast<std::size_t>(std::ranges::count_if(shown.rows, [&](std::uint32_t row) {
    return shown.figures.prior(row).value_or(Money{}) == Money{} && shown.figures.participates(row);
  }));
}

/// "1 103 districts".
std::string count_text(const Shown& shown, std::size_t count, const Words& words) {
  return words(shown.districts ? kDistricts : kRowsCounted,
               {words.districts(shown.called_recipients, count)});
}

}  // namespace

std::vector<std::uint32_t> all_listed(const Figures& figures, const RunOptions& options) {
  RunOptions by_id;
  by_id.all = options.all;
  by_id.changed = options.changed;
  return row_order(figures, by_id).rows;
}

std::vector<charts::Row> percent_shifts(const Shown& shown) {
  std::vector<charts::Row> rows;
  for (const std::uint32_t row : shown.rows) {
    rows.push_back({shown.names.of(row), {std::nullopt}, false, shown.names.id(row)});
  }
  std::size_t next = 0;
  for (const Value& value : percent_values(shown)) {
    while (shown.rows[next] != value.row) {
      ++next;
    }
    rows[next].values = {value.value};
  }
  return rows;
}

Chart percent_map(const Shown& shown, const std::string& title, const MapShapes& map,
                  const Words& words) {
  const Measure measure = percent_measure(title, words);
  return {.kind = &charts::kMap,
          .title = measure.title,
          .unit = measure.unit,
          .description = most_sentences(measure, shown.names, percent_values(shown), words),
          .rows = percent_shifts(shown),
          .decimals = measure.decimals,
          .sign = measure.sign,
          .map = &map};
}

Values shifts_of(const Shown& shown) {
  Values values;
  for (const std::uint32_t row : shown.rows) {
    if (const auto prior = shown.figures.prior(row)) {
      values.push_back({row, int128{shown.figures.budgets[row].minor() - prior->minor()}});
    }
  }
  return values;
}

std::size_t new_rows(const Shown& shown) {
  return static_cast<std::size_t>(std::ranges::count_if(shown.rows, [&](std::uint32_t row) {
    return !shown.figures.prior(row) && shown.figures.participates(row);
  }));
}

void add_shifts(const Shown& shown, const std::string& title, const Measure& budgets,
                const std::vector<std::string>& series, const Words& words,
                std::vector<Chart>& charts) {
  const Values shifts = shifts_of(shown);
  const Measure measure{title, shown.unit, shown.decimals, Sign::kAlways};
  auto diverging = bars(measure, shown.names, shifts, new_rows(shown), words);
  if (!diverging) {
    return;
  }
  add(charts, std::move(diverging));
  std::vector<Change> changes;
  for (const std::uint32_t row : shown.rows) {
    const auto prior = shown.figures.prior(row);
    changes.push_back({row, prior ? std::optional<int128>{prior->minor()} : std::nullopt,
                       shown.figures.budgets[row].minor()});
  }
  add(charts, dumbbell(budgets, shown.names, std::move(changes), series, words));
  add(charts, bars(percent_measure(title, words), shown.names, percent_values(shown),
                   without_percent(shown), words));
  add(charts,
      histogram(measure, shown.names, shifts, count_text(shown, shifts.size(), words), words));
}

void add_budgets(const Shown& shown, const std::string& title, const Words& words,
                 std::vector<Chart>& charts) {
  Values values;
  for (const std::uint32_t row : shown.rows) {
    values.push_back({row, shown.figures.budgets[row].minor()});
  }
  const Measure measure{title, shown.unit, shown.decimals};
  add(charts, bars(measure, shown.names, values, 0, words));
  add(charts,
      histogram(measure, shown.names, values, count_text(shown, values.size(), words), words));
}

}  // namespace allot::report::pictures
