#include "cli/commands/result_output.hpp"

#include <filesystem>
#include <string>

#include "allot/core/text.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

const report::Format* chosen_format(Session& session) {
  const Settings& settings = session.settings();
  if (settings.format != nullptr) {
    return settings.format;
  }
  if (const report::Format* format = report::format_of_suffix(settings.output)) {
    return format;
  }
  const std::string suffix = std::filesystem::path{settings.output}.extension().string();
  if (suffix.empty()) {
    return &report::formats().front();
  }
  session.add(usage_error(session.line().of_last(settings.output),
                          "no format has the suffix `" + without_controls(suffix) + "`",
                          {has_suffix(suffix, ".xlsx") || has_suffix(suffix, ".xls")
                               ? "allot writes no workbooks: `-o budgets.csv --format csv-excel`"
                               : "say which one is meant with `--format`"}));
  return nullptr;
}

void write_result(Session& session, const Content& content) {
  const std::string& output = session.settings().output;
  if (output.empty()) {
    session.print(content);
  } else {
    session.write(output, content);
  }
}

}  // namespace allot::cli
