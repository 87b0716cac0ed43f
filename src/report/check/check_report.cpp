#include "report/check/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "allot/report/json_fields.hpp"
#include "report/check/check_charts.hpp"
#include "report/check/table_remarks.hpp"
#include "report/columns/run_table.hpp"
#include "report/describe/rule.hpp"
#include "report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/places.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

using enum Text;
using engine::Deviation;

constexpr JsonLayout kInLinesOfScenario{"\n    ", ",\n    "};

constexpr std::pair<Outcome, Text> kOutcomes[] = {
    {Outcome::kHolds, kCountThatHold},
    {Outcome::kDoesNotHold, kCountThatDoNot},
    {Outcome::kRefused, kCountRefused},
    {Outcome::kNothingToCheck, kCountNothingToCheck},
};

std::size_t count_of(std::span<const Checked> all, Outcome outcome) {
  return static_cast<std::size_t>(std::ranges::count(all, outcome, &Checked::outcome));
}

std::size_t count_of(const Checked& checked, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count_if(
      checked.problems,
      [&](const Diagnostic& problem) { return describe(problem.code).severity == severity; }));
}

/// What came of the figures, or of the exit code where none is expected.
std::string comparison(const Checked& checked, const Words& words) {
  if (checked.expected_exit && *checked.expected_exit != checked.exit) {
    return words(kOtherExit,
                 {std::to_string(checked.exit), std::to_string(*checked.expected_exit)});
  }
  if (checked.expectations == 0) {
    return checked.exit == 0 ? words(kAsExpected)
                             : words(kRefusedAsExpected, {std::to_string(checked.exit)});
  }
  const TextArgument all = words.count(checked.expectations);
  const std::size_t wrong = checked.figures.size() + checked.other_figures;
  std::string text =
      wrong > 0 ? words(kSomeDoNotHold, {words.count(wrong), all}) : words(kAllHold, {all});
  if (checked.updated && !checked.updated->empty()) {
    add_item(text, words(kUpdated, {words.count(checked.updated->size())}));
  }
  return text;
}

std::string verdict(const Checked& checked, const Words& words) {
  // What is wrong with a table is among its figures.
  const std::size_t all_errors = count_of(checked, Severity::kError);
  const std::size_t errors = all_errors - std::min(all_errors, checked.other_figures);
  const std::size_t warnings = count_of(checked, Severity::kWarning);
  switch (checked.outcome) {
    case Outcome::kRefused:
      return words(kRefusedWithErrors, {words.count(errors)});
    case Outcome::kNothingToCheck:
      return words(kNothingToCheck);
    case Outcome::kHolds:
      return comparison(checked, words);
    case Outcome::kDoesNotHold:
      break;
  }
  // What else is wrong, where it is the reason.
  std::string text = comparison(checked, words);
  if (checked.expectations > 0 && errors > 0) {
    add_item(text, words(kErrors, {words.count(errors)}));
  } else if (checked.figures.empty() && errors == 0 && warnings > 0) {
    add_item(text, words(kWarnings, {words.count(warnings)}));
  }
  return text;
}

std::string_view name_of(const WrongFigure& figure) {
  if (figure.role && *figure.role != PrintedRole::kAmount) {
    return role_name(*figure.role);
  }
  return figure.of == Deviation::Of::kTotal    ? "total"
         : figure.of == Deviation::Of::kBudget ? "budget"
                                               : "key";
}

/// One row of the table of figures.
struct Row : FigureText {
  std::string id, name, at, column = {};
};

Row row_of(const WrongFigure& figure, std::string at, const Words& words) {
  Row row{text_of(figure, words.numbers), figure.id, figure.name, std::move(at)};
  if (figure.of == Deviation::Of::kTotal) {
    row.id = words.named(NamesOf::kColumn, "total");
  } else if (figure.of == Deviation::Of::kKey) {
    row.id = words(kInKey, {row.id, figure.key});
  }
  row.column = printable(figure.column);
  return row;
}

/// One row of the table of those that were written anew.
struct UpdatedRow {
  std::string path, name, before, after, at;
};

/// A table of texts, which it keeps.
template <class Row>
class TextTable {
 public:
  explicit TextTable(std::vector<Row> rows)
      : rows_{std::make_shared<const std::vector<Row>>(std::move(rows))} {
    for (std::uint32_t row = 0; row < rows_->size(); ++row) {
      table_.rows.push_back(row);
    }
    table_.totals = false;
    table_.kept = rows_;
  }

  template <class Text>
  TableColumn& add(const char* name, Align align, Text text) {
    return table_.columns.emplace_back(
        TableColumn{.name = name,
                    .cell =
                        [rows = rows_.get(), text](std::size_t row) {
                          return Cell::of(std::string_view{std::invoke(text, (*rows)[row])});
                        },
                    .align = align});
  }

  Table table(Text caption, Text sheet, const Words& words) && {
    table_.caption = words(caption);
    add_headers(table_.columns, words);
    table_.sheet = words(sheet);
    return std::move(table_);
  }

 private:
  std::shared_ptr<const std::vector<Row>> rows_;
  Table table_;
};

