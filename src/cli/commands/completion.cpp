#include <algorithm>
#include <string>
#include <vector>

#include "cli/arguments/options.hpp"
#include "cli/commands/commands.hpp"
#include "cli/shells/completions.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using Kind = Completions::Kind;

const std::vector<std::string> kScenarios{"yaml", "yml"};
const std::vector<std::string> kTables{"csv", "tsv", "xlsx"};

template <class Words>
std::vector<std::string> texts(const Words& words) {
  return {words.begin(), words.end()};
}

/// By what `help` calls the value.
Completions completions_of(const Option& option, std::string_view command) {
  if (auto words = texts(choices_of(option, command)); !words.empty()) {
    return {Kind::kWords, std::move(words)};
  }
  if (!option.list.empty()) {
    return {Kind::kList, texts(split_at_commas(option.list))};
  }
  return option.value == "FILE"    ? Completions{Kind::kFiles}
         : option.value == "TABLE" ? Completions{Kind::kFiles, kTables}
         : option.value == "DIR"   ? Completions{Kind::kFolders}
                                   : Completions{};
}

Completions operands_of(const Command& command) {
  if (command.operands != nullptr) {
    return {Kind::kWords, command.operands()};
  }
  return command.most_operands == 0   ? Completions{}
         : command.operand == "table" ? Completions{Kind::kFiles, kTables}
                                      : Completions{Kind::kFiles, kScenarios};
}

std::vector<CompletedCommand> completed_commands() {
  std::vector<CompletedCommand> completed;
  for (const Command& command : commands()) {
    completed.push_back({command.name, command.summary, {}, operands_of(command)});
    for (const Option& option : options()) {
      if (has_option(command.name, option)) {
        completed.back().options.push_back({option.name, option.letter, option.value,
                                            option.summary, option.repeatable,
                                            completions_of(option, command.name)});
      }
    }
  }
  return completed;
}

std::vector<std::string> shells() {
  std::vector<std::string> names;
  for (const Shell& shell : kShells) {
    names.emplace_back(shell.name);
  }
  return names;
}

void execute_completion(Session& session) {
  const std::string& name = session.settings().operands.front();
  const auto* const shell = std::find_if(std::begin(kShells), std::end(kShells),
                                         [&](const Shell& one) { return one.name == name; });
  if (shell == std::end(kShells)) {
    session.refuse(session.line().of(name), "there is no completion for " + in_quotes(name),
                   {"it is there for bash, zsh and fish"});
    return;
  }
  session.print([&](report::Writer& out) { out.put(shell->script(completed_commands())); });
}

}  // namespace

extern const Command kCompletion = {
    .name = "completion",
    .usage = "completion bash|zsh|fish",
    .summary = "a script by which the shell completes commands, options, values and files",
    .examples =
        "source <(allot completion bash)\n"
        "allot completion zsh > ~/.zfunc/_allot\n"
        "allot completion fish > ~/.config/fish/completions/allot.fish\n",
    .operand = "shell",
    .operands = shells,
    .execute = execute_completion,
};

}  // namespace allot::cli
