#include <fmt/format.h>

#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "cli/arguments/options.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/help.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

constexpr std::string_view kDescription =
    "A scenario is a YAML file that says which money there is, who can receive it and by which "
    "rule. allot prints what each district gets, to the last unit, how that differs from the year "
    "before, and why. Numbers are kept as whole numbers and fractions; money is rounded once, by a "
    "named rule, and budgets, reserves and what is left over add up to the pot.\n"
    "The result is on the standard output, all else on the standard error. The same input gives "
    "the same bytes on any machine and in any locale.";

/// One character of UTF-8 at the beginning of a text, and how long it is there.
struct Character {
  char32_t code;
  std::size_t length;
};

Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  char32_t code = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6U | (byte(i) & 0x3FU);
  }
  return {code, length};
}

/// As text of roff: its signs escaped, all in ASCII.
std::string roff(std::string_view text) {
  std::string result;
  for (bool begins = true; !text.empty(); begins = false) {
    const auto [code, length] = first_character(text);
    const char c = text.front();
    if (length > 1) {
      result += fmt::format("\\[u{:04X}]", static_cast<unsigned>(code));
    } else if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '`') {
      result += "\\(ga";
    } else if (c == '\'') {
      result += "\\(aq";
    } else if (c == '~') {
      result += "\\(ti";
    } else if (c == '^') {
      result += "\\(ha";
    } else {
      result += begins && c == '.' ? "\\&." : std::string{c};
    }
    text.remove_prefix(length);
  }
  return result;
}

class Page {
 public:
  explicit Page(report::Writer& out) : out_{out} {}

  void section(std::string_view name) { line(fmt::format(".SH {}", name)); }
  void line(std::string_view text) {
    out_.put(text);
    out_.put('\n');
  }
  void text(std::string_view text) { line(roff(text)); }
  void item(std::string_view tag, std::string_view text) {
    line(".TP");
    line(tag);
    line(roff(text));
  }
  /// Each line as it is.
  void block(std::string_view lines) {
    line(".EX");
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      text(lines.substr(0, end));
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    line(".EE");
  }

 private:
  report::Writer& out_;
};

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", roff(text)); }

/// `-f, --format FORMAT`.
std::string marked_signature(const Option& option) {
  std::string text = option.letter == 0 ? "" : bold(std::string{'-', option.letter}) + ", ";
  text += bold("--" + std::string{option.name});
  return option.value.empty() ? text : fmt::format("{} \\fI{}\\fR", text, roff(option.value));
}

/// What `help` says of it, and the commands that have it.
std::string with_commands(const Option& option) {
  const auto commands_with = split_at_commas(option.commands);
  std::string text{option.summary};
  std::string_view between = ": ";
  for (const std::string_view choice :
       choices_of(option, commands_with.empty() ? "" : commands_with.front())) {
    text.append(between).append(choice);
    between = ", ";
  }
  return commands_with.empty() ? text : fmt::format("{} ({})", text, option.commands);
}

void write_page(report::Writer& out) {
  Page page{out};
  // Without a date: the same program writes the same page.
  page.line(".TH ALLOT 1 \"\" \"allot " ALLOT_VERSION "\" \"User Commands\"");
  page.section("NAME");
  page.line(fmt::format("allot \\- {}", roff(kPurpose)));
  page.section("SYNOPSIS");
  for (const Command& command : commands()) {
    page.line(command.name == commands().front().name ? ".B allot" : ".br\n.B allot");
    page.text(command.usage);
  }
  page.section("DESCRIPTION");
  for (std::string_view rest = kDescription; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    page.text(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    page.line(rest.empty() ? ".SH COMMANDS" : ".PP");
  }
  for (const Command& command : commands()) {
    page.item(bold(command.name), command.summary);
  }
  page.section("OPTIONS");
  for (const Option& option : options()) {
    page.item(marked_signature(option), with_commands(option));
  }
  page.section("\"EXIT STATUS\"");
  for (const ExitMeaning& exit : kExitMeanings) {
    page.item(bold(exit.code), exit.meaning);
  }
  page.section("EXAMPLES");
  for (const Command& command : commands()) {
    if (command.name != commands().front().name) {
      page.line(".PP");
    }
    page.block(command.examples);
  }
  page.section("FILES");
  page.item(".I share/doc/allot/examples/FORMAT.md", "the scenario file, field by field");
  page.item(".I share/doc/allot/examples/*/*.yaml", "scenarios of real programmes");
  page.item(".I share/allot/allot.schema.json", "the JSON Schema of scenarios, for editors");
  page.line(".PP");
  page.text("They are below the folder that allot is installed in, such as /usr.");
  page.section("\"SEE ALSO\"");
  page.line(".BR jq (1),\n.BR parallel (1)");
  page.line(".PP");
  page.text(
      "`allot help COMMAND` has the options of one command, `allot help format` the scenario "
      "file, `allot help E012` an error with its way out.");
}

void execute_man(Session& session) { session.print(write_page); }

}  // namespace

extern const Command kMan = {
    .name = "man",
    .usage = "man",
    .summary = "the manual page, for `man -l`",
    .examples = "allot man | man -l -\n",
    .operand = "operand",
    .least_operands = 0,
    .most_operands = 0,
    .execute = execute_man,
};

}  // namespace allot::cli
