#include "cli/commands/command_kinds.hpp"

#include <algorithm>
#include <limits>

#include "cli/arguments/options.hpp"
#include "cli/commands/commands.hpp"

namespace allot::cli {

namespace {

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

constexpr Command kCommands[] = {
    {.name = "run",
     .bit = kRun,
     .usage = "run SCENARIO|- [OPTIONS]",
     .summary = "budgets per district, and the shift against the prior year",
     .examples = "allot run scenario.yaml\n"
                 "allot run scenario.yaml -o budgets.csv\n"
                 "allot run scenario.yaml --adjust pots.im.amount=+3% --sort shift --top 10\n",
     .execute = execute_run},
    {.name = "validate",
     .bit = kValidate,
     .usage = "validate SCENARIO… [OPTIONS]",
     .summary = "all problems of the files, nothing computed",
     .examples = "allot validate *.yaml\n"
                 "allot validate scenario.yaml --diagnostics gcc --fail-on warning\n",
     .most_operands = kAnyNumber,
     .execute = execute_validate},
    {.name = "check",
     .bit = kCheck,
     .usage = "check SCENARIO… [OPTIONS]",
     .summary = "holds results against `expect:`; the verdict is the exit code",
     .examples = "allot check *.yaml\n"
                 "allot check scenario.yaml --diagnostics github\n",
     .most_operands = kAnyNumber,
     .execute = execute_check},
    {.name = "explain",
     .bit = kExplain,
     .usage = "explain SCENARIO|- DISTRICT [OPTIONS]",
     .summary = "how one district's figures came about, line by line, in exact fractions",
     .examples = "allot explain scenario.yaml 06433\n"
                 "allot explain scenario.yaml Groß-Gerau -o sheet.md\n"
                 "allot explain scenario.yaml 06433 --adjust pots.im.amount=+3%\n",
     .operand = "scenario and a district",
     .least_operands = 2,
     .most_operands = 2,
     .execute = execute_explain},
    {.name = "init",
     .bit = kInit,
     .usage = "init [FILE] [--from TABLE.csv] [OPTIONS]",
     .summary = "writes a commented scenario that runs, to FILE or stdout; overwrites nothing",
     .examples = "allot init budget.yaml\n"
                 "allot init budget.yaml --from kreise.csv\n"
                 "allot init budget.yaml --from kreise.csv --map id=AGS,name=Kreis,key=Zugang\n",
     .operand = "file",
     .least_operands = 0,
     .execute = execute_init},
    {.name = "compare",
     .bit = kCompare,
     .usage = "compare A B [C…] [OPTIONS]",
     .summary = "scenarios or results side by side: who gains, who loses, why",
     .examples = "allot compare 2025.yaml 2026.yaml --causes --sort shift --top 10\n"
                 "allot compare published.csv scenario.yaml --exit-code\n"
                 "allot compare scenario.yaml --vary pots.im.amount=58_000_000,61_000_000\n",
     .most_operands = kAnyNumber,
     .execute = execute_compare},
    {.name = "sweep",
     .bit = kSweep,
     .usage = "sweep SCENARIO|- --vary PATH=VALUES [OPTIONS]",
     .summary = "one result for each value, or for each combination of values",
     .examples =
         "allot sweep scenario.yaml --vary pots.im.amount=58_000_000..61_000_000/500_000\n"
         "allot sweep scenario.yaml --vary pots.im.amount=58_000_000,61_000_000 --by district "
         "-o sweep.csv\n",
     .execute = execute_sweep},
    {.name = "help",
     .bit = kHelp,
     .usage = "help [COMMAND|CODE|STEP|METHOD|codes|steps|methods|format]",
     .summary = "a command, an error code, a step, a rounding method, the scenario format",
     .examples = "allot help run\n"
                 "allot help E012\n"
                 "allot help share\n",
     .operand = "topic",
     .least_operands = 0,
     .execute = execute_help},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                  [&](const Command& command) { return command.name == name; });
  return found == std::end(kCommands) ? nullptr : found;
}

}  // namespace allot::cli
