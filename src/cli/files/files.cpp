#include "cli/files/files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "allot/core/text.hpp"
#include "allot/load/text/bytes.hpp"
#include "cli/files/output.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& name) { return fs::path{name}.parent_path().string(); }

/// "there are `a.yaml` and `b.yaml`", or the first three and how many more.
std::string files_there(const std::vector<std::string_view>& stems, const fs::path& wanted) {
  constexpr std::size_t kMostNamed = 3;
  const std::size_t more = stems.size() - std::min(stems.size(), kMostNamed);
  std::vector<std::string> names;
  for (std::size_t i = 0; i + more < stems.size(); ++i) {
    const fs::path file = fs::path{stems[i]}.concat(wanted.extension().string());
    names.push_back((wanted.parent_path() / file).string());
  }
  const std::vector<std::string_view> shown(names.begin(), names.end());
  return (stems.size() == 1 ? "there is " : "there are ") + listed_in_quotes(shown) +
         (more == 0 ? "" : ", and " + std::to_string(more) + " more");
}

/// The file of the same kind in the same folder whose name is nearest; if none is near, some.
std::vector<std::string> similar_file(const std::string& name) {
  const fs::path path{name};
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  std::vector<std::string> stems;
  std::error_code error;
  for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == path.extension() && entry->path().stem() != path.stem()) {
      stems.push_back(entry->path().stem().string());
    }
  }
  std::sort(stems.begin(), stems.end());  // the system's order is any
  const std::vector<std::string_view> candidates(stems.begin(), stems.end());
  const std::string wanted = path.stem().string();
  const std::optional<std::string_view> candidate = nearest(wanted, candidates);
  if (!candidate) {
    return candidates.empty() || path.extension().empty()
               ? std::vector<std::string>{}
               : std::vector{files_there(candidates, path)};
  }
  const fs::path file = fs::path{*candidate}.concat(path.extension().string());
  return {"did you mean " + in_quotes((path.parent_path() / file).string()) + "?"};
}

Diagnostic cannot_read(const std::string& name, int error, Location where) {
  Diagnostic problem{.code = Code::kCannotRead,
                     .where = where,
                     .message = "cannot read " + in_quotes(name) + ": " + error_words(error)};
  if (error == ESPIPE) {
    problem.help = {"save it as a file: only the scenario itself may come through a pipe"};
  } else if (error == ESTALE) {
    problem.help = {"run it again when nothing writes there any more"};
  }
  return problem;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

SharedReads::Read read_all(const InputFile& input, std::size_t limit) {
  Bytes bytes = input.error() == 0 ? input.read(limit) : Bytes{.text = {}, .error = input.error()};
  if (bytes.error != 0) {
    return {.error = bytes.error};
  }
  return {.identity = input.identity(),
          .text = std::make_shared<const std::string>(std::move(bytes.text))};
}

}  // namespace

SharedReads::Read SharedReads::read(const std::string& path) {
  if (const File* file = known(path)) {
    return file->read;
  }
  const InputFile input{path, Pipes::kRefused};
  if (input.error() != 0) {
    return {.error = input.error()};
  }
  File& file = at(input.identity());
  const std::scoped_lock reading{file.mutex};
  if (file.read.text == nullptr) {
    file.read = read_all(input, kMaxTableBytes);
  }
  if (file.read.error == 0) {
    const std::scoped_lock lock{mutex_};
    at_path_[path] = &file;
  }
  return file.read;
}

const SharedReads::File* SharedReads::known(const std::string& path) {
  const std::scoped_lock lock{mutex_};
  const auto file = at_path_.find(path);
  return file == at_path_.end() ? nullptr : file->second;
}

SharedReads::File& SharedReads::at(InputFile::Identity identity) {
  const std::scoped_lock lock{mutex_};
  return files_[identity];
}

std::optional<FileId> Files::open_named(const std::string& path, std::size_t limit, Location where,
                                        Problems& problems) {
  return path == "-" ? read_stdin(limit, where, problems)
                     : read(path, Pipes::kAllowed, limit, where, problems);
}

load::OpenFile Files::opener() {
  return [this](std::string_view path, FileId relative_to, Location where, Problems& problems) {
    const auto folder = folders_.find(relative_to);
    const fs::path base = folder == folders_.end() ? fs::path{} : fs::path{folder->second};
    return read((base / path).string(), Pipes::kRefused, kMaxTableBytes, where, problems);
  };
}

