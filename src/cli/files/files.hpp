#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/load.hpp"
#include "cli/files/input.hpp"
#include "cli/files/output.hpp"

namespace allot::cli {

/// The reader of tables refuses what is larger.
inline constexpr std::size_t kMaxTableBytes = std::size_t{2} << 30;

/// How files are got at.
struct FileRules {
  std::optional<std::string> confine = {};  ///< files outside this folder are refused
  std::string stdin_name = "<stdin>";       ///< what `-` is called; its folder is where tables are
  int input = 0;                            ///< descriptor behind `-`
  Location confine_where = {};              ///< where `confine` is said
};

/// What scenarios of one call read besides themselves: a table that several name is read once.
/// Several threads may ask.
class SharedReads {
 public:
  struct Read {
    InputFile::Identity identity = {};
    std::shared_ptr<const std::string> text = {};
    int error = 0;  ///< see InputFile; the rest is empty then
  };

  /// The file that is at `path`, or was there when it was first asked for. What is larger than
  /// kMaxTableBytes is cut after one byte more.
  Read read(const std::string& path);

 private:
  /// A file that two paths may lead to.
  struct File {
    std::mutex mutex;  ///< of whoever reads it
    Read read;
  };

  [[nodiscard]] const File* known(const std::string& path);
  [[nodiscard]] File& at(InputFile::Identity identity);

  std::mutex mutex_;  ///< of the maps
  std::map<InputFile::Identity, File> files_;
  std::map<std::string, const File*> at_path_;  ///< of those that have been read
};

/// The files of one scenario: each is read once, whatever the paths that lead to it.
class Files {
 public:
  /// `sources` and `shared` outlive it.
  Files(SourceFiles& sources, FileRules rules, SharedReads& shared)
      : sources_{sources}, rules_{std::move(rules)}, shared_{shared} {}

  /// Where it adds what is read.
  [[nodiscard]] SourceFiles& sources() const { return sources_; }

  /// A file named on the command line, which may be a pipe; `-` is stdin.
  std::optional<FileId> open_named(const std::string& path, std::size_t limit, Location where,
                                   Problems& problems);

  /// What the loader calls, for files only. Paths are relative to the folder of the file that names
  /// them.
  load::OpenFile opener();

  /// Puts another text in the place of a scenario that was read, which is a file, unless it has
  /// become another since. A byte order mark stays.
  [[nodiscard]] WrittenFile rewrite(FileId file, std::string_view text) const;

  /// In the order in which they were read.
  [[nodiscard]] const std::vector<FileId>& all_read() const { return read_; }
  /// Whether a file is longer than it may be, and was not read to its end.
  [[nodiscard]] bool is_cut(FileId file) const { return cut_.contains(file); }
  /// Whether the path leads to a file that was read.
  [[nodiscard]] bool has_read(const std::string& path) const;

 private:
  /// What is longer than `limit` is cut after one byte more, which the loader then refuses.
  std::optional<FileId> read(const std::string& name, Pipes pipes, std::size_t limit,
                             Location where, Problems& problems);
  std::optional<FileId> read_stdin(std::size_t limit, Location where, Problems& problems);
  [[nodiscard]] std::optional<std::filesystem::path> confined_to(Problems& problems) const;
  [[nodiscard]] std::optional<std::string> allowed_path(const std::string& name, Location where,
                                                        Problems& problems) const;
  FileId keep(const std::string& name, std::shared_ptr<const std::string> text, std::size_t limit);
  [[nodiscard]] bool is_same(FileId file, const InputFile& input) const;

  SourceFiles& sources_;
  FileRules rules_;
  SharedReads& shared_;
  std::map<InputFile::Identity, FileId> known_;
  std::map<FileId, std::string> folders_;
  std::map<FileId, std::string> paths_;  ///< that were opened
  std::vector<FileId> read_;
  std::set<FileId> cut_;
};

}  // namespace allot::cli
