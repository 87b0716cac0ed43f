#include "cli/files/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

#include "cli/files/output.hpp"

namespace allot::cli {

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

bool use_color(ColorChoice choice, int descriptor, const Environment& environment) {
  if (choice != ColorChoice::kAuto) {
    return choice == ColorChoice::kAlways;
  }
  if (!environment.no_color.empty()) {
    return false;
  }
  const bool forced = !environment.clicolor_force.empty() && environment.clicolor_force != "0";
  return forced || (environment.term != "dumb" && is_terminal(descriptor));
}

std::optional<std::size_t> page_width(std::string_view text) {
  std::size_t width = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, width);
  const bool good =
      error == std::errc{} && end == last && width >= kNarrowestPage && width <= kWidestPage;
  return good ? std::optional{width} : std::nullopt;
}

std::optional<std::size_t> terminal_width(int descriptor, const Environment& environment) {
  constexpr std::size_t kUsualWidth = 80;
  if (!is_terminal(descriptor)) {
    return std::nullopt;
  }
  if (const auto set = page_width(environment.columns)) {
    return set;
  }
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::clamp<std::size_t>(size.ws_col, kNarrowestPage, kWidestPage) : kUsualWidth;
}

Progress::Progress(int descriptor, bool wanted, std::size_t all)
    : descriptor_{descriptor},
      wanted_{wanted && is_terminal(descriptor)},
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
