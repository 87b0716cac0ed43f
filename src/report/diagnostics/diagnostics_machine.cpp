#include <string>

#include "allot/core/text.hpp"
#include "report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/places.hpp"
#include "report/document/json_text.hpp"

namespace allot::report {
namespace {

void write_json_place(const Place& place, Writer& out) {
  out.put("\"file\": ");
  write_json_string_or_null(place.file, out);
  const auto write_count = [&](std::string_view beginning, std::size_t count) {
    out.put(beginning);
    out.put(place.line == 0 ? "null" : std::to_string(count));
  };
  write_count(", \"line\": ", place.line);
  write_count(", \"column\": ", place.column);
  write_count(", \"end_column\": ", place.end_column);
}

void write_json_help(const std::vector<std::string>& help, Writer& out) {
  std::string_view before;
  for (const std::string& text : help) {
    out.put(before);
    write_json_string(help_text(text), out);
    before = ", ";
  }
}

void write_json_related(const Diagnostic& diagnostic, const SourceFiles& files, LineFinder& lines,
                        Writer& out) {
  std::string_view before = "{";
  for (const RelatedPlace& related : diagnostic.related) {
    out.put(before);
    write_json_place(place_of(related.where, files, lines), out);
    out.put(", \"text\": ");
    write_json_string(message_text(related.text), out);
    out.put('}');
    before = ", {";
  }
}

void write_json_diagnostic(const Diagnostic& diagnostic, const SourceFiles& files,
                           LineFinder& lines, Writer& out) {
  const CodeInfo& code = describe(diagnostic.code);
  const auto member = [&](std::string_view beginning, std::string_view text) {
    out.put(beginning);
    write_json_string(message_text(text), out);
  };
  member("{\"code\": ", code.id);
  member(", \"name\": ", code.name);
  member(", \"severity\": ", severity_name(diagnostic.code));
  out.put(", ");
  write_json_place(place_of(diagnostic.where, files, lines), out);
  member(", \"message\": ", diagnostic.message);
  member(", \"label\": ", diagnostic.label);
  out.put(", \"help\": [");
  write_json_help(diagnostic.help, out);
  out.put("], \"related\": [");
  write_json_related(diagnostic, files, lines, out);
  out.put("]}");
}

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
  if (place.line > 0) {
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

void write_for_gcc(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                   Writer& out) {
  LineFinder lines{files};
  for (const Diagnostic& diagnostic : sorted) {
    out.put(place_text(place_of(diagnostic.where, files, lines)));
    out.put(": ");
    out.put(severity_name(diagnostic.code));
    out.put(": ");
    out.put(message_text(diagnostic.message));
    for (const std::string& help : diagnostic.help) {
      out.put("; ");
      out.put(help_text(help));
    }
    out.put(" [");
    out.put(describe(diagnostic.code).id);
    out.put("]\n");
  }
}

void write_as_json(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                   Writer& out) {
  LineFinder lines{files};
  std::string_view before = "[\n  ";
  for (const Diagnostic& diagnostic : sorted) {
    out.put(before);
    write_json_diagnostic(diagnostic, files, lines, out);
    before = ",\n  ";
  }
  out.put(sorted.empty() ? "[]\n" : "]\n");
}

void write_for_github(std::span<const Diagnostic> sorted, const SourceFiles& files, bool /*color*/,
                      Writer& out) {
  LineFinder lines{files};
  for (const Diagnostic& diagnostic : sorted) {
    std::string message = message_text(diagnostic.message);
    for (const std::string& help : diagnostic.help) {
      message += "\nhelp: " + help_text(help);
    }
    const Place place = place_of(diagnostic.where, files, lines);
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
