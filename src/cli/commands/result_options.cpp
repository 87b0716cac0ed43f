#include "cli/commands/result_options.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "allot/core/text.hpp"
#include "cli/arguments/options.hpp"
#include "cli/files/terminal.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using report::RowsBy;

constexpr std::string_view kGiveYears = "give a pot its years: `tranches: {years: [2026, 2027]}`";

/// Rows that only some scenarios have, and how a scenario comes to have them.
struct SomeRows {
  RowsBy by;
  std::string_view word;  ///< of `--by`
  std::string_view what, help;
};

constexpr SomeRows kSomeRows[] = {
    {RowsBy::kGroup, "group", "groups",
     "name the column of the upper tier: `group:` in `districts`"},
    {RowsBy::kContributor, "contributor", "contributors",
     "say who pays for a pot: `amount: contributors`, `contributors: [{id: land, amount: 100}]`"},
    {RowsBy::kYear, "year", "years", kGiveYears},
};

bool are_there(RowsBy by, const Scenario& scenario) {
  return by == RowsBy::kGroup ? !scenario.districts.groups.empty()
                              : !report::part_ids(scenario, by).empty();
}

/// The same for all ways to a file.
std::filesystem::path path_of(const std::string& path) {
  std::error_code error;
  const std::filesystem::path full = std::filesystem::absolute(path, error);
  const std::filesystem::path real = std::filesystem::weakly_canonical(full, error);
  return error ? full.lexically_normal() : real;
}

/// `--width`, `--bars`: the format for people who look at a page of text.
bool check_page(Session& session, const report::Format& format) {
  const Settings& settings = session.settings();
  if (format.name == "table" || (!settings.width && !settings.report.bars)) {
    return true;
  }
  const std::string name = settings.width ? "--width" : "--bars";
  return session.refuse(
      name, in_quotes(name) + " is for the table for people, not for " + std::string{format.name},
      {"leave it out, or write a table: `--format table`"});
}

/// A workbook: a file, or a program that reads it.
bool check_terminal(Session& session, const report::Format& format) {
  if (format.writes != report::Writes::kWorkbook || !session.settings().output.empty() ||
      !is_terminal(session.process().output)) {
    return true;
  }
  return session.refuse(format.name, in_quotes(format.name) + " is a file, which no terminal shows",
                        {"write it to one: `-o result" + std::string{format.suffix} + "`"});
}

/// The format, or a problem where the command does not write it.
const report::Format* written_here(Session& session, const report::Format& format) {
  const Settings& settings = session.settings();
  if (has_format(settings.command, format)) {
    return check_page(session, format) && check_terminal(session, format) ? &format : nullptr;
  }
  std::vector<std::string_view> names;
  for (const report::Format& other : report::formats()) {
    if (has_format(settings.command, other)) {
      names.push_back(other.name);
    }
  }
  const std::string name{format.name};
  session.refuse(settings.format == nullptr ? settings.output : name,
                 in_quotes(settings.command) + " has no form as " + name,
                 {"it writes " + listed(names)});
  return nullptr;
}

}  // namespace

const report::Format* chosen_format(Session& session) {
  const Settings& settings = session.settings();
  if (settings.format != nullptr) {
    return written_here(session, *settings.format);
  }
  if (const report::Format* format = report::format_of_suffix(settings.output)) {
    return written_here(session, *format);
  }
  const std::string suffix = std::filesystem::path{settings.output}.extension().string();
  if (suffix.empty()) {
    return &report::formats().front();
  }
  session.refuse(settings.output, "no format has the suffix " + in_quotes(suffix),
                 {has_suffix(suffix, ".xls") ? "Excel opens what `-o budgets.xlsx` writes"
                                             : "say which one is meant with `--format`"});
  return nullptr;
}

