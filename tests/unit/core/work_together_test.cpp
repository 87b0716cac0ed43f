#include "allot/core/work_together.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace allot;

TEST_CASE("every piece is worked on once, in this thread and in no more than asked for") {
  for (const std::size_t most_helpers : {0U, 1U, 40U}) {
    std::vector<std::atomic<int>> times(1000);
    std::atomic<std::size_t> next{0};
    std::atomic<int> threads{0}, here_at{0};
    const std::thread::id own = std::this_thread::get_id();
    work_together(
        most_helpers,
        [&](bool here) {
          ++threads;
          here_at += here ? 1 : 0;
          CHECK(here == (std::this_thread::get_id() == own));
          for (std::size_t i = next++; i < times.size(); i = next++) {
            ++times[i];
          }
        },
        [] {});
    CHECK(here_at == 1);
    CHECK(threads <= static_cast<int>(most_helpers) + 1);
    for (const auto& each : times) {
      CHECK(each == 1);
    }
  }
}

TEST_CASE("what one of them throws is thrown again, and the others are told to stop") {
  std::atomic<bool> stopped{false};
  CHECK_THROWS_WITH_AS(work_together(
                           1,
                           [&](bool here) {
                             if (here) {
                               throw std::runtime_error{"no"};
                             }
                             while (!stopped) {
                               std::this_thread::yield();
                             }
                           },
                           [&] { stopped = true; }),
                       "no", std::runtime_error);
  CHECK(stopped);
}
