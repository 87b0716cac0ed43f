#pragma once

#include <cstddef>

#include "allot/cli/files/process.hpp"

namespace allot::cli {

enum class ColorChoice { kAuto, kAlways, kNever };

/// Whether to colour what is written to the descriptor. stdout and stderr are decided apart.
/// `--color` goes before NO_COLOR, that before CLICOLOR_FORCE, that before what the descriptor is.
bool use_color(ColorChoice choice, int descriptor, const Environment& environment);

/// Columns of the terminal; 80 where the descriptor is none.
std::size_t terminal_width(int descriptor);

}  // namespace allot::cli
