#include "cli/arguments/options.hpp"

#include <algorithm>
#include <charconv>

#include "allot/model/languages.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

// Commands that read files, that read scenarios, that show a result, and that show it row by row.
constexpr std::string_view kOfFiles =
    "run, validate, check, audit, explain, describe, init, compare, sweep";
constexpr std::string_view kOfScenarios = "run, validate, check, explain, describe, compare, sweep";
constexpr std::string_view kOfResults = "run, check, audit, explain, describe, compare, sweep";
constexpr std::string_view kOfRows = "run, compare";
// Commands whose report is one table.
constexpr std::string_view kOfOneTable = "run, compare, sweep";
// Commands that come to verdicts.
constexpr std::string_view kOfVerdicts = "check, audit";

bool is_in(std::string_view commands, std::string_view command) {
  const std::vector<std::string_view> names = split_at_commas(commands);
  return std::ranges::find(names, command) != names.end();
}

template <auto member>
bool read_text(std::string_view value, Settings& settings) {
  settings.*member = value;
  return !value.empty();
}

template <auto member>
bool read_more(std::string_view value, Settings& settings) {
  (settings.*member).emplace_back(value);
  return !value.empty();
}

template <bool Settings::*member>
bool set_flag(std::string_view, Settings& settings) {
  return settings.*member = true;
}

template <load::Assignment::Kind kind>
bool read_change(std::string_view value, Settings& settings) {
  settings.assignments.push_back({kind, std::string{value}});
  return kind == load::Assignment::Kind::kOverlay ? !value.empty() : is_assignment(value);
}

/// Stores a choice where it is one.
template <class T, class Target>
bool choose(const std::optional<T>& choice, Target& target) {
  if (choice) {
    target = *choice;
  }
  return choice.has_value();
}

std::vector<std::string_view> formats_in(std::string_view command) {
  std::vector<std::string_view> names;
  for (const report::Format& format : report::formats()) {
    if (has_format(command, format)) {
      names.push_back(format.name);
    }
  }
  return names;
}

std::vector<std::string_view> rows_in(std::string_view command) {
  return split_at_commas(command == "sweep" ? "district"  // the points are rows already
                                            : "district, pot, group, contributor, year");
}

bool read_top(std::string_view value, Settings& settings) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
  settings.report.top = count;
  return error == std::errc{} && end == value.data() + value.size() && count > 0;
}

bool read_columns(std::string_view value, Settings& settings) {
  const std::vector<std::string_view> names = split_at_commas(value);
  settings.report.columns.assign(names.begin(), names.end());
  return !names.empty() && std::ranges::find(names, std::string_view{}) == names.end();
}

/// Whether `text` begins with `role=`. A comma where none follows is part of a column's name.
bool begins_pair(std::string_view text) {
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  return end != std::string_view::npos && end > 0 && text[end] == '=';
}

/// The length of the first pair of `id=AGS,name=Kreis`.
std::size_t pair_length(std::string_view text) {
  std::size_t end = text.find(',');
  while (end != std::string_view::npos && !begins_pair(text.substr(end + 1))) {
    end = text.find(',', end + 1);
  }
  return std::min(end, text.size());
}

bool read_map(std::string_view value, Settings& settings) {
  while (begins_pair(value)) {
    const std::size_t length = pair_length(value);
    const std::size_t equals = value.find('=');
    settings.mapped_columns.push_back({std::string{value.substr(0, equals)},
                                       std::string{value.substr(equals + 1, length - equals - 1)}});
    if (equals + 1 == length || length == value.size()) {
      return equals + 1 < length;
    }
    value.remove_prefix(length + 1);
  }
  return false;
}

// How a published table is read: fields of `expect.table`.
constexpr char kIn[] = "in";
constexpr char kHeader[] = "header";
constexpr char kEncoding[] = "encoding";
constexpr char kDecimal[] = "decimal";
constexpr char kIdDigits[] = "id_digits";
constexpr char kOtherRows[] = "other_rows";

template <const auto& name>
bool read_field(std::string_view value, Settings& settings) {
  settings.table_fields.push_back({name, std::string{value}, {}});
  return !value.empty();
}

bool read_incomplete(std::string_view, Settings& settings) {
  settings.table_fields.push_back({"complete", "false", {}});
  return true;
}

