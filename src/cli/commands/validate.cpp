#include "cli/commands/commands.hpp"

namespace allot::cli {

namespace {

void validate(Session& session, const std::string& path) {
  const Attempt attempt = session.load(path);
  session.take_over(attempt);
  if (!attempt.problems.has_errors()) {
    session.say(attempt.path, "valid");
  }
}

void execute_validate(Session& session) {
  for (const std::string& path : session.settings().operands) {
    validate(session, path);
  }
}

}  // namespace

extern const Command kValidate = {
    .name = "validate",
    .usage = "validate SCENARIO… [OPTIONS]",
    .summary = "all problems of the files, nothing computed",
    .examples =
        "allot validate *.yaml\n"
        "allot validate scenario.yaml --diagnostics gcc --fail-on warning\n",
    .most_operands = kAnyNumber,
    .execute = execute_validate,
};

}  // namespace allot::cli
