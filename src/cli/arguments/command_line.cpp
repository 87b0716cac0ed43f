#include "cli/arguments/command_line.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"

namespace allot::cli {

namespace {

/// As a shell would need it, with each byte but the quotes in its order; line ends are blanks,
/// because the command line is one line.
std::string as_typed(std::string_view argument) {
  constexpr std::string_view kQuoted = " \t\r\n'\"\\$`*?()<>|&;#";
  if (!argument.empty() && argument.find_first_of(kQuoted) == std::string_view::npos) {
    return std::string{argument};
  }
  std::string text{argument};
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  const bool in_double =
      text.find('\'') != std::string::npos && text.find_first_of("\"\\$`") == std::string::npos;
  const std::string_view quote = in_double ? "\"" : "'";
  return fmt::format("{0}{1}{0}", quote, text);
}

/// The first `=` that is not within double quotes: ids in a path can be quoted.
std::size_t position_of_equals(std::string_view argument) {
  bool quoted = false;
  for (std::size_t i = 0; i < argument.size(); ++i) {
    if (argument[i] == '"') {
      quoted = !quoted;
    } else if (argument[i] == '=' && !quoted) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

CommandLine::CommandLine(std::span<const std::string_view> arguments, SourceFiles& sources) {
  std::string line = "allot";
  for (const std::string_view argument : arguments) {
    line += ' ';
    const std::string typed = as_typed(argument);
    arguments_.push_back({.text = argument,
                          .where = {.line = 1,
                                    .column = static_cast<std::uint32_t>(line.size() + 1),
                                    .length = static_cast<std::uint32_t>(typed.size())},
                          .quoted = typed != argument});
    line += typed;
  }
  file_ = sources.add(std::string{kCommandLineName}, std::move(line));
  for (Argument& argument : arguments_) {
    argument.where.file = file_;
  }
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    note(i);
  }
}

void CommandLine::note(std::size_t argument) {
  const std::string_view text = arguments_[argument].text;
  first_.emplace(text, Part{argument, 0});
  last_[text] = {argument, 0};
  last_value_[text] = {argument, 0};
  const std::size_t equals = text.starts_with("--") ? text.find('=') : std::string_view::npos;
  std::size_t begin = 0;
  if (equals != std::string_view::npos) {
    begin = equals + 1;
    last_value_[text.substr(begin)] = {argument, begin};
  }
  for (std::size_t end = text.find(',', begin); begin < text.size(); end = text.find(',', begin)) {
    end = std::min(end, text.size());
    last_name_[text.substr(begin, end - begin)] = {argument, begin};
    begin = end + 1;
  }
}

Location CommandLine::of(std::string_view text) const {
  if (text.empty()) {
    return whole();
  }
  if (const auto found = first_.find(text); found != first_.end()) {
    return argument_of(found->second).where;
  }
  // Part of an argument, such as a name in `--columns a,b`: options come after the files.
  const std::optional<Part> part = part_of(text);
  if (!part) {
    return whole();
  }
  Location where = argument_of(*part).where;
  if (!argument_of(*part).quoted) {
    where.column += static_cast<std::uint32_t>(part->offset);
    where.length = static_cast<std::uint32_t>(text.size());
  }
  return where;
}

std::optional<CommandLine::Part> CommandLine::part_of(std::string_view text) const {
  if (const auto found = last_name_.find(text); found != last_name_.end()) {
    return found->second;
  }
  for (std::size_t i = arguments_.size(); i > 0; --i) {
    const std::size_t offset = arguments_[i - 1].text.rfind(text);
    if (offset != std::string_view::npos) {
      return Part{i - 1, offset};
    }
  }
  return std::nullopt;
}

Location CommandLine::of_last(std::string_view text) const {
  const auto found = last_.find(text);
  return found == last_.end() ? of(text) : argument_of(found->second).where;
}

Location CommandLine::beginning_of(std::string_view argument) const {
  const auto found = last_value_.find(argument);
  if (found == last_value_.end()) {
    return whole();
  }
  Location where = argument_of(found->second).where;
  where.column += static_cast<std::uint32_t>(found->second.offset);
  where.column += argument_of(found->second).quoted ? 1U : 0U;
  return where;
}

Location CommandLine::of_column(std::string_view role, std::string_view column) const {
  const std::string pair = std::string{role}.append("=").append(column);
  Location where = of_last(pair);
  if (where.length == pair.size()) {
    const auto skipped = static_cast<std::uint32_t>(role.size() + 1);
    where.column += skipped;
    where.length -= skipped;
  }
  return where;
}

load::Assignment CommandLine::assign(load::Assignment::Kind kind,
                                     const std::string& argument) const {
  if (kind == load::Assignment::Kind::kOverlay) {
    return {
        .kind = kind, .path = argument, .value = {}, .where = of_last(argument), .value_where = {}};
  }
  const std::size_t equals = position_of_equals(argument);
  invariant(is_assignment(argument), "options take only assignments");
  const Location begin = beginning_of(argument);
  const auto part = [&](std::size_t from, std::size_t until) {
    Location where = begin;
    where.column += static_cast<std::uint32_t>(from);
    where.length = static_cast<std::uint32_t>(std::max<std::size_t>(until - from, 1));
    return where;
  };
  return {.kind = kind,
          .path = argument.substr(0, equals),
          .value = argument.substr(equals + 1),
          .where = part(0, equals),
          .value_where = part(equals + 1, argument.size())};
}

bool is_assignment(std::string_view argument) {
  const std::size_t equals = position_of_equals(argument);
  return equals != std::string_view::npos && equals > 0;
}

Diagnostic usage_error(Location where, std::string message, std::vector<std::string> help) {
  return {
      .code = Code::kUsage, .where = where, .message = std::move(message), .help = std::move(help)};
}

}  // namespace allot::cli
