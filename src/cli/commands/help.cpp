#include "cli/commands/help.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "allot/report/diagnostics/diagnostics.hpp"
#include "allot/report/json_fields.hpp"
#include "cli/arguments/options.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

/// The widest text that `text_of` makes of a row.
template <class Rows, class TextOf>
std::size_t widest(const Rows& rows, TextOf text_of) {
  std::size_t width = 0;
  for (const auto& row : rows) {
    width = std::max(width, display_width(text_of(row)));
  }
  return width;
}

/// The parts between blanks.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// With blanks to the display width, and two at least after it.
std::string in_column(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string{text} + std::string(used < width ? width - used + 2 : 2, ' ');
}

/// In as many lines as it takes, after what the first begins with; the others are indented.
void put_wrapped(std::string line, std::size_t indent, std::string_view text, report::Writer& out) {
  constexpr std::size_t kLineWidth = 80;
  std::size_t used = indent;
  for (const std::string_view word : words_of(text)) {
    const std::size_t word_width = display_width(word);
    if (used > indent && used + 1 + word_width > kLineWidth) {
      out.put(line);
      out.put('\n');
      line.assign(indent, ' ');
      used = indent;
    }
    if (used > indent) {
      line += ' ';
      ++used;
    }
    line += word;
    used += word_width;
  }
  out.put(line);
  out.put('\n');
}

/// Two columns, indented: a name and what it is.
void put_row(std::string_view name, std::size_t width, std::string_view text, report::Writer& out) {
  put_wrapped("  " + in_column(name, width), width + 4, text, out);
}

template <class Rows>
void put_rows(const Rows& rows, report::Writer& out) {
  const std::size_t width = widest(rows, [](const auto& row) { return row.name; });
  for (const auto& row : rows) {
    put_row(row.name, width, row.summary, out);
  }
}

/// `-f, --format FORMAT`.
std::string signature(const Option& option) {
  std::string text = option.letter == 0 ? "    " : std::string{'-', option.letter} + ", ";
  text += "--" + std::string{option.name};
  return option.value.empty() ? text : text + " " + std::string{option.value};
}

std::string described(const Option& option, std::string_view command) {
  std::string text{option.summary};
  const std::vector<std::string_view> choices = choices_of(option, command);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += i == 0 ? ": " : ", ";
    text += choices[i];
  }
  return text;
}

void put_options(std::string_view command, report::Writer& out) {
  std::vector<Option> of_command;
  for (const Option& option : options()) {
    if (has_option(command, option)) {
      of_command.push_back(option);
    }
  }
  const std::size_t width = widest(of_command, signature);
  for (const Option& option : of_command) {
    put_row(signature(option), width, described(option, command), out);
  }
}

std::string described(const Field& field) {
  std::string text{field.summary};
  if (!field.choices.empty()) {
    text += std::string{text.empty() ? "" : " "} + "(" + std::string{field.choices} + ")";
  }
  const std::string fallback = "default: " + std::string{field.fallback};
  if (field.required || !field.fallback.empty()) {
    text += std::string{text.empty() ? "" : "; "} + (field.required ? "required" : fallback);
  }
  return text;
}

void write_format(report::Writer& out) { out.put(load::format_reference()); }

void write_steps(report::Writer& out) { put_rows(engine::step_kinds(), out); }

void write_methods(report::Writer& out) { put_rows(engine::rounding_methods(), out); }

void write_codes(report::Writer& out) {
  const std::size_t width = widest(codes(), [](const CodeInfo& code) { return code.name; });
  for (const CodeInfo& code : codes()) {
    out.put(fmt::format("{}  {}{}\n", code.id, in_column(code.name, width), code.summary));
  }
}

void write_json(report::Writer& out) {
  out.put(
      "Amounts are numbers with the decimals of the unit, fractions are texts (\"281/3246\"), a\n"
      "figure is a number, or a fraction where its decimals do not end; `?`: or null.\n"
      "`allot schema run` prints the JSON Schema of a result, and so on.\n");
  for (const report::JsonReport& report : report::json_reports()) {
    out.put(fmt::format("\nallot {} -f json: {}\n", report.command, report.summary));
    const std::size_t width =
        widest(report.fields,
               [](const report::JsonField& field) -> std::string_view { return field.path; });
    for (const report::JsonField& field : report.fields) {
      if (field.path.ends_with("[]") && field.summary.empty()) {
        continue;  // an item of the list before it
      }
      put_row(field.path, width,
              fmt::format("{}{}{}{}{}", field.type, field.summary.empty() ? "" : ": ",
                          field.summary, field.where.empty() ? "" : "; ", field.where),
              out);
    }
  }
}

