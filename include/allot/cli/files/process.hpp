#pragma once

#include <string_view>

namespace allot::report {
struct Language;
}

namespace allot::cli {

/// The variables that decide on colour and width of a terminal. Unset ones are empty.
struct Environment {
  std::string_view no_color = {};
  std::string_view clicolor_force = {};
  std::string_view term = {};
  std::string_view columns = {};
};

/// What the program has of the process that it runs in: three file descriptors and a few variables.
/// Nothing else of the process is looked at; tests pass files, and a language, of their own.
struct Process {
  int input = 0;
  int output = 1;
  int error = 2;
  Environment environment = {};
  const report::Language* language = nullptr;  ///< of all reports; null: as they are asked for
};

}  // namespace allot::cli
