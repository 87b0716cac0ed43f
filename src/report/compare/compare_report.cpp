#include "report/compare/compare_head.hpp"
#include "report/compare/compare_json.hpp"
#include "report/compare/compare_table.hpp"
#include "report/document/document.hpp"

namespace allot::report {
namespace {

Document compare_document(const Comparison& comparison, const CompareOptions& options,
                          const NumberFormat& numbers) {
  Document document{.titles = side_sentences(comparison, numbers),
                    .blocks = {compare_table(comparison, options, Audience::kPeople)},
                    .notes = compare_notes(comparison, options, numbers)};
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    append(document.head, against_sentences(comparison, side, numbers));
    append(document.head, input_sentences(comparison, side, numbers));
  }
  return document;
}

}  // namespace

void write_comparison(const Comparison& comparison, const CompareOptions& options,
                      const Format& format, Writer& out) {
  format.write(
      {.document =
           [&](const auto& numbers) { return compare_document(comparison, options, numbers); },
       .table = [&](Audience audience) { return compare_table(comparison, options, audience); },
       .facts = [&](Writer& json) { write_comparison_as_json(comparison, options, json); }},
      options.run, out);
}

}  // namespace allot::report
