#include <algorithm>
#include <charconv>

#include "cli/arguments/options.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

constexpr unsigned kAll = kRun | kValidate | kCheck | kExplain | kCompare | kSweep;
constexpr unsigned kAllAndInit = kAll | kInit;

bool read_format(std::string_view value, Settings& settings) {
  settings.format = report::find_format(value);
  return settings.format != nullptr;
}

bool read_output(std::string_view value, Settings& settings) {
  settings.output = value == "-" ? std::string_view{} : value;  // `-` is stdout
  return !value.empty();
}

bool read_set(std::string_view value, Settings& settings) {
  settings.assignments.push_back({load::Assignment::Kind::kSet, std::string{value}});
  return is_assignment(value);
}

bool read_adjust(std::string_view value, Settings& settings) {
  settings.assignments.push_back({load::Assignment::Kind::kAdjust, std::string{value}});
  return is_assignment(value);
}

bool read_overlay(std::string_view value, Settings& settings) {
  settings.assignments.push_back({load::Assignment::Kind::kOverlay, std::string{value}});
  return !value.empty();
}

/// Stores a choice where it is one.
template <class T, class Target>
bool choose(const std::optional<T>& choice, Target& target) {
  if (choice) {
    target = *choice;
  }
  return choice.has_value();
}

bool read_by(std::string_view value, Settings& settings) {
  settings.by_district = value == "district";
  return choose(report::rows_by(value), settings.report.by);
}

bool read_sort(std::string_view value, Settings& settings) {
  return choose(report::sort_by(value), settings.report.sort);
}

bool read_top(std::string_view value, Settings& settings) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), count);
  settings.report.top = count;
  return error == std::errc{} && end == value.data() + value.size() && count > 0;
}

bool read_columns(std::string_view value, Settings& settings) {
  settings.report.columns.clear();
  for (const std::string_view name : split_at_commas(value)) {
    settings.report.columns.emplace_back(name);
  }
  const auto& columns = settings.report.columns;
  return std::none_of(columns.begin(), columns.end(),
                      [](const std::string& name) { return name.empty(); });
}

