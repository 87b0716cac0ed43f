#pragma once

#include <chrono>
#include <cstddef>

namespace allot::cli {

/// A line on stderr for somebody who waits: only on a terminal, and only after a second.
class Progress {
 public:
  Progress(int descriptor, bool wanted, std::size_t all);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Takes the line away.
  ~Progress();

  void show(std::size_t done);

 private:
  int descriptor_;
  bool wanted_;
  bool shown_ = false;
  std::size_t all_;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace allot::cli
