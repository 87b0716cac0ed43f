#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace allot::cli {

/// What was read, or the error number of what went wrong.
struct Bytes {
  std::string text;
  int error = 0;
};

/// Whether a path may also lead to a pipe or a terminal, which has its bytes once and may let wait.
enum class Pipes { kRefused, kAllowed };

/// Whether the path leads to a file, and to nothing that only one reader has; `-` is none.
bool is_file(const std::string& path);

/// A file that is open for reading. Whatever the path leads to, opening it does not wait where
/// pipes are refused.
class InputFile {
 public:
  using Identity = std::pair<std::uint64_t, std::uint64_t>;  ///< device and inode

  InputFile(const std::string& path, Pipes pipes);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  /// 0, or why it cannot be read: EISDIR, ESPIPE (a pipe), ENODEV (a device), ENXIO (a socket), or
  /// what the system says.
  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] Identity identity() const { return {status_.st_dev, status_.st_ino}; }
  /// All of it, if there is no error; what is longer than `limit` is cut after one byte more.
  /// ESTALE: it changed since it was opened.
  [[nodiscard]] Bytes read(std::size_t limit) const;

 private:
  int descriptor_;
  struct stat status_ {};
  int error_;
};

/// Reads an open descriptor to its end; what is longer than `limit` is cut after one byte more.
Bytes read_descriptor(int descriptor, std::size_t limit);

}  // namespace allot::cli