/// The report on some scenarios in each of its forms.
class CheckReport {
 public:
  CheckReport(std::span<const Checked> all, const SourceFiles& files, const CheckOptions& options)
      : all_{all}, files_{files}, options_{options}, lines_{files} {}

  Document document(const Words& words) {
    Document document;
    if (all_.size() == 1) {
      document.page_title = {printable(all_.front().name)};
      document.verdict = {{verdict(all_.front(), words)}};
    } else {
      document.head = {{in_all(words)}};
      document.blocks.emplace_back(overview(words));
    }
    for (const Checked& checked : all_) {
      const bool listed = options_.problems && !checked.problems.empty();
      const bool updated = checked.updated && !checked.updated->empty();
      const bool told = !checked.figures.empty() || !checked.remarks.empty() || updated || listed;
      if (all_.size() == 1 || told) {
        add_section(checked, words, document.blocks);
      }
    }
    return document;
  }

  [[nodiscard]] Verdicts verdicts(const Words& words) const {
    Verdicts verdicts{.command = "check", .files = files_, .list = {}};
    for (const Checked& checked : all_) {
      Problems findings;
      for (Diagnostic& figure : diagnostics_of(checked)) {
        findings.add(std::move(figure));
      }
      for (const Diagnostic& problem : checked.problems) {
        findings.add(problem);
      }
      verdicts.list.push_back({.name = printable(checked.name),
                               .outcome = checked.outcome,
                               .summary = verdict(checked, words),
                               .checked = checked.expectations,
                               .findings = findings.sorted()});
    }
    return verdicts;
  }

  void tell(Writer& out) {
    const Words words{*options_.run.language};
    JsonWriter json{out, 0};
    json.document([&] {
      tell_provenance(json, kCheckVersion, options_.run);
      json.objects(
          "scenarios", all_, [&](const Checked& checked) { tell(json, checked, words); }, kInLines);
      json.object("count", [&] {
        json.number("scenarios", static_cast<int128>(all_.size()));
        for (const auto& [outcome, text] : kOutcomes) {
          json.number(JsonName{name_of(outcome)}, static_cast<int128>(count_of(all_, outcome)));
        }
      });
    });
  }

 private:
  [[nodiscard]] std::string in_all(const Words& words) const {
    std::string counts;
    for (const auto& [outcome, text] : kOutcomes) {
      if (const std::size_t count = count_of(all_, outcome); count > 0) {
        add_item(counts, words(text, {words.count(count)}));
      }
    }
    return words(kScenariosChecked, {words.count(all_.size()), counts});
  }

  /// A line for each scenario.
  [[nodiscard]] Table overview(const Words& words) const {
    struct Line {
      std::string name, verdict;
    };
    std::vector<Line> lines;
    for (const Checked& checked : all_) {
      lines.push_back({printable(checked.name), verdict(checked, words)});
    }
    TextTable<Line> table{std::move(lines)};
    table.add("scenario", Align::kLeft, &Line::name).stub = true;
    table.add("verdict", Align::kLeft, &Line::verdict).shrinks = true;
    return std::move(table).table(kCaptionScenarios, kTabVerdicts, words);
  }

  void add_section(const Checked& checked, const Words& words, std::vector<Block>& blocks) {
    blocks.emplace_back(Passage{.heading = {fmt::format("{}{} {}", printable(checked.name),
                                                        words(kColon), verdict(checked, words))},
                                .is_on_top = all_.size() == 1});
    if (checked.updated && !checked.updated->empty()) {
      blocks.emplace_back(updated(checked, words));
    }
    if (!checked.figures.empty()) {
      blocks.emplace_back(figures(checked, words));
    }
    if (std::vector<Sentence> all = remarks(checked, words); !all.empty()) {
      blocks.emplace_back(Passage{.heading = {}, .items = std::move(all)});
    }
    if (options_.problems && !checked.problems.empty()) {
      Passage& list = std::get<Passage>(blocks.emplace_back(Passage{}));
      for (const Diagnostic& problem : checked.problems) {
        list.items.push_back({line_of(problem, files_, lines_)});
      }
    }
  }

  /// What explains the figures, and what else there is to know.
  static std::vector<Sentence> remarks(const Checked& checked, const Words& words) {
    std::vector<Sentence> sentences;
    for (const WrongFigure& figure : checked.figures) {
      if (figure.slip != engine::Slip::kNone) {
        sentences.push_back(slip_sentence(figure, words));
      }
    }
    for (const TableRemark& remark : checked.remarks) {
      sentences.push_back(sentence_of(remark, words));
    }
    return sentences;
  }

  Table updated(const Checked& checked, const Words& words) {
    std::vector<UpdatedRow> rows;
    for (const UpdatedFigure& figure : *checked.updated) {
      rows.push_back({printable(figure.path), figure.name, figure.before, figure.after,
                      place_text(place_of(figure.where, files_, lines_))});
    }
    TextTable<UpdatedRow> table{std::move(rows)};
    table.add("field", Align::kLeft, &UpdatedRow::path).stub = true;
    TableColumn& name = table.add("name", Align::kLeft, &UpdatedRow::name);
    name.header = words(kDistrictColumn, {words.districts(checked.called_recipients, 1)});
    name.shrinks = name.stub = true;
    table.add("before", Align::kRight, &UpdatedRow::before);
    table.add("after", Align::kRight, &UpdatedRow::after);
    table.add("place", Align::kLeft, &UpdatedRow::at);
    return std::move(table).table(kCaptionUpdated, kTabUpdated, words);
  }

