#include "cli/files/input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace allot::cli {

namespace {

/// Stops one byte after `limit`: a device may never end.
Bytes read_all(int descriptor, std::size_t expected_size, std::size_t limit) {
  constexpr std::size_t kLeastRoom = std::size_t{64} << 10;
  Bytes bytes;
  std::size_t filled = 0;
  // One more, so that the end is met without growing.
  bytes.text.resize(std::min(expected_size, limit) + 1);
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
      if (filled == expected_size && filled < bytes.text.size()) {
        bytes.text.resize(filled);  // the end; whether it has grown is asked afterwards
        return bytes;
      }
    } else if (count == 0 || errno != EINTR) {
      bytes.error = count == 0 ? 0 : errno;
      bytes.text.resize(filled);
      return bytes;
    }
  }
}

/// Of what is no file.
int error_of_kind(mode_t mode) {
  return S_ISDIR(mode) ? EISDIR : S_ISFIFO(mode) ? ESPIPE : S_ISSOCK(mode) ? ENXIO : ENODEV;
}

bool is_unchanged(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

}  // namespace

bool is_file(const std::string& path) {
  struct stat status {};
  return path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

InputFile::InputFile(const std::string& path, Pipes pipes)
    : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY |
                                           (pipes == Pipes::kAllowed ? 0 : O_NONBLOCK))},
      error_{descriptor_ < 0 || ::fstat(descriptor_, &status_) != 0 ? errno : 0} {
  if (error_ != 0 || S_ISREG(status_.st_mode)) {
    return;
  }
  const bool is_pipe =
      pipes == Pipes::kAllowed && (S_ISFIFO(status_.st_mode) || ::isatty(descriptor_) == 1);
  if (!is_pipe) {
    error_ = error_of_kind(status_.st_mode);
  }
}

InputFile::~InputFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Bytes InputFile::read(std::size_t limit) const {
  if (!S_ISREG(status_.st_mode)) {
    return read_all(descriptor_, 0, limit);
  }
  const auto size = static_cast<std::size_t>(status_.st_size);
  Bytes bytes = read_all(descriptor_, size, limit);
  struct stat after {};
  if (bytes.error == 0 && ::fstat(descriptor_, &after) != 0) {
    bytes.error = errno;
  }
  // Of files that the system makes up as they are read the size is 0.
  const bool whole = bytes.text.size() == size || size == 0 || size > limit;
  if (bytes.error == 0 && !(whole && is_unchanged(status_, after))) {
    bytes.error = ESTALE;
  }
  return bytes;
}

Bytes read_descriptor(int descriptor, std::size_t limit) { return read_all(descriptor, 0, limit); }

}  // namespace allot::cli
