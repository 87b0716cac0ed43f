#include "cli/files/progress.hpp"

#include <unistd.h>

#include <string>

#include "cli/files/output.hpp"

namespace allot::cli {

Progress::Progress(int descriptor, bool wanted, std::size_t all)
    : descriptor_{descriptor},
      wanted_{wanted && ::isatty(descriptor) == 1},
      all_{all},
      next_{std::chrono::steady_clock::now() + std::chrono::seconds{1}} {}

Progress::~Progress() {
  if (shown_) {
    write_all(descriptor_, "\r\x1b[K");
  }
}

void Progress::show(std::size_t done) {
  if (!wanted_ || std::chrono::steady_clock::now() < next_) {
    return;
  }
  shown_ = true;
  next_ = std::chrono::steady_clock::now() + std::chrono::milliseconds{200};
  write_all(descriptor_,
            "\r" + std::to_string(done) + " of " + std::to_string(all_) + " points\x1b[K");
}

}  // namespace allot::cli
