#ifdef __linux__
#include <malloc.h>
#endif

#include <csignal>
#include <cstdlib>
#include <exception>
#include <initializer_list>
#include <limits>
#include <new>
#include <string_view>
#include <vector>

#include "allot/cli/program.hpp"
#include "cli/files/output.hpp"

namespace {

using namespace allot;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// Takes no memory: there may be none.
void complain(std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) {
    cli::write_all(2, part);
  }
}

/// The heap grows in large steps, and what is freed is used again: to give a page back and to get
/// one anew costs more than most of what is done with it.
void keep_freed_memory() {
#ifdef M_TOP_PAD
  constexpr int kStep = 1 << 20, kLargestInHeap = 32 << 20;
  ::mallopt(M_TOP_PAD, kStep);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  ::mallopt(M_MMAP_THRESHOLD, kLargestInHeap);
#endif
}

}  // namespace

int main(int count, char** values) {
  keep_freed_memory();
  const cli::Process process{.environment = {.no_color = variable("NO_COLOR"),
                                             .clicolor_force = variable("CLICOLOR_FORCE"),
                                             .term = variable("TERM"),
                                             .columns = variable("COLUMNS")}};
  // A file that must not grow further is an error as any other.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const std::vector<std::string_view> arguments(values + (count > 0 ? 1 : 0), values + count);
    return cli::run_program(arguments, process);
  } catch (const std::bad_alloc&) {
    complain({"error: there is not enough memory\n"});
    return 4;
  } catch (const std::exception& error) {
    complain({"allot has a bug: ", error.what(),
              "\nPlease report it, with the scenario and the command line.\n"});
    return 70;
  }
}
