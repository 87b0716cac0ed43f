#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "allot/core/text.hpp"
#include "load/characters/foreign_characters.hpp"
#include "load/yaml/yaml_events.hpp"

namespace allot::load {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kExcerptWidth = 40;
constexpr std::string_view kBlanks = " \t";

Diagnostic syntax(Location where, std::string message, std::string help) {
  return {.code = Code::kYamlSyntax,
          .where = where,
          .message = std::move(message),
          .help = {std::move(help)}};
}

std::string character(const YamlPlaces& places, std::size_t offset) {
  const std::string_view rest = places.rest_of_line(offset);
  return excerpt(rest.substr(0, rest.empty() ? 0 : first_character(rest).size));
}

bool first_on_line(const YamlPlaces& places, std::size_t offset) {
  return places.line_before(offset).find_first_not_of(kBlanks) == std::string_view::npos;
}

/// Where a tab stands in the indentation of the line of `offset`; npos if none does.
std::size_t tab_in_indentation(const YamlPlaces& places, std::size_t offset) {
  const std::size_t column = places.line_before(offset).size();
  const std::string_view line = places.rest_of_line(offset - column);
  const std::size_t tab = line.find('\t');
  const bool indents = tab != std::string_view::npos && line.find_first_not_of(kBlanks) > tab;
  return indents ? offset - column + tab : std::string_view::npos;
}

/// The quote that begins a text after `from`; the end of the file if there is none.
std::size_t opening_quote(const YamlPlaces& places, std::size_t from) {
  const std::string_view text = places.text();
  const auto begins = [&](std::size_t at, std::string_view after) {
    return at == 0 || text[at - 1] == '\n' || after.find(text[at - 1]) != std::string_view::npos;
  };
  for (std::size_t at = from; at < text.size(); ++at) {
    if ((text[at] == '"' || text[at] == '\'') && begins(at, " \t[{,:")) {
      return at;
    }
    if (text[at] == '#' && begins(at, kBlanks)) {
      at += places.rest_of_line(at).size();
    }
  }
  return text.size();
}

Diagnostic trailing_text_problem(const YamlPlaces& places, const SyntaxError& error) {
  const std::string_view rest = places.rest_of_line(error.offset);
  Diagnostic problem =
      syntax(places.at(error.offset, rest.size()), "unexpected text after the value",
             "put the whole value in quotes, or a `#` before a comment");
  const Location value = places.at(error.value_at);
  if (value.line != problem.where.line) {
    problem.related.push_back({.where = value, .text = "the value begins here"});
  }
  return problem;
}

/// A line that is neither the next field of a map nor the next item of a list, nor ends them.
Diagnostic misfit_problem(const YamlPlaces& places, const SyntaxError& error) {
  const std::size_t offset = error.offset;
  if (!first_on_line(places, offset)) {
    return trailing_text_problem(places, error);
  }
  const std::string_view rest = places.rest_of_line(offset);
  if (error.fault == YamlFault::kNoItem) {
    return syntax(places.at(offset, rest.size()), "this line does not fit the list above it",
                  "begin each item with `- `, indented as the others are");
  }
  if (rest == "-" || rest.starts_with("- ")) {
    return syntax(places.at(offset), "a list item stands where a field is expected",
                  "indent the list below its field, or remove the `-`");
  }
  return syntax(places.at(offset, rest.size()), "this line does not fit the fields around it",
                "indent it as its neighbours are, and write a field as `name: value`");
}

Diagnostic flow_problem(const YamlPlaces& places, const SyntaxError& error, char open, char close) {
  const bool at_end = error.offset >= places.text().size();
  const std::string closing = std::string{"`"} + close + "`";
  if (at_end && error.opened_at) {
    return syntax(places.at(*error.opened_at), std::string{"`"} + open + "` is never closed",
                  "write " + closing + " where it ends");
  }
  const bool with_semicolon = places.line_before(error.offset).find(';') != std::string_view::npos;
  return syntax(places.at(error.offset), "expected `,` or " + closing,
                with_semicolon ? "separate by `,`, not by `;`"
                               : "close the bracket, separate by `,`, or put the text in quotes");
}

/// The parser speaks of an anchor, alias or tag at its end, or where its name should begin.
std::size_t start_of_property(const YamlPlaces& places, std::size_t offset) {
  const std::string_view here = places.rest_of_line(offset).substr(0, 1);
  if (here == "&" || here == "*" || here == "!") {
    return offset;
  }
  const std::string_view before = places.line_before(offset);
  const std::size_t mark = before.find_last_of("&*!");
  return mark == std::string_view::npos ? offset : offset - before.size() + mark;
}

bool is_field(std::string_view line) {
  return line.ends_with(':') || line.find(": ") < line.size();
}

/// The line above the one of `offset`, where it is indented alike and looks like a field whose
/// colon or blank was forgotten: the parser then took it for the beginning of the next name.
std::optional<std::size_t> line_without_colon(const YamlPlaces& places, std::size_t offset) {
  const std::size_t line_start = offset - places.line_before(offset).size();
  if (line_start == 0) {
    return std::nullopt;
  }
  const std::size_t above_start = line_start - 1 - places.line_before(line_start - 1).size();
  const std::string_view above = places.rest_of_line(above_start);
  const std::string_view here = places.rest_of_line(line_start);
  const std::size_t indent = above.find_first_not_of(' ');
  if (indent == std::string_view::npos || indent != here.find_first_not_of(' ') ||
      std::string_view{"-#\"'[{"}.find(above[indent]) != std::string_view::npos ||
      is_field(above)) {
    return std::nullopt;
  }
  return above_start + indent;
}

Diagnostic colon_problem(const YamlPlaces& places, std::size_t offset) {
  if (const std::optional<std::size_t> above = line_without_colon(places, offset)) {
    const std::string_view line = places.rest_of_line(*above);
    return no_colon_problem(places.at(*above, line.size()), line);
  }
  Diagnostic problem =
      syntax(places.at(offset), "unexpected `:`", "put a value that contains `: ` in quotes");
  problem.help.emplace_back("a field needs a line of its own, indented as its neighbours are");
  return problem;
}

std::string_view without_end_blanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// What is foreign in the indentation of a line, or in the mark of its list.
std::optional<Diagnostic> foreign_beginning(const YamlPlaces& places, std::size_t line_start) {
  const std::string_view line = places.rest_of_line(line_start);
  const std::size_t at = std::min(line.find_first_not_of(kBlanks), line.size());
  const std::string_view text = line.substr(at);
  if (const std::string_view blank = first_foreign_blank(text); !blank.empty()) {
    return syntax(places.at(line_start + at), named_character(blank) + " indents this line",
                  "indent with the blanks of the keyboard");
  }
  if (const std::string_view mark = foreign_list_mark(text); !mark.empty()) {
    return syntax(places.at(line_start + at, mark.size()),
                  named_character(mark) + " begins no item of a list",
                  "begin each item with `- `, the hyphen of the keyboard and a blank");
  }
  const std::string_view blank = text.starts_with('-') ? first_foreign_blank(text.substr(1)) : "";
  if (!blank.empty()) {
    return syntax(places.at(line_start + at + 1, blank.size()),
                  named_character(blank) + " stands behind the `-`",
                  "write the blank of the keyboard there");
  }
  return std::nullopt;
}

/// `amount = 100`, `amount： 100`, and a blank behind the colon that is none to YAML.
std::optional<Diagnostic> other_colon_problem(const Location& where, std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view blank = first_foreign_blank(name.substr(colon + 1));
    return blank.empty()
               ? std::nullopt
               : std::optional{syntax(where,
                                      named_character(blank) + " stands behind the `:` of `" +
                                          excerpt(name.substr(0, colon)) + "`",
                                      "write the blank of the keyboard there")};
  }
  for (const std::string_view mark : {"：", "=", "∶", "꞉"}) {
    const std::size_t at = name.find(mark);
    if (at != std::string_view::npos && at > 0) {
      const std::string field = excerpt(without_end_blanks(name.substr(0, at)));
      return syntax(where, named_character(mark) + " is not the `:` behind the name of a field",
                    "write `" + field + ": …`");
    }
  }
  return std::nullopt;
}

