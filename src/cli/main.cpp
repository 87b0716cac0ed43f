#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "allot/cli/program.hpp"
#include "cli/output.hpp"

namespace {

using namespace allot;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

int complain(const std::string& message, int exit_code) {
  cli::write_all(2, message + "\n");
  return exit_code;
}

}  // namespace

int main(int count, char** values) {
  const cli::Process process{.environment = {.no_color = variable("NO_COLOR"),
                                             .clicolor_force = variable("CLICOLOR_FORCE"),
                                             .term = variable("TERM")}};
  try {
    const std::vector<std::string_view> arguments(values + (count > 0 ? 1 : 0), values + count);
    return cli::run_program(arguments, process);
  } catch (const std::bad_alloc&) {
    return complain("error: there is not enough memory", 4);
  } catch (const std::exception& error) {
    return complain(std::string{"allot has a bug: "} + error.what() +
                        "\nPlease report it, with the scenario and the command line.",
                    70);
  }
}
