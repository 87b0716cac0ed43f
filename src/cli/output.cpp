#include "cli/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

namespace allot::cli {

namespace {

namespace fs = std::filesystem;

/// A new file beside its destination. It is removed again unless it was moved there.
class FileBeside {
 public:
  explicit FileBeside(const fs::path& destination) : destination_{destination} {
    const std::string stem = ".allot-" + std::to_string(::getpid()) + "-";
    for (int attempt = 0; attempt < 100; ++attempt) {
      path_ = destination.parent_path() / (stem + std::to_string(attempt));
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ >= 0 || errno != EEXIST) {
        break;
      }
    }
    error_ = descriptor_ < 0 ? errno : 0;
  }
  FileBeside(const FileBeside&) = delete;
  FileBeside& operator=(const FileBeside&) = delete;
  ~FileBeside() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
    if (error_ == 0 && !moved_) {
      ::unlink(path_.c_str());
    }
  }

  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  int close() {
    const int result = ::close(descriptor_);
    descriptor_ = -1;
    return result == 0 ? 0 : errno;
  }

  int move() {
    if (::rename(path_.c_str(), destination_.c_str()) != 0) {
      return errno;
    }
    moved_ = true;
    return 0;
  }

 private:
  fs::path destination_;
  fs::path path_;
  int descriptor_ = -1;
  int error_ = 0;
  bool moved_ = false;
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

int wait_until_writable(int descriptor) {
  pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return ::poll(&wanted, 1, -1) < 0 && errno != EINTR ? errno : 0;
}

int write_directly(const std::string& path, const Content& content) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return errno;
  }
  const int error = write_to_descriptor(descriptor, content);
  const int close_error = ::close(descriptor) == 0 ? 0 : errno;
  return error != 0 ? error : close_error;
}

int write_beside(const fs::path& path, const struct stat* existing, const Content& content) {
  FileBeside file{path};
  if (file.error() != 0) {
    return file.error();
  }
  if (existing != nullptr && ::fchmod(file.descriptor(), existing->st_mode & 07777) != 0) {
    return errno;
  }
  if (const int error = write_to_descriptor(file.descriptor(), content); error != 0) {
    return error;
  }
  if (const int error = file.close(); error != 0) {
    return error;
  }
  return file.move();
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
  int error = 0;
  report::Writer writer{[&](std::string_view text) {
    if (error == 0) {
      error = write_all(descriptor, text);
    }
  }};
  content(writer);
  writer.flush();
  if (error != 0) {
    return error;
  }
  // Some file systems report a failed write only when a descriptor is closed: close a copy.
  const int copy = ::dup(descriptor);
  return copy < 0 || ::close(copy) != 0 ? errno : 0;
}

int write_to_file(const std::string& path, const Content& content) {
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (!exists && errno != ENOENT) {
    return errno;
  }
  if (!exists) {
    const std::optional<fs::path> end = end_of_links(path);
    return end ? write_beside(*end, nullptr, content) : ELOOP;
  }
  if (S_ISDIR(existing.st_mode)) {
    return EISDIR;
  }
  // /dev/stdout is a link to whatever stdout is, and must not be replaced.
  if (!S_ISREG(existing.st_mode) || is_below_dev(path)) {
    return write_directly(path, content);
  }
  // Renaming would replace a file that may not be written.
  if (::access(path.c_str(), W_OK) != 0) {
    return errno;
  }
  const std::optional<fs::path> end = end_of_links(path);
  return end ? write_beside(*end, &existing, content) : ELOOP;
}

std::string error_words(int error) {
  switch (error) {
    case ENOENT:
      return "there is no such file";
    case ENOTDIR:
      return "a part of the path is not a folder";
    case EISDIR:
      return "it is a folder";
    case EACCES:
    case EPERM:
      return "access is denied";
    case EROFS:
      return "the disk can only be read";
    case ENOSPC:
      return "the disk is full";
    case ELOOP:
      return "its symbolic links go round in a circle";
    case ENAMETOOLONG:
      return "the name is too long";
    case EBADF:
      return "it is closed";
    default:
      return std::strerror(error);
  }
}

}  // namespace allot::cli
