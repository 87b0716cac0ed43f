#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>

#include "allot/report/json_fields.hpp"
#include "allot/report/sweep.hpp"
#include "report/columns/run_table.hpp"
#include "report/describe/rule.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/notes/head.hpp"
#include "report/sweep/sweep_charts.hpp"

namespace allot::report {
namespace {

using enum Text;

/// `1/3` and `12.5` are days of a year to a spreadsheet.
bool looks_like_date(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find_first_of("./:-") != std::string_view::npos &&
         text.find_first_not_of("0123456789./:-% ") == std::string_view::npos;
}

/// The values of a path; what a spreadsheet would take for a date is marked as a text.
std::vector<std::string> texts_for_spreadsheets(const std::vector<std::string>& values) {
  std::vector<std::string> texts;
  for (const std::string& value : values) {
    texts.push_back((looks_like_date(value) ? "'" : "") + value);
  }
  return texts;
}

/// The columns of a row for each point.
class PointColumns {
 public:
  PointColumns(const Sweep& sweep, bool for_people, Table& table)
      : sweep_{sweep}, for_people_{for_people}, table_{table} {}

  void add() {
    amount("total", &SweepPoint::total);
    if (!for_people_ || leaves_money()) {
      amount("not_assigned", &SweepPoint::not_assigned);
    }
    compared("winners", &SweepPoint::winners, Sign::kMinusOnly, 0);
    compared("gains", &SweepPoint::gains, Sign::kAlways, sweep_.decimals);
    most("largest_gain", &SweepPoint::largest_gain, &SweepPoint::winners, &SweepPoint::most_gained);
    compared("losers", &SweepPoint::losers, Sign::kMinusOnly, 0);
    compared("losses", &SweepPoint::losses, Sign::kAlways, sweep_.decimals);
    most("largest_loss", &SweepPoint::largest_loss, &SweepPoint::losers, &SweepPoint::most_lost);
  }

 private:
  [[nodiscard]] bool leaves_money() const {
    return std::any_of(sweep_.points.begin(), sweep_.points.end(),
                       [](const SweepPoint& point) { return point.not_assigned != Money{}; });
  }

  template <class CellOf>
  TableColumn& column(const std::string& name, int decimals, Sign sign, CellOf cell_of) {
    table_.columns.push_back({.name = name,
                              .cell = [&points = sweep_.points,
                                       cell_of](std::size_t row) { return cell_of(points[row]); },
                              .decimals = decimals,
                              .sign = sign});
    return table_.columns.back();
  }

  void amount(const std::string& name, Money SweepPoint::*field) {
    column(name, sweep_.decimals, Sign::kMinusOnly, [field](const SweepPoint& point) {
      return point.problem ? Cell::undefined() : Cell::of(point.*field);
    });
  }

  template <class Value>
  void compared(const std::string& name, Value SweepPoint::*field, Sign sign, int decimals) {
    column(name, decimals, sign, [field](const SweepPoint& point) {
      return point.compared ? Cell::of(point.*field) : Cell::undefined();
    }).joins = sign == Sign::kAlways;  // amounts of those who are counted
  }

  /// The largest of all, and whose it is.
  void most(const std::string& name, Money SweepPoint::*largest, std::size_t SweepPoint::*how_many,
            std::size_t SweepPoint::*who) {
    compared(name, largest, Sign::kAlways, sweep_.decimals);
    if (!for_people_) {
      column(name + "_id", sweep_.decimals, Sign::kMinusOnly,
             [&ids = sweep_.ids, how_many, who](const SweepPoint& point) {
               return point.*how_many > 0 ? Cell::of(ids[point.*who]) : Cell{};
             })
          .align = Align::kLeft;
    }
  }

