#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/memory_files.hpp"

namespace allot::load {

using TextLines = std::vector<std::string>;

/// A scenario whose pot is shared by the column `n`, with these `districts` and what else it says.
inline std::string scenario_by_n(std::string_view districts, std::string_view rest = {}) {
  return fmt::format(
      "allot: 1\ntitle: T\ncurrency: EUR\ndistricts: {}\n"
      "pots: [{{id: p, amount: 100, steps: [{{share: {{by: n}}}}]}}]\n{}",
      districts, rest);
}

/// What a scenario makes of its tables.
class TableSample {
 public:
  TableSample(test::Texts tables, std::string_view scenario)
      : files_{std::move(tables)}, loaded_{files_.load(scenario)} {}

  /// "08111=5 08115=6" of a column; "refused" where there is no scenario.
  [[nodiscard]] std::string districts(std::string_view column = "n") const {
    if (!loaded_.scenario) {
      return "refused";
    }
    const Scenario& scenario = *loaded_.scenario;
    const Column* found = nullptr;
    for (const Column& each : scenario.columns) {
      found = each.name == column ? &each : found;
    }
    std::string text;
    for (std::size_t i = 0; i < scenario.districts.size(); ++i) {
      text += fmt::format("{}{}={}", i == 0 ? "" : " ", scenario.districts.ids[i],
                          found == nullptr ? "?" : found->values.at(i).to_string());
    }
    return text;
  }

  /// Code and place of each, errors and warnings.
  [[nodiscard]] test::Found problems() const { return files_.found(loaded_.problems); }
  [[nodiscard]] const Problems& problem_list() const { return loaded_.problems; }
  [[nodiscard]] SourceFiles& files() { return files_.files(); }
  [[nodiscard]] const Scenario& scenario() const {
    REQUIRE(loaded_.scenario);
    return *loaded_.scenario;
  }

  /// "other_rows t.csv: 2 in 4 7", and what else a reading has.
  [[nodiscard]] TextLines readings() const {
    TextLines lines;
    if (loaded_.scenario) {
      for (const TableReading& reading : loaded_.scenario->readings) {
        std::string line =
            fmt::format("{} {}: {}", name_of(reading.kind), reading.table, reading.count);
        for (const std::string& part : {reading.column, reading.what}) {
          line += part.empty() ? "" : fmt::format(" {}", part);
        }
        line += reading.lines.empty() ? "" : " in";
        for (const std::uint32_t number : reading.lines) {
          line += fmt::format(" {}", number);
        }
        lines.push_back(std::move(line));
      }
    }
    return lines;
  }

 private:
  static std::string_view name_of(TableReading::Kind kind) {
    using enum TableReading::Kind;
    switch (kind) {
      case kOtherIds:
        return "other_ids";
      case kOtherRows:
        return "other_rows";
      case kPaddedIds:
        return "padded";
      case kGuardedIds:
        return "guarded";
      case kFilledDown:
        return "filled_down";
      case kSigns:
        return "signs";
      case kTableMark:
        return "mark";
      case kRounded:
        return "rounded";
      case kShownShorter:
        return "shown_shorter";
      case kShownScaled:
        return "shown_scaled";
      case kTimes:
        return "times";
    }
    return {};
  }

  test::MemoryFiles files_;
  Loaded loaded_;
};

/// Of the table `t.csv`, with these fields beside it.
inline TableSample sample_of(std::string_view table, std::string_view fields,
                             std::string_view rest = {}) {
  return TableSample{{{"t.csv", std::string{table}}},
                     scenario_by_n(fmt::format("{{table: t.csv, {}}}", fields), rest)};
}

}  // namespace allot::load
