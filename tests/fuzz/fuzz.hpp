#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "allot/core/source.hpp"

/// What libFuzzer calls, and replay_main.cpp for the kept corpus.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace allot::fuzz {

/// A fact that holds for every input; where it does not, the input is a crash.
inline void require(bool holds, const char* fact) {
  if (!holds) {
    std::fprintf(stderr, "does not hold: %s\n", fact);
    std::abort();
  }
}

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// Inside its file, so that a message can show it.
inline bool is_within(const Location& where, const SourceFiles& files) {
  if (where.file == 0 || where.line == 0) {
    return true;
  }
  const std::size_t line = files.line(where.file, where.line).size();
  // An empty cell at the end of a line may stand behind the carriage return.
  return where.length >= 1 && where.column >= 1 && where.column <= line + 2;
}

}  // namespace allot::fuzz
