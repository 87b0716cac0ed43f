#include "report/writers/markdown.hpp"

#include "report/columns/run_table.hpp"
#include "report/formats/formats.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {

void write_run_as_markdown(const RunView& view, const RunOptions& options, Writer& out) {
  const NumberFormat numbers = number_format(options.numbers.value_or(NumberStyle::kPlain));
  const Table table = run_table(view, options, Audience::kPeople);
  const std::vector<Sentence> changes = change_sentences(view.scenario);
  write_markdown_list(changes, out);
  out.put(changes.empty() ? std::string_view{} : std::string_view{"\n"});
  out.put("**");
  out.put(markdown_sentence(title_sentence(view, numbers)));
  out.put("**\n\n");
  write_markdown_paragraph(headline(view, options, numbers), out);
  std::vector<Sentence> more = status_sentences(view);
  append(more, file_notes(view.scenario));
  for (const Sentence& sentence : more) {
    write_markdown_paragraph(sentence, out);
  }
  write_markdown_table(table, numbers, out);
  out.put('\n');
  write_markdown_list(
      notes(view,
            {.rows = table.rows.size(),
             .rows_in_all = table.rows_in_all,
             .shares = shows_column(table, "key_percent"),
             .elsewhere = shows_elsewhere(table),
             .shifts_of = shows_column(table, "shift") ? std::optional{options.by} : std::nullopt},
            numbers),
      out);
}

}  // namespace allot::report