/// A line with a character of a word processor where YAML has another: the one of the error, or the
/// one above it, which the parser may have read as the beginning of a text.
std::optional<Diagnostic> foreign_line_problem(const YamlPlaces& places, std::size_t offset) {
  std::size_t start = offset - places.line_before(offset).size();
  for (int lines = 0; lines < 2; ++lines) {
    if (auto problem = foreign_beginning(places, start)) {
      return problem;
    }
    if (start == 0) {
      break;
    }
    start = start - 1 - places.line_before(start - 1).size();
  }
  return std::nullopt;
}

Diagnostic with_opening(const YamlPlaces& places, const SyntaxError& error, Diagnostic problem) {
  if (error.opened_at && places.at(*error.opened_at) != problem.where) {
    problem.related.push_back({.where = places.at(*error.opened_at), .text = "opened here"});
  }
  return problem;
}

}  // namespace

void report(Problems& problems, Diagnostic problem) {
  if (problems.list().size() < kMostProblems) {
    problems.add(std::move(problem));
  }
}

std::string excerpt(std::string_view text) {
  return shortened(without_controls(text.substr(0, 8 * kExcerptWidth)), kExcerptWidth);
}

Diagnostic feature_problem(const YamlPlaces& places, std::size_t offset) {
  std::string_view word = places.word(offset);
  if (word.starts_with("<<")) {
    word = word.substr(0, 2);
  }
  const auto problem = [&](std::string_view what, std::string help) {
    return Diagnostic{
        .code = Code::kYamlFeature,
        .where = places.at(offset, word.size()),
        .message = "`" + excerpt(word) + "` is " + std::string{what} + ", which no scenario has",
        .help = {std::move(help)}};
  };
  switch (word.empty() ? '\0' : word.front()) {
    case '&':
      return problem("an anchor", "remove it; put a text that begins with `&` in quotes");
    case '*':
      return problem("an alias", "write the value out; put a text that begins with `*` in quotes");
    case '!':
      return problem("a tag", "remove it; put a text that begins with `!` in quotes");
    case '%':
      return problem("a directive", "remove the line; a comment begins with `#`");
    case '<':
      return problem("a merge key", "write the fields out");
    default:
      return problem("a second document", "put each scenario in a file of its own");
  }
}

