#include "cli/session/session.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/text/bytes.hpp"
#include "cli/files/sha256.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

/// A value on the command line that is wrong is the command line's error, even if a scenario with
/// that value would have another code.
int exit_code_of(const Diagnostic& diagnostic, const CommandLine& line) {
  const int code = describe(diagnostic.code).exit_code;
  return code == 3 && line.holds(diagnostic.where) ? 2 : code;
}

Diagnostic cannot_write(const std::string& what, int error, Location where) {
  const std::string reason = error == ENOENT   ? "there is no such folder"
                             : error == ESTALE ? "it has changed since it was read"
                                               : error_words(error);
  return {.code = Code::kCannotWrite,
          .where = where,
          .message = "cannot write " + what + ": " + reason};
}

/// A file that several scenarios read, or that is given twice, also by a link, as one file: what is
/// wrong in it is wrong once.
class FilesOnce {
 public:
  explicit FilesOnce(const SourceFiles& sources) : sources_{sources} {}

  void put_right(Location& where) {
    const auto [first, added] = first_.try_emplace(where.file, where.file);
    if (added) {
      std::vector<FileId>& others = at_path_[path(where.file)];
      const auto same = std::find_if(others.begin(), others.end(), [&](FileId other) {
        return sources_.text(other) == sources_.text(where.file);
      });
      if (same == others.end()) {
        others.push_back(where.file);
      } else {
        first->second = *same;
      }
    }
    where.file = first->second;
  }

 private:
  [[nodiscard]] std::filesystem::path path(FileId file) const {
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(sources_.name(file), error);
    const std::filesystem::path real = std::filesystem::weakly_canonical(full, error);
    return error ? full.lexically_normal() : real;
  }

  const SourceFiles& sources_;
  std::map<FileId, FileId> first_;  ///< of the files that are the same
  std::map<std::filesystem::path, std::vector<FileId>> at_path_;
};

Problems with_files_once(const Problems& problems, const SourceFiles& sources) {
  FilesOnce files{sources};
  Problems result;
  for (Diagnostic problem : problems.list()) {
    files.put_right(problem.where);
    for (RelatedPlace& related : problem.related) {
      files.put_right(related.where);
    }
    result.add(std::move(problem));
  }
  return result;
}

bool is_warning(const Diagnostic& diagnostic) {
  return describe(diagnostic.code).severity == Severity::kWarning;
}

std::vector<Diagnostic> shown_of(const Problems& problems, const Settings& settings) {
  std::vector<Diagnostic> shown = problems.sorted();
  // Under `--fail-on warning` they are the reason for the exit code.
  if (settings.quiet && !settings.fail_on_warning) {
    std::erase_if(shown, is_warning);
  }
  return shown;
}

/// GitHub marks lines of files, and there is none of this name.
void forget_command_line(std::vector<Diagnostic>& problems, const SourceFiles& sources) {
  for (Diagnostic& problem : problems) {
    if (sources.name(problem.where.file) == kCommandLineName) {
      problem.where = Location{};
    }
  }
}

/// Whether the problem is at a value of `--vary`, or at its path.
bool is_of_tried_value(const Diagnostic& problem, const std::vector<load::Assignment>& tried) {
  return std::any_of(tried.begin(), tried.end(), [&](const load::Assignment& value) {
    return problem.where == value.where || problem.where == value.value_where;
  });
}

/// What is wrong with a value of `--vary`, or because of it, says so.
Diagnostic with_tried_values(Diagnostic problem, const std::vector<load::Assignment>& tried) {
  if (is_of_tried_value(problem, tried)) {
    problem.message = "`--vary`: " + problem.message;
  } else if (!is_warning(problem)) {
    for (const load::Assignment& value : tried) {
      const auto shown = [&](const auto& related) { return related.where == value.value_where; };
      if (std::none_of(problem.related.begin(), problem.related.end(), shown)) {
        problem.related.push_back({value.value_where, "with " + in_quotes(value.value) + " here"});
      }
    }
  }
  return problem;
}

