#include "cli/commands/help_pages.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/text.hpp"
#include "cli/arguments/options.hpp"
#include "cli/commands/command_kinds.hpp"
#include "cli/commands/commands.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

constexpr std::string_view kPurpose = "allot distributes funding pots among districts, exactly.\n";

/// The widest text that `text_of` makes of a row.
template <class Rows, class TextOf>
std::size_t widest(const Rows& rows, TextOf text_of) {
  std::size_t width = 0;
  for (const auto& row : rows) {
    width = std::max(width, display_width(text_of(row)));
  }
  return width;
}

/// Two columns, indented: a name and what it is, in as many lines as it takes.
void put_row(std::string_view name, std::size_t width, std::string_view text, report::Writer& out) {
  constexpr std::size_t kLineWidth = 80;
  const std::size_t indent = width + 4;
  std::string line = "  " + in_column(name, width);
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

template <class Rows>
void put_rows(const Rows& rows, report::Writer& out) {
  const std::size_t width = widest(rows, [](const auto& row) { return row.name; });
  for (const auto& row : rows) {
    put_row(row.name, width, row.summary, out);
  }
}

/// Each line of `text`, indented.
void put_lines(std::string_view text, report::Writer& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.put("  ");
    out.put(text.substr(0, end));
    out.put('\n');
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// `-f, --format FORMAT`.
std::string signature(const Option& option) {
  std::string text = option.letter == 0 ? "    " : std::string{'-', option.letter} + ", ";
  text += "--" + std::string{option.name};
  return option.value.empty() ? text : text + " " + std::string{option.value};
}

std::string described(const Option& option, unsigned command) {
  std::string text{option.summary};
  const std::vector<std::string_view> choices = choices_of(option, command);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += i == 0 ? ": " : ", ";
    text += choices[i];
  }
  return text;
}

void put_options(unsigned command, report::Writer& out) {
  std::vector<Option> of_command;
  for (const Option& option : options()) {
    if ((option.commands & command) != 0) {
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
    text += " (" + std::string{field.choices} + ")";
  }
  if (field.required) {
    text += "; required";
  } else if (!field.fallback.empty()) {
    text += "; default: " + std::string{field.fallback};
  }
  return text;
}

}  // namespace

void write_short_help(report::Writer& out) {
  out.put(kPurpose);
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
  out.put(kPurpose);
  out.put("\nUsage: allot COMMAND [OPTIONS]\n\nCommands\n");
  put_rows(commands(), out);
  out.put("\nHelp on\n");
  put_row("help COMMAND", 14, "its options and examples", out);
  put_row("help format", 14, "the scenario file, field by field", out);
  put_row("help steps", 14, "what a pot can do; `help share` has the fields of one", out);
  put_row("help methods", 14, "how amounts are rounded", out);
  put_row("help codes", 14, "all errors and warnings; `help E012` has examples", out);
  out.put(
      "\n"
      "Exit codes\n"
      "  0   done\n"
      "  1   the answer is no: a check or a requirement does not hold\n"
      "  2   the command line is wrong\n"
      "  3   a file is wrong, or what it asks for cannot be done\n"
      "  4   a file cannot be read or written\n"
      "  70  allot has a bug\n"
      "\n"
      "`allot --version` prints the versions of the program and of its formats.\n");
}

void write_command_help(const Command& command, report::Writer& out) {
  out.put("allot ");
  out.put(command.usage);
  out.put("\n\n");
  out.put(command.summary);
  out.put("\n\nOptions\n");
  put_options(command.bit, out);
  out.put("\nExamples\n");
  put_lines(command.examples, out);
}

void write_codes(report::Writer& out) {
  const std::size_t width = widest(codes(), [](const CodeInfo& code) { return code.name; });
  for (const CodeInfo& code : codes()) {
    out.put(code.id);
    out.put("  ");
    out.put(in_column(code.name, width));
    out.put(code.summary);
    out.put('\n');
  }
}

void write_steps(report::Writer& out) { put_rows(engine::step_kinds(), out); }

void write_methods(report::Writer& out) { put_rows(engine::rounding_methods(), out); }

void write_step(const engine::StepKind& step, report::Writer& out) {
  out.put(step.name);
  out.put(" (");
  out.put(step.german);
  out.put(")\n\n");
  out.put(step.summary);
  out.put("\n\nFields\n");
  const std::size_t width = widest(step.fields, [](const Field& field) { return field.name; });
  for (const Field& field : step.fields) {
    put_row(field.name, width, described(field), out);
  }
}

void write_method(const engine::RoundingMethod& method, report::Writer& out) {
  out.put(method.name);
  if (!method.also_called.empty()) {
    out.put(" (");
    out.put(method.also_called);
    out.put(")");
  }
  out.put("\n\n");
  out.put(method.summary);
  out.put("\n\n");
  out.put(method.closes ? "Adds up by itself.\n"
                        : "Need not add up: `residual` says where the difference goes.\n");
  if (method.divisor) {
    out.put("Rounds weights: only for a pot whose only step is one share.\n");
  }
}

}  // namespace allot::cli
