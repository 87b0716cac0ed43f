#include "cli/files/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace allot::cli {

namespace {

namespace fs = std::filesystem;

int wait_until_writable(int descriptor) {
  pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return ::poll(&wanted, 1, -1) < 0 && errno != EINTR ? errno : 0;
}

/// Some file systems report a failed write only when a descriptor is closed: closes a copy.
int error_at_close(int descriptor) {
  const int copy = ::dup(descriptor);
  return copy < 0 || ::close(copy) != 0 ? errno : 0;
}

/// Hands the content to `write`, block by block, up to its first error.
template <class Write>
int write_content(int descriptor, const Content& content, const Write& write) {
  int error = 0;
  report::Writer writer{[&](std::string_view text) {
    if (error == 0) {
      error = write(text);
    }
  }};
  content(writer);
  writer.flush();
  return error != 0 ? error : error_at_close(descriptor);
}

/// Closes what it is given.
struct OpenFile {
  explicit OpenFile(int descriptor) : number{descriptor} {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number >= 0) {
      ::close(number);
    }
  }
  int number;
};

/// Those that end a program from outside.
constexpr int kEndingSignals[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE,   SIGALRM, SIGTERM,
                                  SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF};

/// As long as this lives, signals that end the program wait: a file has a name that must not stay,
/// or is half written.
class HeldSignals {
 public:
  HeldSignals() {
    ::sigemptyset(&held_);
    for (const int signal : kEndingSignals) {
      struct sigaction action {};
      // One that is ignored would wait, too, and look as if it ended the program.
      if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
        ::sigaddset(&held_, signal);
      }
    }
    ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  [[nodiscard]] bool one_waits() const {
    sigset_t waiting;
    ::sigpending(&waiting);
    return std::ranges::any_of(kEndingSignals, [&](int signal) {
      return ::sigismember(&held_, signal) == 1 && ::sigismember(&waiting, signal) == 1;
    });
  }

 private:
  sigset_t held_;
  sigset_t before_;
};

/// A new file beside its destination. It is gone again, however the program ends, unless it was
/// moved there: it has no name before, and where the file system gives all files one, signals wait.
class FileBeside {
 public:
  explicit FileBeside(const fs::path& destination) : destination_{destination} {
    open_nameless();
    if (descriptor_ < 0) {
      held_.emplace();
      error_ = name_it([&](const char* name) {
        descriptor_ = ::open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        return descriptor_ >= 0;
      });
    }
  }
  FileBeside(const FileBeside&) = delete;
  FileBeside& operator=(const FileBeside&) = delete;
  ~FileBeside() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
    remove_name();
  }

  [[nodiscard]] int error() const { return error_; }

  /// Makes it like the one whose place it takes.
  int take_owner_and_mode(const struct stat& existing) {
    struct stat own {};
    if (::fstat(descriptor_, &own) != 0) {
      return errno;
    }
    const bool same = own.st_uid == existing.st_uid && own.st_gid == existing.st_gid;
    // The owner first: that takes away some of the mode.
    const bool done = (same || ::fchown(descriptor_, existing.st_uid, existing.st_gid) == 0) &&
                      ::fchmod(descriptor_, existing.st_mode & 07777) == 0;
    return done ? 0 : errno;
  }

  int write(const Content& content) {
    return write_content(descriptor_, content, [&](std::string_view text) {
      if (held_ && held_->one_waits()) {
        remove_name();
        held_.reset();  // the program ends here
        return EINTR;
      }
      return write_all(descriptor_, text);
    });
  }

  int move() {
    if (!held_) {
      held_.emplace();
    }
    if (name_.empty()) {
      const std::string link = link_to(descriptor_);
      const int error = name_it([&](const char* name) {
        return ::linkat(AT_FDCWD, link.c_str(), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
      });
      if (error != 0) {
        return error;
      }
    }
    if (::rename(name_.c_str(), destination_.c_str()) != 0) {
      return errno;
    }
    name_.clear();
    return 0;
  }

 private:
  static std::string link_to(int descriptor) {
    return "/proc/self/fd/" + std::to_string(descriptor);
  }

  /// Only where it can be given a name afterwards.
  void open_nameless() {
    const fs::path folder = destination_.parent_path();
    descriptor_ =
        ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor_ >= 0 && ::access(link_to(descriptor_).c_str(), F_OK) != 0) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }

  /// Gives it the first free name beside the destination.
  template <class Make>
  int name_it(const Make& make) {
    const std::string stem = ".allot-" + std::to_string(::getpid()) + "-";
    for (int attempt = 0; attempt < 100; ++attempt) {
      std::string name = (destination_.parent_path() / (stem + std::to_string(attempt))).string();
      if (make(name.c_str())) {
        name_ = std::move(name);
        return 0;
      }
      if (errno != EEXIST) {
        break;
      }
    }
    return errno;
  }

  void remove_name() {
    if (!name_.empty()) {
      ::unlink(name_.c_str());
      name_.clear();
    }
  }

  std::optional<HeldSignals> held_;  // the first member: they are let go when all else is done
  fs::path destination_;
  std::string name_;
  int descriptor_ = -1;
  int error_ = 0;
};

