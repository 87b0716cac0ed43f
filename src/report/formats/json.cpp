#include "report/document/document.hpp"

namespace allot::report {
namespace {

void write_as_json(const Report& report, const RunOptions& /*options*/, Writer& out) {
  report.facts(out);
}

}  // namespace

extern const Format kJsonFormat = {
    .name = "json",
    .summary = "all figures, exact fractions, ties and notes, in a fixed order",
    .suffix = ".json",
    .audience = std::nullopt,
    .writes = Writes::kFacts,
    .write = write_as_json,
};

}  // namespace allot::report