  Table figures(const Checked& checked, const Words& words) {
    std::vector<Row> rows;
    for (const WrongFigure& figure : checked.figures) {
      rows.push_back(row_of(figure, place_text(place_of(figure.where, files_, lines_)), words));
    }
    const bool several =
        std::ranges::any_of(rows, [](const Row& row) { return !row.column.empty(); });
    TextTable<Row> table{std::move(rows)};
    table.add("id", Align::kLeft, &Row::id).stub = true;
    TableColumn& name = table.add("name", Align::kLeft, &Row::name);
    name.header = words(kDistrictColumn, {words.districts(checked.called_recipients, 1)});
    name.shrinks = name.stub = true;
    if (several) {
      table.add("column", Align::kLeft, &Row::column).shrinks = true;
    }
    table.add("expected", Align::kRight, &Row::expected);
    table.add("computed", Align::kRight, &Row::computed);
    table.add("deviation", Align::kRight, &Row::deviation);
    table.add("percent", Align::kRight, &Row::percent).joins = true;
    table.add("place", Align::kLeft, &Row::at);
    return std::move(table).table(kCaptionFigures, kTabFigures, words);
  }

  void tell(JsonWriter& json, const Checked& checked, const Words& words) {
    json.string("scenario", printable(checked.name));
    json.string("verdict", name_of(checked.outcome));
    json.string("summary", verdict(checked, words));
    json.number("expectations", static_cast<int128>(checked.expectations));
    json.objects(
        "deviations", checked.figures, [&](const WrongFigure& figure) { tell(json, figure); },
        kInLinesOfScenario);
    if (checked.updated) {
      json.objects(
          "updated", *checked.updated, [&](const UpdatedFigure& figure) { tell(json, figure); },
          kInLinesOfScenario);
    }
    std::vector<std::string> told;
    for (const Sentence& sentence : remarks(checked, words)) {
      told.push_back(joined(sentence));
    }
    json.strings("remarks", told, kInLinesOfScenario);
    json.objects(
        "diagnostics", checked.problems,
        [&](const Diagnostic& problem) { tell_diagnostic(json, problem, files_, lines_); },
        kInLinesOfScenario);
  }

  void tell(JsonWriter& json, const WrongFigure& figure) {
    json.string("of", name_of(figure));
    json.text("id", figure.id);
    json.text("name", figure.name);
    json.text("key", figure.key);
    json.text("printed_column", figure.column);
    json.text("printed", figure.printed);
    const Fraction difference = figure.computed - figure.expected;
    tell_number(json, "expected", figure.expected, figure.decimals);
    tell_number(json, "computed", figure.computed, figure.decimals);
    tell_number(json, "deviation", difference, figure.decimals);
    if (figure.expected.sign() == 0) {
      json.null("percent");
    } else {
      tell_number(json, "percent", difference / figure.expected * Fraction{100}, 6);
    }
    tell_place(json, place_of(figure.where, files_, lines_));
  }

  void tell(JsonWriter& json, const UpdatedFigure& figure) {
    json.text("field", figure.path);
    json.text("name", figure.name);
    json.string("before", figure.before);
    json.string("after", figure.after);
    tell_place(json, place_of(figure.where, files_, lines_));
  }

  /// What is out of all range is a fraction, which JSON has as a string only.
  static void tell_number(JsonWriter& json, const JsonName& name, const Fraction& value,
                          int decimals) {
    const std::string text = fraction_text(value, decimals, kMachineNumbers);
    text.find('/') == std::string::npos ? json.verbatim(name, text) : json.string(name, text);
  }

  std::span<const Checked> all_;
  const SourceFiles& files_;
  const CheckOptions& options_;
  LineFinder lines_;
};

/// Of each that has been kept for it.
std::vector<Document> rules_of(std::span<const Checked> all, const Words& words) {
  std::vector<Document> rules;
  for (const Checked& checked : all) {
    if (checked.kept != nullptr) {
      rules.push_back(rule_of({checked.kept->scenario, checked.kept->result}, words));
    }
  }
  return rules;
}

}  // namespace

void write_check(std::span<const Checked> all, const SourceFiles& files,
                 const CheckOptions& options, const Format& format, Writer& out) {
  CheckReport report{all, files, options};
  write_report({.document = [&](const Words& words) { return report.document(words); },
                .facts = [&](Writer& to) { report.tell(to); },
                .charts = [&](const Words& words) { return pictures::check_charts(all, words); },
                .rule = [&](const Words& words) { return rules_of(all, words); },
                .verdicts = [&](const Words& words) { return report.verdicts(words); }},
               format, options.run, out);
}

}  // namespace allot::report
