#include "allot/report/describe.hpp"

#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"

namespace allot::cli {

namespace {

void execute_describe(Session& session) {
  const report::Format* format = chosen_format(session);
  if (format == nullptr) {
    return;
  }
  Attempt attempt = session.load(session.settings().operands.front());
  session.compute(attempt);
  if (attempt.result && check_output(session)) {
    const report::RunOptions options = session.report_options();
    write_result(session, [&](report::Writer& out) {
      report::write_description({*attempt.scenario, *attempt.result}, options, *format, out);
    });
  }
  session.take_over(attempt);
}

}  // namespace

extern const Command kDescribe = {
    .name = "describe",
    .usage = "describe SCENARIO|- [OPTIONS]",
    .summary = "what was assumed, in sentences: enough to compute the budgets by hand",
    .examples =
        "allot describe scenario.yaml\n"
        "allot describe scenario.yaml -o vermerk.md\n"
        "allot describe scenario.yaml --overlay floor.yaml\n",
    .execute = execute_describe,
};

}  // namespace allot::cli
