#include <optional>
#include <string>

#include "cli/commands/commands.hpp"
#include "cli/commands/result_output.hpp"
#include "cli/commands/run_checks.hpp"

namespace allot::cli {

namespace {

void write_run(Session& session, const report::RunView& view, const report::Format& format) {
  const report::RunOptions options = session.report_options();
  write_result(session, [&](report::Writer& out) { report::write_run(view, options, format, out); });
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
  report::RunView shown = selected ? selected->view() : view;
  const bool sortable = check_sort(session, shown);
  if (!check_causes(session, shown) || !sortable) {
    return;
  }
  const auto causes = settings.causes ? report::causes_of(view.scenario, view.result)
                                      : std::optional<report::ShiftCauses>{};
  shown.causes = causes ? &*causes : nullptr;
  if (check_columns(session, shown, format)) {
    write_run(session, shown, format);
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
  session.add(usage_error(
      session.line().of_last(settings.format == nullptr ? std::string_view{settings.output}
                                                        : format->name),
      "`--trace` writes JSON, not " + std::string{format->name},
      {"write it to a file that ends in .json"}));
  return false;
}

void trace(Session& session, const report::RunView& view) {
  if (check_output(session)) {
    write_result(session, [&](report::Writer& out) { report::write_trace(view, out); });
  }
}

}  // namespace

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
  const bool of_pots = traces || !format->audience || shows_parts_of_pots(session.settings());
  session.compute(attempt, of_pots ? engine::PotDetail::kDistricts : engine::PotDetail::kTotals);
  session.require(attempt);
  if (attempt.result && traces) {
    trace(session, {*attempt.scenario, *attempt.result});
  } else if (attempt.result) {
    show(session, {*attempt.scenario, *attempt.result}, *format);
  }
  session.take_over(attempt);
}

}  // namespace allot::cli
