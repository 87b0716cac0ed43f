#include <algorithm>
#include <string>

#include "report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/places.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kMostShown = 20;

class HumanDiagnostics {
 public:
  HumanDiagnostics(const SourceFiles& files, bool color, Writer& out)
      : files_{files}, color_{color}, out_{out}, lines_{files} {}

  void write(const Diagnostic& diagnostic) {
    gutter_ = widest_line_number(diagnostic);
    write_headline(diagnostic);
    write_place("--> ", diagnostic.where, '^', diagnostic.label);
    for (const RelatedPlace& related : diagnostic.related) {
      write_place("::: ", related.where, '-', related.text);
    }
    for (const std::string& help : diagnostic.help) {
      write_hint("help", help);
    }
  }

 private:
  static std::size_t widest_line_number(const Diagnostic& diagnostic) {
    std::uint32_t largest = diagnostic.where.line;
    for (const RelatedPlace& related : diagnostic.related) {
      largest = std::max(largest, related.where.line);
    }
    return std::to_string(largest).size();
  }

  void write_headline(const Diagnostic& diagnostic) {
    const bool error = describe(diagnostic.code).severity == Severity::kError;
    put_color(kBold);
    put_color(error ? kRed : kYellow);
    out_.put(severity_name(diagnostic.code));
    out_.put('[');
    out_.put(describe(diagnostic.code).id);
    out_.put(']');
    put_color(kReset);
    out_.put(": ");
    out_.put(message_text(diagnostic.message));
    out_.put('\n');
  }

  void write_place(std::string_view arrow, Location where, char caret, std::string_view label) {
    out_.pad(gutter_);
    out_.put(arrow);
    out_.put(place_text(place_of(where, files_, lines_)));
    out_.put('\n');
    if (where.line > 0) {
      write_excerpt(where, caret, label);
    } else if (!label.empty()) {
      write_hint("note", label);
    }
  }

  void write_excerpt(Location where, char caret, std::string_view label) {
    const Excerpt excerpt = excerpt_of(lines_.find(where.file, where.line), where);
    write_bar("");
    out_.put('\n');
    write_bar(std::to_string(where.line));
    out_.put(excerpt.text.empty() ? std::string_view{} : std::string_view{" "});
    out_.put(excerpt.text);
    out_.put('\n');
    write_bar("");
    out_.pad(1 + excerpt.caret);
    put_color(caret == '^' ? kRed : std::string_view{});
    out_.put(std::string(excerpt.carets, caret));
    put_color(caret == '^' ? kReset : std::string_view{});
    out_.put(label.empty() ? std::string_view{} : std::string_view{" "});
    out_.put(message_text(label));
    out_.put('\n');
  }

  void write_bar(const std::string& number) {
    out_.pad(gutter_ - number.size());
    out_.put(number);
    out_.put(" |");
  }

  void write_hint(std::string_view kind, std::string_view text) {
    out_.pad(gutter_);
    out_.put(" = ");
    out_.put(kind);
    out_.put(": ");
    out_.put(help_text(text));
    out_.put('\n');
  }

  void put_color(std::string_view color) { out_.put(color_ ? color : std::string_view{}); }

  const SourceFiles& files_;
  bool color_;
  Writer& out_;
  LineFinder lines_;
  std::size_t gutter_ = 1;
};

/// "2 errors, 1 warning"; with `more` "2 more errors".
std::string count_text(std::span<const Diagnostic> diagnostics, std::string_view more) {
  const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(), [](const auto& d) {
    return describe(d.code).severity == Severity::kError;
  });
  const auto warnings = static_cast<std::ptrdiff_t>(diagnostics.size()) - errors;
  std::string text;
  const auto add = [&](std::ptrdiff_t count, std::string_view what) {
    if (count > 0) {
      text += text.empty() ? "" : ", ";
      text += std::to_string(count) + " ";
      text += more;
      text += what;
      text += count == 1 ? "" : "s";
    }
  };
  add(errors, "error");
  add(warnings, "warning");
  return text;
}

}  // namespace

void write_for_people(std::span<const Diagnostic> sorted, const SourceFiles& files, bool color,
                      Writer& out) {
  if (sorted.empty()) {
    return;
  }
  const auto shown = sorted.first(std::min(sorted.size(), kMostShown));
  HumanDiagnostics human{files, color, out};
  for (const Diagnostic& diagnostic : shown) {
    human.write(diagnostic);
    out.put('\n');
  }
  if (shown.size() < sorted.size()) {
    out.put("… and ");
    out.put(count_text(sorted.subspan(shown.size()), "more "));
    out.put('\n');
  }
  out.put(count_text(sorted, ""));
  out.put('\n');
}

}  // namespace allot::report
