#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/engine/causes/causes.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/map_shapes.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/words/languages.hpp"
#include "allot/report/words/number_style.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

enum class RowsBy { kDistrict, kPot, kGroup, kContributor, kYear };
enum class SortBy { kId, kName, kBudget, kShift, kPercent, kChange, kInput };

/// Whom a table is for. People get a choice of columns and two decimals of a percentage; others get
/// all, and six. A split by contributor or year is a column for each part, and for programs a row.
enum class Audience { kPeople, kSpreadsheets, kPrograms };

std::optional<RowsBy> rows_by(std::string_view name);
std::string_view name_of(RowsBy by);
std::optional<SortBy> sort_by(std::string_view name);

/// A file that a result was made from.
struct InputFile {
  std::string name;
  std::string sha256;  ///< of its bytes, in hexadecimal digits; empty: not all of it was read
};

/// What the options of `run` ask of a report.
struct RunOptions {
  RowsBy by = RowsBy::kDistrict;
  SortBy sort = SortBy::kId;
  bool reversed = false;               ///< against the order that `sort` has by itself
  std::optional<std::size_t> top;      ///< rows, or rows at each end where `sort` has two
  bool all = false;                    ///< those who take no part, too
  bool changed = false;                ///< only those that are not the same in all compared
  std::vector<std::string> columns;    ///< `--columns`; empty: all
  std::optional<NumberStyle> numbers;  ///< where absent those of the language, or of the format
  std::size_t width = 80;              ///< of the page: texts are broken into lines
  bool folds = false;                  ///< tables wider than the page; else they are as they are
  bool bars = false;                   ///< of the shifts, beside them: in people's tables
  const MapShapes* map = nullptr;      ///< of the districts, for pages with pictures
  const Language* language = &kEnglish;
  bool color = false;
  /// What was read, in that order. Only reports that say so ask for it; none: nobody knows.
  std::function<std::vector<InputFile>()> inputs = {};
};

/// The causes of the shift (`--causes`), of those districts that have a prior year.
struct ShiftCauses {
  engine::Causes causes;
  std::vector<std::optional<std::size_t>> row;  ///< of each district, in the lines of `causes`
};

/// What the figures of a selection are without.
struct LeftOut {
  enum class What { kNoContributors, kNoTranches, kNotOfYear, kTopUp };
  PotId pot;
  What what;
};

struct RunView {
  const Scenario& scenario;
  const engine::Result& result;
  /// Where the figures are one year's tranches: the year. Of a pot there are then `amount`,
  /// `budgets`, `budget` and `exact`; what goes to no district is the difference.
  std::string_view year = {};
  std::span<const LeftOut> left_out = {};
  const Scenario* whole = nullptr;               ///< what PotIds refer to; null: `scenario`
  const ShiftCauses* causes = nullptr;           ///< null: not asked for
  const engine::Result* whole_result = nullptr;  ///< of `whole`
};

/// Nothing where the result has no prior year.
std::optional<ShiftCauses> causes_of(const Scenario& scenario, const engine::Result& result);

/// Some of the pots of a result, or one year of them, as a result of its own: without a prior year,
/// which belongs to the whole.
struct Selection {
  Scenario scenario = {};
  engine::Result result = {};
  std::string year;
  std::vector<LeftOut> left_out = {};
  const Scenario* whole = nullptr;  ///< of which it is a part
  const engine::Result* whole_result = nullptr;

  [[nodiscard]] RunView view() const {
    return {scenario, result, year, left_out, whole, nullptr, whole_result};
  }
};

/// The contributors or the years of all pots, each once.
std::vector<std::string> part_ids(const Scenario& scenario, RowsBy by);

/// What `--by contributor`, `--by year` or a year (empty: none) leave of a result: the pots that
/// have such parts. Nothing where that is all of it.
std::optional<Selection> selection(const RunView& view, RowsBy by, const std::string& year);

struct Report;  ///< what a format writes: report/document/document.hpp

/// What a format makes of a report. All have a document and facts; some are one table, some have
/// verdicts. A workbook is a document with a sheet for each part that is asked for, and nothing for
/// a terminal.
enum class Writes { kDocument, kFacts, kOneTable, kVerdicts, kWorkbook };

/// An output format: the end of its file in formats/, and its row in formats.cpp.
struct Format {
  std::string_view name;
  std::string_view summary;
  std::string_view suffix;           ///< of `-o` files that mean this format: ".csv"; empty: none
  std::optional<Audience> audience;  ///< of its columns; nothing: it has none, but all facts
  Writes writes = Writes::kDocument;
  void (*write)(const Report& report, const RunOptions& options, Writer& out) = nullptr;
  /// Whether it writes the charts and the rule, too: what only they need is kept for it.
  bool with_charts = false;
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);
const Format* format_of_suffix(std::string_view path);

/// Columns that `--columns` may name in this scenario; `by` decides which there are.
std::vector<std::string> column_names(const RunView& view, const RunOptions& options,
                                      Audience audience);

/// Whether those that the options choose have a shift, which bars can draw.
bool shows_shift(const RunView& view, const RunOptions& options);
/// Whether they have one of the causes.
bool shows_causes(const ShiftCauses& causes, const RunOptions& options);

void write_run(const RunView& view, const RunOptions& options, const Format& format, Writer& out);

/// What every step and the rounding did to every district, as JSON with a record to a line: two
/// traces can be compared line by line. Exact amounts are strings. Key order is part of the format.
void write_trace(const RunView& view, Writer& out);

/// What `--require closed,final` finds wanting.
std::vector<Diagnostic> unmet_requirements(const RunView& view, bool closed, bool final_data);

}  // namespace allot::report
