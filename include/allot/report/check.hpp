#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/engine/check/check.hpp"
#include "allot/engine/run.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/outcome.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

/// A figure that is not as expected.
struct WrongFigure {
  engine::Deviation::Of of = engine::Deviation::Of::kTotal;
  std::string id = {}, name = {};  ///< of the district; empty: of the total
  std::string key = {};            ///< where it is a share
  /// Of a published table: what it is, and the column of what is no budget. Percentages are of 100.
  std::optional<PrintedRole> role = {};
  std::string column = {};
  std::string printed = {};  ///< as the table has it
  int printed_decimals = 0;
  engine::Slip slip = engine::Slip::kNone;
  Fraction expected, computed;
  int decimals = 0;  ///< that they are shown with
  Location where;
};

/// Two districts whose amounts stand in each other's rows.
struct ExchangedRows {
  std::string a, b;
};
/// Who of those tied has a unit in the table, and who has it here.
struct OtherTie {
  std::vector<std::string> printed, computed;
};
struct DriftingSum {
  std::string label, column;
  bool percent;  ///< its figures are of 100
  Fraction printed, added, slack;
};
/// Other ways of rounding to one unit, as a scenario says them.
struct OtherRoundings {
  std::vector<std::string> methods;
  Fraction unit;
};
/// Of numbers that can be read in two ways, the one that agrees.
struct ChosenReading {
  std::string column, printed;
  Fraction value;
};
/// What `--update` leaves as it is.
struct LeftAsItIs {
  enum class Why {
    kPublished,  ///< figures of a published table
    kOtherForm,  ///< their values are not written as numbers on one line
    kNoText,     ///< no number of a file is exactly their new value
  };
  Why why;
  std::size_t count = 0;  ///< of the figures of a scenario
};
/// What explains a table that is off, what is worth knowing of one that is not, and why figures
/// that are off stay so.
using TableRemark = std::variant<OtherRoundings, engine::OtherColumn, ExchangedRows, OtherTie,
                                 DriftingSum, ChosenReading, LeftAsItIs>;

/// A figure that was written anew in the scenario's file.
struct UpdatedFigure {
  std::string path;           ///< of its field
  std::string name = {};      ///< of the district; empty: of the total
  std::string before, after;  ///< as they are written
  Location where;             ///< in the new text
};

/// A scenario and what came of it, for formats that write its rule.
struct KeptRun {
  Scenario scenario;
  engine::Result result;
};

/// One scenario, as it was checked. It refers to nothing of the scenario: of many that are checked
/// only one is in memory, unless the format wants their rules.
struct Checked {
  std::string name;  ///< as it may be shown
  Outcome outcome = Outcome::kHolds;
  int exit = 0;  ///< that `run` ends with
  std::optional<int> expected_exit = {};
  std::size_t expectations = 0;    ///< figures that were compared
  bool called_recipients = false;  ///< its districts
  std::string currency = {};       ///< of its amounts
  std::vector<WrongFigure> figures = {};
  std::vector<TableRemark> remarks = {};
  std::size_t other_figures = 0;  ///< of a table: sums, rows, units that are wrong, in `problems`
  std::optional<std::vector<UpdatedFigure>> updated = {};  ///< none: that was not asked for
  std::vector<Diagnostic> problems = {};                   ///< all others, warnings, too; by place
  std::shared_ptr<const KeptRun> kept = {};
};

/// Notes what a comparison found: the figures, and what explains them. What else is wrong with a
/// published table is added to `problems`.
void add_check(Checked& checked, const RunView& view, const engine::CheckResult& check,
               Problems& problems);

/// The figures that are not as expected.
std::vector<Diagnostic> diagnostics_of(const Checked& checked);

struct CheckOptions {
  RunOptions run = {};
  bool problems = false;  ///< list those besides the figures: they are not shown elsewhere
};

/// The verdict of each, and a table of its figures that are not as expected, with their places.
void write_check(std::span<const Checked> all, const SourceFiles& files,
                 const CheckOptions& options, const Format& format, Writer& out);

}  // namespace allot::report
