#include <fmt/core.h>

#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/notes/head.hpp"
#include "report/sweep/sweep_table.hpp"

namespace allot::report {
namespace {

/// Why there are dashes where winners and losers would be; usually nothing.
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

constexpr std::string_view kSweepVersion = "1.0";

/// One object, a point to a line.
class SweepJson {
 public:
  SweepJson(const Sweep& sweep, Writer& out) : sweep_{sweep}, json_{out, sweep.decimals} {}

  void write() {
    json_.document([&] {
      json_.string("format_version", kSweepVersion);
      json_.text("title", sweep_.title);
      json_.text("currency", sweep_.currency);
      tell_changes(json_, sweep_.changes, kInOneLine);
      json_.text("against", sweep_.against);
      json_.strings("varied", sweep_.paths);
      std::size_t point = 0;
      json_.objects(
          "points", sweep_.points, [&](const SweepPoint&) { write_point(point++); }, kInLines);
      json_.each("notes", sweep_notes(sweep_),
                 [&](const Sentence& note) { json_.string({}, joined(note)); });
    });
  }

 private:
  void write_point(std::size_t index) {
    const SweepPoint& point = sweep_.points[index];
    std::vector<std::string_view> values;
    for (std::size_t path = 0; path < sweep_.paths.size(); ++path) {
      values.push_back(sweep_.value(index, path));
    }
    json_.strings("values", values);
    json_.text("error", point.problem ? describe(*point.problem).name : std::string_view{});
    const auto if_solved = [&](Money value) {
      return point.problem ? std::nullopt : std::optional{value};
    };
    json_.amount("total", if_solved(point.total));
    json_.amount("not_assigned", if_solved(point.not_assigned));
    write_movement("winners", point, point.winners, point.gains, point.most_gained,
                   point.largest_gain);
    write_movement("losers", point, point.losers, point.losses, point.most_lost,
                   point.largest_loss);
    if (sweep_.by_district) {
      std::size_t district = 0;
      json_.objects("districts", point.budgets, [&](Money budget) {
        json_.text("id", sweep_.ids[district++]);
        json_.amount("budget", budget);
      });
    }
  }

  void write_movement(const JsonName& name, const SweepPoint& point, std::size_t count,
                      Money amount_in_all, std::size_t most, Money largest) {
    if (!point.compared) {
      return json_.null(name);
    }
    json_.object(name, [&] {
      tell_movement(json_, count, amount_in_all, count == 0 ? "" : sweep_.ids[most], largest);
    });
  }

  const Sweep& sweep_;
  JsonWriter json_;
};

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

void write_sweep(const Sweep& sweep, const RunOptions& options, const Format& format, Writer& out) {
  write_report({.document = [&](const auto& numbers) { return sweep_document(sweep, numbers); },
                .facts =
                    [&](Writer& json) {
                      SweepJson{sweep, json}.write();
                    },
                .table = [&](Audience audience) { return sweep_table(sweep, audience); }},
               format, options, out);
}

}  // namespace allot::report
