#include "report/document/provenance.hpp"

#include <vector>

namespace allot::report {

const std::string_view kProgram = "allot " ALLOT_VERSION;

void tell_provenance(JsonWriter& json, std::string_view format_version, const RunOptions& options) {
  json.string("format_version", format_version);
  json.string("program", kProgram);
  const std::vector<InputFile> files = options.inputs ? options.inputs() : std::vector<InputFile>{};
  json.objects(
      "inputs", files,
      [&](const InputFile& file) {
        json.string("file", file.name);
        json.text("sha256", file.sha256);
      },
      kInLines);
}

}  // namespace allot::report
