#include <fmt/format.h>

#include <algorithm>

#include "allot/report/diagnostics/diagnostics.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kPageWidth = 80;

void write_example(std::string_view heading, std::string_view example, Writer& out) {
  if (example.empty()) {
    return;
  }
  out.put('\n');
  out.put(heading);
  out.put(":\n\n");
  while (!example.empty()) {
    const std::size_t end = std::min(example.find('\n'), example.size());
    out.put(end == 0 ? std::string_view{} : std::string_view{"    "});
    out.put(example.substr(0, end));
    out.put('\n');
    example.remove_prefix(std::min(end + 1, example.size()));
  }
}

}  // namespace

void write_code_help(const CodeInfo& code, Writer& out) {
  const std::string_view severity = code.severity == Severity::kError ? "error" : "warning";
  out.put(
      fmt::format("{} {} ({}, exit code {})\n\n", code.id, code.name, severity, code.exit_code));
  write_wrapped({std::string{code.summary}}, kPageWidth, out);
  write_example("wrong", code.wrong, out);
  write_example("right", code.right, out);
}

}  // namespace allot::report