bool check_output(Session& session) {
  const std::string& output = session.settings().output;
  const std::string& summary = session.settings().summary;
  bool good = true;
  if (!output.empty() && session.has_read(output)) {
    good = session.refuse(output,
                          in_quotes(output) + " is a file of the scenario, which would be lost",
                          {"write the result to another file"});
  }
  if (!summary.empty() && session.has_read(summary)) {
    good = session.refuse(summary, in_quotes(summary) + " is a file of the scenario",
                          {"append the summary to another file"});
  }
  if (!summary.empty() && !output.empty() && path_of(summary) == path_of(output)) {
    good = session.refuse(summary,
                          "`-o` replaces " + in_quotes(output) + ", and `--summary` appends to it",
                          {"give them two files"});
  }
  return good;
}

bool check_rows(Session& session, const report::RunView& view) {
  for (const SomeRows& rows : kSomeRows) {
    if (rows.by == session.settings().report.by && !are_there(rows.by, view.scenario)) {
      return session.refuse(rows.word, "the scenario has no " + std::string{rows.what},
                            {std::string{rows.help}});
    }
  }
  return true;
}

bool check_year(Session& session, const report::RunView& view) {
  const Settings& settings = session.settings();
  if (settings.year.empty()) {
    return true;
  }
  const Location where = session.line().of_last(settings.year);
  if (settings.report.by == RowsBy::kContributor || settings.report.by == RowsBy::kYear) {
    return session.refuse(where,
                          settings.report.by == RowsBy::kYear
                              ? "`--by year` shows all years, `--year` one of them"
                              : "`--by contributor` shows all years together, `--year` one of them",
                          {"leave one of the two out"});
  }
  const std::vector<std::string> years = report::part_ids(view.scenario, RowsBy::kYear);
  if (std::find(years.begin(), years.end(), settings.year) != years.end()) {
    return true;
  }
  if (years.empty()) {
    return session.refuse(where, "the scenario has no years", {std::string{kGiveYears}});
  }
  const std::vector<std::string_view> known(years.begin(), years.end());
  return session.refuse(where, "no pot has a year " + in_quotes(settings.year),
                        did_you_mean(settings.year, known, "the years are " + listed(known)));
}

bool check_columns(Session& session, const report::Format& format,
                   const std::function<ColumnsThere(report::Audience)>& columns_for) {
  const std::vector<std::string>& columns = session.settings().report.columns;
  if (columns.empty()) {
    return true;
  }
  if (!format.audience) {
    return session.refuse(
        "--columns",
        "`--columns` chooses columns of a table, and " + std::string{format.name} + " is none",
        {"leave it out: the fields of JSON are always all there"});
  }
  const ColumnsThere there = columns_for(*format.audience);
  const std::vector<std::string_view> known(there.names.begin(), there.names.end());
  std::vector<std::string_view> candidates = known;
  candidates.insert(candidates.end(), there.of_tables.begin(), there.of_tables.end());
  std::vector<std::string_view> shown(there.words.begin(), there.words.end());
  shown.insert(shown.end(), there.of_tables.begin(), there.of_tables.end());
  std::map<std::string_view, std::size_t> named;
  bool good = true;
  for (const std::string& column : columns) {
    const Location where = session.line().of_last(column);
    const std::string name = in_quotes(column);
    if (std::ranges::find(known, column) == known.end()) {
      good = session.refuse(where, "the " + std::string{there.of} + " has no column " + name,
                            did_you_mean(column, candidates, "the columns are " + listed(shown)));
    }
    // The second one is reported, a third is not.
    if (++named[column] == 2) {
      good = session.refuse(where, "the column " + name + " is named twice",
                            {"name each column once"});
    }
  }
  return good;
}

bool shows_parts_of_pots(const Settings& settings) {
  return settings.report.by == report::RowsBy::kContributor ||
         settings.report.by == report::RowsBy::kYear || !settings.year.empty();
}

bool shows_all_of_pots(const report::Format& format) {
  return !format.audience || format.writes == report::Writes::kWorkbook;
}

void write_result(Session& session, const Content& content) {
  const std::string& output = session.settings().output;
  if (output.empty()) {
    session.print(content);
  } else {
    session.write(output, content);
  }
}

}  // namespace allot::cli
