#include "cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "allot/core/text.hpp"
#include "allot/load/bytes.hpp"
#include "cli/output.hpp"
#include "cli/words.hpp"

namespace allot::cli {

namespace {

namespace fs = std::filesystem;

/// Closes what it opened.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The reader of tables refuses what is larger.
constexpr std::size_t kMaxTableBytes = std::size_t{2} << 30;

/// A file's bytes, or the error number of the read that failed.
struct Bytes {
  std::string text;
  int error = 0;
};

/// Stops one byte after `limit`: a device may never end.
Bytes read_all(int descriptor, std::size_t expected_size, std::size_t limit) {
  constexpr std::size_t kLeastRoom = std::size_t{64} << 10;
  Bytes bytes;
  std::size_t filled = 0;
  bytes.text.resize(expected_size + 1);  // one more, so that the end is met without growing
  while (true) {
    if (filled > limit) {
      bytes.text.resize(filled);
      return bytes;
    }
    if (filled == bytes.text.size()) {
      bytes.text.resize(std::max(2 * filled, kLeastRoom));
    }
    const ssize_t count =
        ::read(descriptor, bytes.text.data() + filled, bytes.text.size() - filled);
    if (count > 0) {
      filled += static_cast<std::size_t>(count);
    } else if (count == 0 || errno != EINTR) {
      bytes.error = count == 0 ? 0 : errno;
      bytes.text.resize(filled);
      return bytes;
    }
  }
}

std::size_t size_of(const struct stat& status) {
  return S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
}

std::string folder_of(const std::string& name) { return fs::path{name}.parent_path().string(); }

/// "there are `a.yaml` and `b.yaml`", or the first three and how many more.
std::string files_there(const std::vector<std::string_view>& stems, const fs::path& wanted) {
  constexpr std::size_t kMostNamed = 3;
  const std::size_t more = stems.size() - std::min(stems.size(), kMostNamed);
  std::vector<std::string> names;
  for (std::size_t i = 0; i + more < stems.size(); ++i) {
    const fs::path file = fs::path{stems[i]}.concat(wanted.extension().string());
    names.push_back("`" + without_controls((wanted.parent_path() / file).string()) + "`");
  }
  const std::vector<std::string_view> shown(names.begin(), names.end());
  return (stems.size() == 1 ? "there is " : "there are ") + listed(shown) +
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
  return {"did you mean `" + without_controls((path.parent_path() / file).string()) + "`?"};
}

Diagnostic cannot_read(const std::string& name, int error, Location where) {
  return {.code = Code::kCannotRead,
          .where = where,
          .message = "cannot read `" + without_controls(name) + "`: " + error_words(error)};
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

std::optional<FileId> Files::open_scenario(const std::string& path, Location where,
                                           Problems& problems) {
  return path == "-" ? read_stdin(load::kMaxYamlBytes, where, problems)
                     : read(path, load::kMaxYamlBytes, where, problems);
}

std::optional<FileId> Files::open_any(const std::string& path, Location where, Problems& problems) {
  return path == "-" ? read_stdin(kMaxTableBytes, where, problems)
                     : read(path, kMaxTableBytes, where, problems);
}

load::OpenFile Files::opener() {
  return [this](std::string_view path, FileId relative_to, Location where, Problems& problems) {
    return open(path, relative_to, where, problems);
  };
}

std::optional<FileId> Files::open(std::string_view path, FileId relative_to, Location where,
                                  Problems& problems) {
  const auto folder = folders_.find(relative_to);
  const fs::path base = folder == folders_.end() ? fs::path{} : fs::path{folder->second};
  return read((base / path).string(), kMaxTableBytes, where, problems);
}

/// The path to open: with `--confine` the real one, so that no link leads out of the folder.
std::optional<std::string> Files::allowed_path(const std::string& name, Location where,
                                               Problems& problems) const {
  if (!rules_.confine) {
    return name;
  }
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(name, error), error);
  const fs::path folder = error ? fs::path{} : fs::canonical(*rules_.confine, error);
  if (!error && is_within(real, folder)) {
    return real.string();
  }
  if (error || !fs::is_directory(folder, error)) {
    problems.add({.code = Code::kUsage,
                  .where = where,
                  .message = "`" + without_controls(*rules_.confine) + "` is not a folder",
                  .help = {"`--confine` names the folder whose files may be read"}});
    return std::nullopt;
  }
  problems.add({.code = Code::kOutsideConfine,
                .where = where,
                .message = "`" + without_controls(name) + "` is outside `" +
                           without_controls(*rules_.confine) + "`",
                .help = {"`--confine` allows files in that folder only"}});
  return std::nullopt;
}

std::optional<FileId> Files::read(const std::string& name, std::size_t limit, Location where,
                                  Problems& problems) {
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
  const Descriptor descriptor{*path};
  struct stat status {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &status) != 0) {
    return fail(errno);
  }
  const Identity identity{status.st_dev, status.st_ino};
  if (const auto known = known_.find(identity); known != known_.end()) {
    return known->second;
  }
  Bytes bytes = read_all(descriptor.number(), size_of(status), limit);
  if (bytes.error != 0) {
    return fail(bytes.error);
  }
  return known_[identity] = keep(name, std::move(bytes.text));
}

std::optional<FileId> Files::read_stdin(std::size_t limit, Location where, Problems& problems) {
  Bytes bytes = read_all(rules_.input, 0, limit);
  if (bytes.error != 0) {
    problems.add(cannot_read(rules_.stdin_name, bytes.error, where));
    return std::nullopt;
  }
  return keep(rules_.stdin_name, std::move(bytes.text));
}

FileId Files::keep(std::string name, std::string text) {
  std::string folder = folder_of(name);
  const FileId file = sources_.add(std::move(name), std::move(text));
  folders_[file] = std::move(folder);
  read_.push_back(file);
  return file;
}

bool Files::has_read(const std::string& path) const {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 &&
         known_.contains(Identity{status.st_dev, status.st_ino});
}

}  // namespace allot::cli
