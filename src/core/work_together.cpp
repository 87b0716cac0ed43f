#include "allot/core/work_together.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace allot {

namespace {

/// Moves this thread to a processor of its own, from where it may be moved again. Linux begins a
/// thread on the processor of the one that made it, and often leaves both there for longer than all
/// of the work takes.
void spread_out(std::size_t helper, int first_processor) {
#ifdef __linux__
  cpu_set_t allowed;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
    return;
  }
  std::size_t others = 0;
  for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
    if (processor != first_processor && CPU_ISSET(processor, &allowed) && others++ == helper) {
      cpu_set_t own;
      CPU_ZERO(&own);
      CPU_SET(processor, &own);
      ::sched_setaffinity(0, sizeof own, &own);
      ::sched_setaffinity(0, sizeof allowed, &allowed);
      return;
    }
  }
#endif
}

int this_processor() {
#ifdef __linux__
  return ::sched_getcpu();
#else
  return 0;
#endif
}

}  // namespace

void work_together(std::size_t most_helpers, const std::function<void(bool here)>& work,
                   const std::function<void()>& stop) {
  constexpr unsigned kMostThreads = 16;
  const std::size_t helpers = std::min<std::size_t>(
      most_helpers, std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads) - 1);
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
    const int processor = this_processor();
    try {
      threads.reserve(helpers);
      while (threads.size() < helpers) {
        threads.emplace_back([&guarded, processor, number = threads.size()] {
          spread_out(number, processor);
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
