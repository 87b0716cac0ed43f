#include <filesystem>
#include <string>

#include "allot/core/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/run_checks.hpp"

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

/// Shows what the options ask for, unless the scenario does not have it.
void show(Session& session, const report::RunView& view, const report::Format& format) {
  const Settings& settings = session.settings();
  const bool output_good = check_output(session);
  const bool rows_exist = check_rows(session, view);
  if (!check_year(session, view) || !output_good || !rows_exist) {
    return;
  }
  const auto selected = report::selection(view, settings.report.by, settings.year);
  const report::RunView shown = selected ? selected->view() : view;
  const bool sortable = check_sort(session, shown);
  if (check_columns(session, shown, format) && sortable) {
    write_result(session, shown, format);
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
    show(session, {*attempt.scenario, *attempt.result}, *format);
  }
  session.take_over(attempt);
}

}  // namespace allot::cli
