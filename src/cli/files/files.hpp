#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/load.hpp"
#include "cli/files/input.hpp"

namespace allot::cli {

/// How files are got at.
struct FileRules {
  std::optional<std::string> confine = {};  ///< files outside this folder are refused
  std::string stdin_name = "<stdin>";       ///< what `-` is called; its folder is where tables are
  int input = 0;                            ///< descriptor behind `-`
};

/// The files of one scenario: each is read once, whatever the paths that lead to it.
class Files {
 public:
  Files(SourceFiles& sources, FileRules rules) : sources_{sources}, rules_{std::move(rules)} {}

  /// A scenario named on the command line, which may be a pipe; `-` is stdin.
  std::optional<FileId> open_scenario(const std::string& path, Location where, Problems& problems);
  /// The same of a file that may be a result, which can be as large as a table.
  std::optional<FileId> open_any(const std::string& path, Location where, Problems& problems);

  /// What the loader calls, for files only. Paths are relative to the folder of the file that names
  /// them.
  load::OpenFile opener();

  /// In the order in which they were read.
  [[nodiscard]] const std::vector<FileId>& all_read() const { return read_; }
  /// Whether the path leads to a file that was read.
  [[nodiscard]] bool has_read(const std::string& path) const;

 private:
  std::optional<FileId> open(std::string_view path, FileId relative_to, Location where,
                             Problems& problems);
  /// What is longer than `limit` is cut after one byte more, which the loader then refuses.
  std::optional<FileId> read(const std::string& name, Pipes pipes, std::size_t limit,
                             Location where, Problems& problems);
  std::optional<FileId> read_stdin(std::size_t limit, Location where, Problems& problems);
  [[nodiscard]] std::optional<std::filesystem::path> confined_to(Location where,
                                                                 Problems& problems) const;
  [[nodiscard]] std::optional<std::string> allowed_path(const std::string& name, Location where,
                                                        Problems& problems) const;
  FileId keep(const std::string& name, std::string text);

  SourceFiles& sources_;
  FileRules rules_;
  std::map<InputFile::Identity, FileId> known_;
  std::map<FileId, std::string> folders_;
  std::vector<FileId> read_;
};

}  // namespace allot::cli
