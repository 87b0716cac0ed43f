#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/document/document.hpp"
#include "report_sample.hpp"

namespace allot::report {

/// The charts of the report that `write` writes, in the language and the numbers of its options.
inline std::vector<charts::Chart> charts_of(
    const std::function<void(const Format& format, Writer& out)>& write) {
  static std::vector<charts::Chart> kept;
  kept.clear();
  const Format format{.name = "charts",
                      .summary = {},
                      .suffix = {},
                      .audience = {},
                      .write = [](const Report& report, const RunOptions& options, Writer&) {
                        if (report.charts) {
                          kept = report.charts(words_for_people(options));
                        }
                      }};
  written([&](Writer& out) { write(format, out); });
  return std::move(kept);
}

/// The rules of the report, each with all that it says in one text.
inline std::vector<std::string> rules_of(
    const std::function<void(const Format& format, Writer& out)>& write) {
  static std::vector<std::string> kept;
  kept.clear();
  const Format format{.name = "rules",
                      .summary = {},
                      .suffix = {},
                      .audience = {},
                      .write = [](const Report& report, const RunOptions& options, Writer&) {
                        if (!report.rule) {
                          return;
                        }
                        for (const Document& rule : report.rule(words_for_people(options))) {
                          std::string text;
                          for (const Sentence& title : rule.titles) {
                            text += joined(title) + "\n";
                          }
                          for (const Block& block : rule.blocks) {
                            if (const auto* passage = std::get_if<Passage>(&block)) {
                              text += joined(passage->heading) + "\n";
                              for (const Sentence& item : passage->items) {
                                text += joined(item) + "\n";
                              }
                            }
                          }
                          kept.push_back(std::move(text));
                        }
                      }};
  written([&](Writer& out) { write(format, out); });
  return std::move(kept);
}

/// "bars · Shift against 2025 · EUR", the description, the series, and a line for each row: its
/// label, then its values; sums have `=` before them.
inline std::string text_of(const charts::Chart& chart) {
  std::string text{chart.kind->name};
  text += " · " + chart.title + " · " + chart.unit + "\n" + chart.description + "\n";
  const auto number = [](int128 value, int decimals, Sign sign) {
    return NumberText{value, decimals, kMachineNumbers, sign}.text();
  };
  for (const std::string& series : chart.series) {
    text += "| " + series + " ";
  }
  text += chart.series.empty() ? "" : "\n";
  if (!chart.axis.empty()) {
    text += "over " + chart.axis + "\n";
  }
  for (std::size_t row = 0; row < chart.rows.size(); ++row) {
    text += (chart.rows[row].is_sum ? "= " : "") + chart.rows[row].label;
    if (!chart.positions.empty()) {
      text += " at " + number(chart.positions[row], chart.position_decimals, Sign::kMinusOnly);
    }
    for (const auto& value : chart.rows[row].values) {
      text += "; " + (value ? number(*value, chart.decimals, chart.sign) : "none");
    }
    text += "\n";
  }
  return text;
}

}  // namespace allot::report
