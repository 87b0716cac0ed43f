#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/shells/completions.hpp"

namespace allot::cli {

namespace {

/// In single quotes; `also` are escaped, too.
std::string in_zsh(std::string_view text, std::string_view also) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\'";
    } else if (also.find(c) != std::string_view::npos) {
      result += '\\';
    }
    result += c;
  }
  return result + "'";
}

/// `:FORMAT:(table csv)`: what `_arguments` is told of a value.
std::string action(std::string_view what, const Completions& completions) {
  using Kind = Completions::Kind;
  const std::string words = fmt::format("{}", fmt::join(completions.words, " "));
  switch (completions.kind) {
    case Kind::kWords:
      return fmt::format(":{}:({})", what, words);
    case Kind::kList:
      return fmt::format(":{}:_values -s , {} {}", what, what, words);
    case Kind::kFiles:
      return completions.words.empty()
                 ? fmt::format(":{}:_files", what)
                 : fmt::format(":{}:_files -g \"*.({})\"", what, fmt::join(completions.words, "|"));
    case Kind::kFolders:
      return fmt::format(":{}:_files -/", what);
    case Kind::kNothing:
      break;
  }
  return fmt::format(":{}: ", what);
}

/// `'*--set=[change a field]:PATH=VALUE: '`, once for each way to write the option.
std::string specifications(const CompletedOption& option) {
  const std::string summary = in_zsh(option.summary, "[]\\:");
  const std::string described = "[" + summary.substr(1, summary.size() - 2) + "]";
  const std::string value = option.value.empty() ? "" : action("value", option.completions);
  const std::string excluded = option.repeatable ? "*"
                               : option.letter == 0
                                   ? ""
                                   : fmt::format("(-{} --{})", option.letter, option.name);
  std::string text = fmt::format("        '{}--{}{}{}{}' \\\n", excluded, option.name,
                                 option.value.empty() ? "" : "=", described, value);
  if (option.letter != 0) {
    text += fmt::format("        '{}-{}{}{}{}' \\\n", excluded, option.letter,
                        option.value.empty() ? "" : "+", described, value);
  }
  return text;
}

}  // namespace

std::string zsh_script(const std::vector<CompletedCommand>& commands) {
  std::string text =
      "#compdef allot\n"
      "# zsh completion of allot, written by `allot completion zsh`.\n\n"
      "_allot() {\n"
      "  local curcontext=$curcontext state line\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const CompletedCommand& command : commands) {
    text +=
        fmt::format("    {}\n", in_zsh(fmt::format("{}:{}", command.name, command.summary), ""));
  }
  text +=
      "  )\n"
      "  _arguments -C '(- *)--help[this page]' '(- *)--version[the versions]' \\\n"
      "    '1: :->command' '*:: :->rest'\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    rest) case $line[1] in\n";
  for (const CompletedCommand& command : commands) {
    text += fmt::format("      {})\n        _arguments \\\n", command.name);
    for (const CompletedOption& option : command.options) {
      text += specifications(option);
    }
    text += fmt::format("        '*{}' ;;\n", action("operand", command.operands));
  }
  return text +
         "    esac ;;\n"
         "  esac\n"
         "}\n\n"
         "if [ \"$funcstack[1]\" = _allot ]; then\n"
         "  _allot \"$@\"\n"
         "else\n"
         "  compdef _allot allot\n"
         "fi\n";
}

}  // namespace allot::cli
