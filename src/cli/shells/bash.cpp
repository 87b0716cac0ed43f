#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/shells/completions.hpp"

namespace allot::cli {

namespace {

// `=` parts words in bash: `--format=js` is three of them. In lists what stands before the last
// comma is kept. `compopt` is missing in bash 3.
constexpr std::string_view kBeforeTables =
    R"(# bash completion of allot, written by `allot completion bash`.

_allot_words() {
  local IFS=$' \t\n'
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_allot_list() {
  local before=
  case $cur in *,*) before=${cur%,*}, ;; esac
  local IFS=$' \t\n'
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "${cur#"$before"}"))
  compopt -o nospace 2>/dev/null
}

_allot_folders() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -d -- "$cur"))
  compopt -o filenames 2>/dev/null
}

_allot_files() {
  _allot_folders
  local ending IFS=$'\n'
  for ending; do
    COMPREPLY+=($(compgen -f -X "!*.$ending" -- "$cur"))
  done
  [ $# -gt 0 ] || COMPREPLY=($(compgen -f -- "$cur"))
}

_allot() {
  local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
  if [ "$cur" = "=" ]; then
    cur=
  elif [ "$option" = "=" ]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
)";

std::string call(const Completions& completions) {
  using Kind = Completions::Kind;
  switch (completions.kind) {
    case Kind::kWords:
      return fmt::format("_allot_words '{}'", fmt::join(completions.words, " "));
    case Kind::kList:
      return fmt::format("_allot_list '{}'", fmt::join(completions.words, " "));
    case Kind::kFiles:
      return fmt::format("_allot_files{}{}", completions.words.empty() ? "" : " ",
                         fmt::join(completions.words, " "));
    case Kind::kFolders:
      return "_allot_folders";
    case Kind::kNothing:
      break;
  }
  return "";
}

/// `run --format|run -f`.
std::string pattern(const CompletedCommand& command, const CompletedOption& option) {
  std::string text = fmt::format("'{} --{}'", command.name, option.name);
  if (option.letter != 0) {
    text += fmt::format(" | '{} -{}'", command.name, option.letter);
  }
  return text;
}

}  // namespace

std::string bash_script(const std::vector<CompletedCommand>& commands) {
  std::string text{kBeforeTables};
  std::vector<std::string_view> names;
  for (const CompletedCommand& command : commands) {
    names.push_back(command.name);
  }
  text += fmt::format("    _allot_words '{} --help --version'\n    return\n  fi\n",
                      fmt::join(names, " "));
  text += "  case \"${COMP_WORDS[1]} $option\" in\n";
  for (const CompletedCommand& command : commands) {
    for (const CompletedOption& option : command.options) {
      if (!option.value.empty()) {
        const std::string what = call(option.completions);
        text += fmt::format("    {}) {}{}return ;;\n", pattern(command, option), what,
                            what.empty() ? "" : "; ");
      }
    }
  }
  text += "  esac\n  case \"${COMP_WORDS[1]} $cur\" in\n";
  for (const CompletedCommand& command : commands) {
    std::vector<std::string> options;
    for (const CompletedOption& option : command.options) {
      options.push_back(fmt::format("--{}", option.name));
    }
    text +=
        fmt::format("    '{} -'*) _allot_words '{}' ;;\n", command.name, fmt::join(options, " "));
    if (const std::string what = call(command.operands); !what.empty()) {
      text += fmt::format("    '{} '*) {} ;;\n", command.name, what);
    }
  }
  return text + "  esac\n}\n\ncomplete -F _allot allot\n";
}

}  // namespace allot::cli
