#include "report/run/run_report.hpp"

#include "report/columns/run_table.hpp"
#include "report/document/document.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {
namespace {

Document run_document(const RunView& view, const RunOptions& options, const NumberFormat& numbers) {
  Table table = run_table(view, options, Audience::kPeople);
  Document document{.changes = change_sentences(view.scenario.changes),
                    .titles = {title_sentence(view, numbers)},
                    .head = {headline(view, options, numbers)}};
  append(document.head, status_sentences(view));
  append(document.head, file_notes(view.scenario));
  document.notes =
      notes(view,
            {.rows = table.rows.size(),
             .rows_in_all = table.rows_in_all,
             .shares = find_column(table.columns, "key_percent") != nullptr,
             .elsewhere = shows_elsewhere(table),
             .shifts_of = find_column(table.columns, "shift") != nullptr ? std::optional{options.by}
                                                                         : std::nullopt},
            numbers);
  document.blocks.emplace_back(std::move(table));
  return document;
}

}  // namespace

void write_run(const RunView& view, const RunOptions& options, const Format& format, Writer& out) {
  format.write(
      {.document = [&](const auto& numbers) { return run_document(view, options, numbers); },
       .table = [&](Audience audience) { return run_table(view, options, audience); },
       .facts = [&](Writer& json) { write_run_as_json(view, options, json); }},
      options, out);
}

}  // namespace allot::report
