#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/report/outcome.hpp"
#include "allot/report/run_report.hpp"
#include "report/charts/chart.hpp"
#include "report/document/table.hpp"
#include "report/words/sentences.hpp"
#include "report/words/words.hpp"

namespace allot::report {

// Each report says once what it has to say; each format of formats/ writes it.

/// One line of a calculation. One without a letter is a remark.
struct CalculationLine {
  std::string letter = {}, label = {}, formula = {}, value = {}, notes = {};
  bool is_amount = false;  ///< the value
};

/// Lines that follow from each other.
struct Calculation {
  std::string heading;
  std::vector<CalculationLine> lines = {};
  std::string absent = {};  ///< why there are no lines
  std::vector<Sentence> below = {};
};

/// A figure, which is the first line, and what it is made of.
struct Breakdown {
  std::vector<std::string> headers = {};  ///< of label, formula and value; none: it is one line
  std::vector<CalculationLine> lines = {};
  std::string heading = {};  ///< where there are no lines
  Sentence remark = {};
};

/// What stands between the others: a heading, a list, or a list below its heading.
struct Passage {
  Sentence heading = {};
  std::vector<Sentence> items = {};
  bool is_part = false;    ///< of what the heading before is on
  bool is_on_top = false;  ///< the heading is the title and the verdict of a page
};

using Block = std::variant<Table, Calculation, Breakdown, Passage>;

/// For people, from top to bottom; what is empty is left out.
struct Document {
  std::vector<Sentence> changes = {};  ///< made before anything was computed
  std::vector<Sentence> titles = {};   ///< one, or one for each of those that are compared
  std::vector<Sentence> head = {};
  std::vector<Block> blocks = {};
  std::vector<Sentence> notes = {};
  Sentence page_title = {};  ///< of a page, where there are no titles
  /// What a page says first, where that is not the first sentence of the head.
  std::vector<Sentence> verdict = {};
  bool names_files = false;  ///< a block says what it was made from
};

/// A number that a sheet is computed from, above its rows.
struct Given {
  std::string label;
  Cell value = {};
  int decimals = 0;
  std::string formula = {};  ///< empty: the value is given
};

/// A sheet that only a workbook has. In its formulas, which have no `=`, `{row}` is the row that
/// they stand in, `{above}` the one above, `{first}` and `{last}` those at the ends, and `{0}` the
/// place of what is given first.
struct WorkSheet {
  Table table;
  std::vector<Sentence> above = {};
  std::vector<Given> given = {};
};

/// What came of one of those that a report is on.
struct Verdict {
  std::string name;  ///< of its file, as it may be shown
  Outcome outcome = Outcome::kHolds;
  std::string summary = {};               ///< "2 of 3 expectations do not hold"
  std::size_t checked = 0;                ///< how many figures
  std::vector<Diagnostic> findings = {};  ///< by place
};

struct Verdicts {
  std::string_view command;  ///< "check"
  const SourceFiles& files;  ///< of the findings
  std::vector<Verdict> list;
};

struct Report {
  std::function<Document(const Words& words)> document;
  std::function<void(Writer& out)> facts;  ///< all of it, as JSON
  /// For spreadsheets and programs; empty where the report is more than one table.
  std::function<Table(Audience audience)> table = {};
  /// Of the same values, for the formats that draw; empty where there is nothing to see.
  std::function<std::vector<charts::Chart>(const Words& words)> charts = {};
  /// How the figures came about: the rule in sentences, of each scenario that they are made by.
  std::function<std::vector<Document>(const Words& words)> rule = {};
  /// For the programs of a CI; empty where nothing is held against anything.
  std::function<Verdicts(const Words& words)> verdicts = {};
  /// For workbooks, behind the tables of the document.
  std::function<std::vector<WorkSheet>(const Words& words)> sheets = {};
};

/// In the language and the numbers that are asked for.
Words words_for_people(const RunOptions& options);

/// Commands refuse a format that cannot show the report; who asks for it all the same gets the
/// table for people.
void write_report(const Report& report, const Format& format, const RunOptions& options,
                  Writer& out);

}  // namespace allot::report