/// A topic that lists others.
struct ListTopic {
  std::string_view name;
  std::string_view summary;
  void (*write)(report::Writer& out);
};

constexpr ListTopic kListTopics[] = {
    {"format", "the scenario file, field by field", write_format},
    {"steps", "what a pot can do; `help share` has the fields of one", write_steps},
    {"methods", "how amounts are rounded", write_methods},
    {"json", "each field of the results as JSON", write_json},
    {"codes", "all errors and warnings; `help E012` has examples", write_codes},
};

void put_fields(std::span<const Field> fields, report::Writer& out) {
  const std::size_t width = widest(fields, [](const Field& field) { return field.name; });
  for (const Field& field : fields) {
    put_row(field.name, width, described(field), out);
  }
}

void put_examples(const std::vector<std::string>& lines, report::Writer& out) {
  if (!lines.empty()) {
    out.put("\nIn a scenario\n");
    for (const std::string& line : lines) {
      out.put(fmt::format("  {}\n", line));
    }
  }
}

void write_step(const engine::StepKind& step, report::Writer& out) {
  out.put(fmt::format("{} ({})\n\n{}\n\nFields\n", step.name, step.german, step.summary));
  put_fields(step.fields, out);
  out.put("\nFields of every step\n");
  put_fields(engine::common_step_fields(), out);
  put_examples(load::map_at(fmt::format("step {}", step.name)).examples, out);
}

void put_map(const load::FormatMap& map, report::Writer& out) {
  out.put(fmt::format("Fields of {}\n", map.path));
  put_fields(map.fields, out);
  put_examples(map.examples, out);
}

void write_map(const load::FormatMap& map, report::Writer& out) {
  if (!map.summary.empty()) {
    out.put(fmt::format("{}\n\n", map.summary));
  }
  put_map(map, out);
}

void write_field(const load::FormatField& field, report::Writer& out) {
  out.put(
      fmt::format("{} of {}\n", field.field.name, field.path.empty() ? "the file" : field.path));
  const std::string summary = described(field.field);
  for (const std::string_view text : {std::string_view{summary}, field.value}) {
    if (!text.empty()) {
      put_wrapped("  ", 2, text, out);
    }
  }
  put_examples(field.examples, out);
}

/// A field wherever it is, and the maps that it may hold.
void write_fields(const std::vector<load::FormatField>& fields, report::Writer& out) {
  std::vector<std::string_view> below;
  for (const load::FormatField& field : fields) {
    out.put(&field == &fields.front() ? "" : "\n");
    write_field(field, out);
    const bool said = std::find(below.begin(), below.end(), field.below) != below.end();
    if (!field.below.empty() && !said) {
      below.emplace_back(field.below);
    }
  }
  for (const std::string_view path : below) {
    out.put("\n");
    put_map(load::map_at(path), out);
  }
}

void write_method(const engine::RoundingMethod& method, report::Writer& out) {
  out.put(method.name);
  if (!method.also_called.empty()) {
    out.put(fmt::format(" ({})", method.also_called));
  }
  out.put(fmt::format("\n\n{}\n\n", method.summary));
  out.put(method.closes ? "Adds up by itself.\n"
                        : "Need not add up: `residual` says where the difference goes.\n");
  if (method.divisor) {
    out.put("Rounds weights: only for a pot whose only step is one share.\n");
  }
}

/// The row of a table that `matches`, or nullptr.
template <class Rows, class Matches>
auto find_row(const Rows& rows, Matches matches) {
  const auto found = std::find_if(rows.begin(), rows.end(), matches);
  return found == rows.end() ? nullptr : &*found;
}

template <class Rows>
auto find_named(const Rows& rows, std::string_view name) {
  return find_row(rows, [&](const auto& row) { return row.name == name; });
}

