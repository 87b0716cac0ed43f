#pragma once

#include <span>
#include <string_view>

#include "allot/cli/files/process.hpp"

namespace allot::cli {

/// The whole program but `main`: does what the arguments (without the program's name) ask for and
/// returns the exit code: 0 done, 1 the answer is no, 2 the command line is wrong, 3 a file is
/// wrong or cannot be carried out, 4 a file cannot be read or written.
int run_program(std::span<const std::string_view> arguments, const Process& process);

}  // namespace allot::cli
