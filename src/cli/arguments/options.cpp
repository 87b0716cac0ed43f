#include "cli/arguments/options.hpp"

#include <algorithm>

#include "allot/core/text.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

Diagnostic wrong_value(const GivenOption& given, unsigned command, const CommandLine& line) {
  const std::vector<std::string_view> choices = choices_of(*given.option, command);
  std::string takes{given.option->takes};
  for (std::size_t i = 0; i < choices.size(); ++i) {
    takes += i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ";
    takes += choices[i];
  }
  return usage_error(line.of(given.value),
                     quoted_name(*given.option) + " takes " + takes + ", not `" +
                         without_controls(given.value) + "`",
                     did_you_mean(given.value, choices));
}

Diagnostic given_twice(const GivenOption& given, const CommandLine& line) {
  return usage_error(line.of_last("--" + std::string{given.option->name}),
                     quoted_name(*given.option) + " is given more than once");
}

bool is_repeated(const std::vector<GivenOption>& options, std::size_t index) {
  const Option* option = options[index].option;
  const auto end = options.begin() + static_cast<std::ptrdiff_t>(index);
  return !option->repeatable && !option->value.empty() &&
         std::any_of(options.begin(), end,
                     [&](const GivenOption& given) { return given.option == option; });
}

}  // namespace

const Option* find_option(std::string_view argument) {
  const auto all = options();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Option& option) {
    return argument == "--" + std::string{option.name} ||
           (option.letter != 0 && argument == std::string{'-', option.letter});
  });
  return found == all.end() ? nullptr : &*found;
}

std::string quoted_name(const Option& option) { return "`--" + std::string{option.name} + "`"; }

Settings read_settings(std::span<const std::string_view> arguments, unsigned command,
                       const CommandLine& line, Problems& problems) {
  SplitArguments split = split_arguments(arguments, command, line, problems);
  Settings settings;
  settings.operands = std::move(split.operands);
  for (std::size_t i = 0; i < split.options.size(); ++i) {
    const GivenOption& given = split.options[i];
    if (is_repeated(split.options, i)) {
      problems.add(given_twice(given, line));
    } else if (!given.option->read(given.value, settings)) {
      problems.add(wrong_value(given, command, line));
    }
  }
  return settings;
}

}  // namespace allot::cli