/// `E012`, `e012` or `unknown_field`.
const CodeInfo* find_code(std::string_view topic) {
  std::string id{topic};
  std::transform(id.begin(), id.end(), id.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return find_row(codes(),
                  [&](const CodeInfo& code) { return code.id == id || code.name == topic; });
}

/// False if there is no such topic.
bool write_topic(std::string_view topic, report::Writer& out) {
  if (const Command* command = find_command(topic)) {
    write_command_help(*command, out);
  } else if (const ListTopic* list = find_named(std::span{kListTopics}, topic)) {
    list->write(out);
  } else if (const auto* step = find_named(engine::step_kinds(), topic)) {
    write_step(*step, out);
  } else if (const auto* method = find_named(engine::rounding_methods(), topic)) {
    write_method(*method, out);
  } else if (const auto fields = load::fields_named(topic); !fields.empty()) {
    write_fields(fields, out);
  } else if (const load::FormatMap map = load::map_at(topic);
             !topic.empty() && !map.fields.empty()) {
    write_map(map, out);
  } else if (const CodeInfo* code = find_code(topic)) {
    report::write_code_help(*code, out);
  } else {
    return false;
  }
  return true;
}

std::vector<std::string> topics() {
  std::vector<std::string> names = load::names_in_format();
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) {
      names.emplace_back(row.name);
    }
  };
  add(commands());
  add(kListTopics);
  add(engine::step_kinds());
  add(engine::rounding_methods());
  add(codes());
  return names;
}

/// For shells: without the paths that have signs of theirs.
std::vector<std::string> plain_topics() {
  std::vector<std::string> names = topics();
  for (const CodeInfo& code : codes()) {
    names.emplace_back(code.id);
  }
  std::erase_if(names, [](const std::string& name) {
    return name.find_first_of("[] ") != std::string::npos;
  });
  return names;
}

void execute_help(Session& session) {
  const std::vector<std::string>& operands = session.settings().operands;
  if (operands.empty()) {
    session.print(write_help);
    return;
  }
  const std::string& topic = operands.front();
  std::string page;
  report::Writer out{[&](std::string_view text) { page += text; }};
  if (write_topic(topic, out)) {
    out.flush();
    session.print([&](report::Writer& to) { to.put(page); });
    return;
  }
  const std::vector<std::string> names = topics();
  const std::vector<std::string_view> candidates{names.begin(), names.end()};
  session.refuse(session.line().of(topic), "there is no help on " + in_quotes(topic),
                 did_you_mean(topic, candidates, "`allot help` lists what there is help on"));
}

}  // namespace

void write_short_help(report::Writer& out) {
  out.put(fmt::format("allot {}.\n", kPurpose));
  out.put(
      "\n"
      "  allot run scenario.yaml                  budgets per district, as a table\n"
      "  allot run scenario.yaml -o budgets.csv   the same for a spreadsheet\n"
      "  allot check scenario.yaml                hold them against `expect:`\n"
      "\n"
      "Nothing to run yet? `allot init` writes a scenario to begin with.\n"
      "`allot --help` lists all commands.\n");
}

void write_help(report::Writer& out) {
  out.put(fmt::format("allot {}.\n", kPurpose));
  out.put("\nUsage: allot COMMAND [OPTIONS]\n\nCommands\n");
  put_rows(commands(), out);
  out.put("\nHelp on\n");
  put_row("help COMMAND", 14, "its options and examples", out);
  put_row("help FIELD", 14, "what a field of the scenario may hold, with examples", out);
  for (const ListTopic& topic : kListTopics) {
    put_row(fmt::format("help {}", topic.name), 14, topic.summary, out);
  }
  out.put("\nExit codes\n");
  for (const ExitMeaning& exit : kExitMeanings) {
    put_row(exit.code, 2, exit.meaning, out);
  }
  out.put(
      "\n"
      "`allot --version` prints the versions of the program and of its formats, with --json for\n"
      "programs.\n");
}

void write_command_help(const Command& command, report::Writer& out) {
  out.put(fmt::format("allot {}\n\n{}\n\nOptions\n", command.usage, command.summary));
  put_options(command.name, out);
  out.put("\nExamples\n");
  for (std::string_view rest = command.examples; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    out.put(fmt::format("  {}\n", rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

extern const Command kHelp = {
    .name = "help",
    .usage = "help [COMMAND|CODE|STEP|METHOD|FIELD|codes|steps|methods|format|json]",
    .summary = "a command, an error code, a step, a rounding method, a field, the scenario format",
    .examples =
        "allot help run\n"
        "allot help E012\n"
        "allot help share\n"
        "allot help rounding.unit\n",
    .operand = "topic",
    .least_operands = 0,
    .operands = plain_topics,
    .execute = execute_help,
};

}  // namespace allot::cli
