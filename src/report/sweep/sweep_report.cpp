#include <fmt/core.h>

#include "report/document/document.hpp"
#include "report/notes/head.hpp"
#include "report/sweep/sweep_table.hpp"

namespace allot::report {
namespace {

std::vector<Sentence> sweep_head(const Sweep& sweep, const NumberFormat& numbers) {
  Sentence what{fmt::format("{}:", counted(sweep.points.size(), "point", "points", numbers))};
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    what.push_back(fmt::format("{}{} of `{}`", path == 0 ? "" : "× ",
                               counted(sweep.values[path].size(), "value", "values", numbers),
                               sweep.paths[path]));
  }
  std::vector<Sentence> sentences{std::move(what)};
  if (!sweep.by_district && sweep.first_problem.empty()) {
    sentences.push_back({"winners and losers are", fmt::format("against {}", sweep.against)});
  }
  append(sentences, sweep_notes(sweep));
  return sentences;
}

Document sweep_document(const Sweep& sweep, const NumberFormat& numbers) {
  return {.changes = change_sentences(sweep.changes),
          .titles = {{sweep.title, sweep.currency.empty() ? "" : "· " + sweep.currency}},
          .head = sweep_head(sweep, numbers),
          .blocks = {sweep_table(sweep, Audience::kPeople)}};
}

}  // namespace

std::vector<Sentence> sweep_notes(const Sweep& sweep) {
  if (sweep.by_district || sweep.first_problem.empty()) {
    return {};
  }
  Sentence note{"winners and losers would be", "against the first point"};
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    note.back() += path == 0 ? "" : ",";
    note.push_back(
        fmt::format("{}`{}` = {}", path == 0 ? "(" : "", sweep.paths[path], sweep.value(0, path)));
  }
  note.back() += "),";
  note.push_back("which has no result:");
  note.push_back(sweep.first_problem + ";");
  note.emplace_back("begin with a value that has one");
  return {std::move(note)};
}

void write_sweep(const Sweep& sweep, const RunOptions& options, const Format& format, Writer& out) {
  format.write({.document = [&](const auto& numbers) { return sweep_document(sweep, numbers); },
                .table = [&](Audience audience) { return sweep_table(sweep, audience); },
                .facts = [&](Writer& json) { write_sweep_as_json(sweep, json); }},
               options, out);
}

}  // namespace allot::report
