#include "cli/files/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace allot::cli {

namespace {

bool is_colored_terminal(int descriptor, const Environment& environment) {
  return environment.term != "dumb" && ::isatty(descriptor) == 1;
}

}  // namespace

bool use_color(ColorChoice choice, int descriptor, const Environment& environment) {
  switch (choice) {
    case ColorChoice::kAlways:
      return true;
    case ColorChoice::kNever:
      return false;
    case ColorChoice::kAuto:
      break;
  }
  if (!environment.no_color.empty()) {
    return false;
  }
  if (!environment.clicolor_force.empty() && environment.clicolor_force != "0") {
    return true;
  }
  return is_colored_terminal(descriptor, environment);
}

std::size_t terminal_width(int descriptor) {
  constexpr std::size_t kUsualWidth = 80;
  winsize size{};
  if (::isatty(descriptor) != 1 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0) {
    return kUsualWidth;
  }
  return size.ws_col;
}

}  // namespace allot::cli
