#include "allot/load/init/scenario_template.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/core/text.hpp"
#include "load/init/district_lines.hpp"
#include "load/init/survey/table_survey.hpp"
#include "load/init/template_text.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/tables/rows.hpp"

namespace allot::load {

namespace {

using enum ColumnRole;

constexpr std::string_view kHeadComment =
    "# An example with invented figures, which runs as it is. Put your own in their place.\n";

constexpr std::string_view kBody =
    R"(allot: 1                                # version of the format; always the first field
title: Zuweisung 2026                   # printed above every report
year: 2026                              # a label; 2025/26 or 2026-2030 will do too
currency: EUR                           # leave the line out for seats, posts or persons
# language: de                          # reports in German; fr: in French

# Who can receive (Empfänger). An id is text: quotes keep its leading zero. The other fields are
# columns of your choice; here persons who came, and the money of last year. A long list is better
# kept in a table: `allot init --from kreise.csv` writes a scenario for one.
districts:
  - {id: "01001", name: Flensburg, intake: 92, budget_2025: 200_906.35}
  - {id: "05315", name: Köln, intake: 1_087, budget_2025: 2_812_688.82}
  - {id: "06431", name: Bergstraße, intake: 274, budget_2025: 774_924.47}
  - {id: "06433", name: Groß-Gerau, intake: 281, budget_2025: 861_027.19}
  - {id: "09162", name: München, intake: 1_512, budget_2025: 4_850_453.17}

# The money (Fördertöpfe): one item for each pot.
pots:
  - id: base                            # options name it: `--adjust pots.base.amount=+3%`
    title: Grundzuweisung
    amount: 10_000_000                  # the money in the pot
    status: invented                    # final, preliminary, planned, estimated or invented
    steps:                              # done in this order; `allot help steps` lists all
      # - flat: {amount: 10_000}        # the same for each first (Sockelbetrag)
      - share: {by: intake}             # in proportion to a column (nach Schlüssel)
      # - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}   # (Besitzstandsgarantie)
    rounding: {unit: 0.01, method: largest_remainder}   # (Rundung); see `allot help methods`

prior: {column: budget_2025}            # last year (Vorjahr); reports show the shift against it

expect:                                 # what must come out; `allot check` holds it against that
  total: 10_000_000
)";

/// The name of a file without its folders and its suffix.
std::string_view stem_of(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const std::size_t dot = file.rfind('.');
  return dot == 0 || dot == std::string_view::npos ? file : file.substr(0, dot);
}

struct PotProposal {
  Fraction amount;
  int decimals;
  std::string_view status;
  std::string comment;
};

/// Last year's money, if there is any.
std::optional<PotProposal> sum_of_prior(const TableSurvey& survey) {
  const ColumnFacts* prior = survey.column(kPriorColumn);
  if (prior == nullptr || !prior->is_numeric()) {
    return std::nullopt;
  }
  const ColumnReading& reading = survey.reading(*prior);
  const Fraction total = reading.total * times_of(*prior);
  if (reading.negative || total.sign() <= 0) {
    return std::nullopt;
  }
  // In whole units, where there are many, a few percent more are whole cents: `--adjust` works.
  const int decimals = total.decimals().value_or(0);
  const bool whole = reading.decimals == 0 || total >= 1000;
  const bool rounded =
      prior->scale ? decimals > (whole ? 0 : 2) : reading.decimals > (whole ? 0 : 2);
  return PotProposal{
      .amount = total,
      .decimals = whole ? 0 : 2,
      .status = "estimated",
      .comment = fmt::format("the sum of {}{}: replace it", name_in_comment(prior->name),
                             rounded ? ", rounded" : "")};
}

/// A round sum for each counted unit, so that the first report looks like one.
PotProposal placeholder_amount(const TableSurvey& survey) {
  const ColumnFacts& key = *survey.column(kKeyColumn);
  PotProposal pot{.amount = 1'000'000, .decimals = 0, .status = "invented", .comment = {}};
  pot.comment = "a placeholder: replace it";
  const Fraction total = key.is_numeric() ? survey.reading(key).total * times_of(key) : Fraction{};
  for (const int each : {1000, 100, 10, 1}) {
    const Fraction amount = one_digit(total * each);
    if (amount >= 1000 && amount <= 1'000'000'000) {
      pot.amount = amount;
      pot.comment =
          fmt::format("about {} for each of {}: replace it", each, name_in_comment(key.name));
      return pot;
    }
  }
  return pot;
}

void put_head(const TableSurvey& survey, CommentedLines& out) {
  out.put("allot: 1", "version of the format; always the first field");
  out.put("title: " + yaml_text(stem_of(survey.tables.front().path)), "printed above every report");
  const ColumnFacts* prior = survey.column(kPriorColumn);
  const auto year = prior == nullptr ? std::nullopt : year_after(prior->name);
  out.put(year ? fmt::format("year: {}", *year) : "# year: 2026",
          "a label; 2025/26 or 2026-2030 will do too");
  out.put("currency: " + survey.currency, "leave the line out for seats, posts or persons");
  out.put("# language: de", "reports in German; fr: in French");
}

/// The columns that differ from the key in their digits only: other years, most likely.
void put_average(const TableSurvey& survey, CommentedLines& out) {
  const ColumnFacts& key = *survey.column(kKeyColumn);
  std::string names;
  std::size_t count = 0;
  for (const ColumnFacts& facts : survey.facts) {
    if (facts.is_numeric() && facts.without_number() == 0 && !survey.reading(facts).negative &&
        without_digits(facts.name) == without_digits(key.name)) {
      names += (count++ > 0 ? ", " : "") + yaml_text(facts.name);
    }
  }
  if (count < 2) {
    return;
  }
  out.put("");
  out.put("# A key that is made of several columns (Verteilungsschlüssel), for `by` below.");
  out.put("# keys:");
  out.put(fmt::format("#   all_years: {{average: [{}], of: counts}}", names));
}

void put_steps(const TableSurvey& survey, const PotProposal& pot, CommentedLines& out) {
  out.put("    steps:", "done in this order; `allot help steps` lists all");
  const Fraction tenth =
      pot.amount / Fraction{static_cast<std::int64_t>(10 * survey.district_count())};
  if (tenth >= 1) {
    out.put(fmt::format("      # - flat: {{amount: {}}}", amount_text(one_digit(tenth), 0)),
            "the same for each first (Sockelbetrag)");
  }
  out.put(fmt::format("      - share: {{by: {}}}", yaml_text(survey.column(kKeyColumn)->name)),
          chosen_as(survey, kKeyColumn, "in proportion to it (nach Schlüssel)"));
  if (survey.column(kPriorColumn) != nullptr) {
    out.put("      # - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}",
            "(Besitzstandsgarantie)");
  }
}

void put_pot(const TableSurvey& survey, const PotProposal& pot, CommentedLines& out) {
  out.put("");
  out.put("# The money (Fördertöpfe): one item for each pot.");
  out.put("pots:");
  out.put("  - id: base", "options name it: `--adjust pots.base.amount=+3%`");
  out.put("    amount: " + amount_text(pot.amount, pot.decimals), pot.comment);
  out.put(fmt::format("    status: {}", pot.status),
          "final, preliminary, planned, estimated or invented");
  put_steps(survey, pot, out);
  out.put("    rounding: {unit: 0.01, method: largest_remainder}", "the smallest amount (Rundung)");
}

/// With its zero.
std::string first_id(const TableSurvey& survey) {
  const SurveyedTable& table = survey.tables.front();
  const std::string id{table.found.table.cell(table.choice.rows.front(), table.id)};
  return lacks_zero(id, table.choice.id_digits) ? "0" + id : id;
}

void put_end(const TableSurvey& survey, const PotProposal& pot, CommentedLines& out) {
  out.put("");
  if (const ColumnFacts* prior = survey.column(kPriorColumn)) {
    out.put(fmt::format("prior: {{column: {}}}", yaml_text(prior->name)),
            chosen_as(survey, kPriorColumn, "last year (Vorjahr)"));
  } else if (const ColumnFacts* unreadable = guess_unreadable_prior(survey.facts)) {
    out.put(fmt::format("# prior: {{column: {}}}", yaml_text(unreadable->name)),
            "last year (Vorjahr), once all its cells are amounts");
  } else {
    out.put("# prior: {column: NAME}", "last year (Vorjahr): its column in place of NAME");
  }
  out.put("");
  out.put("# Figures that must come out: `allot check` holds the result against them.");
  out.put("# expect:");
  out.put("#   total: " + amount_text(pot.amount, pot.decimals));
  out.put(fmt::format("#   budgets: {{{}: AMOUNT}}", quoted_yaml_text(first_id(survey))),
          "a published amount in place of AMOUNT; ids in quotes");
}

/// "id=AGS,key=Zugang": what `--map` would have said.
std::string guesses_of(const TableSurvey& survey) {
  std::string guesses;
  for (std::size_t role = 0; role < kColumnRoles.size(); ++role) {
    const ChosenColumn& column = survey.columns[role];
    if (column.guessed && column.facts != nullptr) {
      guesses += fmt::format("{}{}={}", guesses.empty() ? "" : ",", kColumnRoles[role],
                             without_controls(column.facts->name));
    }
  }
  return guesses;
}

/// "`zugang.xlsx` and `zuweisung.csv`".
std::string tables_of(const TableSurvey& survey) {
  std::string names;
  const std::size_t count = survey.tables.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& path = survey.tables[i].path;
    names += i == 0 ? "" : i + 1 == count ? " and " : ", ";
    names += name_in_comment(path.substr(path.rfind('/') + 1));
  }
  return names;
}

}  // namespace

std::string example_scenario(std::string_view name) {
  std::string text{kHeadComment};
  text += way_to_run(name);
  text += kBody;
  return text;
}

std::optional<ProposedScenario> scenario_for_tables(SourceFiles& files, const TablesOnHand& on_hand,
                                                    std::string_view name, Problems& problems) {
  const auto survey = survey_tables(files, on_hand, problems);
  if (!survey) {
    return std::nullopt;
  }
  const PotProposal pot = sum_of_prior(*survey).value_or(placeholder_amount(*survey));
  CommentedLines out;
  out.put(fmt::format("# A scenario for the table{} {}, which runs as it is:",
                      survey->tables.size() == 1 ? "" : "s", tables_of(*survey)));
  put_head(*survey, out);
  put_districts(*survey, out);
  put_average(*survey, out);
  put_pot(*survey, pot, out);
  put_end(*survey, pot, out);
  const std::size_t after_first_line = out.text().find('\n') + 1;
  return ProposedScenario{
      .text = std::string{out.text()}.insert(after_first_line, way_to_run(name)),
      .guesses = guesses_of(*survey)};
}

}  // namespace allot::load
