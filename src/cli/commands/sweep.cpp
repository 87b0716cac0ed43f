#include "allot/report/sweep.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "allot/load/numbers/number.hpp"
#include "allot/load/results/result_file.hpp"
#include "allot/what_if/pot_number.hpp"
#include "allot/what_if/sweep_points.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/files/terminal.hpp"
#include "cli/session/vary_option.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using what_if::Grid;
using what_if::NotSolved;
using what_if::PotNumber;
using what_if::Variation;

/// Rows of one result, all at once in memory.
constexpr std::size_t kMostRows = 20'000'000;

bool check_sweep_use(Session& session) {
  const Settings& settings = session.settings();
  if (settings.vary.empty()) {
    return session.refuse(session.line().whole(), "`allot sweep` needs values to try",
                          {"`--vary pots.im.amount=58_000_000..60_000_000/500_000`"});
  }
  if (settings.report.by != report::RowsBy::kDistrict) {
    return session.refuse(
        "--by", "a sweep has a row for each point, or one for each district of each point",
        {"write `--by district`, or leave `--by` out"});
  }
  return true;
}

bool check_is_scenario(Session& session) {
  const std::string& path = session.settings().operands.front();
  const auto file = session.open(path);
  const SourceFiles& sources = session.sources();
  if (!file || !load::result_form(sources.name(*file), sources.text(*file))) {
    return file.has_value();
  }
  return session.refuse(session.line().of(path), "`allot sweep` needs a scenario",
                        {"a result cannot be computed again"});
}

bool check_sweep_size(Session& session, const Grid& grid, const Scenario& scenario) {
  const bool too_many =
      session.settings().by_district && grid.size() * scenario.districts.size() > kMostRows;
  return !too_many || session.refuse("--vary", "these are more than 20 million rows",
                                     {"leave out `--by district`, or take larger steps"});
}

/// Plain numbers as tables have them; all else as it was typed, also ids with leading zeros.
std::string shown_value(const std::string& text) {
  const load::ReadNumber read = load::ReadNumber::from(text);
  const load::Number* number = read.number();
  const bool id = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  return number == nullptr || number->percent || number->ratio || id
             ? text
             : number->value.to_decimal(number->decimals);
}

void describe_grid(const Scenario& scenario, const Grid& grid, report::Sweep& sweep) {
  for (const Variation& variation : grid.variations()) {
    sweep.paths.push_back(variation.path);
    sweep.numbers.push_back(PotNumber::find(scenario, variation.path).has_value());
    std::vector<std::string>& values = sweep.values.emplace_back();
    for (const std::string& value : variation.values) {
      values.push_back(shown_value(value));
    }
  }
  sweep.chosen.reserve(grid.size() * grid.variations().size());
  for (std::size_t point = 0; point < grid.size(); ++point) {
    for (std::size_t path = 0; path < grid.variations().size(); ++path) {
      sweep.chosen.push_back(static_cast<std::uint32_t>(grid.index(point, path)));
    }
  }
}

/// A change of what is varied has no effect at any point.
void report_overwritten(Session& session, const Grid& grid) {
  for (const GivenAssignment& given : session.settings().assignments) {
    const load::Assignment change = session.line().assign(given.kind, given.argument);
    for (const Variation& varied : grid.variations()) {
      if (given.kind != load::Assignment::Kind::kOverlay && varied.path == change.path) {
        session.add(
            {.code = Code::kChangeWithoutEffect,
             .where = change.where,
             .message = in_quotes(change.path) + " is varied: this change of it has no effect",
             .label = "overwritten",
             .related = {{varied.place({0, change.where.length}), "varied here"}}});
      }
    }
  }
}

/// Whether each point may have another prior year.
bool varies_prior(const Grid& grid) {
  const auto& variations = grid.variations();
  return std::any_of(variations.begin(), variations.end(), [](const Variation& varied) {
    return ("." + varied.path + ".").find(".prior.") != std::string::npos || varied.path == "year";
  });
}

/// What is varied has another value at each point.
std::vector<Change> changes_at_all_points(const Scenario& scenario, const Grid& grid) {
  std::vector<Change> changes = scenario.changes;
  std::erase_if(changes, [&](const Change& change) {
    const auto& variations = grid.variations();
    return std::any_of(variations.begin(), variations.end(),
                       [&](const Variation& varied) { return varied.path == change.path; });
  });
  return changes;
}

