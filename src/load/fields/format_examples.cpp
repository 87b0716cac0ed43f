#include "load/fields/format_examples.hpp"

#include <algorithm>
#include <array>

#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/key_sections.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

struct Examples {
  std::string_view path;
  std::string_view lines;
};

constexpr std::array kExamples{
    Examples{"",
             "{allot: 1}\n"
             "{title: Integration managers 2026}\n"
             "{year: 2025/26}\n"
             "{currency: EUR}\n"
             "{language: de}\n"
             "{note: planned figures}\n"
             "{period: {from: 2026-01-01, until: 2027-01-01}}\n"
             "{sources: {census: {title: Municipal statistics, date: 2026-02-01}}}\n"
             "{districts: {table: districts.csv, id: ags, name: kreis}}\n"
             "{districts: [{id: \"01001\", name: Flensburg, intake_2025: 92}]}\n"
             "{recipients: [{id: \"01001\", name: Flensburg, intake_2025: 92}]}\n"
             "{groups: {table: regions.csv, id: region}}\n"
             "{keys: {two_years: {average: [intake_2024, intake_2025], of: counts}}}\n"
             "{pots: [{id: base, amount: 8_000_000, steps: [{share: {by: two_years}}]}]}\n"
             "{prior: {column: budget_2025}}\n"
             "{expect: {total: 8_000_000}}"},
    Examples{"overlay",
             "{allot: 1, base: scenario.yaml, title: 5 % more, year: 2027, language: fr, note: a "
             "proposal, change: {pots.base.amount: {times: 1.05}}}\n"
             "{change: {districts.05315.intake_2025: 1_100}}\n"
             "{change: {pots.base.steps: {before: share, insert: [{flat: {amount: 50_000}}]}}}\n"
             "{expect: {total: 8_400_000}}"},
    Examples{"period", "{from: 2026-01-01, until: 2027-01-01}"},
    Examples{"sources.ID",
             "{title: Municipal statistics, publisher: Statistical Office, date: 2026-02-01, url: "
             "\"https://example.org/table\", locator: \"p. 12, table 3\"}\n"
             "{title: Letter of the ministry, status: preliminary, checked_on: 2026-03-15, note: "
             "by post}"},
    Examples{"districts",
             "{table: districts.csv, id: ags, name: kreis, group: region}\n"
             "{table: districts.csv, where: {land: [\"08\", \"09\"]}, except: {ags: \"08000\"}}\n"
             "{tables: [districts.csv, {file: money.xlsx, sheet: \"2025\"}]}\n"
             "{table: districts.csv, columns: {intake: {unit: persons, as_of: 2025-12-31}}}"},
    Examples{kTablePath,
             "{file: districts.csv, id: ags, name: kreis, group: region}\n"
             "{file: long.csv, where: {year: 2024}, prefix: \"2024_\"}\n"
             "{file: districts.csv, except: {ags: \"08000\"}}\n"
             "{file: money.xlsx, sheet: \"2025\", header: [4, 5], fill_down: region}\n"
             "{file: old.csv, decimal: \",\", encoding: windows-1252, id_digits: 5, other_rows: "
             "skip, signs: din55301, sums: none}"},
    Examples{"districts[]", "{id: \"01001\", name: Flensburg, group: SH, intake_2025: 92}"},
    Examples{"districts.columns.NAME",
             "{label: Persons who came in 2025, unit: persons, as_of: 2025-12-31}\n"
             "{times: 1000, status: planned, source: census, note: in thousands of euros}"},
    Examples{"groups",
             "{table: regions.csv, id: region, name: label}\n"
             "{table: regions.csv, columns: {area: {unit: km²}}}"},
    Examples{"groups[]", "{id: SH, name: Schleswig-Holstein, area: 15_804}"},
    Examples{"keys.NAME.brackets.round", "{unit: 0.1 %, method: up}"},
    Examples{"keys.NAME.round",
             "{unit: percent, decimals: 4}\n"
             "{unit: share, decimals: 6, method: half_up, residual: largest}"},
    Examples{"pots[]",
             "{id: base, title: Base amount, amount: 8_000_000, status: planned, source: budget, "
             "note: before the vote, steps: [{share: {by: intake_2025}}]}\n"
             "{id: reform, amount: 1_000_000, unclaimed: reallocate, claims: demand, steps: "
             "[{share: {by: intake_2025}}]}\n"
             "{id: start, amount: 500_000, if_claims_exceed: reduce_pro_rata, steps: [{flat: "
             "{amount: 100_000}}]}\n"
             "{id: years, amount: contributors, contributors: [{id: state, amount: 6_000_000}], "
             "tranches: {years: [2026, 2027]}, split_order: [district, contributor, year], steps: "
             "[{share: {by: intake_2025}}]}\n"
             "{id: joined, amount: 900_000, participation: {default: all}, prorate: {unit: day}, "
             "steps: [{share: {by: intake_2025}}]}\n"
             "{id: whole, amount: 900_000, rounding: {unit: 1}, paid: {column: paid_2026}, settle: "
             "{column: correction_2024}, prior: "
             "{column: budget_2025}, steps: [{share: {by: intake_2025}}]}"},
    Examples{"pots[].amount",
             "{part: 30 %, of: base}\n"
             "{by_date: {2025-01-01: 58_000_000, 2027-01-01: unknown}}"},
    Examples{"pots[].contributors[]",
             "{id: state, name: Land, amount: 6_000_000}\n"
             "{id: municipalities, percent: 10 %}\n"
             "{id: federation, match: 1/1, of: state, at_most: 5_000_000}\n"
             "{id: foundation, in_kind: 200_000}"},
    Examples{"pots[].tranches",
             "{years: [2024, 2025, 2026]}\n"
             "{years: [2024, 2025], weights: [2, 1]}"},
    Examples{"pots[].participation",
             "{default: none, from: {2026-07-01: [\"01001\", \"05315\"]}, until: {2026-10-01: "
             "[\"05315\"]}}\n"
             "{column: joined_on, status: final, source: register, note: as decided}\n"
             "{where: {typ: kreisfrei}}\n"
             "{where: {typ: kreisfrei}, until: {2026-10-01: [\"05315\"]}}"},
    Examples{"pots[].prorate",
             "{unit: day, applies_to: amount}\n"
             "{unit: month, started_month: counts}"},
    Examples{"pots[].paid", "{column: paid_2026}"},
    Examples{kEveryStepPath,
             "{label: Base amount, round: {unit: 1, method: half_up}}\n"
             "{label: Towns, where: {typ: kreisfrei}}\n"
             "{where: {typ: [kreisfrei, Stadtstaat], land: [\"05\"]}}"},
    Examples{"pots[].steps[].round", "{unit: 0.01, method: down}"},
    Examples{"pots[].settle", "{column: correction_2024, label: Settlement of 2024}"},
    Examples{"pots[].rounding",
             "{unit: 100, method: half_up, residual: {reserve: rounding reserve}}\n"
             "{unit: 1, method: half_up, residual: one_each_to_largest}\n"
             "{ties: [smallest_key, {column: area}, id]}\n"
             "{unit: 1, method: dhondt, minimum: 1, maximum: seats_at_most}"},
    Examples{"pots[].rounding.residual",
             "{district: \"05315\"}\n"
             "{reserve: rounding reserve}"},
    Examples{"prior",
             "{column: budget_2025}\n"
             "{scenario: integration-2025.yaml}\n"
             "{table: budgets-2025.csv, id: ags, amount: budget}\n"
             "{table: budgets-2025.csv, amount: budget, becomes: ags_2026, part: share, times: "
             "1000}\n"
             "{amount: 7_500_000, steps: [{share: {by: intake_2024}}], rounding: {unit: 1}}"},
    Examples{"bound",
             "{percent_of_prior: 90 %}\n"
             "{percent_of_pot: 5 %}\n"
             "{per: places, amount: 1_200}\n"
             "{column: most_that_is_used}\n"
             "{greatest_of: [90_000, {percent_of_prior: 95 %}]}\n"
             "{least_of: [{percent_of_prior: {column: highest}}, {per: places, amount: 1_500}]}"},
    Examples{"bound.percent_of_prior", "{column: highest}"},
    Examples{"paid_by", "{top_up: state budget}"},
    Examples{"released", "{reserve: hardship fund}"},
    Examples{"rate_rounding", "{unit: 0.01, method: down}"},
    Examples{"tiers[]",
             "{group: region, by: intake_2025}\n"
             "{by: places}"},
    Examples{"expect",
             "{total: 8_000_000, budgets: {\"01001\": 283_425.75}, key: {intake_2025: {\"01001\": "
             "2.8 %}}}\n"
             "{table: {file: published.csv, id: ags, amount: budget}}\n"
             "{exit: 3}"},
    Examples{"expect.table",
             "{file: published.csv, id: ags, name: kreis, amount: budget, percent: share}\n"
             "{file: published.xlsx, prior: \"2025\", shift: more, change: \"%\", key: persons}\n"
             "{file: published.csv, amount: budget, in: 1_000_000, complete: false}\n"
             "{file: published.csv, amount: budget, times: 1000, printed_to: 100}\n"
             "{file: published.csv, where: {land: \"08\"}, except: {ags: \"08000\"}}"},
};

