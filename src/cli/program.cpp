#include "allot/cli/program.hpp"

#include <string>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/core/text.hpp"
#include "cli/arguments/options.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/help.hpp"
#include "cli/session/session.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using Arguments = std::span<const std::string_view>;

constexpr std::string_view kVersion =
    "allot " ALLOT_VERSION "\nscenario format 1, JSON format 1.2\n";

bool is_scenario_file(std::string_view argument) {
  return argument == "-" || has_suffix(argument, ".yaml") || has_suffix(argument, ".yml");
}

Diagnostic unknown_command(std::string_view argument, const CommandLine& line) {
  const std::string name = without_controls(argument);
  const Location where = line.of(argument);
  if (is_scenario_file(argument)) {
    return usage_error(where, "`" + name + "` is no command",
                       {"did you mean `allot run " + name + "`?"});
  }
  if (find_option(argument.substr(0, argument.find('='))) != nullptr) {
    return usage_error(where, "options come after the command",
                       {"write `allot run SCENARIO " + name + " …`"});
  }
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    names.push_back(command.name);
  }
  const bool option = argument.starts_with('-');
  return usage_error(where, (option ? "unknown option `" : "unknown command `") + name + "`",
                     did_you_mean(argument, names, "`allot --help` lists the commands"));
}

/// Shows the one problem that ends the program.
int reject(Diagnostic diagnostic, const SourceFiles& sources, const Process& process) {
  const int exit_code = describe(diagnostic.code).exit_code;
  Problems problems;
  problems.add(std::move(diagnostic));
  show_problems(problems, sources, Settings{}, process);
  return exit_code;
}

int print(const Process& process, const Content& content) {
  const int error = write_to_descriptor(process.output, content);
  if (error == 0) {
    return 0;
  }
  return reject(cannot_write_output(error), SourceFiles{}, process);
}

void check_operands(const Command& command, const Settings& settings, const CommandLine& line,
                    Problems& problems) {
  const std::size_t count = settings.operands.size();
  const std::string name = "`allot " + std::string{command.name} + "`";
  if (count < command.least_operands) {
    problems.add(usage_error(line.whole(), name + " needs a " + std::string{command.operand},
                             {"write `allot " + std::string{command.usage} + "`"}));
  } else if (count > command.most_operands) {
    const std::string operand{command.operand};
    problems.add(usage_error(line.of(settings.operands[command.most_operands]),
                             command.most_operands == 1
                                 ? name + " takes one " + operand + ", not " + std::to_string(count)
                                 : name + " takes a " + operand + ", and nothing else"));
  }
}

/// Each wrong use with the way to the command's options.
Problems with_way_to_help(const Problems& problems, const Command& command) {
  Problems result;
  for (Diagnostic diagnostic : problems.list()) {
    diagnostic.help.push_back("`allot help " + std::string{command.name} + "` lists the options");
    result.add(std::move(diagnostic));
  }
  return result;
}

int run_command(const Command& command, Arguments arguments, CommandLine& line,
                SourceFiles& sources, const Process& process) {
  Problems problems;
  const Settings settings = read_settings(arguments, command.name, line, problems);
  if (settings.help) {
    return print(process, [&](report::Writer& out) { write_command_help(command, out); });
  }
  if (problems.empty()) {
    check_operands(command, settings, line, problems);
  }
  if (!problems.empty()) {
    show_problems(with_way_to_help(problems, command), sources, settings, process);
    return 2;
  }
  Session session{process, settings, line, sources};
  try {
    command.execute(session);
  } catch (const ArithmeticError& error) {
    session.add_out_of_range(error);
  }
  return session.finish();
}

}  // namespace

int run_program(Arguments arguments, const Process& process) {
  if (arguments.empty()) {
    write_to_descriptor(process.error, write_short_help);
    return 2;
  }
  const std::string_view first = arguments.front();
  if (first == "--version") {
    return print(process, [](report::Writer& out) { out.put(kVersion); });
  }
  if (first == "--help" || first == "-h" || (first == "help" && arguments.size() == 1)) {
    return print(process, write_help);
  }
  SourceFiles sources;
  CommandLine line{arguments, sources};
  const Command* command = find_command(first);
  if (command == nullptr) {
    return reject(unknown_command(first, line), sources, process);
  }
  return run_command(*command, arguments.subspan(1), line, sources, process);
}

}  // namespace allot::cli
