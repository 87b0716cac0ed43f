// The only file that includes CLI11: it takes long to compile.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "allot/core/text.hpp"
#include "cli/arguments/options.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

/// An option as the command line gave it.
struct GivenOption {
  const Option* option;
  std::string value;
};

struct SplitArguments {
  std::vector<GivenOption> options;   ///< in order
  std::vector<std::string> operands;  ///< files
};

std::string quoted_name(const Option& option) { return "`--" + std::string{option.name} + "`"; }

bool is_option(std::string_view argument) { return argument.size() > 1 && argument[0] == '-'; }

std::string_view before_equals(std::string_view argument) {
  return argument.substr(0, argument.find('='));
}

/// Whether an argument may be the option, by its name or among letters: `-qv`.
bool is_mentioned(const Option& option, std::span<const std::string> arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [&](std::string_view argument) {
    return argument.starts_with("--") ? before_equals(argument).substr(2) == option.name
                                      : argument.starts_with('-') && option.letter != 0 &&
                                            argument.find(option.letter) != std::string_view::npos;
  });
}

/// CLI11's parser for those options of one command that are there: each one that it knows costs
/// start-up time, and all of them a quarter of a small run.
class Parser {
 public:
  Parser(std::string_view command, std::span<const std::string> arguments) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const Option& option : options()) {
      if (is_mentioned(option, arguments) && has_option(command, option)) {
        add(option);
      }
    }
  }

  /// Throws CLI::ParseError.
  SplitArguments parse(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());
    app_.parse(arguments);
    SplitArguments split;
    std::map<const CLI::Option*, std::size_t> taken;
    for (const CLI::Option* parsed : app_.parse_order()) {
      const Option* option = rows_.at(parsed);
      split.options.push_back(
          {option, option->value.empty() ? std::string{} : parsed->results()[taken[parsed]++]});
    }
    split.operands = app_.remaining();
    return split;
  }

 private:
  void add(const Option& option) {
    const std::string name = "--" + std::string{option.name};
    const std::string names =
        option.letter == 0 ? name : std::string{'-', option.letter} + "," + name;
    if (option.value.empty()) {
      rows_[app_.add_flag(names)->disable_flag_override()] = &option;
      return;
    }
    // Without these two a vector option swallows the scenarios that follow it.
    rows_[app_.add_option(names, values_.emplace_back())->allow_extra_args(false)->take_all()] =
        &option;
  }

  CLI::App app_;
  std::deque<std::vector<std::string>> values_;
  std::map<const CLI::Option*, const Option*> rows_;
};

Diagnostic value_missing(const Option& option, std::string_view argument, const CommandLine& line) {
  return usage_error(line.of(argument),
                     quoted_name(option) + " needs a value: " + std::string{option.value});
}

/// `--output= x.yaml`: CLI11 would take x.yaml for the value.
const std::string* find_empty_value(const std::vector<std::string>& arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [](const std::string& text) {
    const Option* option = find_option(before_equals(text));
    return option != nullptr && text.starts_with("--") && text.find('=') == text.size() - 1;
  });
  return found == arguments.end() ? nullptr : &*found;
}

/// CLI11's reason to stop, in our words.
Diagnostic explained(const CLI::ParseError& error, const std::vector<std::string>& arguments,
                     const CommandLine& line) {
  for (const std::string& argument : arguments) {
    const Option* option = find_option(before_equals(argument));
    if (option != nullptr && option->value.empty() && argument.find('=') != std::string::npos) {
      return usage_error(line.of(argument), quoted_name(*option) + " takes no value");
    }
  }
  if (const Option* last = arguments.empty() ? nullptr : find_option(arguments.back())) {
    return value_missing(*last, arguments.back(), line);
  }
  return usage_error(line.whole(), error.what());
}

Diagnostic unknown_option(const std::string& argument, std::string_view command,
                          const CommandLine& line) {
  const std::string_view name = before_equals(argument);
  if (const Option* elsewhere = find_option(name)) {
    std::vector<std::string_view> commands;
    for (const Option& option : options()) {
      if (option.name == elsewhere->name) {
        const auto of_row = split_at_commas(option.commands);
        commands.insert(commands.end(), of_row.begin(), of_row.end());
      }
    }
    return usage_error(line.of(argument), quoted_name(*elsewhere) + " is an option of " +
                                              listed_in_quotes(commands) + ", not of this command");
  }
  std::vector<std::string> names;
  for (const Option& option : options()) {
    if (has_option(command, option)) {
      names.push_back("--" + std::string{option.name});
    }
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return usage_error(line.of(argument), "unknown option " + in_quotes(name),
                     did_you_mean(name, candidates));
}

/// Takes the unknown options out of the operands.
void report_unknown_options(std::vector<std::string>& operands, std::string_view command,
                            const CommandLine& line, Problems& problems) {
  const auto first = std::stable_partition(
      operands.begin(), operands.end(), [](const std::string& text) { return !is_option(text); });
  std::for_each(first, operands.end(), [&](const std::string& argument) {
    problems.add(unknown_option(argument, command, line));
  });
  operands.erase(first, operands.end());
}

SplitArguments split_arguments(std::span<const std::string_view> arguments,
                               std::string_view command, const CommandLine& line,
                               Problems& problems) {
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  const std::vector<std::string> parsed(arguments.begin(), end);
  if (const std::string* empty = find_empty_value(parsed)) {
    problems.add(value_missing(*find_option(before_equals(*empty)), *empty, line));
    return {};
  }
  SplitArguments split;
  try {
    split = Parser{command, parsed}.parse(parsed);
  } catch (const CLI::ParseError& error) {
    problems.add(explained(error, parsed, line));
    return {};
  }
  report_unknown_options(split.operands, command, line, problems);
  if (end != arguments.end()) {
    split.operands.insert(split.operands.end(), end + 1, arguments.end());
  }
  return split;
}

Diagnostic wrong_value(const GivenOption& given, std::string_view command,
                       const CommandLine& line) {
  const std::vector<std::string_view> choices = choices_of(*given.option, command);
  std::string takes{given.option->takes};
  for (std::size_t i = 0; i < choices.size(); ++i) {
    takes += i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ";
    takes += choices[i];
  }
  return usage_error(
      line.of(given.value),
      quoted_name(*given.option) + " takes " + takes + ", not " + in_quotes(given.value),
      did_you_mean(given.value, choices));
}

}  // namespace

Settings read_settings(std::span<const std::string_view> arguments, std::string_view command,
                       const CommandLine& line, Problems& problems) {
  SplitArguments split = split_arguments(arguments, command, line, problems);
  Settings settings;
  settings.command = command;
  settings.operands = std::move(split.operands);
  std::set<const Option*> read;
  for (const GivenOption& given : split.options) {
    const Option& option = *given.option;
    const bool again = !read.insert(&option).second;
    if (again && !option.repeatable && !option.value.empty()) {
      problems.add(usage_error(line.of_last("--" + std::string{option.name}),
                               quoted_name(option) + " is given more than once"));
    } else if (!option.read(given.value, settings)) {
      problems.add(wrong_value(given, command, line));
    }
  }
  return settings;
}

}  // namespace allot::cli