/// Where a chain of symbolic links ends, also where nothing is there yet.
std::optional<fs::path> end_of_links(fs::path path) {
  constexpr int kMostLinks = 40;
  for (int links = 0; links < kMostLinks; ++links) {
    std::error_code error;
    const fs::path target = fs::read_symlink(path, error);
    if (error) {
      return path;
    }
    path = path.parent_path() / target;
  }
  return std::nullopt;
}

int write_directly(const std::string& path, const Content& content) {
  const OpenFile file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
  return file.number < 0 ? errno : write_to_descriptor(file.number, content);
}

std::string text_of(const Content& content) {
  std::string text;
  report::Writer writer{[&](std::string_view part) { text += part; }};
  content(writer);
  writer.flush();
  return text;
}

/// For a file that cannot be replaced. All that can fail is done before its first byte is changed:
/// the content is made, and room for it is found.
int write_in_place(const fs::path& path, const Content& content) {
  const std::string text = text_of(content);
  const auto size = static_cast<off_t>(text.size());

  const HeldSignals held;
  const OpenFile file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
  struct stat existing {};
  if (file.number < 0 || ::fstat(file.number, &existing) != 0) {
    return errno;
  }
  if (size > existing.st_size) {
    const int error = ::posix_fallocate(file.number, 0, size);
    if (error != 0 && error != EOPNOTSUPP && error != EINVAL) {
      return ::ftruncate(file.number, existing.st_size) == 0 ? error : errno;
    }
  }
  if (const int error = write_all(file.number, text); error != 0) {
    return error;
  }
  return ::ftruncate(file.number, size) == 0 ? error_at_close(file.number) : errno;
}

/// What did not work, and whether it is that the old file cannot be replaced.
struct Replacement {
  int error = 0;
  bool refused = false;
};

bool is_refusal(int error) {
  return error == EACCES || error == EPERM || error == EROFS || error == EBUSY;
}

/// Puts a new file in the place of the old one, if there is one.
Replacement replace(const fs::path& path, const struct stat* existing, const Content& content) {
  FileBeside file{path};
  if (file.error() != 0) {
    return {.error = file.error(), .refused = is_refusal(file.error())};
  }
  if (existing != nullptr) {
    if (const int error = file.take_owner_and_mode(*existing); error != 0) {
      return {.error = error, .refused = true};
    }
  }
  if (const int error = file.write(content); error != 0) {
    return {.error = error};
  }
  const int error = file.move();
  return {.error = error, .refused = is_refusal(error)};
}

bool is_below_dev(std::string_view path) { return path.substr(0, 5) == "/dev/"; }

}  // namespace

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (const int error = wait_until_writable(descriptor); error != 0) {
        return error;
      }
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int write_to_descriptor(int descriptor, const Content& content) {
  return write_content(descriptor, content,
                       [&](std::string_view text) { return write_all(descriptor, text); });
}

WrittenFile write_to_file(const std::string& path, const Content& content) {
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (!exists && errno != ENOENT) {
    return {.error = errno};
  }
  if (exists && S_ISDIR(existing.st_mode)) {
    return {.error = EISDIR};
  }
  // /dev/stdout is a link to whatever stdout is, and must not be replaced.
  if (exists && (!S_ISREG(existing.st_mode) || is_below_dev(path))) {
    return {.error = write_directly(path, content)};
  }
  // Renaming would replace a file that may not be written.
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return {.error = errno};
  }
  const std::optional<fs::path> end = end_of_links(path);
  if (!end) {
    return {.error = ELOOP};
  }
  const Replacement made = replace(*end, exists ? &existing : nullptr, content);
  return exists && made.refused
             ? WrittenFile{.error = write_in_place(*end, content), .refused = made.error}
             : WrittenFile{.error = made.error};
}

int append_to_file(const std::string& path, const Content& content) {
  std::string text = text_of(content);
  const OpenFile file{::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)};
  struct stat existing {};
  if (file.number < 0 || ::fstat(file.number, &existing) != 0) {
    return errno;
  }
  if (existing.st_size > 0) {
    text.insert(0, "\n");
  }
  const int error = write_all(file.number, text);
  return error != 0 ? error : error_at_close(file.number);
}

std::string error_words(int error) {
  constexpr std::pair<int, const char*> kWords[] = {
      {ENOENT, "there is no such file"},
      {ENOTDIR, "a part of the path is not a folder"},
      {EISDIR, "it is a folder"},
      {EACCES, "access is denied"},
      {EPERM, "access is denied"},
      {EROFS, "the disk can only be read"},
      {ENOSPC, "the disk is full"},
      {ELOOP, "its symbolic links go round in a circle"},
      {ENAMETOOLONG, "the name is too long"},
      {EBADF, "it is closed"},
      {EFBIG, "it would be larger than a file may be here"},
      {ESPIPE, "it is a pipe, no file"},
      {ENODEV, "it is a device, no file"},
      {ENXIO, "it is a socket, no file"},
      {ESTALE, "it changed while it was read"},
  };
  const auto found = std::ranges::find(kWords, error, [](const auto& row) { return row.first; });
  return found == std::end(kWords) ? std::strerror(error) : found->second;
}

}  // namespace allot::cli