Diagnostic no_colon_problem(const Location& where, std::string_view name) {
  if (auto problem = other_colon_problem(where, name)) {
    return std::move(*problem);
  }
  const std::size_t colon = name.find(':');
  const std::string shown = excerpt(name.substr(0, colon));
  if (colon == std::string_view::npos) {
    return syntax(where, "`" + shown + "` is not followed by `: `",
                  "write `" + shown + ": …`, or indent it to continue the line above");
  }
  return syntax(where, "no blank after the `:` of `" + shown + "`", "write `" + shown + ": …`");
}

Diagnostic too_deep_problem(const YamlPlaces& places, std::size_t offset) {
  return {.code = Code::kTooDeep,
          .where = places.at(offset),
          .message = "more than " + std::to_string(kMaxYamlDepth) + " lists and maps in each other",
          .help = {"close the brackets that are open; no field needs as many"}};
}

Diagnostic too_large_problem(const YamlPlaces& places, std::size_t offset) {
  return {.code = Code::kTooLarge,
          .where = places.at(offset),
          .message = "more than a million values",
          .help = {"put the rows in a table, and name it in `districts`"}};
}

Diagnostic syntax_problem(const YamlPlaces& places, const SyntaxError& error) {
  const std::size_t offset = std::min(error.offset, places.text().size());
  if (const std::size_t tab = tab_in_indentation(places, offset); tab != std::string_view::npos) {
    return syntax(places.at(tab), "a tab indents this line", "indent with blanks");
  }
  if (auto problem = foreign_line_problem(places, offset)) {
    return std::move(*problem);
  }
  const auto here = [&](std::string message, std::string help) {
    return syntax(places.at(offset), std::move(message), std::move(help));
  };
  switch (error.fault) {
    case YamlFault::kColon:
      return colon_problem(places, offset);
    case YamlFault::kQuestionMark:
      return here("unexpected `?`", "put a value that begins with `? ` in quotes");
    case YamlFault::kDash:
      return here(
          "unexpected `-`",
          "begin a list on the line below its field; put a value that begins with `- ` in quotes");
    case YamlFault::kNoField:
    case YamlFault::kNoItem:
      return misfit_problem(places, error);
    case YamlFault::kFlowMapGoesOn:
      return with_opening(places, error, flow_problem(places, error, '{', '}'));
    case YamlFault::kFlowListGoesOn:
      return with_opening(places, error, flow_problem(places, error, '[', ']'));
    case YamlFault::kBracket:
      return with_opening(places, error,
                          here("`" + character(places, offset) + "` closes nothing",
                               "match it with its opening bracket, or put the text in quotes"));
    case YamlFault::kTextGoesOn:
      return syntax(places.at(opening_quote(places, error.read_to)), "the quote is never closed",
                    "close it; write `''` for an apostrophe in single quotes");
    case YamlFault::kMarkerInText:
      return here("a document marker inside a quoted text",
                  "close the quote before it, or indent the line");
    case YamlFault::kCharacter:
      if (character(places, offset) == "`") {
        return here("no value begins with a backtick",
                    "write the value without backticks, or in quotes: `\"` or `'`");
      }
      return here("a value cannot begin with `" + character(places, offset) + "`",
                  "put the value in quotes");
    case YamlFault::kEscape:
      return here("unknown escape in double quotes",
                  "write `\\\\` for a backslash, or use single quotes");
    case YamlFault::kBlockText:
      return here(
          "unexpected text after `|` or `>`",
          "begin the text on the next line; put a value that begins with `|` or `>` in quotes");
    case YamlFault::kNodeProperty:
      return feature_problem(places, start_of_property(places, offset));
    case YamlFault::kDirective:
      return feature_problem(places, offset);
    case YamlFault::kTooDeep:
      return too_deep_problem(places, offset);
    case YamlFault::kTab:
    case YamlFault::kOther:
      break;
  }
  return here("this is not YAML", "compare it with the lines around it");
}

}  // namespace allot::load
