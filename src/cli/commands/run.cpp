#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/words.hpp"

namespace allot::cli {

namespace {

/// The format of the result, or a problem where the suffix of `-o` is one that no format has.
const report::Format* chosen_format(Session& session) {
  const Settings& settings = session.settings();
  if (settings.format != nullptr) {
    return settings.format;
  }
  if (const report::Format* format = report::format_of_suffix(settings.output)) {
    return format;
  }
  const std::string suffix = std::filesystem::path{settings.output}.extension().string();
  if (suffix.empty() || suffix == ".txt") {
    return &report::formats().front();
  }
  session.add(usage_error(session.line().of_last(settings.output),
                          "no format has the suffix `" + without_controls(suffix) + "`",
                          {suffix == ".xlsx" || suffix == ".xls"
                               ? "allot writes no workbooks: `-o budgets.csv --format csv-excel`"
                               : "say which one is meant with `--format`"}));
  return nullptr;
}

bool check_output(Session& session) {
  const std::string& output = session.settings().output;
  if (output.empty() || !session.has_read(output)) {
    return true;
  }
  session.add(usage_error(
      session.line().of_last(output),
      "`" + without_controls(output) + "` is a file of the scenario, which would be lost",
      {"write the result to another file"}));
  return false;
}

/// `--by group` of a scenario without groups has no rows.
bool check_groups(Session& session, const Scenario& scenario) {
  if (session.settings().report.by != report::RowsBy::kGroup ||
      !scenario.districts.groups.empty()) {
    return true;
  }
  session.add(usage_error(session.line().of_last("group"), "the scenario has no groups",
                          {"name the column of the upper tier: `group:` in `districts`"}));
  return false;
}

bool check_columns(Session& session, const report::RunView& view, const report::Format& format) {
  const report::RunOptions& options = session.settings().report;
  if (!options.columns.empty() && !format.tabular) {
    session.add(usage_error(
        session.line().of_last("--columns"),
        "`--columns` chooses columns of a table, and " + std::string{format.name} + " is none",
        {"leave it out: the fields of JSON are always all there"}));
    return false;
  }
  const std::vector<std::string> names = report::column_names(view, options.by);
  const std::vector<std::string_view> known(names.begin(), names.end());
  bool good = true;
  for (const std::string& column : options.columns) {
    if (std::find(names.begin(), names.end(), column) == names.end()) {
      std::vector<std::string> help = did_you_mean(column, known);
      help.push_back("the columns are " + listed(known));
      session.add(usage_error(session.line().of(column),
                              "the result has no column `" + without_controls(column) + "`",
                              std::move(help)));
      good = false;
    }
  }
  return good;
}

void write_result(Session& session, const report::RunView& view, const report::Format& format) {
  const report::RunOptions options = session.report_options();
  const Content content = [&](report::Writer& out) { format.write_run(view, options, out); };
  const std::string& output = session.settings().output;
  if (output.empty()) {
    session.print(content);
  } else {
    session.write(output, content);
  }
}

}  // namespace

void execute_run(Session& session) {
  const report::Format* format = chosen_format(session);
  if (format == nullptr) {
    return;
  }
  Attempt attempt = session.load(session.settings().operands.front());
  session.compute(attempt);
  session.require(attempt);
  if (attempt.result) {
    const report::RunView view{*attempt.scenario, *attempt.result};
    const bool rows_exist = check_groups(session, *attempt.scenario);
    const bool columns_exist = check_columns(session, view, *format);
    if (check_output(session) && rows_exist && columns_exist) {
      write_result(session, view, *format);
    }
  }
  session.take_over(attempt);
}

}  // namespace allot::cli
