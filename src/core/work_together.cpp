#include "allot/core/work_together.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <new>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

namespace allot {

namespace {

/// The processors that this process may use, in their order; nothing: the system does not say.
std::vector<int> processors() {
  std::vector<int> found;
#ifdef __linux__
  cpu_set_t allowed;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
      if (CPU_ISSET(processor, &allowed)) {
        found.push_back(processor);
      }
    }
  }
#endif
  return found;
}

int this_processor() {
#ifdef __linux__
  return ::sched_getcpu();
#else
  return 0;
#endif
}

/// Moves this thread to a processor, from where it may be moved again. Linux begins a thread on the
/// processor of the one that made it, and often leaves both there for longer than all of the work
/// takes.
void move_to(int processor, const std::vector<int>& allowed) {
#ifdef __linux__
  const auto may_use = [](std::span<const int> processors) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (const int each : processors) {
      CPU_SET(each, &set);
    }
    ::sched_setaffinity(0, sizeof set, &set);
  };
  may_use({&processor, 1});
  may_use(allowed);
#endif
}

}  // namespace

void work_together(std::size_t most_helpers, const std::function<void(bool here)>& work,
                   const std::function<void()>& stop) {
  constexpr std::size_t kMostThreads = 16;
  const std::vector<int> allowed = processors();
  std::vector<int> others = allowed;
  std::erase(others, this_processor());
  const std::size_t known = allowed.empty() ? std::thread::hardware_concurrency() : allowed.size();
  const std::size_t helpers = std::min({most_helpers, kMostThreads - 1, known > 0 ? known - 1 : 0});
  std::atomic<bool> failed{false};
  std::exception_ptr failure;
  const auto guarded = [&](bool here) {
    try {
      work(here);
    } catch (...) {
      if (!failed.exchange(true)) {
        failure = std::current_exception();
      }
      stop();
    }
  };
  {
    std::vector<std::jthread> threads;
    try {
      threads.reserve(helpers);
      while (threads.size() < helpers) {
        threads.emplace_back([&, number = threads.size()] {
          if (number < others.size()) {
            move_to(others[number], allowed);
          }
          guarded(false);
        });
      }
    } catch (const std::system_error&) {  // those that there are do it all
    } catch (const std::bad_alloc&) {
    }
    guarded(true);
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace allot
