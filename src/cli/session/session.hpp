#pragma once

#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/cli/files/process.hpp"
#include "allot/core/diagnostic.hpp"
#include "allot/core/error.hpp"
#include "allot/engine/run.hpp"
#include "allot/load/load.hpp"
#include "allot/model/scenario.hpp"
#include "cli/arguments/command_line.hpp"
#include "cli/arguments/settings.hpp"
#include "cli/files/files.hpp"
#include "cli/files/output.hpp"

namespace allot::cli {

/// The exit code of a run in which several things were met: a wrong command line (2) before all,
/// else the highest.
class ExitCode {
 public:
  void meet(int code) { code_ = code_ == 2 || code == 2 ? 2 : code > code_ ? code : code_; }
  [[nodiscard]] int value() const { return code_; }

 private:
  int code_ = 0;
};

/// What a session is told of a scenario.
struct Told {
  std::vector<load::Assignment> tried;  ///< values of `--vary` that it has
  std::optional<std::string> language;  ///< empty: it names none
  std::string notes;                    ///< for -v
  Problems problems;
  ExitCode exit;  ///< what `run` would end with so far

  /// Adds a problem and its exit code.
  void meet(Diagnostic problem);
};

/// One scenario, as far as it came.
struct Attempt : Told {
  std::string path;  ///< as it may be shown
  FileId file = 0;
  SourceFiles* sources = nullptr;  ///< where it was read to
  std::optional<Scenario> scenario;
  std::optional<engine::Result> result;
  std::optional<int> expected_exit;
  std::optional<load::DroppedExpectations> dropped;
  std::vector<std::string> unused_columns;
};

/// What the commands share: the settings, the texts read, and the problems found, which are shown
/// together at the end.
class Session {
 public:
  Session(const Process& process, const Settings& settings, const CommandLine& line,
          SourceFiles& sources);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const CommandLine& line() const { return line_; }
  [[nodiscard]] const SourceFiles& sources() const { return sources_; }
  SourceFiles& sources() { return sources_; }

  /// Reads a scenario and all that it refers to. `tried` are values of `--vary` that it has besides
  /// those of other options.
  Attempt load(const std::string& path, std::vector<load::Assignment> tried = {});
  /// From now on scenarios are held against this table.
  void expect(load::Against table) { options_.against = std::move(table); }
  /// Makes ready for `load_apart` of these.
  void prepare(std::span<const std::string> paths);
  /// The same as `load`, but for `admit`, which is to follow. Several threads may call it, each
  /// with another path that was prepared, or loaded before.
  [[nodiscard]] Attempt load_apart(const std::string& path,
                                   std::vector<load::Assignment> tried = {}) const;
  /// The same with another column; what is wrong with that stays there.
  [[nodiscard]] Attempt load_with(const std::string& path, const load::ColumnInPlace& column) const;
  /// Takes the language of reports from it, and for -v what was read.
  void admit(const Told& told);
  /// Opens a scenario, which `load` may read afterwards, or a result; a failure is a problem.
  std::optional<FileId> open(const std::string& path);
  /// Whether a file that was opened has read others: tables, bases.
  [[nodiscard]] bool reads_others(const std::string& path) const;
  /// With -v: that a result was read.
  void note_result(const std::string& path);
  [[nodiscard]] const Process& process() const { return process_; }
  /// Reads a table that the command line names; a failure is a problem.
  std::optional<FileId> read(const std::string& path);
  /// Distributes its money, if it could be read. What districts have of a single pot is kept where
  /// something is to be written of it.
  void compute(Attempt& attempt, engine::PotDetail detail = engine::PotDetail::kTotals) const;
  /// Adds what `--require` finds wanting.
  void require(Attempt& attempt) const;

  void add(Diagnostic diagnostic);
  void add(const Problems& problems);
  /// Adds a wrong use of the command line; false.
  bool refuse(Location where, std::string message, std::vector<std::string> help);
  /// The same at the last argument that is `at`, or has it.
  bool refuse(std::string_view at, std::string message, std::vector<std::string> help);
  /// A number that left its range where no other place is known: in the file.
  [[nodiscard]] Diagnostic out_of_range(const ArithmeticError& error,
                                        const std::string& path) const;
  /// Reports one, in the first file.
  void add_out_of_range(const ArithmeticError& error);
  /// Ends with this exit code at least.
  void meet(int exit_code) { exit_.meet(exit_code); }
  /// Shows its problems at the end, and ends with its exit code at least. Those of values of
  /// `--vary` say so.
  void take_over(const Told& told);

  /// What messages call a file of the command line.
  [[nodiscard]] std::string shown_path(const std::string& path) const;
  /// Of these problems those that are shown, by place.
  [[nodiscard]] std::vector<Diagnostic> shown(const Problems& problems) const;

  /// Whether the path leads to a file that was read: writing there would destroy it.
  [[nodiscard]] bool has_read(const std::string& path) const;
  /// With the width of the page, if it has one, whether to colour it, and what was read, which the
  /// session outlives; the language, which is that of the first scenario where the command line
  /// names none.
  [[nodiscard]] report::RunOptions report_options() const;
  /// What has been read so far, each file once.
  [[nodiscard]] std::vector<report::InputFile> inputs() const;
  /// Writes to stdout; a failure is a problem.
  void print(const Content& content);
  /// Tells people something on stderr, at the end.
  void note(std::string_view line) { notes_.append(line).append("\n"); }
  /// Prints what came of a file, unless quiet.
  void say(const std::string& path, std::string_view verdict);
  /// Writes to a file; a failure is a problem, and false.
  bool write(const std::string& path, const Content& content);
  /// Puts the text of another file in the place of a scenario that was loaded; what keeps it from
  /// being written.
  std::optional<Diagnostic> rewrite(const std::string& path, FileId by);
  /// Appends to a file; a failure is a problem.
  void append(const std::string& path, const Content& content);
  /// Writes the problems (and, with -v, what was read) to stderr and returns the exit code.
  int finish();

 private:
  /// A file of the command line, which is read once: stdin cannot be read again.
  struct Opened {
    Files files;
    bool tried = false;
    std::optional<FileId> file = {};
    Problems problems = {};
  };

  Opened& to_open(const std::string& path, SourceFiles& sources);
  Opened& open_once(const std::string& path, std::size_t limit) const;
  void note_in_place(const std::string& path, const WrittenFile& written);

  const Process& process_;
  const Settings& settings_;
  const CommandLine& line_;
  SourceFiles& sources_;
  FileRules rules_;
  load::Options options_;
  SharedReads shared_;
  std::deque<Opened> opened_;  // a deque: the loader's opener points to one
  std::map<std::string, Opened*> at_path_;
  Problems problems_;
  ExitCode exit_;
  std::optional<std::string> language_;  ///< of the first scenario; empty: it names none
  std::string notes_;
};

/// stdout cannot be written, for the reason behind the error number.
Diagnostic cannot_write_output(int error);

/// Shows problems on stderr as the settings ask. Where nothing can be shown there, the exit code
/// says it all.
void show_problems(const Problems& problems, const SourceFiles& sources, const Settings& settings,
                   const Process& process);

}  // namespace allot::cli
