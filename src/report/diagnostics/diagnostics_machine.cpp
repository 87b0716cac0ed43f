#include <string>

#include "allot/core/text.hpp"
#include "report/diagnostics/diagnostics.hpp"

namespace allot::report {
namespace {

/// GitHub's workflow commands end at a line end, and their properties at `:` and `,`.
std::string github_escaped(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '%':
        escaped += "%25";
        break;
      case '\r':
        escaped += "%0D";
        break;
      case '\n':
        escaped += "%0A";
        break;
      case ':':
        escaped += property ? "%3A" : ":";
        break;
      case ',':
        escaped += property ? "%2C" : ",";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string github_properties(const Place& place, const CodeInfo& code) {
  std::string properties;
  if (!place.file.empty()) {
    properties += "file=" + github_escaped(place.file, true) + ",";
  }
  if (place.line > 0 && place.cell.empty()) {
    properties += "line=" + std::to_string(place.line) + ",";
    properties += "col=" + std::to_string(place.column) + ",";
  }
  properties += "title=";
  properties += code.id;
  properties += ' ';
  properties += code.name;
  return properties;
}

}  // namespace

std::string line_of(const Diagnostic& diagnostic, const SourceFiles& files, LineFinder& lines) {
  std::string line = place_text(place_of(diagnostic.where, files, lines));
  line += ": ";
  line += severity_name(diagnostic.code);
  line += ": ";
  line += message_text(diagnostic.message);
  for (const std::string& help : diagnostic.help) {
    line += "; " + help_text(help);
  }
  line += " [";
  line += describe(diagnostic.code).id;
  return line + "]";
}

void tell_place(JsonWriter& json, const Place& place) {
  json.text("file", place.file);
  const auto tell_count = [&](const JsonName& name, std::size_t count) {
    json.number(name, place.line == 0 ? std::nullopt : std::optional{static_cast<int128>(count)});
  };
  tell_count("line", place.line);
  tell_count("column", place.column);
  tell_count("end_column", place.end_column);
  if (!place.cell.empty()) {
    json.text("cell", place.cell);
  }
}

void tell_diagnostic(JsonWriter& json, const Diagnostic& diagnostic, const SourceFiles& files,
                     LineFinder& lines) {
  const CodeInfo& code = describe(diagnostic.code);
  json.string("code", code.id);
  json.string("name", code.name);
  json.string("severity", severity_name(diagnostic.code));
  tell_place(json, place_of(diagnostic.where, files, lines));
  json.string("message", message_text(diagnostic.message));
  json.string("label", message_text(diagnostic.label));
  json.each("help", diagnostic.help,
            [&](const std::string& text) { json.string({}, help_text(text)); });
  json.objects("related", diagnostic.related, [&](const RelatedPlace& related) {
    tell_place(json, place_of(related.where, files, lines));
    json.string("text", message_text(related.text));
  });
}

void write_for_gcc(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                   Writer& out) {
  LineFinder lines{files};
  for (const Diagnostic& diagnostic : sorted) {
    out.put(line_of(diagnostic, files, lines));
    out.put('\n');
  }
}

void write_as_json(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                   Writer& out) {
  LineFinder lines{files};
  JsonWriter json{out, 0};
  json.objects(
      {}, sorted,
      [&](const Diagnostic& diagnostic) { tell_diagnostic(json, diagnostic, files, lines); },
      kInLines);
  out.put('\n');
}

void write_for_github(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                      Writer& out) {
  LineFinder lines{files};
  for (const Diagnostic& diagnostic : sorted) {
    const Place place = place_of(diagnostic.where, files, lines);
    std::string message = place.cell.empty() ? std::string{} : place.cell + ": ";
    message += message_text(diagnostic.message);
    for (const std::string& help : diagnostic.help) {
      message += "\nhelp: " + help_text(help);
    }
    out.put("::");
    out.put(severity_name(diagnostic.code));
    out.put(' ');
    out.put(github_properties(place, describe(diagnostic.code)));
    out.put("::");
    out.put(github_escaped(message, false));
    out.put('\n');
  }
}

}  // namespace allot::report
