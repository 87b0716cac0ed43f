#include "report/columns/run_table.hpp"
#include "report/formats/formats.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"
#include "report/words/color.hpp"
#include "report/writers/text_table.hpp"

namespace allot::report {
namespace {

void write_all(const std::vector<Sentence>& sentences, std::size_t width, Writer& out) {
  for (const Sentence& sentence : sentences) {
    write_wrapped(sentence, width, out);
  }
}

void write_head(const RunView& view, const NumberFormat& numbers, const RunOptions& options,
                Writer& out) {
  const std::vector<Sentence> changes = change_sentences(view.scenario);
  write_all(changes, options.width, out);
  out.put(changes.empty() ? std::string_view{} : std::string_view{"\n"});
  write_wrapped(title_sentence(view, numbers), options.width, out,
                options.color ? kBold : std::string_view{});
  write_wrapped(headline(view, options, numbers), options.width, out);
  write_all(status_sentences(view), options.width, out);
  write_all(file_notes(view.scenario), options.width, out);
}

}  // namespace

void write_run_as_table(const RunView& view, const RunOptions& options, Writer& out) {
  const NumberFormat numbers = number_format(options.numbers.value_or(NumberStyle::kPlain));
  const Table table = run_table(view, options, Audience::kPeople);
  write_head(view, numbers, options, out);
  out.put('\n');
  write_text_table(table, {.numbers = numbers, .width = options.width, .color = options.color},
                   out);
  out.put('\n');
  write_all(
      notes(view,
            {.rows = table.rows.size(),
             .rows_in_all = table.rows_in_all,
             .shares = shows_column(table, "key_percent"),
             .elsewhere = shows_elsewhere(table),
             .shifts_of = shows_column(table, "shift") ? std::optional{options.by} : std::nullopt},
            numbers),
      options.width, out);
}

}  // namespace allot::report
