#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/load.hpp"
#include "allot/report/diagnostics/diagnostics.hpp"
#include "cli/commands/command_kinds.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/help_pages.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

/// A topic that lists others.
struct ListTopic {
  std::string_view name;
  void (*write)(report::Writer& out);
};

void write_format(report::Writer& out) { out.put(load::format_reference()); }

constexpr ListTopic kListTopics[] = {
    {"codes", write_codes},
    {"steps", write_steps},
    {"methods", write_methods},
    {"format", write_format},
};

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
  } else if (const CodeInfo* code = find_code(topic)) {
    report::write_code_help(*code, out);
  } else if (const auto* step = find_named(engine::step_kinds(), topic)) {
    write_step(*step, out);
  } else if (const auto* method = find_named(engine::rounding_methods(), topic)) {
    write_method(*method, out);
  } else {
    return false;
  }
  return true;
}

std::vector<std::string_view> topics() {
  std::vector<std::string_view> names;
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) {
      names.push_back(row.name);
    }
  };
  add(commands());
  add(kListTopics);
  add(engine::step_kinds());
  add(engine::rounding_methods());
  add(codes());
  return names;
}

}  // namespace

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
  std::vector<std::string> help = did_you_mean(topic, topics());
  help.emplace_back("`allot help` lists what there is help on");
  session.add(usage_error(session.line().of(topic),
                          "there is no help on `" + without_controls(topic) + "`",
                          std::move(help)));
}

}  // namespace allot::cli
