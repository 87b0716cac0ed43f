#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/load.hpp"

namespace allot::cli {

/// What messages call it.
inline constexpr std::string_view kCommandLineName = "command line";

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
  /// Where the first byte of an argument is, or of the value in `--set=VALUE`.
  [[nodiscard]] Location beginning_of(std::string_view argument) const;
  /// `argument` is an assignment; of an overlay it names the file.
  [[nodiscard]] load::Assignment assign(load::Assignment::Kind kind,
                                        const std::string& argument) const;
  /// Whether a place is on the command line.
  [[nodiscard]] bool holds(Location where) const { return where.file == file_; }

 private:
  struct Argument {
    std::string_view text;
    Location where;
    bool quoted;
  };

  /// The first argument that matches, or nullptr.
  template <class Matches>
  [[nodiscard]] const Argument* find(Matches matches) const;

  FileId file_ = 0;
  std::vector<Argument> arguments_;
};

/// Whether the argument is PATH=VALUE.
bool is_assignment(std::string_view argument);

/// A usage error at `where`.
Diagnostic usage_error(Location where, std::string message, std::vector<std::string> help = {});

}  // namespace allot::cli
