#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/load.hpp"

namespace allot::cli {

/// The command line as a file of its own, so that messages can point into it.
class CommandLine {
 public:
  CommandLine(std::span<const std::string_view> arguments, SourceFiles& sources);

  /// Where `text` stands: as an argument, as the value of one, or in one; else the whole line.
  [[nodiscard]] Location of(std::string_view text) const;
  /// The last argument that is `text`; else as `of`.
  [[nodiscard]] Location of_last(std::string_view text) const;
  /// The command line as a whole.
  [[nodiscard]] Location whole() const { return Location{.file = file_}; }
  /// An assignment with a file of its own that holds `argument`, which is one; of an overlay the
  /// argument names the file.
  load::Assignment assign(load::Assignment::Kind kind, const std::string& argument);
  /// Whether a place is on the command line, `--set` and `--adjust` included.
  [[nodiscard]] bool holds(Location where) const;

 private:
  struct Argument {
    std::string_view text;
    Location where;
    bool quoted;
  };

  /// The first argument that matches, or nullptr.
  template <class Matches>
  [[nodiscard]] const Argument* find(Matches matches) const;

  SourceFiles& sources_;
  FileId file_ = 0;
  std::vector<Argument> arguments_;
  std::vector<FileId> assigned_;
};

/// Whether the argument is PATH=VALUE.
bool is_assignment(std::string_view argument);

/// A usage error at `where`.
Diagnostic usage_error(Location where, std::string message, std::vector<std::string> help = {});

}  // namespace allot::cli
