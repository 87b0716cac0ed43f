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

Passage files_of(const RunOptions& options, const Words& words) {
  Passage passage{.heading = words.sentence(Text::kHeadingFiles)};
  for (const InputFile& file : options.inputs ? options.inputs() : std::vector<InputFile>{}) {
    passage.items.push_back(file.sha256.empty()
                                ? words.sentence(Text::kFileOnly, {file.name})
                                : words.sentence(Text::kFileHash, {file.name, file.sha256}));
  }
  passage.items.push_back(words.sentence(Text::kMadeBy, {kProgram}));
  return passage;
}

}  // namespace allot::report
