#include "report/compare/compare_report.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "allot/report/json_fields.hpp"
#include "report/columns/run_table.hpp"
#include "report/describe/rule.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr int kDecimalsOfPercent = 6;

std::vector<std::size_t> range(std::size_t from, std::size_t until) {
  std::vector<std::size_t> indices(until - from);
  std::iota(indices.begin(), indices.end(), from);
  return indices;
}

/// One object, written as it goes.
class ComparisonJson {
 public:
  ComparisonJson(const Comparison& comparison, const CompareOptions& options, Writer& out)
      : comparison_{comparison},
        options_{options},
        words_{*options.run.language, kMachineNumbers},
        json_{out, comparison.decimals} {}

  void write() {
    const std::size_t sides = comparison_.sides.size();
    const std::string rows = std::string{name_of(comparison_.by)} + "s";
    json_.document([&] {
      tell_provenance(json_, kCompareVersion, options_.run);
      json_.objects(
          "compared", range(0, sides), [&](std::size_t side) { write_side(side); }, kInLines);
      json_.objects(
          "against", range(1, sides), [&](std::size_t side) { write_against(side); }, kInLines);
      json_.objects(
          JsonName{rows}, compare_rows(comparison_, options_.run),
          [&](std::uint32_t row) { write_row(row); }, kInLines);
    });
  }

 private:
  void percent(Money budget, const std::optional<Money>& first) {
    json_.number("percent",
                 first ? percent_change(budget, *first, kDecimalsOfPercent) : std::nullopt,
                 kDecimalsOfPercent);
  }

  void write_side(std::size_t index) {
    const Compared& side = comparison_.sides[index];
    json_.text("letter", letter_in(comparison_, index));
    json_.text("file", side.file);
    json_.text("label", label_of(side, words_));
    json_.text("variant", side.variant);
    json_.text("title", side.title);
    json_.text("year", side.year);
    json_.text("currency", side.currency);
    json_.text("status", side.status);
    json_.amount("total", comparison_.totals[index]);
    tell_changes(json_, side.scenario == nullptr ? std::vector<Change>{} : side.scenario->changes,
                 kInOneLine);
  }

  void write_against(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    json_.text("letter", letter_in(comparison_, side));
    json_.amount("difference", against.total);
    percent(comparison_.totals[side], comparison_.totals.front());
    json_.object("winners", [&] { write_movement(against, true); });
    json_.object("losers", [&] { write_movement(against, false); });
    json_.number("unchanged", static_cast<int128>(against.unchanged));
    if (comparison_.sides.front().is_prior) {
      json_.number("new", static_cast<int128>(against.is_new));
    }
    json_.amount("moved", moved_money(against));
    const Scenario* before = comparison_.sides.front().scenario;
    const Scenario* after = comparison_.sides[side].scenario;
    if (before == nullptr || after == nullptr) {
      return json_.null("inputs");  // one of the two is a result, or a prior year
    }
    json_.strings("inputs", input_differences(*before, *after, words_));
  }

  void write_movement(const Against& against, bool winners) {
    const Movement& movement = winners ? against.winners : against.losers;
    tell_movement(json_, movement.count, movement.amount,
                  movement.count == 0 ? "" : comparison_.ids[movement.most], movement.largest);
    if (against.causes) {
      json_.objects("causes", cause_sums(against, winners, words_), [&](const CauseSum& sum) {
        json_.text("factor", sum.name);
        json_.amount("amount", sum.amount);
      });
    }
  }

  void write_row(std::uint32_t row) {
    json_.text("id", comparison_.ids[row]);
    json_.text("name", comparison_.names[row]);
    if (comparison_.by == RowsBy::kDistrict) {
      json_.text("group", comparison_.groups[row]);
    }
    json_.each("budgets", range(0, comparison_.sides.size()), [&](std::size_t side) {
      json_.amount({}, side == 0 ? comparison_.firsts[row] : comparison_.budgets[side][row]);
    });
    json_.objects("against", range(1, comparison_.sides.size()),
                  [&](std::size_t side) { write_difference(side, row); });
    write_per_unit(row);
  }

  void write_difference(std::size_t side, std::uint32_t row) {
    const Against& against = comparison_.against[side - 1];
    json_.amount("difference", against.differences[row]);
    percent(comparison_.budgets[side][row], comparison_.firsts[row]);
    if (against.causes) {
      tell_causes(json_, *against.causes, row);
    }
  }

  void write_per_unit(std::uint32_t row) {
    const auto counts = [](const Compared& side) {
      return side.scenario != nullptr && side.scenario->per.has_value();
    };
    const auto counted = std::find_if(comparison_.sides.begin(), comparison_.sides.end(), counts);
    if (counted == comparison_.sides.end() || comparison_.by != RowsBy::kDistrict) {
      return;
    }
    const int decimals = comparison_.decimals + 2;
    std::size_t index = 0;
    const std::string name = "per_" + counted->scenario->column(*counted->scenario->per).name;
    json_.each(JsonName{name}, comparison_.sides, [&](const Compared& side) {
      const Money budget = comparison_.budgets[index++][row];
      json_.number(
          {},
          !counts(side)  // a result has no columns
              ? std::nullopt
              : per_unit(budget, comparison_.decimals,
                         side.scenario->column(*side.scenario->per).values.at(row), decimals),
          decimals);
    });
  }

