#include <algorithm>
#include <string>
#include <vector>

#include "allot/load/format.hpp"
#include "allot/report/json_fields.hpp"
#include "cli/commands/commands.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

constexpr std::string_view kScenario = "scenario";

/// What there is a schema of.
std::vector<std::string> subjects() {
  std::vector<std::string> names{std::string{kScenario}};
  for (const report::JsonReport& report : report::json_reports()) {
    names.emplace_back(report.command);
  }
  return names;
}

void execute_schema(Session& session) {
  const std::vector<std::string>& operands = session.settings().operands;
  const std::string subject{operands.empty() ? kScenario : std::string_view{operands.front()}};
  if (subject == kScenario) {
    session.print([](report::Writer& out) { out.put(load::scenario_schema()); });
    return;
  }
  const auto& reports = report::json_reports();
  const auto at = std::ranges::find(reports, subject, &report::JsonReport::command);
  if (at == reports.end()) {
    const std::vector<std::string> names = subjects();
    const std::vector<std::string_view> known{names.begin(), names.end()};
    session.refuse(session.line().of(subject), "there is no schema of " + in_quotes(subject),
                   did_you_mean(subject, known, "there is one of " + listed_in_quotes(known)));
    return;
  }
  session.print([&](report::Writer& out) { report::write_result_schema(*at, out); });
}

}  // namespace

extern const Command kSchema = {
    .name = "schema",
    .usage = "schema [scenario|run|check|audit|explain|describe|compare|sweep]",
    .summary = "the JSON Schema of scenarios, by which editors check and complete, or of a result",
    .examples =
        "allot schema > allot.schema.json\n"
        "allot schema run > run.schema.json\n",
    .operand = "subject",
    .least_operands = 0,
    .operands = subjects,
    .execute = execute_schema,
};

}  // namespace allot::cli