bool read_require(std::string_view value, Settings& settings) {
  if (value.empty()) {  // of a variable that a shell does not have
    return false;
  }
  for (const std::string_view word : split_at_commas(value)) {
    if (word == "closed") {
      settings.require_closed = true;
    } else if (word == "final") {
      settings.require_final = true;
    } else {
      return false;
    }
  }
  return true;
}

constexpr Option kOptions[] = {
    {.name = "from",
     .value = "TABLE",
     .commands = "init",
     .repeatable = true,
     .summary = "write a scenario for this table, XLSX or CSV; several are joined by id",
     .takes = "the name of a file",
     .read = read_more<&Settings::from>},
    {.name = "sheet",
     .value = "NAME",
     .commands = "check, audit, init",
     .repeatable = true,
     .summary = "the sheet of an XLSX that has several",
     .takes = "the name of a sheet",
     .read = read_more<&Settings::sheets>},
    {.name = "against",
     .value = "TABLE",
     .commands = "check",
     .summary = "hold the result against a published table: CSV, TSV or XLSX",
     .takes = "the name of a file",
     .read = read_text<&Settings::against>},
    {.name = "against",
     .value = "YEAR",
     .commands = "compare",
     .summary = "hold each against last year's budgets and not against the first",
     .choices = "prior",
     .read = [](std::string_view value,
                Settings& settings) { return settings.against_prior = value == "prior"; }},
    {.name = "map",
     .value = "ROLE=COLUMN",
     .commands = "check, audit, init",
     .repeatable = true,
     .summary = "columns by role: id=AGS,name=Kreis,key=Zugang,prior=Budget (repeatable)",
     .takes = "ROLE=COLUMN, as in id=AGS,name=Kreis,key=Zugang",
     .read = read_map},
    {.name = "in",
     .value = "UNIT",
     .commands = "check, audit",
     .summary = "what the published table is in: 1_000_000",
     .takes = "a number, as 1_000_000",
     .read = read_field<kIn>},
    {.name = "total",
     .value = "AMOUNT",
     .commands = "audit",
     .summary = "the pot that the table shares out",
     .takes = "an amount, as 58_000_000",
     .read = read_text<&Settings::total>},
    {.name = "count",
     .value = "N",
     .commands = "audit",
     .summary = "the whole number behind its percentages, or of its key",
     .takes = "a whole number, as 72_857",
     .read = read_text<&Settings::count>},
    {.name = "incomplete",
     .commands = "check, audit",
     .summary = "the published table has some districts only",
     .read = read_incomplete},
    {.name = "header",
     .value = "LINE",
     .commands = "check",
     .summary = "the line of its column names, or first,last",
     .takes = "a line, or the first and the last: 4,5",
     .read = read_field<kHeader>},
    {.name = "encoding",
     .value = "NAME",
     .commands = "check",
     .summary = "its encoding",
     .choices = "utf-8, windows-1252, macintosh",
     .read = read_field<kEncoding>},
    {.name = "decimal",
     .value = "MARK",
     .commands = "check, audit",
     .summary = "its decimal mark: `.` or `,`",
     .takes = "`.` or `,`",
     .read = read_field<kDecimal>},
    {.name = "id-digits",
     .value = "N",
     .commands = "check",
     .summary = "its ids have N digits: lost zeros come back",
     .takes = "a whole number from 1",
     .read = read_field<kIdDigits>},
    {.name = "other-rows",
     .value = "HOW",
     .commands = "check",
     .summary = "its rows of no district of the scenario",
     .choices = "error, skip",
     .read = read_field<kOtherRows>},
    {.name = "update",
     .commands = "check",
     .summary = "write figures of `expect` anew that do not hold, in their file",
     .read = set_flag<&Settings::update>},
    {.name = "format",
     .letter = 'f',
     .value = "FORMAT",
     .commands = kOfResults,
     .summary = "form of the result",
     .choices_in = formats_in,
     .read =
         [](std::string_view value, Settings& settings) {
           settings.format = report::find_format(value);
           return settings.format != nullptr;
         }},
    {.name = "output",
     .letter = 'o',
     .value = "FILE",
     .commands = kOfResults,
     .summary = "write to FILE; its suffix decides on the format",
     .takes = "the name of a file",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.output = value == "-" ? std::string_view{} : value;  // `-` is stdout
           return !value.empty();
         }},
    {.name = "summary",
     .value = "FILE",
     .commands = kOfVerdicts,
     .summary = "append the report to FILE as Markdown: for a CI's page",
     .takes = "the name of a file",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.summary = value;
           return !value.empty() && value != "-";
         }},
    {.name = "set",
     .value = "PATH=VALUE",
     .commands = kOfScenarios,
     .repeatable = true,
     .summary = "change a field: pots.im.amount=61_000_000 (repeatable)",
     .takes = "PATH=VALUE",
     .read = read_change<load::Assignment::Kind::kSet>},
    {.name = "adjust",
     .value = "PATH=±V",
     .commands = kOfScenarios,
     .repeatable = true,
     .summary = "change a number: pots.im.amount=+3% (repeatable)",
     .takes = "PATH=+V, PATH=-V or the same with `%`",
     .read = read_change<load::Assignment::Kind::kAdjust>},
    {.name = "overlay",
     .value = "FILE",
     .commands = kOfScenarios,
     .repeatable = true,
     .summary = "make the changes of FILE, in order with --set (repeatable)",
     .takes = "the name of a file with `change:`",
     .read = read_change<load::Assignment::Kind::kOverlay>},
    {.name = "vary",
     .value = "PATH=VALUES",
     .commands = "compare, sweep",
     .repeatable = true,
     .summary = "try values: a,b,c or from..to/step (repeatable)",
     .takes = "PATH=a,b,c or PATH=from..to/step",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.vary.emplace_back(value);
           return is_assignment(value);
         }},
    {.name = "by",
     .value = "ROWS",
     .commands = "run, compare, sweep",
     .summary = "one row for each",
     .choices_in = rows_in,
     .read =
         [](std::string_view value, Settings& settings) {
           settings.by_district = value == "district";
           return choose(report::rows_by(value), settings.report.by);
         }},
    {.name = "year",
     .value = "YEAR",
     .commands = kOfRows,
     .summary = "the budgets of one year of pots with `tranches`",
     .takes = "a year that `tranches` names",
     .read = read_text<&Settings::year>},
    {.name = "sort",
     .value = "ORDER",
     .commands = kOfRows,
     .summary = "rows in this order, `-shift` the other way round",
     .choices = "id, name, budget, shift, percent, change, input",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.report.reversed = value.starts_with('-');
           value.remove_prefix(settings.report.reversed ? 1 : 0);
           return choose(report::sort_by(value), settings.report.sort);
         }},
    {.name = "top",
     .value = "N",
     .commands = "run, describe, compare",
     .summary = "the first N rows only; by shift or percent N from both ends",
     .takes = "a whole number from 1",
     .read = read_top},
    {.name = "all",
     .commands = kOfRows,
     .summary = "list those who take no part and had nothing last year, too",
     .read = [](std::string_view, Settings& settings) { return settings.report.all = true; }},
    {.name = "changed",
     .commands = "compare",
     .summary = "leave out the rows that are the same in all",
     .read = [](std::string_view, Settings& settings) { return settings.report.changed = true; }},
    {.name = "columns",
     .value = "A,B",
     .commands = kOfRows,
     .summary = "these columns only, of the result or of the tables",
     .takes = "names of columns, separated by commas",
     .list = "id, name, group, key, key_percent, prior, budget, shift, shift_percent, settlement, "
             "payable, paid, open",
     .read = read_columns},
    {.name = "per",
     .value = "COLUMN",
     .commands = kOfRows,
     .summary = "add the budget for each unit that COLUMN counts",
     .takes = "the name of a column",
     .read = read_text<&Settings::per>},
    {.name = "causes",
     .commands = kOfRows,
     .summary = "split the shift into its causes, a column for each",
     .read = set_flag<&Settings::causes>},
    {.name = "bars",
     .commands = kOfRows,
     .summary = "draw the shift beside it, losses to the left",
     .read = [](std::string_view, Settings& settings) { return settings.report.bars = true; }},
    {.name = "geo",
     .value = "FILE",
     .commands = "run",
     .summary = "with -f html: a map of the shifts in percent; the areas are in FILE, a GeoJSON",
     .takes = "the name of a file",
     .read = read_text<&Settings::geo>},
    {.name = "geo-id",
     .value = "NAME",
     .commands = "run",
     .summary = "the property that has the district's id there; else the `id` of each area",
     .takes = "the name of a property",
     .read = read_text<&Settings::geo_id>},
    {.name = "trace",
     .commands = "run",
     .summary = "what every step did to every district, as JSON",
     .read = set_flag<&Settings::trace>},
    {.name = "numbers",
     .value = "STYLE",
     .commands = kOfResults,
     .summary = "as 1 234.50, 1.234,50, 1'234.50 or 1 234,50; else as the language has it",
     .choices = "plain, de, ch, fr",
     .read =
         [](std::string_view value, Settings& settings) {
           return choose(report::number_style(value), settings.report.numbers);
         }},
    {.name = "language",
     .value = "LANGUAGE",
     .commands = kOfResults,
     .summary = "of the report; else that of the scenario",
     .choices = kLanguages,
     .read =
         [](std::string_view value, Settings& settings) {
           settings.language = report::find_language(value);
           return settings.language != nullptr;
         }},
    {.name = "width",
     .value = "N",
     .commands = kOfResults,
     .summary = "columns of the page: wider tables are folded; else the terminal's",
     .takes = "a whole number from 40 to 1000",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.width = page_width(value);
           return settings.width.has_value();
         }},
    {.name = "exit-code",
     .commands = "compare",
     .summary = "exit 1 if any compared budget differs",
     .read = set_flag<&Settings::exit_code>},
    {.name = "require",
     .value = "WHAT",
     .commands = "run, check",
     .summary = "exit 1 unless closed (no money left), final (data)",
     .takes = "closed, final or closed,final",
     .list = "closed, final",
     .read = read_require},
    {.name = "confine",
     .value = "DIR",
     .commands = kOfFiles,
     .summary = "refuse files outside DIR: for files of others",
     .takes = "the name of a folder",
     .read = read_text<&Settings::confine>},
    {.name = "stdin-name",
     .value = "NAME",
     .commands = kOfScenarios,
     .summary = "what messages call `-`; its folder holds the tables",
     .takes = "the name of a file",
     .read = read_text<&Settings::stdin_name>},
    {.name = "diagnostics",
     .value = "STYLE",
     .commands = kOfFiles,
     .summary = "problems on stderr as",
     .choices = "human, gcc, json, github",
     .read =
         [](std::string_view value, Settings& settings) {
           return choose(report::diagnostic_style(value), settings.diagnostics);
         }},
    {.name = "fail-on",
     .value = "SEVERITY",
     .commands = kOfFiles,
     .summary = "exit 1 also for warnings",
     .choices = "error, warning",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.fail_on_warning = value == "warning";
           return value == "warning" || value == "error";
         }},
    {.name = "color",
     .value = "WHEN",
     .commands = kOfFiles,
     .summary = "colour; auto is on for terminals",
     .choices = "auto, always, never",
     .read =
         [](std::string_view value, Settings& settings) {
           settings.color = value == "always"  ? ColorChoice::kAlways
                            : value == "never" ? ColorChoice::kNever
                                               : ColorChoice::kAuto;
           return value == "always" || value == "never" || value == "auto";
         }},
    {.name = "quiet",
     .letter = 'q',
     .commands = kOfFiles,
     .summary = "no warnings, and no verdict of validate and check",
     .read = set_flag<&Settings::quiet>},
    {.name = "verbose",
     .letter = 'v',
     .commands = kOfFiles,
     .summary = "say on stderr what was read",
     .read = set_flag<&Settings::verbose>},
    {.name = "help", .letter = 'h', .summary = "this page", .read = set_flag<&Settings::help>},
};

}  // namespace

std::span<const Option> options() { return kOptions; }

const Option* find_option(std::string_view argument) {
  const auto found = std::ranges::find_if(kOptions, [&](const Option& option) {
    return argument == "--" + std::string{option.name} ||
           (option.letter != 0 && argument == std::string{'-', option.letter});
  });
  return found == std::end(kOptions) ? nullptr : &*found;
}

bool has_option(std::string_view command, const Option& option) {
  return option.commands.empty() || is_in(option.commands, command);
}

bool has_format(std::string_view command, const report::Format& format) {
  switch (format.writes) {
    case report::Writes::kOneTable:
      return is_in(kOfOneTable, command);
    case report::Writes::kVerdicts:
      return is_in(kOfVerdicts, command);
    case report::Writes::kDocument:
    case report::Writes::kFacts:
    case report::Writes::kWorkbook:
      break;
  }
  return true;
}

std::vector<std::string_view> choices_of(const Option& option, std::string_view command) {
  return option.choices_in == nullptr ? split_at_commas(option.choices)
                                      : option.choices_in(command);
}

}  // namespace allot::cli