  const Comparison& comparison_;
  const CompareOptions& options_;
  Words words_;
  JsonWriter json_;
};

Document compare_document(const Comparison& comparison, const CompareOptions& options,
                          const Words& words) {
  std::vector<Sentence> differences = difference_sentences(comparison, words);
  append(differences, why_sentences(comparison, words));
  RunOptions whole = options.run;
  whole.changed = false;
  Document document{
      .changes = compared_changes(comparison, words),
      .titles = {comparison_title(comparison, compared_rows(comparison, whole), words)},
      .blocks = {variants_table(comparison, words)},
      .notes = compare_notes(comparison, options, words),
      .verdict = verdicts_by_name(comparison, words)};
  if (!differences.empty()) {
    document.blocks.emplace_back(Passage{.items = std::move(differences)});
  }
  std::get<Table>(document.blocks.front()).sheet = words(Text::kTabVariants);
  Table table = compare_table(comparison, options, Audience::kPeople, words);
  table.sheet = words(Text::kTabComparison);
  document.blocks.emplace_back(std::move(table));
  return document;
}

/// Each of those compared by itself.
WorkSheet sheet_of_side(const Comparison& comparison, std::size_t index,
                        const std::string& districts, const Words& words) {
  const Compared& side = comparison.sides[index];
  Figures figures{comparison.ids, comparison.names, comparison.budgets[index],
                  comparison.priors[index], comparison.places};
  Table table;
  table.columns = {text_column("id", comparison.ids), text_column("name", comparison.names)};
  table.columns[0].stub = table.columns[1].stub = true;
  table.columns[1].header = districts;
  table.columns[1].total = Cell::of(words.named(NamesOf::kColumn, "sum"));
  const auto amounts = [&](std::string name, std::string header, auto cell,
                           const std::optional<Money>& total) {
    table.columns.push_back({.name = std::move(name),
                             .header = std::move(header),
                             .cell = std::move(cell),
                             .total = Cell::of(total),
                             .decimals = comparison.decimals});
  };
  std::optional<Money> prior;
  if (!figures.priors.empty()) {
    const auto sum = std::accumulate(
        figures.priors.begin(), figures.priors.end(), Money{},
        [](Money so_far, const auto& each) { return so_far + each.value_or(Money{}); });
    prior = sum;
    amounts(
        "prior", side.prior_label,
        [figures](std::size_t row) { return Cell::of(figures.prior(row)); }, prior);
  }
  amounts(
      "budget", side.year, [figures](std::size_t row) { return Cell::of(figures.budgets[row]); },
      comparison.totals[index]);
  if (prior) {
    append(table.columns, growth_columns(figures, comparison.totals[index], prior,
                                         comparison.decimals, Audience::kPeople));
  }
  add_headers(table.columns, words);
  table.rows = compare_rows(comparison, {});
  table.rows_in_all = table.rows.size();
  return {.table = std::move(table)};
}

/// "B lower floor", as the table of variants calls them.
std::vector<WorkSheet> sheets_of_sides(const Comparison& comparison, const Words& words) {
  const Table variants = variants_table(comparison, words);
  const Table all = compare_table(comparison, {}, Audience::kSpreadsheets, words);
  const TableColumn* names = find_column(all.columns, "name");
  std::vector<WorkSheet> sheets;
  for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
    std::string& name =
        sheets.emplace_back(sheet_of_side(comparison, side, names->header, words)).table.sheet;
    for (const TableColumn& column : std::span{variants.columns}.first(2)) {
      add_item(name, column.cell(side).text, " ");
    }
  }
  return sheets;
}

/// Of each scenario; of variants that of the scenario as it is.
std::vector<Document> rules_of(const Comparison& comparison, const Words& words) {
  std::vector<Document> rules;
  for (const Compared& side : comparison.sides) {
    if (side.scenario != nullptr && side.variant.empty()) {
      rules.push_back(rule_of({*side.scenario, *side.result}, words));
    }
  }
  return rules;
}

}  // namespace

void write_comparison(const Comparison& comparison, const CompareOptions& options,
                      const Format& format, Writer& out) {
  write_report(
      {.document = [&](const Words& words) { return compare_document(comparison, options, words); },
       .facts =
           [&](Writer& json) {
             ComparisonJson{comparison, options, json}.write();
           },
       .table =
           [&](Audience audience) {
             return compare_table(comparison, options, audience,
                                  {*options.run.language, kMachineNumbers});
           },
       .charts =
           [&](const Words& words) { return pictures::compare_charts(comparison, options, words); },
       .rule = [&](const Words& words) { return rules_of(comparison, words); },
       .sheets = [&](const Words& words) { return sheets_of_sides(comparison, words); }},
      format, options.run, out);
}

}  // namespace allot::report