void report_not_solved(Session& session, const Attempt& attempt, NotSolved::Why why) {
  switch (why) {
    case NotSolved::Why::kWrongValue:
    case NotSolved::Why::kNoResult:
      session.take_over(attempt);
      return;
    case NotSolved::Why::kOtherDistricts:
    case NotSolved::Why::kOtherNames:
      session.refuse(attempt.tried.back().value_where,
                     why == NotSolved::Why::kOtherNames
                         ? "the districts do not have the same names at all points"
                         : "the points do not have the same districts",
                     {"run each of them: `allot run SCENARIO --set PATH=VALUE`"});
  }
}

/// False: reported.
bool solve(Session& session, const Scenario& scenario, const Grid& grid, report::Sweep& sweep) {
  const Settings& settings = session.settings();
  Progress progress{session.process().error,
                    !settings.quiet && settings.diagnostics == report::DiagnosticStyle::kHuman,
                    grid.size()};
  const auto attempt_at = [&](std::size_t point) {
    Attempt attempt = session.load(settings.operands.front(), grid.assignments(point));
    session.compute(attempt);
    return attempt;
  };
  auto solved = what_if::solve_points(
      scenario, grid, sweep.by_district,
      {.read_and_run =
           [&](std::size_t point) {
             Attempt attempt = attempt_at(point);
             return what_if::Tried{std::move(attempt.scenario), std::move(attempt.result),
                                   std::move(attempt.problems)};
           },
       .show_progress = [&](std::size_t done) { progress.show(done); }});
  if (const auto* failure = std::get_if<NotSolved>(&solved)) {
    report_not_solved(session, attempt_at(failure->point), failure->why);
    return false;
  }
  auto& points = std::get<what_if::SolvedGrid>(solved);
  sweep.points = std::move(points.points);
  sweep.decimals = points.decimals;
  sweep.against_prior = std::move(points.against_prior);
  sweep.first_problem = std::move(points.first_problem);
  return true;
}

void execute_sweep(Session& session) {
  const report::Format* format = chosen_format(session);
  if (format == nullptr || !check_sweep_use(session)) {
    return;
  }
  const auto grid = grid_of(session, what_if::kMostPoints);
  if (!grid || !check_is_scenario(session)) {
    return;
  }
  Attempt base = session.load(session.settings().operands.front());
  session.take_over(base);
  if (!base.scenario || !check_output(session) ||
      !check_sweep_size(session, *grid, *base.scenario)) {
    return;
  }
  report_overwritten(session, *grid);
  report::Sweep sweep{.changes = changes_at_all_points(*base.scenario, *grid),
                      .title = base.scenario->title,
                      .currency = base.scenario->currency,
                      .paths = {},
                      .values = {},
                      .chosen = {},
                      .points = {},
                      .ids = base.scenario->districts.ids,
                      .names = base.scenario->districts.names,
                      .by_district = session.settings().by_district};
  describe_grid(*base.scenario, *grid, sweep);
  if (!solve(session, *base.scenario, *grid, sweep)) {
    return;
  }
  if (format->with_charts) {
    session.compute(base);  // why it has no result is no problem of the points
  }
  sweep.base = &*base.scenario;
  sweep.base_result = base.result ? &*base.result : nullptr;
  sweep.prior_of_each_point = base.scenario->prior && varies_prior(*grid);
  const report::RunOptions options = session.report_options();
  write_result(session,
               [&](report::Writer& out) { report::write_sweep(sweep, options, *format, out); });
}

}  // namespace

extern const Command kSweep = {
    .name = "sweep",
    .usage = "sweep SCENARIO|- --vary PATH=VALUES [OPTIONS]",
    .summary = "one result for each value, or for each combination of values",
    .examples =
        "allot sweep scenario.yaml --vary pots.im.amount=58_000_000..61_000_000/500_000\n"
        "allot sweep scenario.yaml --vary pots.im.amount=58_000_000,61_000_000 --by district "
        "-o sweep.csv\n",
    .execute = execute_sweep,
};

}  // namespace allot::cli
