#include "cli/commands/commands.hpp"

#include <algorithm>

namespace allot::cli {

// Each is the end of its file.
extern const Command kRun, kValidate, kCheck, kAudit, kExplain, kDescribe, kInit, kCompare, kSweep,
    kSchema, kCompletion, kMan, kHelp;

std::span<const Command> commands() {
  static const Command rows[] = {kRun,        kValidate, kCheck,   kAudit, kExplain,
                                 kDescribe,   kInit,     kCompare, kSweep, kSchema,
                                 kCompletion, kMan,      kHelp};
  return rows;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

}  // namespace allot::cli
