#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/memory_files.hpp"

namespace allot::test {

using Lines = std::vector<std::string>;

inline constexpr std::string_view kHead = "allot: 1\ntitle: T\n";
inline constexpr std::string_view kList =
    "districts: [{id: b, tax: 2, count: 30}, {id: a, tax: 1, count: 10}]\n";
inline constexpr std::string_view kPot =
    "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";

/// A scenario of kHead, two lines, and `parts`.
inline std::string file_of(std::initializer_list<std::string_view> parts) {
  std::string text{kHead};
  for (const std::string_view part : parts) {
    text += part;
  }
  return text;
}

/// The problems of the scenario of kHead and `rest`.
inline Found problems_of(std::string_view rest, Texts others = {}) {
  MemoryFiles files{std::move(others)};
  return files.found(files.load(file_of({rest})).problems);
}

/// A scenario that is without a problem.
inline Scenario loaded(MemoryFiles& files, std::string_view text, load::Options options = {}) {
  load::Loaded result = files.load(text, std::move(options));
  CHECK(files.lines(result.problems) == Lines{});
  REQUIRE(result.scenario);
  return std::move(*result.scenario);
}

}  // namespace allot::test