/// Nothing: reported.
std::optional<fs::path> Files::confined_to(Problems& problems) const {
  std::error_code error;
  const fs::path folder = fs::canonical(*rules_.confine, error);
  if (!error && fs::is_directory(folder, error)) {
    return folder;
  }
  if (error && error.value() != ENOENT && error.value() != ENOTDIR) {
    problems.add(cannot_read(*rules_.confine, error.value(), rules_.confine_where));
    return std::nullopt;
  }
  problems.add({.code = Code::kUsage,
                .where = rules_.confine_where,
                .message = in_quotes(*rules_.confine) + " is not a folder",
                .help = {"`--confine` names the folder whose files may be read"}});
  return std::nullopt;
}

/// The path to open: with `--confine` the real one, so that no link leads out of the folder.
std::optional<std::string> Files::allowed_path(const std::string& name, Location where,
                                               Problems& problems) const {
  if (!rules_.confine) {
    return name;
  }
  const std::optional<fs::path> folder = confined_to(problems);
  if (!folder) {
    return std::nullopt;
  }
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(name, error), error);
  if (error) {
    problems.add(cannot_read(name, error.value(), where));
    return std::nullopt;
  }
  if (is_within(real, *folder)) {
    return real.string();
  }
  problems.add({.code = Code::kOutsideConfine,
                .where = where,
                .message = in_quotes(name) + " is outside " + in_quotes(*rules_.confine),
                .help = {"`--confine` allows files in that folder only"}});
  return std::nullopt;
}

std::optional<FileId> Files::read(const std::string& name, Pipes pipes, std::size_t limit,
                                  Location where, Problems& problems) {
  const std::optional<std::string> path = allowed_path(name, where, problems);
  if (!path) {
    return std::nullopt;
  }
  const auto fail = [&](int error) {
    Diagnostic diagnostic = cannot_read(name, error, where);
    if (error == ENOENT && !rules_.confine) {
      diagnostic.help = similar_file(name);
    }
    problems.add(std::move(diagnostic));
    return std::nullopt;
  };
  const SharedReads::Read found =
      pipes == Pipes::kRefused ? shared_.read(*path) : read_all(InputFile{*path, pipes}, limit);
  if (found.error != 0) {
    return fail(found.error);
  }
  if (const auto known = known_.find(found.identity); known != known_.end()) {
    return known->second;
  }
  const FileId file = keep(name, found.text, limit);
  paths_[file] = *path;
  return known_[found.identity] = file;
}

std::optional<FileId> Files::read_stdin(std::size_t limit, Location where, Problems& problems) {
  Bytes bytes = read_descriptor(rules_.input, limit);
  if (bytes.error != 0) {
    problems.add(cannot_read(rules_.stdin_name, bytes.error, where));
    return std::nullopt;
  }
  return keep(rules_.stdin_name, std::make_shared<const std::string>(std::move(bytes.text)), limit);
}

FileId Files::keep(const std::string& name, std::shared_ptr<const std::string> text,
                   std::size_t limit) {
  const bool is_cut = text->size() > limit;
  // Whoever shows the name has it as it may be shown; only the folder is needed as it is.
  const FileId file = sources_.add(without_controls(name), std::move(text));
  folders_[file] = folder_of(name);
  read_.push_back(file);
  if (is_cut) {
    cut_.insert(file);
  }
  return file;
}

bool Files::is_same(FileId file, const InputFile& input) const {
  const auto known = known_.find(input.identity());
  return known != known_.end() && known->second == file;
}

WrittenFile Files::rewrite(FileId file, std::string_view text) const {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const std::string& path = paths_.at(file);
  if (path.starts_with("/dev/")) {
    return {.error = ENODEV};  // what is behind it would be written over, not replaced
  }
  const InputFile input{path, Pipes::kRefused};
  const Bytes bytes = input.error() == 0 ? input.read(load::kMaxYamlBytes) : Bytes{};
  if (const int error = input.error() != 0 ? input.error() : bytes.error; error != 0) {
    return {.error = error == ENOENT ? ESTALE : error};
  }
  std::string_view now = bytes.text;
  const bool marked = now.starts_with(kByteOrderMark);
  now.remove_prefix(marked ? kByteOrderMark.size() : 0);
  if (now == text) {
    return {};  // a scenario that is given twice was written the first time
  }
  if (now != sources_.text(file) || !is_same(file, input)) {
    return {.error = ESTALE};
  }
  return write_to_file(path, [&](report::Writer& out) {
    out.put(marked ? kByteOrderMark : std::string_view{});
    out.put(text);
  });
}

bool Files::has_read(const std::string& path) const {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 &&
         known_.contains(InputFile::Identity{status.st_dev, status.st_ino});
}

}  // namespace allot::cli
