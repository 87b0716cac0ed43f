#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"
#include "allot/engine/check.hpp"
#include "allot/report/outcome.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

/// A figure that is not as expected.
struct WrongFigure {
  engine::Deviation::Of of = engine::Deviation::Of::kTotal;
  std::string id = {}, name = {};  ///< of the district; empty: of the total
  std::string key = {};            ///< where it is a share
  Fraction expected, computed;
  int decimals = 0;  ///< that they are shown with
  Location where;
};

/// One scenario, as it was checked. It refers to nothing of the scenario: of many that are checked
/// only one is in memory.
struct Checked {
  std::string name;  ///< as it may be shown
  Outcome outcome = Outcome::kHolds;
  int exit = 0;  ///< that `run` ends with
  std::optional<int> expected_exit = {};
  std::size_t expectations = 0;    ///< figures that were compared
  bool called_recipients = false;  ///< its districts
  std::vector<WrongFigure> figures = {};
  std::vector<Diagnostic> problems = {};  ///< all others, warnings, too; by place
};

/// Notes what a comparison found.
void add_check(Checked& checked, const RunView& view, const engine::CheckResult& check);

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
