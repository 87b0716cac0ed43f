#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/memory_files.hpp"

/// Overlays of one base, and what comes of them.
namespace allot::overlays {

using test::Found;
using test::MemoryFiles;
using test::Texts;
using Lines = std::vector<std::string>;
using Kind = load::Assignment::Kind;

inline constexpr std::string_view kBase = R"(allot: 1
title: Base
year: 2025
note: as voted
districts:
  - {id: "08437", count: 10, tax: 1, old: 40}
  - {id: a.b, count: 30, tax: 1, old: 60}
pots:
  - id: im
    amount: 58_000
    note: planned
    steps:
      - flat: {label: post, amount: 60}
      - rate: {amount: 5, per: tax}
      - share: {by: count}
prior: {column: old}
expect: {total: 58_000}
)";

inline constexpr std::string_view kTableBase = R"(allot: 1
title: T
districts: {table: t.csv}
pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]
)";
inline constexpr std::string_view kTable = "id,count,spare\n01,10,1\n02,30,1\n";

/// An overlay of base.yaml; `changes` are the lines of `change`.
inline std::string overlay_of(std::string_view changes) {
  std::string text = "allot: 1\nbase: base.yaml\nchange:\n";
  std::string line;
  for (const char c : std::string{changes} + "\n") {
    line += c;
    if (c == '\n') {
      text += "  " + line;
      line.clear();
    }
  }
  return text;
}

inline load::Loaded load_overlay(MemoryFiles& files, std::string_view changes) {
  return files.load(overlay_of(changes));
}

inline Texts with_base(std::string_view base, Texts others = {}) {
  others.emplace("base.yaml", base);
  return others;
}

/// "path: old -> new" of each change, or else the problems.
inline Found outcome(const MemoryFiles& files, const load::Loaded& result) {
  Found lines = files.found(result.problems);
  if (lines.empty()) {
    for (const Change& change : result.scenario->changes) {
      lines.push_back(
          {fmt::format("{}: {} -> {}", change.path, change.old_value, change.new_value)});
    }
  }
  return lines;
}

inline Found outcome_of(std::string_view changes, std::string_view base = kBase,
                        Texts others = {}) {
  MemoryFiles files{with_base(base, std::move(others))};
  return outcome(files, load_overlay(files, changes));
}

inline Scenario scenario_of(std::string_view changes, std::string_view base = kBase,
                            Texts others = {}) {
  MemoryFiles files{with_base(base, std::move(others))};
  load::Loaded result = load_overlay(files, changes);
  CHECK(files.lines(result.problems) == Lines{});
  REQUIRE(result.scenario);
  return std::move(*result.scenario);
}

inline load::Assignment overlay_option(std::string file) {
  return {
      .kind = Kind::kOverlay, .path = std::move(file), .value = {}, .where = {}, .value_where = {}};
}

}  // namespace allot::overlays