/// A new value with a sign is meant as a change of the old one.
Problems with_way_to_adjust(const Problems& problems, const std::vector<load::Assignment>& values) {
  Problems result;
  for (Diagnostic problem : problems.list()) {
    const auto is_signed = [&](const load::Assignment& given) {
      return given.kind == load::Assignment::Kind::kSet && problem.where == given.value_where &&
             (given.value.starts_with('+') ||
              (given.value.starts_with('-') && given.value.ends_with('%')));
    };
    const auto given = std::find_if(values.begin(), values.end(), is_signed);
    if (given != values.end() && !is_warning(problem)) {
      problem.help = {"`--adjust " + without_controls(given->path + "=" + given->value) +
                      "` changes what is there by that; a value itself is written without a sign"};
    }
    result.add(std::move(problem));
  }
  return result;
}

std::size_t line_count(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

std::string notes_of(const Files& files) {
  std::string notes;
  for (const FileId file : files.all_read()) {
    const SourceFiles& sources = files.sources();
    notes += "read " + sources.name(file) + ": " + counted(line_count(sources.text(file)), "line") +
             "\n";
  }
  return notes;
}

}  // namespace

void Told::meet(Diagnostic problem) {
  exit.meet(describe(problem.code).exit_code);
  problems.add(std::move(problem));
}

Session::Session(const Process& process, const Settings& settings, const CommandLine& line,
                 SourceFiles& sources)
    : process_{process},
      settings_{settings},
      line_{line},
      sources_{sources},
      rules_{.confine = settings.confine,
             .stdin_name = settings.stdin_name,
             .input = process.input,
             .confine_where = settings.confine ? line.of_last(*settings.confine) : Location{}} {
  for (const GivenAssignment& given : settings.assignments) {
    options_.assignments.push_back(line.assign(given.kind, given.argument));
  }
  options_.per = settings.per;
  options_.per_where = settings.per.empty() ? Location{} : line.of(settings.per);
  options_.shown = settings.report.columns;
}

Session::Opened& Session::to_open(const std::string& path, SourceFiles& sources) {
  Opened*& opened = at_path_[path];
  if (opened == nullptr) {
    opened = &opened_.emplace_back(Opened{.files = Files{sources, rules_, shared_}});
  }
  return *opened;
}

Session::Opened& Session::open_once(const std::string& path, std::size_t limit) const {
  Opened& opened = *at_path_.at(path);
  if (!std::exchange(opened.tried, true)) {
    opened.file = opened.files.open_named(path, limit, line_.of(path), opened.problems);
  }
  return opened;
}

void Session::prepare(std::span<const std::string> paths) {
  sources_.divide(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    to_open(paths[i], sources_.part(i));
    // Two names may lead to one pipe, which only one reader has.
    if (!is_file(paths[i])) {
      open_once(paths[i], load::kMaxYamlBytes);
    }
  }
}

Attempt Session::load(const std::string& path, std::vector<load::Assignment> tried) {
  to_open(path, sources_);
  Attempt attempt = load_apart(path, std::move(tried));
  admit(attempt);
  return attempt;
}

Attempt Session::load_apart(const std::string& path, std::vector<load::Assignment> tried) const {
  Opened& opened = open_once(path, load::kMaxYamlBytes);
  Attempt attempt;
  attempt.tried = std::move(tried);
  attempt.path = shown_path(path);
  attempt.problems = opened.problems;
  if (opened.file) {
    attempt.file = *opened.file;
    attempt.sources = &opened.files.sources();
    load::Options options = options_;
    options.assignments.insert(options.assignments.end(), attempt.tried.begin(),
                               attempt.tried.end());
    load::Loaded loaded =
        load::load_scenario(*attempt.sources, attempt.file, opened.files.opener(), options);
    attempt.scenario = std::move(loaded.scenario);
    attempt.expected_exit = loaded.expected_exit;
    attempt.dropped = loaded.dropped;
    attempt.unused_columns = std::move(loaded.unused_columns);
    attempt.language = std::move(loaded.language);
    attempt.problems.append(with_way_to_adjust(loaded.problems, options.assignments));
  }
  for (const Diagnostic& diagnostic : attempt.problems.list()) {
    attempt.exit.meet(exit_code_of(diagnostic, line_));
  }
  if (settings_.verbose && opened.file && attempt.tried.empty()) {
    attempt.notes = notes_of(opened.files);
    if (attempt.scenario) {
      attempt.notes += attempt.path + ": " +
                       counted(attempt.scenario->districts.size(), "district") + ", " +
                       counted(attempt.scenario->pots.size(), "pot") + "\n";
    }
  }
  return attempt;
}

