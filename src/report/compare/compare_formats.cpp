#include <algorithm>
#include <array>

#include "allot/core/error.hpp"
#include "report/compare/compare_head.hpp"
#include "report/compare/compare_json.hpp"
#include "report/compare/compare_table.hpp"
#include "report/words/color.hpp"
#include "report/writers/delimited.hpp"
#include "report/writers/markdown.hpp"
#include "report/writers/text_table.hpp"

namespace allot::report {
namespace {

NumberFormat numbers_of(const CompareOptions& options) {
  return number_format(options.run.numbers.value_or(NumberStyle::kPlain));
}

std::vector<Sentence> head(const Comparison& comparison, const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    append(sentences, against_sentences(comparison, side, numbers));
    append(sentences, input_sentences(comparison, side, numbers));
  }
  return sentences;
}

void write_wrapped_all(const std::vector<Sentence>& sentences, std::size_t width, Writer& out) {
  for (const Sentence& sentence : sentences) {
    write_wrapped(sentence, width, out);
  }
}

void write_as_table(const Comparison& comparison, const CompareOptions& options, Writer& out) {
  const NumberFormat numbers = numbers_of(options);
  const std::size_t width = options.run.width;
  for (const Sentence& sentence : side_sentences(comparison, numbers)) {
    write_wrapped(sentence, width, out, options.run.color ? kBold : std::string_view{});
  }
  out.put('\n');
  write_wrapped_all(head(comparison, numbers), width, out);
  out.put('\n');
  write_text_table(compare_table(comparison, options, Audience::kPeople),
                   {.numbers = numbers, .width = width, .color = options.run.color}, out);
  const std::vector<Sentence> notes = compare_notes(comparison, options, numbers);
  out.put(notes.empty() ? std::string_view{} : std::string_view{"\n"});
  write_wrapped_all(notes, width, out);
}

void write_as_markdown(const Comparison& comparison, const CompareOptions& options, Writer& out) {
  const NumberFormat numbers = numbers_of(options);
  write_markdown_list(side_sentences(comparison, numbers), out);
  out.put('\n');
  for (const Sentence& sentence : head(comparison, numbers)) {
    write_markdown_paragraph(sentence, out);
  }
  write_markdown_table(compare_table(comparison, options, Audience::kPeople), numbers, out);
  const std::vector<Sentence> notes = compare_notes(comparison, options, numbers);
  out.put(notes.empty() ? std::string_view{} : std::string_view{"\n"});
  write_markdown_list(notes, out);
}

void write_as_csv(const Comparison& comparison, const CompareOptions& options, Writer& out) {
  write_delimited(compare_table(comparison, options, Audience::kPrograms), Dialect{}, out);
}

void write_as_excel_csv(const Comparison& comparison, const CompareOptions& options, Writer& out) {
  write_for_excel(compare_table(comparison, options, Audience::kSpreadsheets), options.run, out);
}

struct FormatRow {
  std::string_view format;  ///< a name of the table in formats.cpp
  void (*write)(const Comparison& comparison, const CompareOptions& options, Writer& out);
};

constexpr std::array kComparisonFormats{
    FormatRow{"table", &write_as_table}, FormatRow{"csv", &write_as_csv},
    FormatRow{"csv-excel", &write_as_excel_csv}, FormatRow{"json", &write_comparison_as_json},
    FormatRow{"markdown", &write_as_markdown}};

}  // namespace

void write_comparison(const Comparison& comparison, const CompareOptions& options,
                      const Format& format, Writer& out) {
  const auto row = std::find_if(kComparisonFormats.begin(), kComparisonFormats.end(),
                                [&](const FormatRow& one) { return one.format == format.name; });
  invariant(row != kComparisonFormats.end(), "every format can show a comparison");
  row->write(comparison, options, out);
}

}  // namespace allot::report
