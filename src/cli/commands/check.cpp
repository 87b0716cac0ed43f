#include "allot/engine/check.hpp"

#include <string>

#include "cli/commands/commands.hpp"

namespace allot::cli {

namespace {

Location place_of_expectations(const Attempt& attempt) {
  return attempt.scenario ? attempt.scenario->expect.where : Location{.file = attempt.file};
}

Diagnostic other_exit(const Attempt& attempt) {
  return {.code = Code::kExpectationNotMet,
          .where = place_of_expectations(attempt),
          .message = "`run` ends with exit code " + std::to_string(attempt.exit.value()) +
                     ", expected is " + std::to_string(*attempt.expected_exit)};
}

Diagnostic nothing_expected(const Attempt& attempt) {
  if (attempt.dropped) {
    return {.code = Code::kMissingField,
            .where = attempt.dropped->overlay,
            .message =
                "the overlay has no `expect`, and that of its base does not count for what "
                "it changes",
            .label = "nothing to check",
            .help = {"write down in it what the budgets add to: `expect: {total: 100}`"},
            .related = {{attempt.dropped->where, "expected of the base alone"}}};
  }
  if (const Location& where = attempt.scenario->expect.where; where != Location{}) {
    return {.code = Code::kMissingField,
            .where = where,
            .message = "`expect` has no figure to hold the result against",
            .label = "all amounts of its table are empty",
            .help = {"fill in the table, or expect a sum, too: `total: 100`"}};
  }
  return {.code = Code::kMissingField,
          .where = {.file = attempt.file},
          .message = "there is no `expect` to hold the result against",
          .help = {"write down what the budgets add to: `expect: {total: 100}`",
                   "`allot validate` looks for mistakes only"}};
}

void say_as_expected(Session& session, const std::string& path, int exit) {
  if (!session.settings().quiet) {
    session.print([&](report::Writer& out) {
      report::write_as_expected(path, exit, session.report_options(), out);
    });
  }
}

void compare(Session& session, const Attempt& attempt) {
  const report::RunView view{*attempt.scenario, *attempt.result};
  const engine::CheckResult check = engine::check(*attempt.scenario, *attempt.result);
  if (check.expectations == 0) {
    say_as_expected(session, attempt.path, 0);
    return;
  }
  if (!session.settings().quiet) {
    session.print([&](report::Writer& out) {
      report::write_check(view, check, session.sources(), attempt.path, session.report_options(),
                          out);
    });
  }
  const bool shown = session.settings().diagnostics == report::DiagnosticStyle::kHuman;
  for (Diagnostic& deviation : report::deviations_as_diagnostics(view, check)) {
    session.meet(describe(deviation.code).exit_code);
    if (!shown) {
      session.add(std::move(deviation));
    }
  }
}

void check(Session& session, const std::string& path) {
  Attempt attempt = session.load(path);
  session.compute(attempt);
  session.require(attempt);
  const int exit = attempt.exit.value();
  if (attempt.expected_exit && *attempt.expected_exit != exit) {
    session.add(other_exit(attempt));
  }
  const bool refused_as_expected = exit != 0 && attempt.expected_exit == exit;
  if (!refused_as_expected) {
    session.take_over(attempt);
  }
  if (!attempt.result) {
    if (refused_as_expected) {
      say_as_expected(session, attempt.path, exit);
    }
  } else if (attempt.scenario->expect.empty()) {
    session.add(nothing_expected(attempt));
  } else if (!attempt.expected_exit || attempt.expected_exit == exit) {
    compare(session, attempt);
  }
}

void execute_check(Session& session) {
  for (const std::string& path : session.settings().operands) {
    check(session, path);
  }
}

}  // namespace

extern const Command kCheck = {
    .name = "check",
    .usage = "check SCENARIO… [OPTIONS]",
    .summary = "holds results against `expect:`; the verdict is the exit code",
    .examples =
        "allot check *.yaml\n"
        "allot check scenario.yaml --diagnostics github\n",
    .most_operands = kAnyNumber,
    .execute = execute_check,
};

}  // namespace allot::cli
