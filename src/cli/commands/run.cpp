#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/session/geo_option.hpp"

namespace allot::cli {

namespace {

using report::RowsBy;
using report::SortBy;

/// Why the rows of the result have no shift.
std::string without_shift(const Settings& settings, const report::RunView& view) {
  if (settings.report.by == RowsBy::kPot) {
    return "there is no prior year of a single pot";
  }
  if (!view.year.empty()) {
    return "there is no prior year of a single tranche";
  }
  return view.left_out.empty() ? "the scenario has no prior year"
                               : "there is no prior year of some of the pots";
}

std::vector<std::string> way_to_shift(const report::RunView& view) {
  if (view.scenario.prior) {
    return {};
  }
  return {"say where last year's budgets are: `prior: {column: NAME}`"};
}

/// What `--sort` is told to sort by the shift; empty: it sorts by something else.
std::string_view word_of_shift(SortBy sort) {
  return sort == SortBy::kShift     ? "shift"
         : sort == SortBy::kPercent ? "percent"
         : sort == SortBy::kChange  ? "change"
                                    : "";
}

/// `--sort`: a prior year.
bool check_sort(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  const std::string_view word = word_of_shift(settings.report.sort);
  if (word.empty() || (view.result.prior && settings.report.by != RowsBy::kPot)) {
    return true;
  }
  std::vector<std::string> help{"sort by id, name, budget or input"};
  const std::vector<std::string> more = way_to_shift(view);
  help.insert(help.end(), more.begin(), more.end());
  return session.refuse((settings.report.reversed ? "-" : "") + std::string{word},
                        "nothing to sort by: " + without_shift(settings, view), std::move(help));
}

/// `--causes`: a prior year, and rows that have a shift.
bool check_causes(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  if (!settings.causes) {
    return true;
  }
  const Location where = session.line().of_last("--causes");
  if (settings.report.by != RowsBy::kDistrict || !settings.year.empty()) {
    return session.refuse(
        where,
        settings.year.empty()
            ? "`--causes` splits the shift of districts, and these rows are others"
            : "there is no prior year of a single tranche",
        {settings.year.empty() ? "leave `--by` out" : "leave `--year` out"});
  }
  if (view.result.prior) {
    return true;
  }
  return session.refuse(
      where, "there is no shift to split: the scenario has no prior year",
      {"say what last year's budgets were: `prior: {scenario: FILE}`, or by its rules: "
       "`prior: {amount: 100, steps: […]}`"});
}

/// `--bars`: a shift that is shown.
bool check_bars(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  if (!settings.report.bars || report::shows_shift(view, settings.report)) {
    return true;
  }
  if (view.result.prior && settings.report.by != RowsBy::kPot) {
    return session.refuse("--bars", "`--bars` draws the shift, which `--columns` leaves out",
                          {"add `shift` to the columns"});
  }
  std::vector<std::string> help = way_to_shift(view);
  if (help.empty()) {
    help = {settings.year.empty() ? "leave `--by` out" : "leave `--year` out"};
  }
  return session.refuse("--bars", "there is no shift to draw: " + without_shift(settings, view),
                        std::move(help));
}

/// `--geo`: a shift of districts, some of whom are on the map.
bool check_map(Session& session, const report::RunView& view, const MapShapes* map) {
  if (map == nullptr) {
    return true;
  }
  if (!view.result.prior || session.settings().report.by != RowsBy::kDistrict) {
    return session.refuse("--geo",
                          "there is no shift of districts to draw a map of: " +
                              without_shift(session.settings(), view),
                          way_to_shift(view));
  }
  return check_areas(session, *map, view.scenario);
}

/// `--causes`: a cause that is shown.
bool check_causes_shown(Session& session, const report::RunView& view) {
  if (view.causes == nullptr || report::shows_causes(*view.causes, session.settings().report)) {
    return true;
  }
  return session.refuse("--causes",
                        "`--causes` splits the shift into columns, which `--columns` leaves out",
                        {"add one of them, such as `cause_pot`, or leave `--causes` out"});
}

/// `--trace`: no option that asks for something else.
bool check_trace(Session& session) {
  const Settings& settings = session.settings();
  const report::RunOptions& report = settings.report;
  const std::pair<bool, std::string_view> others[] = {
      {settings.causes, "--causes"},
      {report.by != RowsBy::kDistrict, "--by"},
      {!settings.year.empty(), "--year"},
      {report.sort != SortBy::kId || report.reversed, "--sort"},
      {report.top.has_value(), "--top"},
      {!report.columns.empty(), "--columns"},
      {!settings.per.empty(), "--per"},
      {report.numbers.has_value(), "--numbers"},
      {settings.language != nullptr, "--language"},
      {report.bars, "--bars"},
      {settings.width.has_value(), "--width"},
      {!settings.geo.empty(), "--geo"}};
  for (const auto& [given, name] : others) {
    if (given) {
      return session.refuse(name,
                            "`--trace` has all records of all districts, in the order of their ids",
                            {"leave `" + std::string{name} + "` out"});
    }
  }
  return true;
}

void write_run(Session& session, const report::RunView& view, const MapShapes* map,
               const report::Format& format) {
  report::RunOptions options = session.report_options();
  options.map = map;
  write_result(session,
               [&](report::Writer& out) { report::write_run(view, options, format, out); });
}

/// Shows what the options ask for, unless the scenario does not have it.
void show(Session& session, const report::RunView& view, const MapShapes* map,
          const std::vector<std::string>& unused_columns, const report::Format& format) {
  const Settings& settings = session.settings();
  const bool output_good = check_output(session);
  const bool rows_exist = check_rows(session, view);
  if (!check_year(session, view) || !output_good || !rows_exist) {
    return;
  }
  const auto selected = report::selection(view, settings.report.by, settings.year);
  report::RunView shown = selected ? selected->view() : view;
  const bool sortable = check_sort(session, shown);
  if (!check_causes(session, shown) || !sortable) {
    return;
  }
  const auto causes = settings.causes ? report::causes_of(view.scenario, view.result)
                                      : std::optional<report::ShiftCauses>{};
  shown.causes = causes ? &*causes : nullptr;
  const auto columns = [&](report::Audience audience) {
    const auto names = report::column_names(shown, settings.report, audience);
    const bool of_pots = settings.report.by == RowsBy::kPot || settings.report.by == RowsBy::kGroup;
    return ColumnsThere{"result", names, names,
                        of_pots ? std::vector<std::string>{} : unused_columns};
  };
  if (check_columns(session, format, columns) && check_causes_shown(session, shown) &&
      check_bars(session, shown) && check_map(session, shown, map)) {
    write_run(session, shown, map, format);
  }
}

/// A trace is JSON, and nothing else.
bool check_trace_format(Session& session) {
  const Settings& settings = session.settings();
  const report::Format* format =
      settings.format != nullptr ? settings.format : report::format_of_suffix(settings.output);
  if (format == nullptr || format->name == "json") {
    return true;
  }
  return session.refuse(
      settings.format == nullptr ? std::string_view{settings.output} : format->name,
      "`--trace` writes JSON, not " + std::string{format->name},
      {"write it to a file that ends in .json"});
}

void trace(Session& session, const report::RunView& view) {
  if (check_output(session)) {
    write_result(session, [&](report::Writer& out) { report::write_trace(view, out); });
  }
}

void execute_run(Session& session) {
  const bool traces = session.settings().trace;
  if (traces && (!check_trace_format(session) || !check_trace(session))) {
    return;
  }
  const report::Format* format = traces ? nullptr : chosen_format(session);
  if (format == nullptr && !traces) {
    return;
  }
  Attempt attempt = session.load(session.settings().operands.front());
  std::optional<MapShapes> map;
  if (!traces && !read_map(session, *format, map)) {
    return;
  }
  const bool of_pots = traces || shows_all_of_pots(*format) || format->with_charts ||
                       shows_parts_of_pots(session.settings());
  session.compute(attempt, of_pots ? engine::PotDetail::kDistricts : engine::PotDetail::kTotals);
  session.require(attempt);
  if (attempt.result && traces) {
    trace(session, {*attempt.scenario, *attempt.result});
  } else if (attempt.result) {
    show(session, {*attempt.scenario, *attempt.result}, map ? &*map : nullptr,
         attempt.unused_columns, *format);
  }
  session.take_over(attempt);
}

}  // namespace

extern const Command kRun = {
    .name = "run",
    .usage = "run SCENARIO|- [OPTIONS]",
    .summary = "budgets per district, and the shift against the prior year",
    .examples =
        "allot run scenario.yaml\n"
        "allot run scenario.yaml -o budgets.csv\n"
        "allot run scenario.yaml --adjust pots.im.amount=+3% --sort shift --top 10\n",
    .execute = execute_run,
};

}  // namespace allot::cli
