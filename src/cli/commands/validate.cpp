#include "cli/commands/commands.hpp"

namespace allot::cli {

namespace {

void validate(Session& session, const std::string& path) {
  const Attempt attempt = session.load(path);
  session.take_over(attempt);
  if (!attempt.problems.has_errors() && !session.settings().quiet) {
    session.print([&](report::Writer& out) {
      out.put(attempt.path);
      out.put(": valid\n");
    });
  }
}

}  // namespace

void execute_validate(Session& session) {
  for (const std::string& path : session.settings().operands) {
    validate(session, path);
  }
}

}  // namespace allot::cli
