#include "cli/command_line.hpp"

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
}

template <class Matches>
const CommandLine::Argument* CommandLine::find(Matches matches) const {
  const auto found = std::find_if(arguments_.begin(), arguments_.end(), matches);
  return found == arguments_.end() ? nullptr : &*found;
}

Location CommandLine::of(std::string_view text) const {
  const Argument* argument = find([&](const Argument& a) { return a.text == text; });
  if (argument != nullptr || text.empty()) {
    return argument == nullptr ? whole() : argument->where;
  }
  // Part of an argument, such as a name in `--columns a,b`: options come after the files.
  const auto holding = std::find_if(arguments_.rbegin(), arguments_.rend(), [&](const Argument& a) {
    return a.text.find(text) != std::string_view::npos;
  });
  argument = holding == arguments_.rend() ? nullptr : &*holding;
  if (argument == nullptr || argument->quoted) {
    return argument == nullptr ? whole() : argument->where;
  }
  Location where = argument->where;
  where.column += static_cast<std::uint32_t>(argument->text.rfind(text));
  where.length = static_cast<std::uint32_t>(text.size());
  return where;
}

Location CommandLine::of_last(std::string_view text) const {
  const auto found = std::find_if(arguments_.rbegin(), arguments_.rend(),
                                  [&](const Argument& a) { return a.text == text; });
  return found == arguments_.rend() ? of(text) : found->where;
}

Location CommandLine::beginning_of(std::string_view argument) const {
  const auto found = std::find_if(arguments_.rbegin(), arguments_.rend(), [&](const Argument& a) {
    const std::string_view before = a.text.substr(0, a.text.size() - argument.size());
    return a.text == argument ||
           (a.text.ends_with(argument) && before.starts_with("--") && before.ends_with('='));
  });
  if (found == arguments_.rend()) {
    return whole();
  }
  Location where = found->where;
  where.column += static_cast<std::uint32_t>(found->text.size() - argument.size());
  where.column += found->quoted ? 1U : 0U;
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
