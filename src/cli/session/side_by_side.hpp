#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/work_together.hpp"
#include "cli/session/session.hpp"

namespace allot::cli {

/// What `make(path)` is for each scenario of the command line, in their order. Several threads call
/// it, so all that it may do with the session is what is const there. A path that is named twice is
/// taken once: only one thread may load a file. Where memory is too short for several at a time, it
/// may do for one.
template <class Made, class Make>
std::vector<Made> for_each_scenario(Session& session, const Make& make) {
  const std::vector<std::string>& paths = session.settings().operands;
  session.prepare(paths);
  std::map<std::string_view, std::size_t> known;
  std::vector<const std::string*> once;
  for (const std::string& path : paths) {
    if (known.try_emplace(path, once.size()).second) {
      once.push_back(&path);
    }
  }
  std::vector<std::optional<Made>> made(once.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&](bool /*here*/) {
    for (std::size_t i = next++; i < once.size(); i = next++) {
      made[i] = make(*once[i]);
    }
  };
  try {
    work_together(once.size() - 1, work, [&] { next = once.size(); });
  } catch (const std::bad_alloc&) {
    for (std::size_t i = 0; i < once.size(); ++i) {
      if (!made[i]) {
        made[i] = make(*once[i]);
      }
    }
  }
  std::vector<Made> of_each;
  of_each.reserve(paths.size());
  for (const std::string& path : paths) {
    of_each.push_back(*made[known.at(path)]);
  }
  return of_each;
}

}  // namespace allot::cli
