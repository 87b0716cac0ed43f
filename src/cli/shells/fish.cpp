#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/shells/completions.hpp"

namespace allot::cli {

namespace {

constexpr std::string_view kFunctions =
    R"(# fish completion of allot, written by `allot completion fish`.

function __allot_is
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test $words[2] = $argv[1]
end

function __allot_has_none
    test (count (commandline -opc)) -eq 1
end

function __allot_files
    for ending in $argv
        __fish_complete_suffix .$ending
    end
end

function __allot_list
    set -l before (string match -r '^.*,' -- (commandline -ct))
    printf '%s\n' "$before"$argv
end

complete -c allot -f
complete -c allot -n __allot_has_none -l help -s h -d 'this page'
complete -c allot -n __allot_has_none -l version -d 'the versions'
)";

std::string in_fish(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return result + "'";
}

/// What `complete` is told of a value, or of operands.
std::string taking(const Completions& completions) {
  using Kind = Completions::Kind;
  const std::string words = fmt::format("{}", fmt::join(completions.words, " "));
  switch (completions.kind) {
    case Kind::kWords:
      return " -x -a " + in_fish(words);
    case Kind::kList:
      return " -x -a " + in_fish("(__allot_list " + words + ")");
    case Kind::kFiles:
      return completions.words.empty() ? " -r -F"
                                       : " -x -a " + in_fish("(__allot_files " + words + ")");
    case Kind::kFolders:
      return " -x -a '(__fish_complete_directories)'";
    case Kind::kNothing:
      break;
  }
  return " -x";
}

}  // namespace

std::string fish_script(const std::vector<CompletedCommand>& commands) {
  std::string text{kFunctions};
  for (const CompletedCommand& command : commands) {
    text += fmt::format("complete -c allot -n __allot_has_none -a {} -d {}\n", command.name,
                        in_fish(command.summary));
  }
  for (const CompletedCommand& command : commands) {
    const std::string begin = fmt::format("complete -c allot -n '__allot_is {}'", command.name);
    text += "\n";
    if (command.operands.kind != Completions::Kind::kNothing) {
      text += begin + taking(command.operands) + "\n";
    }
    for (const CompletedOption& option : command.options) {
      text += fmt::format("{} -l {}", begin, option.name);
      text += option.letter == 0 ? "" : fmt::format(" -s {}", option.letter);
      text += option.value.empty() ? "" : taking(option.completions);
      text += fmt::format(" -d {}\n", in_fish(option.summary));
    }
  }
  return text;
}

}  // namespace allot::cli