/// Of a table of the engine what the row of that name says.
template <class Rows, class Lines>
std::string_view lines_of(const Rows& rows, std::string_view name, Lines lines) {
  const auto row = std::ranges::find_if(rows, [&](const auto& one) { return one.name == name; });
  return row == rows.end() ? std::string_view{} : (*row).*lines;
}

std::vector<std::string_view> cut_to_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(cut_off(text, "\n"));
  }
  return lines;
}

}  // namespace

std::vector<std::string_view> examples_of(std::string_view path) {
  using engine::KeyKind;
  if (path.starts_with(kStepPath)) {
    return cut_to_lines(
        lines_of(engine::step_kinds(), path.substr(kStepPath.size()), &engine::StepKind::examples));
  }
  std::vector<std::string_view> lines;
  for (const KeyKind& kind : engine::key_kinds()) {
    if (path == "keys.NAME") {
      std::ranges::copy(cut_to_lines(kind.examples), std::back_inserter(lines));
    } else if (path == parts_path(kind)) {
      return cut_to_lines(kind.part_examples);
    } else if (path == map_path(kind)) {
      return cut_to_lines(kind.map_examples);
    }
  }
  const auto row = std::ranges::find(kExamples, path, &Examples::path);
  return row == kExamples.end() ? lines : cut_to_lines(row->lines);
}