  const Sweep& sweep_;
  bool for_people_;
  Table& table_;
};

/// Row -> point: a point has as many rows as there are districts, or one.
std::size_t rows_of_point(const Sweep& sweep) { return sweep.by_district ? sweep.ids.size() : 1; }

void add_values(const Sweep& sweep, Audience audience, Table& table) {
  const bool for_people = audience == Audience::kPeople;
  const std::size_t each = rows_of_point(sweep);
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    TableColumn column;
    column.name = sweep.paths[path];
    column.stub = column.shrinks = true;
    column.header = for_people ? short_path(sweep.paths, path) : sweep.paths[path];
    column.cell = [&sweep, path, each](std::size_t row) {
      return Cell::of(sweep.value(row / each, path));
    };
    const bool numbers =
        audience != Audience::kPrograms && path < sweep.numbers.size() && sweep.numbers[path];
    if (const auto decimals = numbers ? common_decimals(sweep.values[path]) : std::nullopt) {
      column.decimals = *decimals;
      column.shrinks = false;
      column.cell = [&sweep, path, each, most = *decimals](std::size_t row) {
        return Cell::of(plain_number(sweep.value(row / each, path))->with_decimals(most));
      };
    } else if (audience == Audience::kSpreadsheets) {
      const auto texts = std::make_shared<const std::vector<std::string>>(
          texts_for_spreadsheets(sweep.values[path]));
      column.cell = [&sweep, path, each, texts](std::size_t row) {
        const std::size_t point = row / each;
        return Cell::of((*texts)[sweep.chosen[point * sweep.paths.size() + path]]);
      };
    }
    table.columns.push_back(std::move(column));
  }
}

TableColumn texts_of_districts(std::string name, const Sweep& sweep,
                               const std::vector<std::string_view>& texts) {
  return {.name = std::move(name),
          .cell = [&texts, each = sweep.ids.size()](
                      std::size_t row) { return Cell::of(texts[row % each]); },
          .align = Align::kLeft};
}

void add_budgets(const Sweep& sweep, Table& table) {
  table.columns.push_back(texts_of_districts("id", sweep, sweep.ids));
  table.columns.back().stub = true;
  table.columns.push_back(texts_of_districts("name", sweep, sweep.names));
  table.columns.back().shrinks = table.columns.back().stub = true;
  table.columns.push_back({.name = "budget",
                           .cell =
                               [&sweep, each = sweep.ids.size()](std::size_t row) {
                                 const SweepPoint& point = sweep.points[row / each];
                                 return point.problem ? Cell::undefined()
                                                      : Cell::of(point.budgets[row % each]);
                               },
                           .decimals = sweep.decimals});
}

void add_problems(const Sweep& sweep, Table& table) {
  table.columns.push_back({.name = "error",
                           .cell =
                               [&sweep, each = rows_of_point(sweep)](std::size_t row) {
                                 const std::optional<Code>& problem =
                                     sweep.points[row / each].problem;
                                 return problem ? Cell::of(describe(*problem).name) : Cell{};
                               },
                           .align = Align::kLeft});
}

bool has_problems(const Sweep& sweep) {
  return std::ranges::any_of(sweep.points,
                             [](const SweepPoint& point) { return point.problem.has_value(); });
}

/// A row for each point, or for each district of each point. It reads `sweep` whenever a cell is
/// asked for. It has no totals: points do not add up.
Table sweep_table(const Sweep& sweep, Audience audience, const Words& words) {
  const bool for_people = audience == Audience::kPeople;
  Table table{
      .caption = caption_text(kCaptionPoints, sweep.currency, words), .columns = {}, .rows = {}};
  add_values(sweep, audience, table);
  if (sweep.by_district) {
    add_budgets(sweep, table);
  } else {
    PointColumns{sweep, for_people, table}.add();
  }
  if (!for_people || has_problems(sweep)) {
    add_problems(sweep, table);
  }
  add_headers(table.columns, words);
  table.rows.resize(sweep.points.size() * rows_of_point(sweep));
  std::iota(table.rows.begin(), table.rows.end(), 0U);
  table.rows_in_all = table.rows.size();
  table.totals = false;
  table.sheet = words(kTabPoints);
  return table;
}

/// Why there are dashes where winners and losers would be; usually nothing.
std::vector<Sentence> sweep_notes(const Sweep& sweep, const Words& words) {
  if (sweep.by_district || sweep.first_problem.empty()) {
    return {};
  }
  Sentence values;
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    values.push_back(fmt::format("`{}` = {}", sweep.paths[path], sweep.value(0, path)));
  }
  return {words.sentence(kNoFirstPoint,
                         {fmt::format("{}", fmt::join(values, ", ")), sweep.first_problem})};
}

/// What winners and losers are counted against.
std::string against(const Sweep& sweep, const Words& words) {
  return sweep.prior_of_each_point ? words(kPriorOfEachPoint)
         : sweep.against_prior     ? words(kPriorYear, {prior_year(*sweep.against_prior)})
                                   : words(kFirstPoint);
}

/// The same for programs.
std::string against_word(const Sweep& sweep) {
  if (sweep.prior_of_each_point) {
    return "prior_of_each_point";
  }
  if (!sweep.against_prior) {
    return "first_point";
  }
  const std::string label = prior_year(*sweep.against_prior);
  return label.empty() ? "prior_year" : label;
}

/// One object, a point to a line.
class SweepJson {
 public:
  SweepJson(const Sweep& sweep, const RunOptions& options, Writer& out)
      : sweep_{sweep},
        options_{options},
        words_{*options.language, kMachineNumbers},
        json_{out, sweep.decimals} {}