Attempt Session::load_with(const std::string& path, const load::ColumnInPlace& column) const {
  Opened& opened = open_once(path, load::kMaxYamlBytes);
  Attempt attempt;
  if (opened.file) {
    load::Options options = options_;
    options.in_place = column;
    attempt.scenario =
        load::load_scenario(opened.files.sources(), *opened.file, opened.files.opener(), options)
            .scenario;
    compute(attempt);
  }
  return attempt;
}

void Session::admit(const Told& told) {
  if (!language_) {
    language_ = told.language;
  }
  notes_ += told.notes;
}

std::optional<FileId> Session::open(const std::string& path) {
  to_open(path, sources_);
  const Opened& opened = open_once(path, kMaxTableBytes);
  for (const Diagnostic& problem : opened.problems.list()) {
    exit_.meet(exit_code_of(problem, line_));
    problems_.add(problem);
  }
  return opened.file;
}

bool Session::reads_others(const std::string& path) const {
  const auto opened = at_path_.find(path);
  return opened != at_path_.end() && opened->second->files.all_read().size() > 1;
}

void Session::note_result(const std::string& path) {
  const auto opened = at_path_.find(path);
  if (settings_.verbose && opened != at_path_.end()) {
    notes_ += notes_of(opened->second->files);
  }
}

std::optional<FileId> Session::read(const std::string& path) {
  Files& files = opened_.emplace_back(Opened{.files = Files{sources_, rules_, shared_}}).files;
  Problems problems;
  const std::optional<FileId> file = files.opener()(path, 0, line_.of_last(path), problems);
  add(problems);
  if (settings_.verbose) {
    notes_ += notes_of(files);
  }
  return file;
}

void Session::compute(Attempt& attempt, engine::PotDetail detail) const {
  if (!attempt.scenario) {
    return;
  }
  Problems problems;
  attempt.result = engine::run(*attempt.scenario, problems, detail);
  for (const Diagnostic& diagnostic : problems.list()) {
    attempt.exit.meet(describe(diagnostic.code).exit_code);
  }
  attempt.problems.append(problems);
}

void Session::require(Attempt& attempt) const {
  if (!attempt.result || (!settings_.require_closed && !settings_.require_final)) {
    return;
  }
  const report::RunView view{*attempt.scenario, *attempt.result};
  for (Diagnostic& unmet :
       report::unmet_requirements(view, settings_.require_closed, settings_.require_final)) {
    attempt.meet(std::move(unmet));
  }
}

void Session::add(Diagnostic diagnostic) {
  exit_.meet(describe(diagnostic.code).exit_code);
  problems_.add(std::move(diagnostic));
}

void Session::add(const Problems& problems) {
  for (const Diagnostic& problem : problems.list()) {
    add(problem);
  }
}

bool Session::refuse(Location where, std::string message, std::vector<std::string> help) {
  add(usage_error(where, std::move(message), std::move(help)));
  return false;
}

bool Session::refuse(std::string_view at, std::string message, std::vector<std::string> help) {
  return refuse(line_.of_last(at), std::move(message), std::move(help));
}

Diagnostic Session::out_of_range(const ArithmeticError& error, const std::string& path) const {
  const auto opened = at_path_.find(path);
  const std::optional<FileId> file = opened == at_path_.end() ? std::nullopt : opened->second->file;
  return {.code = Code::kNumberOutOfRange,
          .where = file ? Location{.file = *file} : line_.whole(),
          .message = error.what(),
          .help = {error.way_out()}};
}

void Session::add_out_of_range(const ArithmeticError& error) {
  add(out_of_range(error, settings_.operands.empty() ? "" : settings_.operands.front()));
}

std::string Session::shown_path(const std::string& path) const {
  return without_controls(path == "-" ? settings_.stdin_name : path);
}

std::vector<Diagnostic> Session::shown(const Problems& problems) const {
  return shown_of(problems, settings_);
}

void Session::take_over(const Told& told) {
  exit_.meet(told.exit.value());
  for (const Diagnostic& problem : told.problems.list()) {
    // A value that is tried may be what the scenario has already.
    if (problem.code != Code::kChangeWithoutEffect || !is_of_tried_value(problem, told.tried)) {
      problems_.add(with_tried_values(problem, told.tried));
    }
  }
}

bool Session::has_read(const std::string& path) const {
  return std::ranges::any_of(opened_,
                             [&](const Opened& opened) { return opened.files.has_read(path); });
}