std::vector<std::string_view> with_field(const std::vector<std::string_view>& lines,
                                         std::string_view name) {
  std::vector<std::string_view> found;
  const std::string field = std::string{name}.append(": ");
  for (const std::string_view line : lines) {
    int depth = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
      depth += line[at] == '{' || line[at] == '[' ? 1 : line[at] == '}' || line[at] == ']' ? -1 : 0;
      const bool begins = at > 0 && (line[at - 1] == '{' || line[at - 1] == ' ');
      if (depth == 1 && begins && line.substr(at).starts_with(field)) {
        found.push_back(line);
        break;
      }
    }
  }
  return found;
}

std::string as_written(std::string_view path, std::string_view line) {
  const std::string text{line};
  if (path.empty() || path == "overlay") {
    return text.substr(1, text.size() - 2);  // the file itself: no braces
  }
  if (path.starts_with(kStepPath)) {
    return "- " + std::string{path.substr(kStepPath.size())} + ": " + text;
  }
  if (path == kEveryStepPath) {
    return "- share: {by: intake_2025, " + text.substr(1);
  }
  if (path.ends_with("[]")) {
    return "- " + text;
  }
  const bool of_many_fields = path == "bound" || path == "rate_rounding";
  return of_many_fields ? text : std::string{path.substr(path.rfind('.') + 1)} + ": " + text;
}

}  // namespace allot::load
