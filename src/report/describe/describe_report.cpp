#include <algorithm>

#include "allot/core/date.hpp"
#include "allot/report/describe.hpp"
#include "allot/report/json_fields.hpp"
#include "report/describe/description.hpp"
#include "report/describe/rule.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/notes/head.hpp"

namespace allot::report {
namespace description {
namespace {

using enum Text;

constexpr JsonLayout kInLinesOfSection{"\n    ", ",\n    "};

std::vector<Section> sections_of(const Described& what) {
  std::vector<Section> sections = pot_sections(what);
  append(sections, input_sections(what));
  return sections;
}

/// Of the whole, above the sections.
std::vector<Sentence> opening(const Described& what) {
  const Scenario& scenario = what.scenario();
  const Words& words = what.words;
  std::vector<Sentence> sentences = status_sentences(what.view, words);
  if (!scenario.note.empty()) {
    sentences.push_back(words.sentence(kNote, {scenario.note}));
  }
  if (scenario.period) {
    const Period& period = *scenario.period;
    const auto days = static_cast<std::size_t>((period.until - period.from).count());
    sentences.push_back(words.sentence(
        kPeriodCovers,
        {words.date(date_text(period.from)),
         words.date(date_text(period.until - std::chrono::days{1})), words.count(days)}));
  }
  sentences.push_back(words.sentence(kExactUntilRounded));
  return sentences;
}

/// All but the files that it was made from. At most so many rows of districts.
Document rule_document(const RunView& view, std::size_t most, const Words& words) {
  const Described what{view, words};
  const Districts& districts = view.scenario.districts;
  Document document{.changes = change_sentences(view.scenario.changes, words),
                    .titles = {title_sentence(view, words)},
                    .head = opening(what)};
  const auto add_passage = [&](Sentence heading, std::vector<Sentence> items) {
    document.blocks.emplace_back(Passage{.heading = std::move(heading), .items = std::move(items)});
  };
  for (Section& section : sections_of(what)) {
    add_passage(std::move(section.heading), std::move(section.sentences));
  }
  std::vector<Sentence> shown;
  if (most < districts.size()) {
    shown.push_back(words.sentence(kRowsOfAll, {words.count(most), words.count(districts.size()),
                                                std::to_string(districts.size())}));
  }
  add_passage(words.sentence(kHeadingDistricts, {words.districts(districts, districts.size())}),
              std::move(shown));
  document.blocks.emplace_back(district_table(what, most, Audience::kPeople));
  if (view.scenario.groups) {
    add_passage(
        words.sentence(kHeadingGroups, {words.count(view.scenario.groups->districts.size())}), {});
    document.blocks.emplace_back(group_table(what));
  }
  return document;
}

Document document_of(const RunView& view, const RunOptions& options, const Words& words) {
  Document document =
      rule_document(view, options.top.value_or(view.scenario.districts.size()), words);
  document.blocks.emplace_back(files_of(options, words));
  document.verdict = {headline(view, {}, words)};
  document.names_files = true;
  return document;
}

/// A cell as programs read it: numbers as they are, fractions as texts.
void tell_cell(JsonWriter& json, const JsonName& name, const TableColumn& column,
               std::uint32_t row) {
  const Cell cell = column.cell(row);
  if (cell.kind == Cell::Kind::kNumber) {
    json.number(name, cell.number, column.decimals);
  } else {
    json.text(name, cell.text);
  }
}

/// When it takes part in each pot that not all take part in; half-open, as the file has it.
void tell_participation(JsonWriter& json, const Scenario& of, std::uint32_t row) {
  for (const Pot& pot : of.pots) {
    if (pot.participation && !pot.participation->spans.empty()) {
      json.objects(JsonName{"takes_part_" + pot.id}, pot.participation->spans[row],
                   [&](const Span& span) {
                     json.string("from", date_text(span.from));
                     json.string("until", date_text(span.until));
                   });
    }
  }
}

/// Columns of the file by themselves: their names are the user's.
void tell_rows(JsonWriter& json, const JsonName& name, const Scenario& of, const Table& table) {
  const auto own = std::ranges::find_if(
      table.columns, [](const TableColumn& column) { return column.name.empty(); });
  const auto behind = own + static_cast<std::ptrdiff_t>(of.columns.size());
  json.objects(
      name, table.rows,
      [&](std::uint32_t row) {
        const auto tell_columns = [&](auto first, auto last) {
          for (auto column = first; column != last; ++column) {
            tell_cell(json, JsonName{column->name.empty() ? column->header : column->name}, *column,
                      row);
          }
        };
        tell_columns(table.columns.begin(), own);
        json.object("columns", [&] { tell_columns(own, behind); });
        tell_columns(behind, table.columns.end());
        tell_participation(json, of, row);
      },
      kInLines);
}

void tell(const RunView& view, const RunOptions& options, Writer& out) {
  const Words words{*options.language, kMachineNumbers};
  const Described what{view, words};
  JsonWriter json{out, view.scenario.decimals};
  json.document([&] {
    tell_provenance(json, kDescribeVersion, options);
    tell_result(json, view);
    const auto tell_sentences = [&](const std::vector<Sentence>& sentences,
                                    const JsonLayout& layout) {
      json.each(
          "notes", sentences, [&](const Sentence& sentence) { json.string({}, joined(sentence)); },
          layout);
    };
    tell_sentences(opening(what), kInLines);
    json.objects(
        "sections", sections_of(what),
        [&](const Section& section) {
          json.string("of", section.of);
          json.text("id", section.id);
          json.string("label", joined(section.heading));
          tell_sentences(section.sentences, kInLinesOfSection);
        },
        kInLines);
    tell_rows(json, "districts", view.scenario,
              district_table(what, options.top.value_or(view.scenario.districts.size()),
                             Audience::kPrograms));
    if (view.scenario.groups) {
      tell_rows(json, "groups", *view.scenario.groups, group_table(what));
    }
  });
}

}  // namespace
}  // namespace description

Document rule_of(const RunView& view, const Words& words) {
  if (view.whole != nullptr) {
    return rule_of({*view.whole, *view.whole_result}, words);
  }
  return description::rule_document(view, view.scenario.districts.size(), words);
}

void write_description(const RunView& view, const RunOptions& options, const Format& format,
                       Writer& out) {
  write_report(
      {.document =
           [&](const Words& words) { return description::document_of(view, options, words); },
       .facts = [&](Writer& json) { description::tell(view, options, json); },
       .charts = [&](const Words& words) { return pictures::describe_charts(view, words); }},
      format, options, out);
}

}  // namespace allot::report