  void write() {
    json_.document([&] {
      tell_provenance(json_, kSweepVersion, options_);
      json_.text("title", sweep_.title);
      json_.text("currency", sweep_.currency);
      tell_changes(json_, sweep_.changes, kInOneLine);
      json_.string("against", against_word(sweep_));
      json_.strings("varied", sweep_.paths);
      std::size_t point = 0;
      json_.objects(
          "points", sweep_.points, [&](const SweepPoint&) { write_point(point++); }, kInLines);
      json_.each("notes", sweep_notes(sweep_, words_),
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
  const RunOptions& options_;
  const Words words_;
  JsonWriter json_;
};

std::vector<Sentence> sweep_head(const Sweep& sweep, const Words& words) {
  Sentence what = words.sentence(kPoints, {words.count(sweep.points.size())});
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    what.push_back(
        (path == 0 ? "" : "× ") +
        words(kValuesOfPath, {words.count(sweep.values[path].size()), sweep.paths[path]}));
  }
  std::vector<Sentence> sentences{std::move(what)};
  if (!sweep.by_district && sweep.first_problem.empty()) {
    sentences.push_back(words.sentence(kWinnersAndLosers, {against(sweep, words)}));
  }
  append(sentences, sweep_notes(sweep, words));
  return sentences;
}

/// From the least to the most.
template <class Value, class Of>
std::pair<Value, Value> range_of(const std::vector<SweepPoint>& points, Of is_of,
                                 Value SweepPoint::*field) {
  std::optional<std::pair<Value, Value>> range;
  for (const SweepPoint& point : points) {
    if (std::invoke(is_of, point)) {
      const Value value = point.*field;
      range = range ? std::pair{std::min(range->first, value), std::max(range->second, value)}
                    : std::pair{value, value};
    }
  }
  return range.value_or(std::pair<Value, Value>{});
}

std::string counts_of(const Sweep& sweep, std::size_t SweepPoint::*field, Text one, Text range,
                      const Words& words) {
  const auto [least, most] = range_of(sweep.points, &SweepPoint::compared, field);
  return least == most ? words(one, {words.count(most)})
                       : words(range, {words.count(least), words.count(most)});
}

/// How far the totals reach, and how many gain and lose.
Sentence sweep_verdict(const Sweep& sweep, const Words& words) {
  const auto has_result = [](const SweepPoint& point) { return !point.problem; };
  const auto solved = static_cast<std::size_t>(std::ranges::count_if(sweep.points, has_result));
  std::string text;
  if (solved > 0) {
    const auto [least, most] = range_of(sweep.points, has_result, &SweepPoint::total);
    const auto amount = [&](Money total) {
      return amount_text(total, sweep.decimals, words.numbers);
    };
    text = least == most ? words(kTotalOfPoints, {amount(least)})
                         : words(kTotalsOfPoints, {amount(least), amount(most)});
  }
  if (std::ranges::any_of(sweep.points, &SweepPoint::compared)) {
    add_item(text, counts_of(sweep, &SweepPoint::winners, kGain, kGainAtPoints, words),
             words(kColon) + " ");
    add_item(text, counts_of(sweep, &SweepPoint::losers, kLose, kLoseAtPoints, words));
  }
  if (solved < sweep.points.size()) {
    add_item(text,
             words(kPointsWithoutResult,
                   {words.count(sweep.points.size() - solved), words.count(sweep.points.size())}),
             words(kSemicolon) + " ");
  }
  return {text};
}

Document sweep_document(const Sweep& sweep, const Words& words) {
  return {.changes = change_sentences(sweep.changes, words),
          .titles = {{sweep.title, sweep.currency.empty() ? "" : "· " + sweep.currency}},
          .head = sweep_head(sweep, words),
          .blocks = {sweep_table(sweep, Audience::kPeople, words)},
          .verdict = {sweep_verdict(sweep, words)}};
}

std::vector<Document> rule_of_base(const Sweep& sweep, const Words& words) {
  if (sweep.base_result == nullptr) {
    return {};
  }
  return {rule_of({*sweep.base, *sweep.base_result}, words)};
}

}  // namespace

void write_sweep(const Sweep& sweep, const RunOptions& options, const Format& format, Writer& out) {
  write_report({.document = [&](const Words& words) { return sweep_document(sweep, words); },
                .facts =
                    [&](Writer& json) {
                      SweepJson{sweep, options, json}.write();
                    },
                .table =
                    [&](Audience audience) {
                      return sweep_table(sweep, audience, {*options.language, kMachineNumbers});
                    },
                .charts = [&](const Words& words) { return pictures::sweep_charts(sweep, words); },
                .rule = [&](const Words& words) { return rule_of_base(sweep, words); }},
               format, options, out);
}

}  // namespace allot::report