bool read_from(std::string_view value, Settings& settings) {
  settings.from = value;
  return !value.empty();
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

bool read_per(std::string_view value, Settings& settings) {
  settings.per = value;
  return !value.empty();
}

bool read_year(std::string_view value, Settings& settings) {
  settings.year = value;
  return !value.empty();
}

bool read_causes(std::string_view, Settings& settings) { return settings.causes = true; }
bool read_trace(std::string_view, Settings& settings) { return settings.trace = true; }
bool read_vary(std::string_view value, Settings& settings) {
  settings.vary.emplace_back(value);
  return is_assignment(value);
}

bool read_exit_code(std::string_view, Settings& settings) { return settings.exit_code = true; }

bool read_all(std::string_view, Settings& settings) { return settings.report.all = true; }

bool read_numbers(std::string_view value, Settings& settings) {
  return choose(report::number_style(value), settings.report.numbers);
}

bool read_require(std::string_view value, Settings& settings) {
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

bool read_confine(std::string_view value, Settings& settings) {
  settings.confine = value;
  return !value.empty();
}

bool read_stdin_name(std::string_view value, Settings& settings) {
  settings.stdin_name = value;
  return !value.empty();
}

bool read_diagnostics(std::string_view value, Settings& settings) {
  return choose(report::diagnostic_style(value), settings.diagnostics);
}

bool read_fail_on(std::string_view value, Settings& settings) {
  settings.fail_on_warning = value == "warning";
  return value == "warning" || value == "error";
}

bool read_color(std::string_view value, Settings& settings) {
  settings.color = value == "always"  ? ColorChoice::kAlways
                   : value == "never" ? ColorChoice::kNever
                                      : ColorChoice::kAuto;
  return value == "always" || value == "never" || value == "auto";
}

bool read_quiet(std::string_view, Settings& settings) { return settings.quiet = true; }
bool read_verbose(std::string_view, Settings& settings) { return settings.verbose = true; }
bool read_help(std::string_view, Settings& settings) { return settings.help = true; }

// In the order of `allot help run`.
constexpr Option kOptions[] = {
    {.name = "from",
     .value = "TABLE",
     .commands = kInit,
     .summary = "write a scenario for this table, a CSV",
     .takes = "the name of a file",
     .read = read_from},
    {.name = "map",
     .value = "ROLE=COLUMN",
     .commands = kInit,
     .repeatable = true,
     .summary = "columns by role: id=AGS,name=Kreis,key=Zugang,prior=Budget (repeatable)",
     .takes = "ROLE=COLUMN, as in id=AGS,name=Kreis,key=Zugang",
     .read = read_map},
    {.name = "format",
     .letter = 'f',
     .value = "FORMAT",
     .commands = kRun | kExplain | kCompare | kSweep,
     .summary = "form of the result",
     .read = read_format},
    {.name = "output",
     .letter = 'o',
     .value = "FILE",
     .commands = kRun | kExplain | kCompare | kSweep,
     .summary = "write to FILE; its suffix decides on the format",
     .takes = "the name of a file",
     .read = read_output},
    {.name = "set",
     .value = "PATH=VALUE",
     .commands = kAll,
     .repeatable = true,
     .summary = "change a field: pots.im.amount=61_000_000 (repeatable)",
     .takes = "PATH=VALUE",
     .read = read_set},
    {.name = "adjust",
     .value = "PATH=±V",
     .commands = kAll,
     .repeatable = true,
     .summary = "change a number: pots.im.amount=+3% (repeatable)",
     .takes = "PATH=+V, PATH=-V or the same with `%`",
     .read = read_adjust},
    {.name = "overlay",
     .value = "FILE",
     .commands = kAll,
     .repeatable = true,
     .summary = "make the changes of FILE, in order with --set (repeatable)",
     .takes = "the name of a file with `change:`",
     .read = read_overlay},
    {.name = "vary",
     .value = "PATH=VALUES",
     .commands = kCompare | kSweep,
     .repeatable = true,
     .summary = "try values: a,b,c or from..to/step (repeatable)",
     .takes = "PATH=a,b,c or PATH=from..to/step",
     .read = read_vary},
    {.name = "by",
     .value = "ROWS",
     .commands = kRun | kCompare | kSweep,
     .summary = "one row for each",
     .choices = "district, pot, group, contributor, year",
     .read = read_by},
    {.name = "year",
     .value = "YEAR",
     .commands = kRun | kCompare,
     .summary = "the budgets of one year of pots with `tranches`",
     .takes = "a year that `tranches` names",
     .read = read_year},
    {.name = "sort",
     .value = "ORDER",
     .commands = kRun | kCompare,
     .summary = "rows by",
     .choices = "id, name, budget, shift, percent, input",
     .read = read_sort},
    {.name = "top",
     .value = "N",
     .commands = kRun | kCompare,
     .summary = "the first N rows only",
     .takes = "a whole number from 1",
     .read = read_top},
    {.name = "all",
     .commands = kRun | kCompare,
     .summary = "list those who take no part and had nothing last year, too",
     .read = read_all},
    {.name = "columns",
     .value = "A,B",
     .commands = kRun | kCompare,
     .summary = "these columns only",
     .takes = "names of columns, separated by commas",
     .read = read_columns},
    {.name = "per",
     .value = "COLUMN",
     .commands = kRun | kCompare,
     .summary = "add the budget for each unit that COLUMN counts",
     .takes = "the name of a column",
     .read = read_per},
    {.name = "causes",
     .commands = kRun | kCompare,
     .summary = "split the shift into its causes, a column for each",
     .read = read_causes},
    {.name = "trace",
     .commands = kRun,
     .summary = "what every step did to every district, as JSON",
     .read = read_trace},
    {.name = "numbers",
     .value = "STYLE",
     .commands = kRun | kExplain | kCompare | kSweep,
     .summary = "as 1 234.50, 1.234,50 or 1'234.50",
     .choices = "plain, de, ch",
     .read = read_numbers},
    {.name = "exit-code",
     .commands = kCompare,
     .summary = "exit 1 if any compared budget differs",
     .read = read_exit_code},
    {.name = "require",
     .value = "WHAT",
     .commands = kRun | kCheck,
     .summary = "exit 1 unless closed (no money left), final (data)",
     .takes = "closed, final or closed,final",
     .read = read_require},
    {.name = "confine",
     .value = "DIR",
     .commands = kAllAndInit,
     .summary = "refuse files outside DIR: for files of others",
     .takes = "the name of a folder",
     .read = read_confine},
    {.name = "stdin-name",
     .value = "NAME",
     .commands = kAll,
     .summary = "what messages call `-`; its folder holds the tables",
     .takes = "the name of a file",
     .read = read_stdin_name},
    {.name = "diagnostics",
     .value = "STYLE",
     .commands = kAllAndInit,
     .summary = "problems on stderr as",
     .choices = "human, gcc, json, github",
     .read = read_diagnostics},
    {.name = "fail-on",
     .value = "SEVERITY",
     .commands = kAllAndInit,
     .summary = "exit 1 also for warnings",
     .choices = "error, warning",
     .read = read_fail_on},
    {.name = "color",
     .value = "WHEN",
     .commands = kAllAndInit,
     .summary = "colour; auto is on for terminals",
     .choices = "auto, always, never",
     .read = read_color},
    {.name = "quiet",
     .letter = 'q',
     .commands = kAllAndInit,
     .summary = "no warnings, and no verdict of validate and check",
     .read = read_quiet},
    {.name = "verbose",
     .letter = 'v',
     .commands = kAllAndInit,
     .summary = "say on stderr what was read",
     .read = read_verbose},
    {.name = "help",
     .letter = 'h',
     .commands = kAllAndInit | kHelp,
     .summary = "this page",
     .read = read_help},
};

}  // namespace

std::span<const Option> options() { return kOptions; }

std::vector<std::string_view> choices_of(const Option& option, unsigned command) {
  if (option.read == read_by && command == kSweep) {
    return {"district"};  // the points are rows already
  }
  if (option.read != read_format) {
    return split_at_commas(option.choices);
  }
  std::vector<std::string_view> names;
  for (const report::Format& format : report::formats()) {
    if (command != kExplain || !format.one_table) {
      names.push_back(format.name);
    }
  }
  return names;
}

}  // namespace allot::cli