report::RunOptions Session::report_options() const {
  report::RunOptions options = settings_.report;
  if (process_.language != nullptr) {
    options.language = process_.language;
  } else if (settings_.language != nullptr) {
    options.language = settings_.language;
  } else if (language_ && !language_->empty()) {
    options.language = report::find_language(*language_);
  }
  const bool to_stdout = settings_.output.empty();
  const auto width = settings_.width ? settings_.width
                     : to_stdout     ? terminal_width(process_.output, process_.environment)
                                     : std::nullopt;
  options.folds = width.has_value();
  options.width = width.value_or(options.width);
  if (to_stdout) {
    options.color = use_color(settings_.color, process_.output, process_.environment);
  }
  options.inputs = [this] { return inputs(); };
  return options;
}

std::vector<report::InputFile> Session::inputs() const {
  std::vector<report::InputFile> inputs;
  std::set<const char*> listed;  // what scenarios share has one address
  for (const Opened& opened : opened_) {
    for (const FileId file : opened.files.all_read()) {
      const std::string_view bytes = sources_.bytes(file);
      if (listed.insert(bytes.data()).second) {
        inputs.push_back({.name = sources_.name(file),
                          .sha256 = opened.files.is_cut(file) ? "" : sha256(bytes)});
      }
    }
  }
  return inputs;
}

void Session::print(const Content& content) {
  if (const int error = write_to_descriptor(process_.output, content); error != 0) {
    add(cannot_write_output(error));
  }
}

void Session::say(const std::string& path, std::string_view verdict) {
  if (!settings_.quiet) {
    print([&](report::Writer& out) {
      out.put(without_controls(path));
      out.put(": ");
      out.put(verdict);
      out.put('\n');
    });
  }
}

bool Session::write(const std::string& path, const Content& content) {
  const WrittenFile written = write_to_file(path, content);
  if (written.error != 0) {
    add(cannot_write(in_quotes(path), written.error, line_.of_last(path)));
  }
  note_in_place(path, written);
  return written.error == 0;
}

std::optional<Diagnostic> Session::rewrite(const std::string& path, FileId by) {
  const Opened& opened = *at_path_.at(path);
  const WrittenFile written = opened.files.rewrite(opened.file.value(), sources_.text(by));
  note_in_place(path, written);
  if (written.error == 0) {
    return std::nullopt;
  }
  Diagnostic problem = cannot_write(in_quotes(path), written.error, line_.of(path));
  if (written.error == ESTALE) {
    problem.help = {"run it again when nothing writes there any more"};
  }
  return problem;
}

void Session::append(const std::string& path, const Content& content) {
  if (const int error = append_to_file(path, content); error != 0) {
    add(cannot_write(in_quotes(path), error, line_.of_last(path)));
  }
}

void Session::note_in_place(const std::string& path, const WrittenFile& written) {
  if (written.error == 0 && written.refused != 0 && settings_.verbose) {
    notes_ += "wrote " + without_controls(path) +
              " in place, as it cannot be replaced: " + error_words(written.refused) + "\n";
  }
}

int Session::finish() {
  const auto& list = problems_.list();
  if (settings_.fail_on_warning && std::any_of(list.begin(), list.end(), is_warning)) {
    exit_.meet(1);
  }
  // Other styles are for machines, which expect nothing else there.
  if (settings_.diagnostics == report::DiagnosticStyle::kHuman) {
    write_all(process_.error, notes_);
  }
  show_problems(problems_, sources_, settings_, process_);
  return exit_.value();
}

Diagnostic cannot_write_output(int error) {
  return cannot_write("the standard output", error, Location{});
}

void show_problems(const Problems& problems, const SourceFiles& sources, const Settings& settings,
                   const Process& process) {
  std::vector<Diagnostic> shown = shown_of(with_files_once(problems, sources), settings);
  if (settings.diagnostics == report::DiagnosticStyle::kGithub) {
    forget_command_line(shown, sources);
  }
  if (shown.empty() && settings.diagnostics != report::DiagnosticStyle::kJson) {
    return;
  }
  const bool color = use_color(settings.color, process.error, process.environment);
  write_to_descriptor(process.error, [&](report::Writer& out) {
    report::write_diagnostics(shown, sources, settings.diagnostics, color, out);
  });
}

}  // namespace allot::cli
