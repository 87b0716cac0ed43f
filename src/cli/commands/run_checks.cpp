#include "cli/commands/run_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using report::RowsBy;
using report::SortBy;

bool refuse(Session& session, Location where, std::string message, std::vector<std::string> help) {
  session.add(usage_error(where, std::move(message), std::move(help)));
  return false;
}

bool has_groups(const Scenario& scenario) { return !scenario.districts.groups.empty(); }
bool has_contributors(const Scenario& scenario) {
  return !report::part_ids(scenario, RowsBy::kContributor).empty();
}
bool has_years(const Scenario& scenario) {
  return !report::part_ids(scenario, RowsBy::kYear).empty();
}

constexpr std::string_view kGiveYears = "give a pot its years: `tranches: {years: [2026, 2027]}`";

/// Rows that only some scenarios have, and how a scenario comes to have them.
struct SomeRows {
  RowsBy by;
  std::string_view word;  ///< of `--by`
  std::string_view what, help;
  bool (*are_there)(const Scenario& scenario);
};

constexpr SomeRows kSomeRows[] = {
    {RowsBy::kGroup, "group", "groups",
     "name the column of the upper tier: `group:` in `districts`", &has_groups},
    {RowsBy::kContributor, "contributor", "contributors",
     "say who pays for a pot: `amount: contributors`, `contributors: [{id: land, amount: 100}]`",
     &has_contributors},
    {RowsBy::kYear, "year", "years", kGiveYears, &has_years},
};

bool check_known(Session& session, const std::vector<std::string>& columns,
                 const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  bool good = true;
  for (const std::string& column : columns) {
    if (std::find(names.begin(), names.end(), column) == names.end()) {
      std::vector<std::string> help = did_you_mean(column, known);
      help.push_back("the columns are " + listed(known));
      good = refuse(session, session.line().of(column),
                    "the result has no column `" + without_controls(column) + "`", std::move(help));
    }
  }
  return good;
}

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

}  // namespace

bool check_output(Session& session) {
  const std::string& output = session.settings().output;
  if (output.empty() || !session.has_read(output)) {
    return true;
  }
  return refuse(session, session.line().of_last(output),
                "`" + without_controls(output) + "` is a file of the scenario, which would be lost",
                {"write the result to another file"});
}

bool check_rows(Session& session, const report::RunView& view) {
  for (const SomeRows& rows : kSomeRows) {
    if (rows.by == session.settings().report.by && !rows.are_there(view.scenario)) {
      return refuse(session, session.line().of_last(rows.word),
                    "the scenario has no " + std::string{rows.what}, {std::string{rows.help}});
    }
  }
  return true;
}

bool check_year(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  if (settings.year.empty()) {
    return true;
  }
  const Location where = session.line().of_last(settings.year);
  if (settings.report.by == RowsBy::kContributor || settings.report.by == RowsBy::kYear) {
    return refuse(session, where,
                  settings.report.by == RowsBy::kYear
                      ? "`--by year` shows all years, `--year` one of them"
                      : "`--by contributor` shows all years together, `--year` one of them",
                  {"leave one of the two out"});
  }
  const std::vector<std::string> years = report::part_ids(view.scenario, RowsBy::kYear);
  if (std::find(years.begin(), years.end(), settings.year) != years.end()) {
    return true;
  }
  if (years.empty()) {
    return refuse(session, where, "the scenario has no years", {std::string{kGiveYears}});
  }
  const std::vector<std::string_view> known(years.begin(), years.end());
  std::vector<std::string> help = did_you_mean(settings.year, known);
  help.push_back("the years are " + listed(known));
  return refuse(session, where, "no pot has a year `" + without_controls(settings.year) + "`",
                std::move(help));
}

bool check_sort(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  const bool by_percent = settings.report.sort == SortBy::kPercent;
  const bool by_shift = by_percent || settings.report.sort == SortBy::kShift;
  if (!by_shift || (view.result.prior && settings.report.by != RowsBy::kPot)) {
    return true;
  }
  const std::string word = by_percent ? "percent" : "shift";
  std::vector<std::string> help{"sort by id, name, budget or input"};
  if (!view.scenario.prior) {
    help.emplace_back("say where last year's budgets are: `prior: {column: NAME}`");
  }
  return refuse(session, session.line().of_last(word),
                "nothing to sort by: " + without_shift(settings, view), std::move(help));
}

bool check_causes(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  if (!settings.causes) {
    return true;
  }
  const Location where = session.line().of_last("--causes");
  if (settings.report.by != RowsBy::kDistrict || !settings.year.empty()) {
    return refuse(session, where,
                  settings.year.empty() ? "`--causes` splits the shift of districts, and these "
                                          "rows are others"
                                        : "there is no prior year of a single tranche",
                  {settings.year.empty() ? "leave `--by` out" : "leave `--year` out"});
  }
  if (view.result.prior) {
    return true;
  }
  return refuse(session, where, "there is no shift to split: the scenario has no prior year",
                {"say what last year's budgets were: `prior: {scenario: FILE}`, or by its rules: "
                 "`prior: {amount: 100, steps: […]}`"});
}

bool check_trace(Session& session) {
  const Settings& settings = session.settings();
  const report::RunOptions& report = settings.report;
  const std::pair<bool, std::string_view> others[] = {
      {settings.causes, "--causes"},      {report.by != RowsBy::kDistrict, "--by"},
      {!settings.year.empty(), "--year"}, {report.sort != SortBy::kId, "--sort"},
      {report.top.has_value(), "--top"},  {!report.columns.empty(), "--columns"},
      {!settings.per.empty(), "--per"},   {report.numbers.has_value(), "--numbers"}};
  for (const auto& [given, name] : others) {
    if (given) {
      return refuse(session, session.line().of_last(name),
                    "`--trace` has all records of all districts, in the order of their ids",
                    {"leave `" + std::string{name} + "` out"});
    }
  }
  return true;
}

bool check_columns_once(Session& session) {
  const std::vector<std::string>& columns = session.settings().report.columns;
  std::map<std::string_view, std::size_t> named;
  bool good = true;
  for (const std::string& column : columns) {
    // The second one is reported, a third is not.
    if (++named[column] == 2) {
      good = refuse(session, session.line().of(column),
                    "the column `" + without_controls(column) + "` is named twice",
                    {"name each column once"});
    }
  }
  return good;
}

bool check_columns(Session& session, const report::RunView& view, const report::Format& format) {
  const report::RunOptions& options = session.settings().report;
  if (options.columns.empty()) {
    return true;
  }
  if (!format.audience) {
    return refuse(
        session, session.line().of_last("--columns"),
        "`--columns` chooses columns of a table, and " + std::string{format.name} + " is none",
        {"leave it out: the fields of JSON are always all there"});
  }
  const bool known = check_known(session, options.columns,
                                 report::column_names(view, options.by, *format.audience));
  return check_columns_once(session) && known;
}

bool shows_parts_of_pots(const Settings& settings) {
  return settings.report.by == report::RowsBy::kContributor ||
         settings.report.by == report::RowsBy::kYear || !settings.year.empty();
}

}  // namespace allot::cli
