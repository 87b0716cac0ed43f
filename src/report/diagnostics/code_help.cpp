#include <fmt/format.h>

#include <algorithm>

#include "allot/report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/code_examples.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kPageWidth = 80;

/// The first line of `text`, without its end, which is taken off.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// A golden file: its sections as a reader wants them (see tests/golden/run.py).
void write_example(std::string_view golden, Writer& out) {
  constexpr std::string_view kFile = "--- file ";
  bool is_command = false;
  while (!golden.empty()) {
    const std::string_view line = take_line(golden);
    if (line.starts_with(kFile)) {
      const std::string_view name = line.substr(kFile.size());
      out.put(fmt::format("\n{}:\n\n", name.substr(0, name.find(' '))));
    } else if (line == "--- command") {
      out.put('\n');
      is_command = true;
      continue;
    } else if (line.starts_with("--- exit")) {
      continue;
    } else if (line.starts_with("--- ")) {
      out.put('\n');
    } else {
      out.put(is_command ? "$ " : line.empty() ? "" : "    ");
      out.put(line);
      out.put('\n');
    }
    is_command = false;
  }
}

}  // namespace

void write_code_help(const CodeInfo& code, Writer& out) {
  const std::string_view severity = code.severity == Severity::kError ? "error" : "warning";
  out.put(
      fmt::format("{} {} ({}, exit code {})\n\n", code.id, code.name, severity, code.exit_code));
  write_wrapped({std::string{code.summary}}, kPageWidth, out);
  for (const CodeExample& example : code_examples()) {
    if (example.id == code.id) {
      write_example(example.golden, out);
    }
  }
}

}  // namespace allot::report
