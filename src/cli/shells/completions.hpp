#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::cli {

// What shells complete, and the scripts that tell them. The scripts ask nobody: what a command
// takes is in them.

/// What may stand in a place.
struct Completions {
  enum class Kind {
    kNothing,  ///< a text of the user's
    kWords,    ///< one of `words`
    kList,     ///< some of `words`, with commas between them
    kFiles,    ///< a file with one of the endings `words`: "yaml"; none: any file
    kFolders,
  };
  Kind kind = Kind::kNothing;
  std::vector<std::string> words = {};
};

struct CompletedOption {
  std::string_view name;  ///< without the dashes
  char letter;            ///< 0: none
  std::string_view value, summary;
  bool repeatable;
  Completions completions;  ///< of its value
};

struct CompletedCommand {
  std::string_view name, summary;
  std::vector<CompletedOption> options;
  Completions operands;
};

std::string bash_script(const std::vector<CompletedCommand>& commands);
std::string zsh_script(const std::vector<CompletedCommand>& commands);
std::string fish_script(const std::vector<CompletedCommand>& commands);

/// A shell: a row of the table.
struct Shell {
  std::string_view name;
  std::string (*script)(const std::vector<CompletedCommand>& commands);
};

inline constexpr Shell kShells[] = {
    {"bash", bash_script},
    {"zsh", zsh_script},
    {"fish", fish_script},
};

}  // namespace allot::cli
