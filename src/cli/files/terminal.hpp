#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "allot/cli/files/process.hpp"

namespace allot::cli {

enum class ColorChoice { kAuto, kAlways, kNever };

/// Whether to colour what is written to the descriptor. stdout and stderr are decided apart.
/// `--color` goes before NO_COLOR, that before CLICOLOR_FORCE, that before what the descriptor is.
bool use_color(ColorChoice choice, int descriptor, const Environment& environment);

/// Whether somebody looks at what is written to the descriptor.
bool is_terminal(int descriptor);

/// The fewest and the most columns of a page.
inline constexpr std::size_t kNarrowestPage = 40, kWidestPage = 1000;

/// A whole number of columns, no fewer and no more than a page has.
std::optional<std::size_t> page_width(std::string_view text);

/// Columns of the terminal, which COLUMNS may set; nothing where the descriptor is none.
std::optional<std::size_t> terminal_width(int descriptor, const Environment& environment);

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
