#include <string>

#include "cli/commands/commands.hpp"
#include "cli/session/side_by_side.hpp"

namespace allot::cli {

namespace {

struct Validated {
  std::string path;  ///< as it may be shown
  Told told;
};

void execute_validate(Session& session) {
  const auto all = for_each_scenario<Validated>(session, [&](const std::string& path) {
    Attempt attempt = session.load_apart(path);
    return Validated{.path = attempt.path, .told = static_cast<Told&&>(attempt)};
  });
  for (const Validated& validated : all) {
    session.admit(validated.told);
    session.take_over(validated.told);
    if (!validated.told.problems.has_errors()) {
      session.say(validated.path, "valid");
    }
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
