#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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
  /// Where the first byte of an argument is, or of the value in `--set=VALUE`.
  [[nodiscard]] Location beginning_of(std::string_view argument) const;
  /// Of the second half of `role=column`, a part of `--map`.
  [[nodiscard]] Location of_column(std::string_view role, std::string_view column) const;
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

  struct Part {
    std::size_t argument;
    std::size_t offset;  ///< in its text
  };
  using Parts = std::unordered_map<std::string_view, Part>;

  void note(std::size_t argument);
  /// The last that has the text in it.
  [[nodiscard]] std::optional<Part> part_of(std::string_view text) const;
  /// The whole argument that the part is in.
  [[nodiscard]] const Argument& argument_of(const Part& part) const {
    return arguments_[part.argument];
  }

  FileId file_ = 0;
  std::vector<Argument> arguments_;
  // By text, because thousands of assignments, or of names, are looked up one by one.
  Parts first_;
  Parts last_;
  Parts last_value_;  ///< the last argument that is the text, or that has it as `--option=VALUE`
  Parts last_name_;   ///< the last that has it between commas
};

/// Whether the argument is PATH=VALUE.
bool is_assignment(std::string_view argument);

/// A usage error at `where`.
Diagnostic usage_error(Location where, std::string message, std::vector<std::string> help = {});

}  // namespace allot::cli
